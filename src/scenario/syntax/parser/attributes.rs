//! Reads `#![enable(…)]` and its like at the start of a document.

use super::Parser;
use crate::diagnostic::Span;
use crate::scenario::syntax::lexer::{Bracket, Token};
use crate::scenario::syntax::tree::Value;

/// The extensions of RON that make no difference here: values are read as if they were on.
const EXTENSIONS: [&str; 4] =
    ["implicit_some", "unwrap_newtypes", "unwrap_variant_newtypes", "explicit_struct_names"];

impl Parser<'_> {
    /// Reads `#![enable(…)]` and its like at the start of the document.
    pub(super) fn attributes(&mut self) {
        loop {
            self.lexer.skip_blank();
            let start = self.lexer.at;
            if !self.lexer.text[start..].starts_with('#') {
                return;
            }
            self.lexer.at += 1;
            self.lexer.skip_blank();
            let bang = self.lexer.text[self.lexer.at..].starts_with('!');
            self.lexer.at += usize::from(bang);
            self.advance();
            let opened = bang && self.token == Token::Open(Bracket::Square);
            if opened {
                self.advance();
            }
            let good = opened && self.attribute() && self.token == Token::Close(Bracket::Square);
            if !good {
                let line = self.lexer.text[start..].find('\n').map_or(self.lexer.text.len(), |n| start + n);
                let help = "write `#![enable(implicit_some)]`, or leave the line out";
                self.report(Span::new(start, line), "this attribute cannot be read", Some(help));
                self.lexer.at = self.lexer.at.max(line);
            }
        }
    }

    /// Reads what stands inside `#![…]`; tells whether it could be read.
    fn attribute(&mut self) -> bool {
        let Token::Word(kind) = self.token else { return false };
        self.advance();
        if matches!(kind, "type" | "schema") {
            // The lexer reports `=`, which belongs here.
            let expected = self.token == Token::Colon && self.lexer.problems.pop().is_some();
            self.advance();
            let text = matches!(self.token, Token::Literal(Value::Text(_)));
            self.advance();
            return expected && text;
        }
        if kind != "enable" || self.token != Token::Open(Bracket::Round) {
            return false;
        }
        self.advance();
        while let Token::Word(name) = self.token {
            if !EXTENSIONS.contains(&name) {
                let help = format!("known: {}", EXTENSIONS.map(|e| format!("`{e}`")).join(", "));
                self.report(self.span, format!("`{name}` is not an extension of RON"), Some(&help));
            }
            self.advance();
            if self.token == Token::Comma {
                self.advance();
            }
        }
        let closed = self.token == Token::Close(Bracket::Round);
        self.advance();
        closed
    }
}
