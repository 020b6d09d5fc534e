//! Text with values and conditional parts: `Delivery stands at [delivery]. [if late|Too late.|In time.]`

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::expression::{self, Expression};
use crate::diagnostic::{Code, Diagnostic, Spanned, Text};

/// How deep conditional parts may stand in each other; nobody can read more.
const MAX_DEPTH: usize = 8;

/// How words in brackets are written, which are easily taken for a value.
pub(super) const BRACKET_HELP: &str = "a bracket that people read is written `[[`";

/// A text that reads the state when it is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Template {
    /// The parts, in order.
    pub parts: Vec<Part>,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Words as they are; what is compiled from them shares them.
    Words(Arc<str>),
    /// The value of an expression, as a number (or `yes` and `no`).
    Value(Spanned<Expression>),
    /// One of two texts.
    If {
        /// Decides.
        cond: Box<Spanned<Expression>>,
        /// Shown when it holds.
        yes: Box<Template>,
        /// Shown when it does not; may be empty.
        no: Box<Template>,
    },
}

impl Template {
    /// Reads a text; what cannot be read is reported and left out.
    ///
    /// `[value]` shows a value, `[if condition|yes|no]` one of two texts (`|no` may be left out), `[[` is a bracket.
    /// Inside a part of a condition `|` and `]` end it; `||`, and `]]` where no other condition is open around it,
    /// stand for themselves.
    pub fn parse(text: &Text) -> (Self, Vec<Diagnostic>) {
        let mut parser = Parser::new(text);
        let template = parser.parts(0);
        (template, parser.problems)
    }

    /// Returns the bytes of a text that hold expressions, in order, and whether all of it could be read: those behind
    /// a mistake are missing.
    pub fn expressions(text: &Text) -> (Vec<Range<usize>>, bool) {
        let mut parser = Parser::new(text);
        parser.parts(0);
        (parser.expressions, parser.problems.is_empty())
    }
}

struct Parser<'a> {
    text: &'a Text<'a>,
    at: usize,
    /// The parts of all texts that are still open, those of the innermost last.
    parts: Vec<Part>,
    problems: Vec<Diagnostic>,
    expressions: Vec<Range<usize>>,
}

impl<'a> Parser<'a> {
    const fn new(text: &'a Text<'a>) -> Self {
        Self { text, at: 0, parts: Vec::new(), problems: Vec::new(), expressions: Vec::new() }
    }

    fn rest(&self) -> &str {
        &self.text.value[self.at..]
    }

    /// Reads parts to the end of the text or, inside `depth` conditions, up to the `|` or `]` that ends them.
    fn parts(&mut self, depth: usize) -> Template {
        let text = self.text;
        let before = self.parts.len();
        let mut words = Cow::Borrowed("");
        loop {
            let rest = &text.value[self.at..];
            let special = |byte| byte == b'[' || (depth > 0 && matches!(byte, b'|' | b']'));
            let plain = rest.bytes().position(special).unwrap_or(rest.len());
            words += &rest[..plain];
            self.at += plain;
            let [special, behind @ ..] = &rest.as_bytes()[plain..] else { break };
            let doubled = behind.first() == Some(special);
            match special {
                b'[' if !doubled => {
                    self.words(std::mem::take(&mut words));
                    let part = self.bracket(depth);
                    self.parts.extend(part);
                }
                b'|' if !doubled => break,
                b']' if depth > 1 || !doubled => break,
                _ => {
                    words += &rest[plain..=plain];
                    self.at += 2;
                }
            }
        }
        self.words(words);
        Template { parts: self.parts.drain(before..).collect() }
    }

    fn words(&mut self, words: Cow<'_, str>) {
        if !words.is_empty() {
            self.parts.push(Part::Words(words.into()));
        }
    }

    /// Reads what the `[` at hand opens.
    fn bracket(&mut self, depth: usize) -> Option<Part> {
        let open = self.at;
        self.at += 1;
        let Some(end) = self.head_end() else {
            self.give_up(
                open..open + 1,
                "this `[` is never closed",
                "close it with `]`, or write `[[` for a bracket",
            );
            return None;
        };
        let head = self.at..end;
        let start = self.at + self.rest().len() - self.rest().trim_start().len();
        let condition = self.text.value[start..end]
            .strip_prefix("if")
            .filter(|rest| rest.starts_with(char::is_whitespace));
        let Some(condition) = condition else {
            self.at = end;
            if self.rest().starts_with('|') {
                let help = "a condition begins with `if`: `[if late|Too late.|In time.]`";
                self.give_up(open..end, "only a condition has parts", help);
                return None;
            }
            self.at += 1;
            let before = self.problems.len();
            let value = self.expression(head, open);
            if let Some(problem) = self.problems.get_mut(before) {
                problem.help = Some(BRACKET_HELP.into());
            }
            return value.map(Part::Value);
        };
        let condition = end - condition.len()..end;
        if depth >= MAX_DEPTH {
            let message = format!("more than {MAX_DEPTH} conditions stand in each other");
            self.give_up(open..end, &message, "make it several texts");
            return None;
        }
        let cond = self.expression(condition, open);
        self.at = end;
        if !self.rest().starts_with('|') {
            let help = "write `[if condition|text]` or `[if condition|text|other text]`";
            self.problem(open..end + 1, "this condition shows nothing", help);
            self.at += 1;
            return None;
        }
        self.at += 1;
        let yes = self.parts(depth + 1);
        let mut no = Template::default();
        if self.rest().starts_with('|') {
            self.at += 1;
            no = self.parts(depth + 1);
        }
        if self.rest().starts_with(']') {
            self.at += 1;
            return cond.map(|cond| Part::If { cond: cond.into(), yes: yes.into(), no: no.into() });
        }
        if self.rest().starts_with('|') {
            let help = "a condition has two parts; `||` stands for a `|` in a text";
            self.give_up(self.at..self.at + 1, "this condition has a third part", help);
        } else if self.problems.is_empty() {
            let help = "close it with `]`; `]]` right before it is a bracket in the text";
            self.give_up(open..open + 1, "this `[` is never closed", help);
        }
        None
    }

    /// Finds the `|` or `]` that ends an expression, outside its quotes.
    fn head_end(&self) -> Option<usize> {
        let mut quote = None;
        for (i, c) in self.rest().char_indices() {
            match (quote, c) {
                (None, '"' | '\'') => quote = Some(c),
                (None, '|' | ']') => return Some(self.at + i),
                (None, '[') => return None,
                (Some(open), _) if open == c => quote = None,
                _ => {}
            }
        }
        None
    }

    fn expression(&mut self, range: Range<usize>, open: usize) -> Option<Spanned<Expression>> {
        let written = &self.text.value[range.clone()];
        let start = range.start + written.len() - written.trim_start().len();
        let end = start + written.trim().len();
        if start >= end {
            self.problem(open..range.end + 1, "nothing stands in these brackets", BRACKET_HELP);
            return None;
        }
        self.expressions.push(start..end);
        expression::expression_at(self.text, start..end).map_err(|problem| self.problems.push(problem)).ok()
    }

    fn problem(&mut self, range: Range<usize>, message: &str, help: &str) {
        let span = self.text.place(range);
        self.problems.push(Diagnostic::error(Code::TEMPLATE, span, message).with_help(help));
    }

    /// Reports a problem after which the rest of the text says nothing reliable.
    fn give_up(&mut self, range: Range<usize>, message: &str, help: &str) {
        self.problem(range, message, help);
        self.at = self.text.value.len();
    }
}
