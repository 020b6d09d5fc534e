//! Finds every id in the text of a scenario, where it is declared and where it is used.

use std::collections::BTreeSet;
use std::ops::Range;

use super::kind::Kind;
use super::shape::{SCENARIO, Shape};
use crate::diagnostic::{Span, Text};
use crate::scenario::expression::{Use, uses};
use crate::scenario::syntax::{Node, Value};
use crate::scenario::template::Template;

/// An id in a text.
#[derive(Debug)]
pub(super) struct Found {
    /// What it names.
    pub(super) kind: Kind,
    /// Its full name: the id, for some kinds behind those of what it stands in.
    pub(super) name: String,
    /// Whether it is declared here, not used.
    pub(super) declared: bool,
    /// Where its last id stands, without quotes.
    pub(super) span: Span,
}

/// Every id in a text.
pub(super) struct Names<'a> {
    text: &'a str,
    /// The ids, in the order of the text; those in the parts of a pack behind those in the same field of its manifest.
    pub(super) found: Vec<Found>,
    /// The places that may hold ids but could not be read.
    pub(super) unread: Vec<Span>,
}

impl<'a> Names<'a> {
    /// Finds the ids in the tree of a text.
    pub(super) fn of(text: &'a str, scenario: &Node) -> Self {
        let mut names = Self { text, found: Vec::new(), unread: Vec::new() };
        names.visit(scenario, &SCENARIO, "");
        names.tell_values_apart();
        names
    }

    /// Visits what stands in the thing with the full name `scope`.
    fn visit(&mut self, node: &Node, shape: &Shape, scope: &str) {
        match (shape, &node.value) {
            (_, Value::Some(inner)) => self.visit(inner, shape, scope),
            // A plain number is a weight, a word says how a locked choice is shown, a flag has no fields.
            (Shape::Plain, _)
            | (_, Value::None)
            | (Shape::Expression, Value::Int(_))
            | (Shape::Text, Value::Word(_))
            | (Shape::Fields(_), Value::Unit | Value::Tuple(Some(_), _)) => {}
            (Shape::Use(kind), Value::Text(text)) => {
                self.note(*kind, text.value.to_string(), false, text, 0..text.value.len());
            }
            (Shape::Expression, Value::Text(text)) => self.expression(text, 0..text.value.len()),
            (Shape::Text, Value::Text(text)) => {
                let (expressions, whole) = Template::expressions(text);
                for range in expressions {
                    self.expression(text, range);
                }
                if !whole {
                    self.unread.push(text.span);
                }
            }
            (Shape::WayOn, _) => self.way_on(node, scope),
            (Shape::List(shape), Value::List(items)) => {
                for item in *items {
                    self.visit(item, shape, scope);
                }
            }
            (Shape::Named(kind, shape), Value::Map(entries)) => {
                for (key, value) in *entries {
                    let Some(name) = self.declared(*kind, key, scope) else { continue };
                    self.visit(value, shape, &name);
                }
            }
            (Shape::Fields(known), Value::Struct(_, fields)) => {
                for (field, value) in *fields {
                    if let Some((_, shape)) = known.iter().find(|(name, _)| *name == field.value) {
                        self.visit(value, shape, scope);
                    }
                }
            }
            _ => self.unread.push(node.span),
        }
    }

    fn way_on(&mut self, node: &Node, scope: &str) {
        let Value::Tuple(Some(form), values) = &node.value else {
            // `Verdict` and `Back` name nothing.
            if !matches!(node.value, Value::Word(_)) {
                self.unread.push(node.span);
            }
            return;
        };
        match (*form, *values) {
            ("Go", [scene]) => self.visit(scene, &Shape::Use(Kind::Scene), scope),
            ("End", [ending]) => self.visit(ending, &Shape::Use(Kind::Ending), scope),
            ("Chance", [Node { value: Value::Map(branches), .. }]) => {
                for (key, branch) in *branches {
                    let Some(name) = self.declared(Kind::Branch, key, scope) else { continue };
                    self.guarded(branch, &name);
                }
            }
            ("First", [Node { value: Value::List(cases), .. }, otherwise]) => {
                for case in *cases {
                    self.guarded(case, scope);
                }
                self.way_on(otherwise, scope);
            }
            _ => self.unread.push(node.span),
        }
    }

    /// Visits a weight or condition with the way on behind it.
    fn guarded(&mut self, node: &Node, scope: &str) {
        match &node.value {
            Value::Tuple(None, values) if values.len() == 2 => {
                self.visit(&values[0], &Shape::Expression, scope);
                self.way_on(&values[1], scope);
            }
            _ => self.unread.push(node.span),
        }
    }

    /// Notes an id where it is declared, and returns its full name.
    fn declared(&mut self, kind: Kind, key: &Node, scope: &str) -> Option<String> {
        let Value::Text(text) = &key.value else {
            self.unread.push(key.span);
            return None;
        };
        let name = if kind.is_local() { format!("{scope}.{}", text.value) } else { text.value.to_string() };
        self.note(kind, name.clone(), true, text, 0..text.value.len());
        Some(name)
    }

    fn expression(&mut self, text: &Text, range: Range<usize>) {
        for (used, range) in uses(text.value, range) {
            let name = text.value[range.clone()].to_owned();
            match used {
                Use::Value => self.note(Kind::Meter, name, false, text, range),
                Use::Person => self.note(Kind::Person, name, false, text, range),
                Use::Scene => self.note(Kind::Scene, name, false, text, range),
                Use::Choice => {
                    let dot = name.find('.').unwrap_or(name.len());
                    let middle = range.start + dot;
                    self.note(Kind::Scene, name[..dot].to_owned(), false, text, range.start..middle);
                    if dot < name.len() {
                        self.note(Kind::Choice, name, false, text, middle + 1..range.end);
                    }
                }
            }
        }
    }

    fn note(&mut self, kind: Kind, name: String, declared: bool, text: &Text, range: Range<usize>) {
        let span = self.place(text, range);
        self.found.push(Found { kind, name, declared, span });
    }

    /// Gives each name of a value the kind of what it stands for: where a meter and a fact share their id, the meter.
    fn tell_values_apart(&mut self) {
        let declared = self.found.iter().filter(|found| found.declared && found.kind == Kind::Meter);
        let meters: BTreeSet<String> = declared.map(|found| found.name.clone()).collect();
        let values = self.found.iter_mut().filter(|found| found.kind == Kind::Meter);
        for value in values.filter(|value| !meters.contains(&value.name)) {
            value.kind = Kind::Fact;
        }
    }

    /// Returns the place in the source of some bytes of a string, without what joins the line behind them to the next.
    fn place(&self, text: &Text, range: Range<usize>) -> Span {
        let place = text.place(range.clone());
        if range.is_empty() || text.offsets.is_none() {
            return place;
        }
        let last = text.place(range.end - 1..range.end);
        let written = &self.text.as_bytes()[last.start as usize..last.end as usize];
        let joins = |at: &usize| {
            let rest = &written[*at..];
            rest.starts_with(b"\\\n") || rest.starts_with(b"\\\r\n")
        };
        let end = (0..written.len()).find(joins).map_or(last.end, |at| last.start + at as u32);
        Span { end, ..place }
    }
}
