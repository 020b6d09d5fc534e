//! A condition is always so, or never.
//!
//! Every number has a range: meters and trust 0 to 100, levels 1 to 3, facts as declared. A comparison that no number of
//! the range can change, and parts that rule each other out, are conditions that decide nothing: what they guard
//! always happens, or never does.
//!
//! ```ron
//! when: "morale >= 0",
//! when: "risk < 20 and risk > 60",
//! ```
//!
//! Mend it by the number that was meant, or by removing the condition or what it guards. This is advice:
//! `allow: [("TH0039", "…")]` silences it.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::scenario::expression::{Binary, Expression, Function, Unary};
use crate::scenario::model::{Fact, Scenario};
use crate::scenario::walk::{Found, Wants, names, walk};

/// The least and the greatest value that an expression can have.
type Range = (i128, i128);

/// What nothing is known about.
const ANY: Range = (i64::MIN as i128, i64::MAX as i128);

/// Looks at every condition, and at its parts.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut look = Look { scenario, found: Vec::new() };
    walk(scenario, &mut |what| match what {
        Found::Expression(condition, Wants::Bool, _) => look.condition(condition),
        Found::Expression(..) => {}
        Found::Effect(effect) => effect.value.when.iter().for_each(|condition| look.condition(condition)),
    });
    look.found
}

struct Look<'a> {
    scenario: &'a Scenario,
    found: Vec<Diagnostic>,
}

impl Look<'_> {
    /// Reports the smallest parts of a condition that are decided; otherwise parts that rule each other out.
    fn condition(&mut self, condition: &Spanned<Expression>) {
        match &condition.value {
            Expression::Unary(Unary::Not, operand) => self.condition(operand),
            Expression::Binary(op @ (Binary::And | Binary::Or), left, right) => {
                let before = self.found.len();
                self.condition(left);
                self.condition(right);
                if self.found.len() == before && self.parts_clash(condition, *op) {
                    let holds = *op == Binary::Or;
                    self.report(condition, holds, "its parts leave nothing else");
                }
            }
            _ => {
                if let Some(holds) = self.truth(condition) {
                    self.report(condition, holds, "");
                }
            }
        }
    }

    fn report(&mut self, part: &Spanned<Expression>, holds: bool, why: &str) {
        let message = match (holds, why) {
            (true, "") => "this always holds".to_owned(),
            (false, "") => "this never holds".to_owned(),
            (true, why) => format!("this always holds: {why}"),
            (false, why) => format!("this never holds: {why}"),
        };
        let mut problem = Diagnostic::advice(Code::DECIDED, part.span, message);
        if let Some((place, words)) = self.declared(part) {
            problem = problem.with_other(place, words);
        }
        let help = if holds {
            "remove it, or write the number that was meant"
        } else {
            "write the number that was meant, or remove what depends on it"
        };
        self.found.push(problem.with_help(help));
    }

    /// Returns where the first number in an expression is declared, and its range in words.
    fn declared(&self, part: &Spanned<Expression>) -> Option<(Span, String)> {
        let mut first = None;
        names(part, &mut |name| {
            let place = match &name.value {
                Expression::Name(id) => self
                    .scenario
                    .meters
                    .get(id)
                    .map(|meter| meter.span)
                    .or_else(|| self.scenario.facts.get(id).map(|fact| fact.span)),
                Expression::Trust(id) | Expression::Level(id) => {
                    self.scenario.cast.get(id).map(|person| person.span)
                }
                _ => None,
            };
            if let (None, Some(place)) = (&first, place) {
                let (least, greatest) = self.range(name);
                first = Some((place, format!("between {least} and {greatest}")));
            }
        });
        first
    }

    /// Says whether an expression is always or never so; `None` where it depends.
    fn truth(&self, part: &Spanned<Expression>) -> Option<bool> {
        let Expression::Binary(op, left, right) = &part.value else {
            return match part.value {
                Expression::Bool(value) => Some(value),
                _ => None,
            };
        };
        let ((a, b), (c, d)) = (self.range(left), self.range(right));
        let (less, more) = match op {
            Binary::Less => (b < c, a >= d),
            Binary::LessEqual => (b <= c, a > d),
            Binary::Greater => (a > d, b <= c),
            Binary::GreaterEqual => (a >= d, b < c),
            Binary::Equal => (a == b && c == d && a == c, b < c || a > d),
            Binary::NotEqual => (b < c || a > d, a == b && c == d && a == c),
            _ => return None,
        };
        if less { Some(true) } else { more.then_some(false) }
    }

    /// Returns the range of a number; of yes and no, 0 to 1.
    fn range(&self, part: &Spanned<Expression>) -> Range {
        match &part.value {
            Expression::Int(value) => (i128::from(*value), i128::from(*value)),
            Expression::Bool(value) => (i128::from(*value), i128::from(*value)),
            Expression::Trust(_) => (0, 100),
            Expression::Level(_) => (1, 3),
            Expression::Name(name) => self.named(name),
            Expression::Seen(_) | Expression::Chose(_) | Expression::Unary(Unary::Not, _) => (0, 1),
            Expression::Unary(Unary::Negate, operand) => {
                let (least, greatest) = self.range(operand);
                known(-greatest, -least)
            }
            Expression::Binary(op, left, right) => arithmetic(*op, self.range(left), self.range(right)),
            Expression::Call(function, arguments) => {
                let ranges: Vec<_> = arguments.iter().map(|argument| self.range(argument)).collect();
                let both =
                    |pick: fn(i128, i128) -> i128, x: Range, y: Range| (pick(x.0, y.0), pick(x.1, y.1));
                match (function, ranges.as_slice()) {
                    (Function::Min, [x, y]) => both(Ord::min, *x, *y),
                    (Function::Max, [x, y]) => both(Ord::max, *x, *y),
                    (Function::Clamp, [x, low, high]) => both(Ord::max, both(Ord::min, *x, *high), *low),
                    _ => ANY,
                }
            }
        }
    }

    fn named(&self, name: &str) -> Range {
        if self.scenario.meters.contains_key(name) {
            return (0, 100);
        }
        match (self.scenario.facts.get(name).map(|fact| fact.value), name) {
            (Some(Fact::Flag(_)), _) | (None, "late") => (0, 1),
            (Some(Fact::Count { min, max, .. }), _) => (min.into(), max.into()),
            (None, "hour") => (0, 23),
            (None, "day") => (1, ANY.1),
            (None, "left") => (0, ANY.1),
            _ => ANY,
        }
    }

    /// Says whether comparisons joined by `and` rule each other out, or joined by `or` leave nothing out.
    fn parts_clash(&self, condition: &Spanned<Expression>, op: Binary) -> bool {
        let mut parts = Vec::new();
        split(condition, op, &mut parts);
        let mut left: BTreeMap<(u8, &str), Range> = BTreeMap::new();
        for part in parts {
            let Expression::Binary(compare, name, number) = &part.value else { continue };
            let Expression::Int(number) = number.value else { continue };
            let of = match &name.value {
                Expression::Name(id) => (0, id.as_str()),
                Expression::Trust(id) => (1, id.as_str()),
                Expression::Level(id) => (2, id.as_str()),
                _ => continue,
            };
            let compare = if op == Binary::Or { opposite(*compare) } else { Some(*compare) };
            let number = i128::from(number);
            let (low, high) = match compare {
                Some(Binary::Less) => (ANY.0, number - 1),
                Some(Binary::LessEqual) => (ANY.0, number),
                Some(Binary::Greater) => (number + 1, ANY.1),
                Some(Binary::GreaterEqual) => (number, ANY.1),
                Some(Binary::Equal) => (number, number),
                _ => continue,
            };
            let range = left.entry(of).or_insert_with(|| self.range(name));
            *range = (range.0.max(low), range.1.min(high));
        }
        left.values().any(|(low, high)| low > high)
    }
}

