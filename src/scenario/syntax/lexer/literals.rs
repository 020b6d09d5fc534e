//! Numbers, characters and strings.

use super::slips::looks_open;
use super::{Lexer, Token};
use crate::diagnostic::{Diagnostic, Span};
use crate::scenario::syntax::tree::Value;
use crate::scenario::syntax::{number, string};

impl<'a> Lexer<'a> {
    pub(super) fn number(&mut self) -> Token<'a> {
        let length = number::length(self.rest()).max(1);
        let run = &self.rest()[..length];
        let value = number::parse(run).unwrap_or_else(|bad| {
            self.report(Diagnostic::error(bad.code, Span::new(self.at, self.at + length), bad.message));
            Value::Broken
        });
        self.at = (self.at + length).min(self.text.len());
        Token::Literal(value)
    }

    pub(super) fn character(&mut self) -> Token<'a> {
        let rest = &self.rest()[1..];
        let decoded = match rest.chars().next() {
            Some('\\') => string::decode_char(rest),
            Some(c) if c != '\'' && c != '\n' => Ok((c, c.len_utf8())),
            _ => Err("a character is missing".into()),
        };
        match decoded {
            Ok((c, length)) if rest[length..].starts_with('\'') => {
                self.at += length + 2;
                Token::Literal(Value::Char(c))
            }
            other => {
                let line = rest.find('\n').unwrap_or(rest.len());
                let length = rest[..line].find('\'').map_or(1, |end| end + 2);
                let message =
                    other.err().unwrap_or_else(|| "single quotes hold exactly one character".into());
                self.skip_bad(length, &message, "text stands in double quotes: \"…\"");
                Token::Literal(Value::Broken)
            }
        }
    }

    pub(super) fn string(&mut self) -> Token<'a> {
        let open = self.at;
        let words = &self.text[open + 1..];
        match closing_quote(words, self.runaway) {
            Some(end) if !looks_open(words, end) => {
                self.at = open + end + 2;
                self.text(&words[..end], open + 1, false)
            }
            // The next quote is far away, or opens another string.
            found => {
                self.runaway |= found.is_none();
                self.unclosed_string(words)
            }
        }
    }

    pub(super) fn raw_string(&mut self) -> Token<'a> {
        let open = self.at;
        let rest = &self.rest()[1..];
        let hashes = rest.find('"').unwrap_or(0);
        let words = &rest[hashes + 1..];
        let ending = format!("\"{}", &rest[..hashes]);
        if let Some(end) = words.find(&ending) {
            let start = open + 2 + hashes;
            self.at = start + end + ending.len();
            self.text(&words[..end], start, true)
        } else {
            self.bad(hashes + 2, "this raw string is never closed", &format!("close it with `{ending}`"));
            self.at = self.text.len();
            Token::Literal(Value::Broken)
        }
    }

    /// Decodes the words of a string, which begin at byte `start`.
    pub(super) fn text(&mut self, words: &'a str, start: usize, raw: bool) -> Token<'a> {
        let text = string::decode(self.arena, words, start, raw, &mut self.problems);
        Token::Literal(Value::Text(text))
    }

    /// Tells whether the `r` at hand begins a string, and not a word.
    pub(super) fn is_raw_string(&self) -> bool {
        self.rest()[1..].trim_start_matches('#').starts_with('"')
    }
}

/// Finds the first quote that no backslash escapes, if so told on the first line only.
pub(in crate::scenario::syntax) fn closing_quote(words: &str, one_line: bool) -> Option<usize> {
    let bytes = words.as_bytes();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..)?;
        at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\') || (one_line && *byte == b'\n'))?;
        match bytes[at] {
            b'"' => return Some(at),
            b'\n' => return None,
            _ => at += 2,
        }
    }
}
