//! Builds the tree from tokens, going on after errors.

use super::lexer::{Bracket, Lexer, Token};
use super::tree::{Name, Node, Value};
use super::{Arena, MAX_DEPTH};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};

/// The extensions of RON that make no difference here: values are read as if they were on.
const EXTENSIONS: [&str; 4] =
    ["implicit_some", "unwrap_newtypes", "unwrap_variant_newtypes", "explicit_struct_names"];

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

/// What stands between commas, by kind.
#[derive(Default)]
struct Items<'a> {
    fields: Vec<(Name<'a>, Node<'a>)>,
    entries: Vec<(Node<'a>, Node<'a>)>,
    values: Vec<Node<'a>>,
}

/// The kind of an item.
#[derive(Clone, Copy)]
enum Item {
    Field,
    Entry,
    Value,
}

impl<'a> Items<'a> {
    fn field(&mut self, name: Name<'a>, value: Node<'a>) -> Item {
        self.fields.push((name, value));
        Item::Field
    }

    fn entry(&mut self, key: Node<'a>, value: Node<'a>) -> Item {
        self.entries.push((key, value));
        Item::Entry
    }

    fn value(&mut self, value: Node<'a>) -> Item {
        self.values.push(value);
        Item::Value
    }

    /// Tells whether the value of the item of this kind that came last is broken.
    fn is_broken(&self, item: Item) -> bool {
        let last = match item {
            Item::Field => self.fields.last().map(|(_, value)| value),
            Item::Entry => self.entries.last().map(|(_, value)| value),
            Item::Value => self.values.last(),
        };
        last.is_some_and(|value| value.value == Value::Broken)
    }

    /// Returns how many there are of each kind.
    fn counts(&self) -> [usize; 3] {
        [self.fields.len(), self.entries.len(), self.values.len()]
    }

    /// Moves the items that came after there were so many into the arena.
    fn take(&mut self, arena: &'a Arena, [fields, entries, values]: [usize; 3]) -> Group<'a> {
        let group = Group {
            fields: arena.alloc_slice_copy(&self.fields[fields..]),
            entries: arena.alloc_slice_copy(&self.entries[entries..]),
            values: arena.alloc_slice_copy(&self.values[values..]),
        };
        self.fields.truncate(fields);
        self.entries.truncate(entries);
        self.values.truncate(values);
        group
    }
}

/// The items of one group, by kind.
#[derive(Clone, Copy)]
struct Group<'a> {
    fields: &'a [(Name<'a>, Node<'a>)],
    entries: &'a [(Node<'a>, Node<'a>)],
    values: &'a [Node<'a>],
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

    /// Reads `#![enable(…)]` and its like at the start of the document.
    fn attributes(&mut self) {
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
        self.open.push((bracket, open));
        self.advance();
        let before = self.items.counts();
        self.items(bracket, open);
        self.open.pop();
        let span = start.to(Span::new(self.behind, self.behind));
        let group = self.items.take(self.lexer.arena, before);
        Node { value: self.assemble(bracket, name.map(|name| name.value), group), span }
    }

    /// Reads items up to the closing bracket.
    fn items(&mut self, bracket: Bracket, open: Span) {
        loop {
            match self.token {
                Token::Close(closer) if closer == bracket => {
                    self.advance();
                    return;
                }
                Token::Close(closer) if self.closes_outer(closer, open) => {
                    self.unclosed(bracket, open);
                    return;
                }
                Token::Close(closer) => {
                    self.report(self.span, format!("this `{}` closes nothing", closer.closer()), None);
                    self.advance();
                    if self.token == Token::Comma {
                        self.advance();
                    }
                }
                Token::End => {
                    if !self.ended {
                        self.ended = true;
                        self.unclosed(bracket, open);
                    }
                    self.gave_up = true;
                    return;
                }
                Token::Comma => {
                    self.report(self.span, "nothing stands before this comma", None);
                    self.advance();
                }
                _ if self.belongs_outside(bracket) => {
                    self.unclosed(bracket, open);
                    return;
                }
                _ => self.item_and_comma(bracket),
            }
        }
    }

    fn item_and_comma(&mut self, bracket: Bracket) {
        self.gave_up = false;
        let item = match bracket {
            Bracket::Round => self.field_or_value(),
            Bracket::Square => self.only_value(),
            Bracket::Curly => self.entry(),
        };
        let may_follow = matches!(
            (item, &self.token),
            (Item::Field, Token::Word(_))
                | (Item::Entry, Token::Word(_) | Token::Literal(_))
                | (Item::Value, Token::Word(_) | Token::Literal(_) | Token::Open(_))
        );
        match self.token {
            Token::Comma => self.advance(),
            Token::Close(_) | Token::End => {}
            _ if std::mem::take(&mut self.gave_up) => {}
            Token::Colon => {
                self.report(
                    self.span,
                    "no `:` belongs here",
                    Some("is there a comma missing, or a name before it?"),
                );
                self.skip_item();
            }
            _ => {
                let place = Span::new(self.behind, self.behind);
                if !self.items.is_broken(item) {
                    self.report(place, "a comma is missing here", None);
                }
                if !may_follow {
                    self.skip_item();
                }
            }
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
                self.report(key.span, "this entry has no value", help);
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

    fn unclosed(&mut self, bracket: Bracket, open: Span) {
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
            let mut ahead = Lexer::new(self.lexer.arena, self.lexer.text);
            ahead.at = self.lexer.at;
            ahead.skip_blank();
            return ahead.at == ahead.text.len();
        }
        let text = self.lexer.text;
        let at = self.span.start as usize;
        let outer = self.open[outer].1.start as usize;
        let near = |from: usize| !text[from..at].contains('\n');
        let (line, outer_line) = (line_start(text, at), line_start(text, outer));
        let indent = |line: usize| text[line..].len() - text[line..].trim_start_matches([' ', '\t']).len();
        near(inner.start as usize)
            || near(outer)
            || (line + indent(line) == at && indent(line) == indent(outer_line))
    }

    /// Tells whether the token at hand can only belong to the group around this one: an entry of a map inside
    /// round brackets, a field inside a map.
    fn belongs_outside(&self, bracket: Bracket) -> bool {
        let around = self.open.len().checked_sub(2).map(|i| self.open[i].0);
        let outside = match (bracket, &self.token) {
            (Bracket::Round | Bracket::Square, Token::Literal(Value::Text(_))) => {
                around == Some(Bracket::Curly)
            }
            (Bracket::Curly | Bracket::Square, Token::Word(_)) => around == Some(Bracket::Round),
            _ => false,
        };
        outside && self.lexer.is_next(':')
    }

    /// Skips to the next comma (and over it) or closing bracket at this depth.
    fn skip_item(&mut self) {
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
    fn skip_group(&mut self) {
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

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}
