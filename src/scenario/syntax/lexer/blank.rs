//! What stands between tokens: white space and comments.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Span};

impl Lexer<'_> {
    /// Skips white space and comments.
    pub(in crate::scenario::syntax) fn skip_blank(&mut self) {
        self.skip_white_space();
        while self.skip_comment() {
            self.skip_white_space();
        }
    }

    /// Skips white space.
    pub(in crate::scenario::syntax) fn skip_white_space(&mut self) {
        loop {
            let bytes = &self.text.as_bytes()[self.at..];
            let blank = bytes.iter().position(|byte| !matches!(byte, b' ' | b'\t'..=b'\r'));
            self.at += blank.unwrap_or(bytes.len());
            // Blanks beyond ASCII are rare.
            match self.rest().chars().next() {
                Some(c) if !c.is_ascii() && is_blank(c) => self.at += c.len_utf8(),
                _ => return,
            }
        }
    }

    /// Skips the comment that begins here, up to the end of its line or its closing; tells whether there was one.
    pub(super) fn skip_comment(&mut self) -> bool {
        match self.text.as_bytes()[self.at..] {
            [b'/', b'/', ..] => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
            [b'/', b'*', ..] => self.skip_block_comment(),
            _ => return false,
        }
        true
    }

    fn skip_block_comment(&mut self) {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while self.at < bytes.len() {
            match bytes.get(self.at..self.at + 2) {
                Some(b"/*") => (depth, self.at) = (depth + 1, self.at + 2),
                Some(b"*/") => (depth, self.at) = (depth - 1, self.at + 2),
                _ => self.at += 1,
            }
            if depth == 0 {
                return;
            }
        }
        let span = Span::new(start, start + 2);
        self.report(
            Diagnostic::error(Code::SYNTAX, span, "this comment is never closed")
                .with_help("close it with `*/`"),
        );
    }
}

/// What RON counts as white space.
pub(in crate::scenario::syntax) fn is_blank(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
}