/// Gathers the parts that an operator joins.
fn split<'a>(condition: &'a Spanned<Expression>, op: Binary, parts: &mut Vec<&'a Spanned<Expression>>) {
    match &condition.value {
        Expression::Binary(joined, left, right) if *joined == op => {
            split(left, op, parts);
            split(right, op, parts);
        }
        _ => parts.push(condition),
    }
}

/// Returns the comparison that holds exactly where another does not.
const fn opposite(compare: Binary) -> Option<Binary> {
    match compare {
        Binary::Less => Some(Binary::GreaterEqual),
        Binary::LessEqual => Some(Binary::Greater),
        Binary::Greater => Some(Binary::LessEqual),
        Binary::GreaterEqual => Some(Binary::Less),
        Binary::NotEqual => Some(Binary::Equal),
        _ => None,
    }
}

fn arithmetic(op: Binary, (a, b): Range, (c, d): Range) -> Range {
    // Both lie within 64 bits, so that nothing here leaves 128.
    let corners = |op: fn(i128, i128) -> i128| {
        let all = [op(a, c), op(a, d), op(b, c), op(b, d)];
        all.into_iter().fold((i128::MAX, i128::MIN), |(low, high), x| (low.min(x), high.max(x)))
    };
    let (low, high) = match op {
        Binary::Add => (a + c, b + d),
        Binary::Subtract => (a - d, b - c),
        Binary::Multiply => corners(|x, y| x * y),
        Binary::Divide if c > 0 || d < 0 => corners(|x, y| x / y),
        Binary::Remainder if c > 0 && a >= 0 => (0, b.min(d - 1)),
        Binary::Divide | Binary::Remainder => ANY,
        _ => (0, 1),
    };
    known(low, high)
}

/// Cuts a range to 64 bits: beyond them is a fault, and no value.
fn known(low: i128, high: i128) -> Range {
    (low.clamp(ANY.0, ANY.1), high.clamp(ANY.0, ANY.1))
}
