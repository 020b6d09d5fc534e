//! Goes on behind a bracket that closes an entry too early: `"ask": (text: "Ask."), then: Go("x")),`

use super::{Item, Parser};
use crate::diagnostic::Span;
use crate::scenario::syntax::lexer::{Bracket, Token};
use crate::scenario::syntax::tree::Value;

/// How many bytes are looked through for the bracket that was meant; it bounds what is looked at twice.
const FAR: usize = 4096;

impl Parser<'_> {
    /// Tells whether the name at hand is that of a field of the entry before, which was closed too early: the next
    /// bracket that closes something open is a round one, where it should be that of the map.
    pub(super) fn closed_early(&mut self) -> bool {
        if !matches!(self.token, Token::Word(_)) || !self.lexer.is_next(':') {
            return false;
        }
        let opened = self.open.last().map_or(0, |(_, open)| open.end);
        let before = self.items.last_entry().filter(|(key, _)| key.span.start >= opened);
        let Some((_, value)) = before else { return false };
        let closed = self.lexer.text[..value.span.end as usize].ends_with(')');
        closed && matches!(value.value, Value::Struct(..)) && self.closes_round()
    }

    /// Reads fields into the entry before, up to the bracket that was meant to close it.
    pub(super) fn reopen(&mut self) -> Item {
        if let Some((_, value)) = self.items.last_entry()
            && let Value::Struct(name, fields) = value.value
        {
            let whole = value.span;
            let place = Span { start: whole.end - 1, ..whole };
            self.report(place, "this `)` closes too early", Some("remove it: what follows belongs inside"));
            let open = Span { end: whole.start + 1, ..whole };
            let value = self.group_with(fields, Bracket::Round, open, name);
            let span = whole.to(Span::new(self.behind, self.behind));
            if let Some((_, entry)) = self.items.last_entry() {
                (entry.value, entry.span) = (value, span);
            }
        }
        Item::Entry
    }

    /// Tells whether the next bracket that closes one which is open now is a round one.
    fn closes_round(&self) -> bool {
        let mut ahead = self.lexer.ahead();
        ahead.text = &ahead.text[..ahead.text.floor_char_boundary(ahead.at + FAR)];
        let mut depth = 0_usize;
        loop {
            match ahead.next().0 {
                Token::Open(_) => depth += 1,
                Token::Close(bracket) if depth == 0 => return bracket == Bracket::Round,
                Token::Close(_) => depth -= 1,
                Token::End => return false,
                _ => {}
            }
        }
    }
}
