//! Goes on behind what is no token: says what was probably meant.

use super::{Lexer, Token, is_blank, is_word_start};
use crate::scenario::syntax::quotes;
use crate::scenario::syntax::tree::Value;

/// How long a string over several lines may be to be suspected of lacking its closing quote; it bounds the
/// text that is looked at twice.
const SUSPECT: usize = 4096;

impl<'a> Lexer<'a> {
    /// Reports what is no token and goes on behind it; returns what it was meant to be, if that is plain.
    pub(super) fn slip(&mut self, c: char) -> Option<Token<'a>> {
        match c {
            '“' | '”' | '„' | '«' | '»' => {
                let text = self.printed_string(c);
                if text.is_none() {
                    let message = format!("`{c}` has no meaning here");
                    self.skip_bad(c.len_utf8(), &message, "a text begins and ends with `\"`");
                }
                text
            }
            ';' => {
                self.skip_bad(1, "`;` does not belong here", "values are separated by `,`");
                Some(Token::Comma)
            }
            '=' => {
                self.skip_bad(1, "`=` does not belong here", "a name and its value are joined by `:`");
                Some(Token::Colon)
            }
            _ => {
                let strange = |x: char| x == c || !(x.is_ascii_graphic() || is_blank(x) || is_word_start(x));
                let length = self.rest().find(|x| !strange(x)).unwrap_or(self.rest().len());
                let shown: String =
                    self.rest()[..length].chars().take(12).flat_map(char::escape_debug).collect();
                let help = match c {
                    '%' => "a number stands alone; meters and trust are counted from 0 to 100",
                    _ => "words that people read stand in quotes",
                };
                self.skip_bad(length, &format!("`{shown}` has no meaning here"), help);
                None
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
        Some(self.text(&self.text[start..start + end], start, false))
    }

    /// Reports that the string at hand, with these words behind its quote, is never closed, and takes it to the end of
    /// its line.
    pub(super) fn unclosed_string(&mut self, words: &str) -> Token<'a> {
        let start = self.at + 1;
        let line = words[..words.find('\n').unwrap_or(words.len())].trim_end();
        let line = line.strip_suffix(',').unwrap_or(line);
        let help = "close it with `\"`; a `\"` inside a string is written `\\\"`";
        self.bad(1, "this string is never closed", help);
        self.at = self.at.max(start + line.len());
        Token::Literal(Value::Broken)
    }

    /// Reports the next `length` bytes and goes on behind them.
    pub(super) fn skip_bad(&mut self, length: usize, message: &str, help: &str) {
        self.bad(length, message, help);
        self.at += length;
    }
}

/// Tells whether the quote at a byte seems to open another string, so that the one before it lacks its own.
pub(super) fn looks_open(words: &str, end: usize) -> bool {
    let behind = &words[end + 1..];
    end < SUSPECT
        && !quotes::may_follow(behind)
        && words[..end].contains('\n')
        && quotes::begins_value(&words[..end], behind)
}
