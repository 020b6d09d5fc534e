//! Goes on behind a mistake: says what is wrong, and finds where what follows belongs.

use super::{Item, Parser};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::scenario::syntax::lexer::{Bracket, Token};
use crate::scenario::syntax::tree::Value;

/// How many characters of a line are shown to say where a comma goes.
const SHOWN: usize = 40;

/// How many bytes before a place its line is looked at; it bounds what is looked at twice.
const NEAR: usize = 4096;

impl Parser<'_> {
    /// Goes on where neither an item nor the group's own bracket stands; tells whether the group is given up.
    pub(super) fn gives_up(&mut self, bracket: Bracket, open: Span) -> bool {
        match self.token {
            Token::Close(closer) if self.closes_outer(closer, open) => self.unclosed(bracket, open),
            Token::End => {
                if !self.ended {
                    self.ended = true;
                    self.unclosed(bracket, open);
                }
                self.gave_up = true;
            }
            Token::Close(closer) => {
                self.report(self.span, format!("this `{}` closes nothing", closer.closer()), None);
                self.advance();
                if self.token == Token::Comma {
                    self.advance();
                }
                return false;
            }
            _ => {
                self.report(self.span, "nothing stands before this comma", None);
                self.advance();
                return false;
            }
        }
        true
    }

    /// Goes on behind an item with neither a comma nor a closing bracket behind it.
    pub(super) fn go_on_without_comma(&mut self, item: Item) {
        if std::mem::take(&mut self.gave_up) {
            return;
        }
        if self.token == Token::Colon {
            let help = "is there a comma missing, or a name before it?";
            self.report(self.span, "no `:` belongs here", Some(help));
            return self.skip_item();
        }
        if self.ended_early(item) {
            return self.read_whole_text(item);
        }
        if self.items.last(item).is_some_and(|value| value.value != Value::Broken) {
            self.comma_missing();
        }
        let may_follow = matches!(
            (item, self.token),
            (Item::Field, Token::Word(_))
                | (Item::Entry, Token::Word(_) | Token::Literal(_))
                | (Item::Value, Token::Word(_) | Token::Literal(_) | Token::Open(_))
        );
        if !may_follow {
            self.skip_item();
        }
    }

    /// Reports that the item before lacks its comma, and shows it with one.
    fn comma_missing(&mut self) {
        let text = self.lexer.text;
        let near = text.floor_char_boundary(self.behind.saturating_sub(NEAR));
        let line = text[near..self.behind].rsplit('\n').next().unwrap_or_default().trim_start();
        let cut = line.char_indices().rev().nth(SHOWN).map(|(cut, _)| cut);
        let shown = cut.map_or_else(|| line.to_owned(), |cut| format!("…{}", &line[cut..]));
        let help = format!("write `{shown},`");
        self.report(Span::new(self.behind, self.behind), "a comma is missing here", Some(&help));
    }

    /// Reports that a bracket lacks its end, and gives its group up.
    pub(super) fn unclosed(&mut self, bracket: Bracket, open: Span) {
        let message = format!("this `{}` is never closed", bracket.opener());
        let problem = Diagnostic::error(Code::SYNTAX, open, message)
            .with_other(self.span, "it should be closed before this")
            .with_help(format!("close it with `{}`", bracket.closer()));
        self.lexer.report(problem);
        self.gave_up = true;
    }

    /// Tells whether a bracket of another kind than the innermost open one closes one further out, rather than
    /// being one too many: it stands on the line of either, or alone at the indentation of the outer one's line.
    fn closes_outer(&self, closer: Bracket, inner: Span) -> bool {
        let Some(outer) = self.open.iter().rposition(|(bracket, _)| *bracket == closer) else { return false };
        if outer == 0 {
            let mut ahead = self.lexer.ahead();
            ahead.skip_blank();
            return ahead.at == ahead.text.len();
        }
        let text = self.lexer.text;
        let at = self.span.start as usize;
        let outer = self.open[outer].1.start as usize;
        let near = |from: usize| !text[from..at].contains('\n');
        let (line, outer_line) = (line_start(text, at), line_start(text, outer));
        near(inner.start as usize)
            || near(outer)
            || (line + indent(text, line) == at && indent(text, line) == indent(text, outer_line))
    }

    /// Tells whether the token at hand can only belong to the group around this one: an entry of a map inside
    /// round brackets, a field inside a map.
    pub(super) fn belongs_outside(&self, bracket: Bracket, open: Span) -> bool {
        let around = self.open.len().checked_sub(2).map(|i| self.open[i].0);
        let outside = match (bracket, &self.token) {
            (Bracket::Round | Bracket::Square, Token::Literal(Value::Text(_))) => {
                around == Some(Bracket::Curly)
            }
            (Bracket::Square, Token::Word(_)) => around == Some(Bracket::Round),
            // One that stands further in than the line of the bracket is an entry's name that lacks its quotes.
            (Bracket::Curly, Token::Word(_)) => around == Some(Bracket::Round) && self.stands_out(open),
            _ => false,
        };
        outside && self.lexer.is_next(':')
    }

    /// Tells whether the token at hand begins a line that is no further in than the one that `open` stands on.
    fn stands_out(&self, open: Span) -> bool {
        let text = self.lexer.text;
        let blank = &text[self.behind..self.span.start as usize];
        let Some(line) = blank.rfind('\n') else { return false };
        let before = &text[text.floor_char_boundary((open.start as usize).saturating_sub(NEAR))..];
        let outer = line_start(before, open.start as usize - (text.len() - before.len()));
        blank.len() - (line + 1) <= indent(before, outer)
    }

    /// Skips to the next comma (and over it) or closing bracket at this depth.
    pub(super) fn skip_item(&mut self) {
        loop {
            match self.token {
                Token::Open(_) => self.skip_group(),
                Token::Close(_) | Token::End => return,
                Token::Comma => return self.advance(),
                _ => self.advance(),
            }
        }
    }

    /// Skips the group whose opening bracket was just met, whatever its brackets are.
    pub(super) fn skip_group(&mut self) {
        self.advance();
        let mut depth = 1_usize;
        loop {
            match self.token {
                Token::Open(_) => depth += 1,
                Token::Close(_) => depth -= 1,
                Token::End => return,
                _ => {}
            }
            self.advance();
            if depth == 0 {
                return;
            }
        }
    }
}

/// Returns how far in the line is that begins at a byte.
fn indent(text: &str, line: usize) -> usize {
    text[line..].len() - text[line..].trim_start_matches([' ', '\t']).len()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}
