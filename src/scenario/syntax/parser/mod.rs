//! Builds the tree from tokens; how it goes on behind mistakes stands in files of its own.

mod attributes;
mod early_bracket;
mod early_quote;
mod items;
mod recover;

use items::{Group, Item, Items};

use super::lexer::{Bracket, Lexer, Token};
use super::tree::{Name, Node, Value};
use super::{Arena, MAX_DEPTH};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};

/// Reads a document.
pub(super) struct Parser<'a> {
    lexer: Lexer<'a>,
    token: Token<'a>,
    span: Span,
    /// The end of the token before.
    behind: usize,
    /// The brackets that are open, outermost first.
    open: Vec<(Bracket, Span)>,
    /// Whether the last group was given up without its bracket, which was reported.
    gave_up: bool,
    /// Whether the end of the text was reported as coming too soon.
    ended: bool,
    /// The items of all open groups, those of the innermost last; a group takes its own when it is closed.
    items: Items<'a>,
}

impl<'a> Parser<'a> {
    /// Begins at a byte of a text, after a byte order mark.
    pub(super) fn new(arena: &'a Arena, text: &'a str, start: usize) -> Self {
        let mut lexer = Lexer::new(arena, &text[start..]);
        (lexer.text, lexer.at) = (text, lexer.at + start);
        let span = Span::new(start, start);
        Self {
            lexer,
            token: Token::End,
            span,
            behind: 0,
            open: Vec::new(),
            gave_up: false,
            ended: false,
            items: Items::default(),
        }
    }

    /// Reads the whole text.
    pub(super) fn document(mut self) -> (Option<Node<'a>>, Vec<Diagnostic>) {
        self.attributes();
        self.advance();
        if self.token == Token::End {
            if self.lexer.problems.is_empty() {
                let empty = Diagnostic::file(Code::SYNTAX, "the file is empty");
                self.lexer.report(empty.with_help("a scenario is written `Scenario(…)`"));
            }
            return (None, self.lexer.problems);
        }
        let node = self.value();
        if self.token != Token::End && !self.gave_up {
            let help = "a file holds one value; is a bracket closed too early?";
            self.report(self.span, "the file goes on after its closing bracket", Some(help));
        }
        (Some(node), self.lexer.problems)
    }

    fn report(&mut self, span: Span, message: impl Into<String>, help: Option<&str>) {
        let mut problem = Diagnostic::error(Code::SYNTAX, span, message);
        problem.help = help.map(Into::into);
        self.lexer.report(problem);
    }

    fn advance(&mut self) {
        self.behind = self.span.end as usize;
        (self.token, self.span) = self.lexer.next();
    }

