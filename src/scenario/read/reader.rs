//! Reads single values: each method returns nothing where it reported that another kind of value stands there.

use std::collections::HashMap;
use std::fmt::Display;
use std::ops::RangeInclusive;

use super::ids::{self, Kind};
use crate::diagnostic::suggest::listed;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned, Text};
use crate::scenario::expression::{self, Effect, Expression};
use crate::scenario::model::{Broken, Hasher, Named};
use crate::scenario::side_by_side::side_by_side;
use crate::scenario::syntax::{Node, Value};
use crate::scenario::template::Template;
use crate::scenario::words::Word;

/// How many named things are many: reading them takes milliseconds.
const MANY: usize = 1000;

/// A key and its value.
type Entry<'a> = (Node<'a>, Node<'a>);

/// Collects problems while values are read.
pub(super) struct Reader {
    pub(super) problems: Vec<Diagnostic>,
    pub(super) broken: Broken,
}

impl Reader {
    pub(super) fn new(problems: Vec<Diagnostic>) -> Self {
        Self { problems, broken: Broken::default() }
    }

    pub(super) fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Reports that another kind of value stands where `expected` should, which begins with an article.
    pub(super) fn wrong(&mut self, node: &Node, expected: &str) {
        if node.value == Value::Broken {
            return;
        }
        let message = format!("expected {expected}, found {}", node.kind());
        let mut problem = Diagnostic::error(Code::WRONG_VALUE, node.span, message);
        problem.help = rewritten(node, expected);
        self.report(problem);
    }

