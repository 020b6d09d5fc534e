//! Builds the tree from tokens, going on after errors.

use super::lexer::{Bracket, Lexer, Token};
use super::tree::{Name, Node, Value};
use super::{Arena, MAX_DEPTH, MAX_PROBLEMS, quotes, string};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};

/// The extensions of RON that make no difference here: values are read as if they were on.
const EXTENSIONS: [&str; 4] =
    ["implicit_some", "unwrap_newtypes", "unwrap_variant_newtypes", "explicit_struct_names"];

/// How many characters of a line are shown to say where a comma goes.
const SHOWN: usize = 40;

/// How many bytes before a place its line is looked at; it bounds what is looked at twice.
const NEAR: usize = 4096;

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

    /// Returns the value of the item of this kind that came last.
    fn last(&mut self, item: Item) -> Option<&mut Node<'a>> {
        match item {
            Item::Field => self.fields.last_mut().map(|(_, value)| value),
            Item::Entry => self.entries.last_mut().map(|(_, value)| value),
            Item::Value => self.values.last_mut(),
        }
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
                _ if self.belongs_outside(bracket, open) => {
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
                if self.ended_early(item) {
                    return self.read_whole_text(item);
                }
                if self.items.last(item).is_some_and(|value| value.value != Value::Broken) {
                    self.comma_missing();
                }
                if !may_follow {
                    self.skip_item();
                }
            }
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

    /// Tells whether it is a quote inside a text, and not a missing comma, that parts the item before from the token at
    /// hand.
    fn ended_early(&mut self, item: Item) -> bool {
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
    fn read_whole_text(&mut self, item: Item) {
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
        near(inner.start as usize)
            || near(outer)
            || (line + indent(text, line) == at && indent(text, line) == indent(text, outer_line))
    }

    /// Tells whether the token at hand can only belong to the group around this one: an entry of a map inside
    /// round brackets, a field inside a map.
    fn belongs_outside(&self, bracket: Bracket, open: Span) -> bool {
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

/// Returns how far in the line is that begins at a byte.
fn indent(text: &str, line: usize) -> usize {
    text[line..].len() - text[line..].trim_start_matches([' ', '\t']).len()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}