    /// Reads a value where one must stand.
    fn value(&mut self) -> Node<'a> {
        let span = self.span;
        match std::mem::replace(&mut self.token, Token::Comma) {
            Token::Literal(value) => {
                self.advance();
                Node { value, span }
            }
            Token::Word(word) => {
                self.advance();
                self.word(Spanned::new(word, span))
            }
            Token::Open(bracket) => self.group(bracket, span, None),
            other => {
                self.token = other;
                let place = Span::new(self.behind, self.behind);
                self.report(place, "a value is missing here", None);
                Node { value: Value::Broken, span: place }
            }
        }
    }

    /// Reads on after a word that begins a value.
    fn word(&mut self, word: Name<'a>) -> Node<'a> {
        if self.token == Token::Open(Bracket::Round) {
            return self.group(Bracket::Round, self.span, Some(word));
        }
        let value = match word.value {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "None" => Value::None,
            name => Value::Word(name),
        };
        Node { value, span: word.span }
    }

    /// Reads what the bracket at hand holds, and the bracket that closes it.
    fn group(&mut self, bracket: Bracket, open: Span, name: Option<Name<'a>>) -> Node<'a> {
        let start = name.map_or(open, |name| name.span);
        if self.open.len() >= MAX_DEPTH {
            let message = format!("more than {MAX_DEPTH} brackets are open here");
            let help = "nothing inside is read; does a bracket before it lack its end?";
            self.lexer.report(Diagnostic::error(Code::NESTING, open, message).with_help(help));
            self.skip_group();
            return Node { value: Value::Broken, span: start.to(open) };
        }
        self.advance();
        let value = self.group_with(&[], bracket, open, name.map(|name| name.value));
        Node { value, span: start.to(Span::new(self.behind, self.behind)) }
    }

    /// Reads the rest of a group, and the bracket that closes it, behind fields that were read before.
    fn group_with(
        &mut self,
        fields: &[(Name<'a>, Node<'a>)],
        bracket: Bracket,
        open: Span,
        name: Option<&'a str>,
    ) -> Value<'a> {
        self.open.push((bracket, open));
        let before = self.items.counts();
        for (name, value) in fields {
            self.items.field(*name, *value);
        }
        self.items(bracket, open);
        self.open.pop();
        let group = self.items.take(self.lexer.arena, before);
        self.assemble(bracket, name, group)
    }

    /// Reads items up to the closing bracket.
    fn items(&mut self, bracket: Bracket, open: Span) {
        loop {
            match self.token {
                Token::Close(closer) if closer == bracket => return self.advance(),
                Token::Close(_) | Token::Comma | Token::End => {
                    if self.gives_up(bracket, open) {
                        return;
                    }
                }
                _ if self.belongs_outside(bracket, open) => return self.unclosed(bracket, open),
                _ => self.item_and_comma(bracket),
            }
        }
    }

    fn item_and_comma(&mut self, bracket: Bracket) {
        self.gave_up = false;
        let item = match bracket {
            Bracket::Round => self.field_or_value(),
            Bracket::Square => self.only_value(),
            Bracket::Curly if self.closed_early() => self.reopen(),
            Bracket::Curly => self.entry(),
        };
        match self.token {
            Token::Comma => self.advance(),
            Token::Close(_) | Token::End => {}
            _ => self.go_on_without_comma(item),
        }
    }

    fn only_value(&mut self) -> Item {
        let value = self.value();
        self.items.value(value)
    }

    fn field_or_value(&mut self) -> Item {
        let Token::Word(word) = self.token else { return self.only_value() };
        let name = Spanned::new(word, self.span);
        self.advance();
        let keyword = matches!(word, "true" | "false") || !word.starts_with(char::is_lowercase);
        let value = match self.token {
            Token::Colon => {
                self.advance();
                self.value()
            }
            Token::Literal(_) | Token::Word(_) | Token::Open(Bracket::Square | Bracket::Curly)
                if !keyword =>
            {
                let place = Span::new(self.behind, self.behind);
                self.report(place, format!("a `:` is missing after `{word}`"), None);
                self.value()
            }
            _ => {
                let value = self.word(name);
                return self.items.value(value);
            }
        };
        self.items.field(name, value)
    }

    fn entry(&mut self) -> Item {
        let key = self.value();
        match self.token {
            Token::Colon => self.advance(),
            Token::Literal(_) | Token::Word(_) | Token::Open(_) => {
                let place = Span::new(self.behind, self.behind);
                self.report(place, "a `:` is missing here", Some("an entry is written `\"name\": value`"));
            }
            _ => {
                let help = Some("an entry is written `\"name\": value`");
                let is_name = matches!(key.value, Value::Text(_) | Value::Word(_));
                let missing = if is_name { "value" } else { "name" };
                self.report(key.span, format!("this entry has no {missing}"), help);
                let key = if is_name { key } else { Node { value: Value::Broken, ..key } };
                let span = Span::new(self.behind, self.behind);
                return self.items.entry(key, Node { value: Value::Broken, span });
            }
        }
        let value = self.value();
        self.items.entry(key, value)
    }

    fn assemble(&mut self, bracket: Bracket, name: Option<&'a str>, group: Group<'a>) -> Value<'a> {
        let Group { fields, entries, values } = group;
        match bracket {
            Bracket::Square => Value::List(values),
            Bracket::Curly => Value::Map(entries),
            Bracket::Round if !fields.is_empty() => {
                for value in values.iter().filter(|value| value.value != Value::Broken) {
                    self.report(value.span, "a field's name is missing before this value", None);
                }
                Value::Struct(name, fields)
            }
            Bracket::Round => match (name, values) {
                (None, []) => Value::Unit,
                (Some("Some"), [value]) => Value::Some(value),
                (name, values) => Value::Tuple(name, values),
            },
        }
    }
}
