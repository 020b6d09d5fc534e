//! Cuts a RON text into tokens.

mod blank;
mod literals;
mod slips;

pub(super) use blank::is_blank;
pub(super) use literals::closing_quote;

use super::tree::Value;
use super::{Arena, MAX_PROBLEMS};
use crate::diagnostic::{Code, Diagnostic, Span};

/// A kind of bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scenario) enum Bracket {
    Round,
    Square,
    Curly,
}

impl Bracket {
    pub(super) fn opener(self) -> char {
        ['(', '[', '{'][self as usize]
    }

    pub(super) fn closer(self) -> char {
        [')', ']', '}'][self as usize]
    }
}

/// The smallest meaningful piece of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'a> {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    Word(&'a str),
    /// A number, a string, a character; [`Value::Broken`] where it was reported.
    Literal(Value<'a>),
    End,
}

/// Cuts a text into tokens, reporting what is none.
pub(super) struct Lexer<'a> {
    pub(super) arena: &'a Arena,
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) problems: Vec<Diagnostic>,
    /// Whether a string ran to the end of the text, so that later ones are looked for within their line only.
    runaway: bool,
}

impl<'a> Lexer<'a> {
    /// Begins at the start of a text, after a byte order mark.
    pub(super) fn new(arena: &'a Arena, text: &'a str) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self { arena, text, at, problems: Vec::new(), runaway: false }
    }

    /// Notes a problem; after too many, the rest of the text is not read.
    pub(super) fn report(&mut self, problem: Diagnostic) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.at = self.text.len();
        }
    }

    /// Returns the next token and its place.
    pub(super) fn next(&mut self) -> (Token<'a>, Span) {
        loop {
            if let (Some(token), span) = self.next_or_comment() {
                return (token, span);
            }
        }
    }

    /// Returns the next token, or nothing for a comment, and its place.
    pub(super) fn next_or_comment(&mut self) -> (Option<Token<'a>>, Span) {
        loop {
            self.skip_white_space();
            let start = self.at;
            if self.skip_comment() {
                return (None, Span::new(start, self.at));
            }
            let Some(c) = self.rest().chars().next() else {
                return (Some(Token::End), Span::new(start, start));
            };
            let token = self.token(c);
            if self.problems.len() >= MAX_PROBLEMS {
                self.at = self.text.len();
            }
            if token.is_some() {
                return (token, Span::new(start, self.at.max(start)));
            }
        }
    }

    /// Tells whether the next thing that is not blank begins with `wanted`, reporting nothing.
    pub(super) fn is_next(&self, wanted: char) -> bool {
        let mut ahead = self.ahead();
        ahead.skip_blank();
        ahead.rest().starts_with(wanted)
    }

    /// Returns a lexer that stands here too, for looking ahead.
    pub(super) fn ahead(&self) -> Self {
        Self { problems: Vec::new(), ..*self }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn token(&mut self, c: char) -> Option<Token<'a>> {
        let single = match c {
            '(' => Token::Open(Bracket::Round),
            '[' => Token::Open(Bracket::Square),
            '{' => Token::Open(Bracket::Curly),
            ')' => Token::Close(Bracket::Round),
            ']' => Token::Close(Bracket::Square),
            '}' => Token::Close(Bracket::Curly),
            ',' => Token::Comma,
            ':' => Token::Colon,
            '"' => return Some(self.string()),
            '\'' => return Some(self.character()),
            'r' if self.is_raw_string() => return Some(self.raw_string()),
            '0'..='9' | '+' | '-' | '.' => return Some(self.number()),
            _ if is_word_start(c) => return Some(self.word()),
            _ => return self.slip(c),
        };
        self.at += 1;
        Some(single)
    }

    /// Reports the next `length` bytes.
    fn bad(&mut self, length: usize, message: &str, help: &str) {
        let span = Span::new(self.at, self.at + length);
        self.report(Diagnostic::error(Code::SYNTAX, span, message).with_help(help));
    }

    fn word(&mut self) -> Token<'a> {
        let raw = self.rest().strip_prefix("r#").is_some_and(|r| r.starts_with(is_raw_word));
        let prefix = if raw { 2 } else { 0 };
        let rest = &self.rest()[prefix..];
        let word = &rest[..rest.find(|c| !is_raw_word(c)).unwrap_or(rest.len())];
        if !raw && word.contains(['.', '+', '-']) {
            self.bad(
                word.len(),
                &format!("`{word}` is not a name"),
                "names have letters, digits and `_`; everything else stands in quotes",
            );
        }
        self.at = (self.at + prefix + word.len()).min(self.text.len());
        match word {
            "inf" | "NaN" if !raw => Token::Literal(word.parse().map_or(Value::Broken, Value::Float)),
            _ => Token::Word(word),
        }
    }
}

pub(super) fn is_word_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

pub(super) fn is_word_continue(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn is_raw_word(c: char) -> bool {
    is_word_continue(c) || matches!(c, '.' | '+' | '-')
}
