//! Goes on behind a quote that ends a text too early: `"She says "no" to it."`

use super::{Item, Parser};
use crate::diagnostic::{Diagnostic, Span};
use crate::scenario::syntax::lexer::Token;
use crate::scenario::syntax::tree::{Node, Value};
use crate::scenario::syntax::{MAX_PROBLEMS, quotes, string};

impl Parser<'_> {
    /// Tells whether it is a quote inside a text, and not a missing comma, that parts the item before from the token at
    /// hand.
    pub(super) fn ended_early(&mut self, item: Item) -> bool {
        let text = self.lexer.text;
        let is_text = |node: &mut Node| {
            matches!(node.value, Value::Text(_)) && text[node.span.start as usize..].starts_with('"')
        };
        if !self.items.last(item).is_some_and(is_text) {
            return false;
        }
        let word = matches!(self.token, Token::Word(_));
        if word && (self.lexer.is_next(':') || self.lexer.is_next('(')) {
            return false;
        }
        if !quotes::may_follow(&text[self.behind..]) {
            return matches!(item, Item::Field) || !matches!(self.token, Token::Literal(Value::Text(_)));
        }
        // A word apart may be a field that lacks more than its comma: only prose goes on to a quote.
        let prose = |end: usize| !text[self.behind..end].contains(['\n', ':', '(']);
        word && !matches!(item, Item::Value)
            && quotes::end_of_text(text, self.behind, matches!(item, Item::Field)).is_some_and(prose)
    }

    /// Reports the quote that ended the text before too early, and takes the text up to where it was meant to end.
    pub(super) fn read_whole_text(&mut self, item: Item) {
        let (text, behind) = (self.lexer.text, self.behind);
        let found = quotes::end_of_text(text, behind, matches!(item, Item::Field));
        let Some(node) = self.items.last(item) else { return };
        let start = node.span.start as usize + 1;
        // The text is decoded anew; what its rest seemed to be as values says nothing.
        let from = if found.is_some() { start } else { behind };
        let known = |problem: &Diagnostic| problem.span.is_some_and(|span| span.start as usize >= from);
        while self.lexer.problems.last().is_some_and(known) {
            self.lexer.problems.pop();
        }
        let (value, end) = if let Some(end) = found {
            let (arena, problems) = (self.lexer.arena, &mut self.lexer.problems);
            let decoded = string::decode(arena, &text[start..end - 1], start, false, problems);
            (Value::Text(decoded), end)
        } else {
            let line = text[behind..].lines().next().unwrap_or_default();
            let closers = |c: char| c.is_whitespace() || ",)]}".contains(c);
            (Value::Broken, behind + line.trim_end_matches(closers).len())
        };
        *node = Node { value, span: Span::new(start - 1, end) };
        let help = "inside a text write `\\\"`, or “ ” around the words";
        self.report(Span::new(behind - 1, behind), "this `\"` ends the text too early", Some(help));
        if self.lexer.problems.len() >= MAX_PROBLEMS {
            return self.skip_item();
        }
        self.lexer.at = end;
        self.span = Span::new(end, end);
        self.advance();
        if self.token == Token::Comma {
            self.advance();
        }
    }
}