    /// Reads a string with its places.
    pub(super) fn text<'a>(&mut self, node: Node<'a>) -> Option<Text<'a>> {
        if let Value::Text(text) = node.value {
            return Some(text);
        }
        self.wrong(&node, "a string");
        None
    }

    /// Reads a string.
    pub(super) fn string(&mut self, node: Node) -> Option<String> {
        self.text(node).map(|text| text.value.to_owned())
    }

    /// Reads an id where it is used; whether it names something is checked later.
    pub(super) fn name(&mut self, node: Node) -> Option<Spanned<String>> {
        self.text(node).map(|text| Spanned::new(text.value.to_owned(), text.span))
    }

    /// Reads the key of an entry that [`entries`](Self::entries) returned.
    pub(super) fn key<'a>(node: &Node<'a>) -> Option<Text<'a>> {
        match node.value {
            Value::Text(text) => Some(text),
            Value::Word(value) => Some(Text { value, span: node.span, offsets: None }),
            _ => None,
        }
    }

    /// Reads an id where it is declared.
    pub(super) fn id(&mut self, node: Node, kind: Kind) -> Option<Spanned<String>> {
        let id = self.name(node)?;
        Some(self.usable(id, kind))
    }

    /// Reports what is wrong with an id.
    fn usable(&mut self, id: Spanned<String>, kind: Kind) -> Spanned<String> {
        self.problems.extend(ids::problem(&id, kind));
        id
    }

    /// Reads a text with values and conditions; what is wrong inside it is left out.
    pub(super) fn template(&mut self, node: Node) -> Option<Spanned<Template>> {
        let text = self.text(node)?;
        let (template, problems) = Template::parse(&text);
        self.problems.extend(problems);
        Some(Spanned::new(template, text.span))
    }

    /// Reads an expression.
    pub(super) fn expression(&mut self, node: Node) -> Option<Spanned<Expression>> {
        let text = self.text(node)?;
        expression::expression(&text).map_err(|problem| self.report(problem)).ok()
    }

    /// Reads a list of effects.
    pub(super) fn effects(&mut self, node: Option<Node>) -> Vec<Spanned<Effect>> {
        self.list(node, "a list of effects `[\"…\", …]`", |reader, node| {
            let text = reader.text(node)?;
            expression::effect(&text).map_err(|problem| reader.report(problem)).ok()
        })
    }

    /// Reads `true` or `false`.
    pub(super) fn boolean(&mut self, node: &Node) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        self.wrong(node, "`true` or `false`");
        None
    }

    /// Reads a whole number within a range.
    pub(super) fn integer(
        &mut self,
        node: &Node,
        what: impl Display,
        range: RangeInclusive<i64>,
    ) -> Option<i64> {
        let Value::Int(value) = node.value else {
            self.wrong(node, "a whole number");
            return None;
        };
        let value = value.value();
        let fitting = i64::try_from(value).ok().filter(|value| range.contains(value));
        if fitting.is_none() {
            let message = format!("{what} is {value}; it lies between {} and {}", range.start(), range.end());
            self.report(Diagnostic::error(Code::OUT_OF_RANGE, node.span, message));
        }
        fitting
    }

    /// Reads one of a closed set of bare words.
    pub(super) fn word<W: Word>(&mut self, node: &Node, what: &str) -> Option<W> {
        let Value::Word(word) = node.value else {
            if node.value != Value::Broken {
                let message = format!("expected {what}, found {}", node.kind());
                let help = match &node.value {
                    Value::Text(text) if W::from_word(text.value).is_some() => {
                        format!("write it without quotes: {}", text.value)
                    }
                    _ => format!("known: {}", listed(W::WORDS.iter().copied())),
                };
                self.report(Diagnostic::error(Code::WRONG_VALUE, node.span, message).with_help(help));
            }
            return None;
        };
        let value = W::from_word(word);
        if value.is_none() {
            let problem = Diagnostic::error(Code::WRONG_VALUE, node.span, format!("`{word}` is not {what}"));
            self.report(problem.with_known(word, W::WORDS.iter().copied()));
        }
        value
    }

    /// Reads the items of an optional list, leaving out those that cannot be read.
    pub(super) fn list<'a, T>(
        &mut self,
        node: Option<Node<'a>>,
        what: &str,
        mut item: impl FnMut(&mut Self, Node<'a>) -> Option<T>,
    ) -> Vec<T> {
        match node {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => {
                let mut read = Vec::with_capacity(items.len());
                read.extend(items.iter().filter_map(|node| item(self, *node)));
                read
            }
            Some(node) => {
                self.wrong(&node, what);
                Vec::new()
            }
        }
    }

    /// Reads `(…, …)` with exactly so many values.
    pub(super) fn tuple<'a, const N: usize>(&mut self, node: Node<'a>, what: &str) -> Option<[Node<'a>; N]> {
        match node.value {
            Value::Tuple(None, values) if values.len() == N => values.try_into().ok(),
            _ => {
                self.wrong(&node, what);
                None
            }
        }
    }

    /// Reads the entries of an optional map, reporting keys that are no string or given twice.
    pub(super) fn entries<'a>(&mut self, node: Option<Node<'a>>, what: &str) -> Vec<&'a Entry<'a>> {
        let entries = match node {
            None => return Vec::new(),
            Some(Node { value: Value::Map(entries), .. }) => entries,
            Some(node) => {
                self.wrong(&node, &format!("a map of {what}s `{{\"…\": …}}`"));
                return Vec::new();
            }
        };
        let mut met: HashMap<_, Span, Hasher> =
            HashMap::with_capacity_and_hasher(entries.len(), Hasher::default());
        let new = entries.iter().filter(|(key, _)| {
            if !matches!(key.value, Value::Text(_)) {
                self.wrong(key, "a string");
            }
            // A name without quotes is a name all the same.
            let Some(id) = Self::key(key) else { return false };
            let Some(first) = met.insert(id.value, id.span) else { return true };
            met.insert(id.value, first);
            let message = format!("there is already a {what} `{}`", id.value);
            self.report(
                Diagnostic::error(Code::TWICE, id.span, message)
                    .with_other(first, "the first is here")
                    .with_help("give one of them another name"),
            );
            false
        });
        new.collect()
    }

    /// Reads a map of named things, remembering those that cannot be read; the second half of many beside the first.
    pub(super) fn named<'a, T: Send>(
        &mut self,
        node: Option<Node<'a>>,
        what: &str,
        kind: Kind,
        item: impl Fn(&mut Self, &Spanned<String>, Node<'a>) -> Option<T> + Sync,
    ) -> Named<T> {
        let mut entries = self.entries(node, what);
        let mut named = Named::default();
        named.reserve_exact(entries.len());
        let read = |reader: &mut Self, entries: Vec<&'a Entry<'a>>, named: &mut Named<T>| {
            for (key, value) in entries {
                let Some(id) = Self::key(key) else { continue };
                let id = reader.usable(Spanned::new(id.value.to_owned(), id.span), kind);
                match item(reader, &id, *value) {
                    Some(value) => {
                        named.insert(id.value, Spanned::new(value, id.span));
                    }
                    None => {
                        reader.broken.ids.insert(id.value);
                    }
                }
            }
        };
        if entries.len() < MANY {
            read(self, entries, &mut named);
            return named;
        }
        let second = entries.split_off(entries.len() / 2);
        let there = || {
            let (mut reader, mut named) = (Self::new(Vec::new()), Named::default());
            named.reserve_exact(second.len());
            read(&mut reader, second, &mut named);
            (reader, named)
        };
        let ((), (reader, rest)) = side_by_side(|| read(self, entries, &mut named), there);
        self.problems.extend(reader.problems);
        self.broken.ids.extend(reader.broken.ids);
        named.extend(rest);
        named
    }
}

/// Says how a value is written where it is plain which one was meant.
fn rewritten(node: &Node, expected: &str) -> Option<String> {
    match &node.value {
        Value::Word(word) if expected == "a string" => Some(format!("put it in quotes: \"{word}\"")),
        Value::Word(word) if expected == "`true` or `false`" => {
            let word = word.to_ascii_lowercase();
            let truth = matches!(word.as_str(), "true" | "yes" | "on");
            (truth || matches!(word.as_str(), "false" | "no" | "off")).then(|| format!("write `{truth}`"))
        }
        Value::Text(text) if expected == "a whole number" => {
            let number: i64 = text.value.trim().parse().ok()?;
            Some(format!("write it without quotes: {number}"))
        }
        Value::Text(text) if expected.starts_with("a list") && text.value.len() <= 40 => {
            Some(format!("put it in brackets: [\"{}\"]", text.value))
        }
        _ => None,
    }
}
