//! Cuts a RON text into tokens.

use super::tree::Value;
use super::{Arena, MAX_PROBLEMS, number, quotes, string};
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

/// How long a string over several lines may be to be suspected of lacking its closing quote; it bounds the
/// text that is looked at twice.
const SUSPECT: usize = 4096;

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
        let mut ahead = Lexer { problems: Vec::new(), ..*self };
        ahead.skip_blank();
        ahead.rest().starts_with(wanted)
    }

    /// Skips white space and comments.
    pub(super) fn skip_blank(&mut self) {
        self.skip_white_space();
        while self.skip_comment() {
            self.skip_white_space();
        }
    }

    /// Skips white space.
    pub(super) fn skip_white_space(&mut self) {
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
    fn skip_comment(&mut self) -> bool {
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
            '“' | '”' | '„' | '«' | '»' => {
                if let Some(token) = self.printed_string(c) {
                    return Some(token);
                }
                self.bad(
                    c.len_utf8(),
                    &format!("`{c}` has no meaning here"),
                    "a text begins and ends with `\"`",
                );
                self.at += c.len_utf8();
                return None;
            }
            '\'' => return Some(self.character()),
            ';' => {
                self.bad(1, "`;` does not belong here", "values are separated by `,`");
                self.at += 1;
                return Some(Token::Comma);
            }
            '=' => {
                self.bad(1, "`=` does not belong here", "a name and its value are joined by `:`");
                self.at += 1;
                return Some(Token::Colon);
            }
            'r' if is_raw_string(self.rest()) => return Some(self.raw_string()),
            '0'..='9' | '+' | '-' | '.' => return Some(self.number()),
            _ if is_word_start(c) => return Some(self.word()),
            _ => {
                let strange = |x: char| x == c || !(x.is_ascii_graphic() || is_blank(x) || is_word_start(x));
                let length = self.rest().find(|x| !strange(x)).unwrap_or(self.rest().len());
                let shown: String =
                    self.rest()[..length].chars().take(12).flat_map(char::escape_debug).collect();
                let help = match c {
                    '%' => "a number stands alone; meters and trust are counted from 0 to 100",
                    _ => "words that people read stand in quotes",
                };
                self.bad(length, &format!("`{shown}` has no meaning here"), help);
                self.at += length;
                return None;
            }
        };
        self.at += 1;
        Some(single)
    }

    /// Reports the next `length` bytes.
    fn bad(&mut self, length: usize, message: &str, help: &str) {
        let span = Span::new(self.at, self.at + length);
        self.report(Diagnostic::error(Code::SYNTAX, span, message).with_help(help));
    }

    fn number(&mut self) -> Token<'a> {
        let length = number::length(self.rest()).max(1);
        let run = &self.rest()[..length];
        let value = number::parse(run).unwrap_or_else(|bad| {
            self.report(Diagnostic::error(bad.code, Span::new(self.at, self.at + length), bad.message));
            Value::Broken
        });
        self.at = (self.at + length).min(self.text.len());
        Token::Literal(value)
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

    fn character(&mut self) -> Token<'a> {
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
                self.bad(length, &message, "text stands in double quotes: \"…\"");
                self.at += length;
                Token::Literal(Value::Broken)
            }
        }
    }

    fn string(&mut self) -> Token<'a> {
        let open = self.at;
        let words = &self.text[open + 1..];
        let looks_open = |end: usize| {
            let behind = &words[end + 1..];
            end < SUSPECT
                && !quotes::may_follow(behind)
                && words[..end].contains('\n')
                && quotes::begins_value(&words[..end], behind)
        };
        match closing_quote(words, self.runaway) {
            Some(end) if !looks_open(end) => {
                self.at = open + end + 2;
                Token::Literal(Value::Text(string::decode(
                    self.arena,
                    &words[..end],
                    open + 1,
                    false,
                    &mut self.problems,
                )))
            }
            // The next quote is far away, or opens another string: the closing one was forgotten on this line.
            found => {
                self.runaway |= found.is_none();
                let line = words[..words.find('\n').unwrap_or(words.len())].trim_end();
                let line = line.strip_suffix(',').unwrap_or(line);
                self.bad(
                    1,
                    "this string is never closed",
                    "close it with `\"`; a `\"` inside a string is written `\\\"`",
                );
                self.at = self.at.max(open + 1 + line.len());
                Token::Literal(Value::Broken)
            }
        }
    }

    /// Reads a string between the quotes of print, as word processors write them; nothing where its end is not plain.
    fn printed_string(&mut self, open: char) -> Option<Token<'a>> {
        let start = self.at + open.len_utf8();
        let (end, close) = quotes::end_of_printed(&self.text[start..])?;
        let help = "write `\"` in place of both";
        self.bad(open.len_utf8(), &format!("a text stands in straight quotes, not in `{open}`"), help);
        self.at = start + end + close.len_utf8();
        let words = &self.text[start..start + end];
        Some(Token::Literal(Value::Text(string::decode(self.arena, words, start, false, &mut self.problems))))
    }

    fn raw_string(&mut self) -> Token<'a> {
        let open = self.at;
        let rest = &self.rest()[1..];
        let hashes = rest.find('"').unwrap_or(0);
        let words = &rest[hashes + 1..];
        let ending = format!("\"{}", &rest[..hashes]);
        if let Some(end) = words.find(&ending) {
            let start = open + 2 + hashes;
            self.at = start + end + ending.len();
            Token::Literal(Value::Text(string::decode(
                self.arena,
                &words[..end],
                start,
                true,
                &mut self.problems,
            )))
        } else {
            self.bad(hashes + 2, "this raw string is never closed", &format!("close it with `{ending}`"));
            self.at = self.text.len();
            Token::Literal(Value::Broken)
        }
    }
}

/// Finds the first quote that no backslash escapes, if so told on the first line only.
pub(super) fn closing_quote(words: &str, one_line: bool) -> Option<usize> {
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

fn is_raw_string(text: &str) -> bool {
    text[1..].trim_start_matches('#').starts_with('"')
}

/// What RON counts as white space.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
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
