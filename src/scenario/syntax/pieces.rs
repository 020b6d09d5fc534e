//! Cuts a text into all that is not white space: what a new layout must keep.

use super::lexer::{Bracket, Lexer, Token};
use super::tree::Value;
use super::{Arena, MAX_DEPTH, quotes};

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scenario) enum Kind {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    Word,
    /// A number, a string, a character.
    Literal,
    /// `#![…]`, from its `#` to its last bracket.
    Attribute,
    /// `// …`, without the blanks at its end.
    LineComment,
    /// `/* … */`.
    BlockComment,
}

impl Kind {
    /// Tells whether it is a comment of either kind.
    pub(in crate::scenario) fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }
}

/// A token or a comment, as it is written.
#[derive(Debug, Clone, Copy)]
pub(in crate::scenario) struct Piece<'a> {
    pub(in crate::scenario) kind: Kind,
    pub(in crate::scenario) text: &'a str,
    /// How many line breaks stand between it and the piece before.
    pub(in crate::scenario) breaks: usize,
}

/// Cuts a text into its tokens and comments, in order.
///
/// There are none where a token cannot be read or the brackets do not match: where strings and groups end would be
/// a guess. [`parse`](super::parse) then says what is wrong.
pub(in crate::scenario) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let arena = Arena::new();
    let mut lexer = Lexer::new(&arena, text);
    let mut pieces = Vec::new();
    let mut open = Vec::new();
    let mut before_value = true;
    loop {
        let behind = lexer.at;
        lexer.skip_white_space();
        let start = lexer.at;
        let kind = if before_value && text[start..].starts_with('#') {
            skip_attribute(&mut lexer)?;
            Kind::Attribute
        } else {
            let token = lexer.next_or_comment().0;
            if !lexer.problems.is_empty() {
                return None;
            }
            match token {
                None if text[start..].starts_with("//") => Kind::LineComment,
                None => Kind::BlockComment,
                Some(Token::End) => return open.is_empty().then_some(pieces),
                Some(Token::Open(bracket)) => {
                    open.push(bracket);
                    Kind::Open(bracket)
                }
                Some(Token::Close(bracket)) if open.pop() == Some(bracket) => Kind::Close(bracket),
                Some(Token::Close(_)) => return None,
                Some(Token::Comma) => Kind::Comma,
                Some(Token::Colon) => Kind::Colon,
                Some(Token::Word(_)) => Kind::Word,
                // White space behind a quote inside a text would stand in the text once the quote is mended.
                Some(Token::Literal(Value::Text(_))) if !quotes::may_follow(&text[lexer.at..]) => {
                    return None;
                }
                Some(Token::Literal(_)) => Kind::Literal,
            }
        };
        if open.len() > MAX_DEPTH {
            return None;
        }
        before_value &= kind == Kind::Attribute || kind.is_comment();
        let breaks = text[behind..start].matches('\n').count();
        pieces.push(Piece { kind, text: text[start..lexer.at].trim_end(), breaks });
    }
}

/// Skips `#![…]`; nothing where it cannot be read.
fn skip_attribute(lexer: &mut Lexer) -> Option<()> {
    lexer.at += 1;
    lexer.skip_blank();
    lexer.text[lexer.at..].strip_prefix('!')?;
    lexer.at += 1;
    let mut depth = 0_usize;
    loop {
        let token = lexer.next().0;
        match token {
            Token::Open(_) => depth += 1,
            Token::Close(_) => depth = depth.checked_sub(1)?,
            // The lexer reports `=`, which belongs here.
            Token::Colon => lexer.problems.clear(),
            Token::End => return None,
            _ => {}
        }
        if depth == 0 || !lexer.problems.is_empty() {
            return lexer.problems.is_empty().then_some(());
        }
    }
}
