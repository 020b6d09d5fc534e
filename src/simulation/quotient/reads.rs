//! What an expression reads, and which values it can have.

use std::collections::HashMap;

use super::super::fault::Arithmetic;
use super::super::index::NodeIndex;
use super::super::program::{Condition, Node, Program};
use super::super::state::{Slot, State, Within};
use super::rows::{Row, Shape};
use crate::scenario::expression::{Binary, Function};

/// So many combinations of values are tried out at most; beyond that an expression is taken apart.
const MOST_COMBINATIONS: usize = 4096;

/// A program with what its expressions read.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) program: &'a Program,
    pub(super) shape: Shape,
    /// Whether what an effect reads is told apart by itself, and not by what its target is read for.
    pub(super) carries: bool,
    /// The position of each slot.
    numbers: HashMap<Slot, usize>,
}

/// A part of a condition; all parts must hold.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Range(Within),
    Node(NodeIndex),
}

/// What an expression can come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Truth {
    pub(super) yes: bool,
    pub(super) no: bool,
    pub(super) fault: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(program: &'a Program) -> Self {
        let numbers = program.slots.iter().copied().zip(0..).collect();
        Self { program, shape: Shape::of(program), carries: false, numbers }
    }

    /// The numbers of a state, one value each.
    pub(super) fn values(&self, state: &State) -> Row {
        let mut row = self.shape.empty();
        for number in self.shape.numbers() {
            row.add(&self.shape, number, self.program.slots[number].raw(state));
        }
        row
    }

    /// The position of a number; `None` for one that is always the same.
    pub(super) fn number(&self, slot: Slot) -> Option<usize> {
        if slot.top() == 0 { None } else { self.numbers.get(&slot).copied() }
    }

    /// The parts of a condition.
    pub(super) fn parts(&self, condition: &Condition) -> Vec<Part> {
        let Some(whole) = condition.whole else {
            let always = condition.first.slot.top() == 0;
            return if always { Vec::new() } else { vec![Part::Range(condition.first)] };
        };
        let mut parts = Vec::new();
        let mut left = vec![whole];
        while let Some(node) = left.pop() {
            match self.program.nodes[node.index()] {
                Node::Binary(Binary::And, a, b) => left.extend([b, a]),
                _ => parts.push(Part::Node(node)),
            }
        }
        parts
    }

    /// Evaluates a part.
    pub(super) fn value(&self, part: Part, state: &State) -> Result<i64, Arithmetic> {
        match part {
            Part::Range(range) => Ok(i64::from(range.holds(state))),
            Part::Node(node) => self.program.eval(state, node),
        }
    }

    /// The numbers that a part reads, each once.
    pub(super) fn reads(&self, part: Part) -> Vec<usize> {
        let mut found = Vec::new();
        match part {
            Part::Range(range) => found.extend(self.number(range.slot)),
            Part::Node(node) => self.collect(node, &mut found),
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn collect(&self, node: NodeIndex, found: &mut Vec<usize>) {
        match self.program.nodes[node.index()] {
            Node::Int(_) => {}
            Node::Slot(slot) | Node::Level(slot) => found.extend(self.number(slot)),
            Node::Within { range, .. } => found.extend(self.number(range.slot)),
            Node::Day | Node::Hour | Node::Left | Node::Late => found.extend(self.number(self.program.time)),
            Node::Not(a) | Node::Negate(a) => self.collect(a, found),
            Node::Binary(_, a, b) => [a, b].into_iter().for_each(|node| self.collect(node, found)),
            Node::Call(function, arguments) => {
                for node in &arguments[..function.arity()] {
                    self.collect(*node, found);
                }
            }
        }
    }

    /// Calls `f` with a state for each combination of the values that some numbers may have; returns `false`, without
    /// any call, where there are too many.
    pub(super) fn each(&self, numbers: &[usize], row: &Row, mut f: impl FnMut(&State)) -> bool {
        let mut product = 1_usize;
        for number in numbers {
            if self.shape.is_wide(*number) {
                return false;
            }
            product = product.saturating_mul(row.count(&self.shape, *number));
        }
        if product > MOST_COMBINATIONS {
            return false;
        }
        let values: Vec<_> = numbers.iter().map(|number| row.values(&self.shape, *number)).collect();
        let mut state = State::ZERO;
        self.combine(numbers, &values, &mut state, &mut f);
        true
    }

    fn combine(&self, numbers: &[usize], values: &[Vec<u32>], state: &mut State, f: &mut impl FnMut(&State)) {
        let (Some((number, numbers)), Some((of_number, values))) =
            (numbers.split_first(), values.split_first())
        else {
            return f(state);
        };
        for value in of_number {
            self.program.slots[*number].put(state, *value);
            self.combine(numbers, values, state, f);
        }
    }

    /// Says what a part can come to, as a yes or no.
    pub(super) fn truth(&self, part: Part, row: &Row) -> Truth {
        let mut truth = Truth::default();
        let tried = self.each(&self.reads(part), row, |state| match self.value(part, state) {
            Ok(0) => truth.no = true,
            Ok(_) => truth.yes = true,
            Err(_) => truth.fault = true,
        });
        if tried { truth } else { Truth { yes: true, no: true, fault: self.may_fault(part, row) } }
    }

    /// Says what a condition can come to.
    pub(super) fn holds(&self, parts: &[Part], row: &Row) -> Truth {
        let mut all = Truth { yes: true, no: false, fault: false };
        for part in parts {
            if !all.yes {
                break;
            }
            let truth = self.truth(*part, row);
            all = Truth { yes: truth.yes, no: all.no | truth.no, fault: all.fault | truth.fault };
        }
        all
    }

    /// Keeps the values with which a part can come to `wanted`.
    pub(super) fn assume(&self, part: Part, wanted: bool, row: &mut Row) {
        let numbers = self.reads(part);
        let mut kept = self.shape.empty();
        let tried = self.each(&numbers, row, |state| {
            if self.value(part, state).is_ok_and(|value| (value != 0) == wanted) {
                for number in &numbers {
                    kept.add(&self.shape, *number, self.program.slots[*number].raw(state));
                }
            }
        });
        if tried {
            for number in numbers {
                for value in row.values(&self.shape, number) {
                    if !kept.has(&self.shape, number, value) {
                        row.remove(&self.shape, number, value);
                    }
                }
            }
        }
    }

    /// Adds to `cuts` what it takes to know the value of a part, among the states that `row` allows.
    pub(super) fn read(&self, part: Part, row: &Row, cuts: &mut Row) {
        let numbers = self.reads(part);
        if self.separate(&numbers, row, cuts, |state| self.value(part, state)) {
            return;
        }
        let Part::Node(node) = part else { return self.read_whole(&numbers, row, cuts) };
        match (self.program.nodes[node.index()], &numbers[..]) {
            (Node::Not(a) | Node::Negate(a), _) => self.read(Part::Node(a), row, cuts),
            (Node::Binary(_, a, b), _) => {
                for node in [a, b] {
                    self.read(Part::Node(node), row, cuts);
                }
            }
            (Node::Call(function, arguments), _) => {
                let arguments = arguments[..function.arity()].iter();
                for node in arguments {
                    self.read(Part::Node(*node), row, cuts);
                }
            }
            _ => self.read_whole(&numbers, row, cuts),
        }
    }

    /// Tells every value of some numbers apart.
    pub(super) fn read_whole(&self, numbers: &[usize], row: &Row, cuts: &mut Row) {
        for number in numbers {
            if self.shape.is_wide(*number) {
                cuts.add(&self.shape, *number, 0);
            } else {
                row.values(&self.shape, *number).iter().skip(1).for_each(|value| {
                    cuts.add(&self.shape, *number, *value);
                });
            }
        }
    }

    /// Cuts each number where, with whatever values the others have, `f` changes from one of its values to the next;
    /// returns `false`, without any cut, where there are too many combinations.
    pub(super) fn separate<T: PartialEq>(
        &self,
        numbers: &[usize],
        row: &Row,
        cuts: &mut Row,
        f: impl Fn(&State) -> T,
    ) -> bool {
        let mut results = Vec::new();
        if !self.each(numbers, row, |state| results.push(f(state))) {
            return false;
        }
        if results.is_empty() {
            return true;
        }
        // The combinations are in the order of counting: the last number turns fastest.
        let mut stride = 1;
        for number in numbers.iter().rev() {
            let values = row.values(&self.shape, *number);
            for results in results.chunks(stride * values.len()) {
                for (position, value) in values.iter().enumerate().skip(1) {
                    let (below, here) = results[(position - 1) * stride..].split_at(stride);
                    if *below != here[..stride] {
                        cuts.add(&self.shape, *number, *value);
                    }
                }
            }
            stride *= values.len();
        }
        true
    }

    /// The least and the greatest value that a number may have.
    pub(super) fn span(&self, slot: Slot, row: &Row) -> (i64, i64) {
        let range = slot.range();
        let least = *range.start();
        match self.number(slot).filter(|number| !self.shape.is_wide(*number)) {
            None => (least, *range.end()),
            Some(number) => {
                let values = row.values(&self.shape, number);
                let at = |value: Option<&u32>| least + i64::from(value.copied().unwrap_or(0));
                (at(values.first()), at(values.last()))
            }
        }
    }

    /// Says whether evaluating a part may have no answer, whatever the numbers are.
    pub(super) fn may_fault(&self, part: Part, row: &Row) -> bool {
        match part {
            Part::Range(_) => false,
            Part::Node(node) => self.bounds(node, row).is_none(),
        }
    }

    /// The least and the greatest value of an expression over the states that `row` allows, or beyond; `None` where it
    /// may have no answer.
    pub(super) fn bounds(&self, node: NodeIndex, row: &Row) -> Option<(i64, i64)> {
        let of = |slot: Slot| self.span(slot, row);
        Some(match self.program.nodes[node.index()] {
            Node::Int(value) => (value, value),
            Node::Slot(slot) => of(slot),
            Node::Level(_) => (1, 3),
            Node::Within { .. } | Node::Late => (0, 1),
            Node::Hour => (0, 24),
            Node::Day | Node::Left => (0, i64::from(u32::MAX)),
            Node::Not(a) => self.bounds(a, row).map(|_| (0, 1))?,
            Node::Negate(a) => {
                let (low, high) = self.bounds(a, row)?;
                (high.checked_neg()?, low.checked_neg()?)
            }
            Node::Binary(op, a, b) => corners(op, self.bounds(a, row)?, self.bounds(b, row)?)?,
            Node::Call(function, arguments) => {
                let bounds = arguments[..function.arity()].iter().map(|node| self.bounds(*node, row));
                let bounds: Vec<_> = bounds.collect::<Option<_>>()?;
                let low = bounds.iter().map(|(low, _)| *low).min()?;
                (low, bounds.iter().map(|(_, high)| *high).max()?)
            }
        })
    }
}

impl Function {
    /// How many arguments it takes.
    const fn arity(self) -> usize {
        match self {
            Self::Min | Self::Max => 2,
            Self::Clamp => 3,
        }
    }
}

/// The bounds of an operation on numbers within bounds; `None` where it may have no answer.
fn corners(op: Binary, a: (i64, i64), b: (i64, i64)) -> Option<(i64, i64)> {
    let around = |f: fn(i64, i64) -> Option<i64>| {
        let corners = [f(a.0, b.0), f(a.0, b.1), f(a.1, b.0), f(a.1, b.1)];
        let corners: Vec<_> = corners.into_iter().collect::<Option<_>>()?;
        Some((*corners.iter().min()?, *corners.iter().max()?))
    };
    match op {
        Binary::Add => around(i64::checked_add),
        Binary::Subtract => around(i64::checked_sub),
        Binary::Multiply => around(i64::checked_mul),
        Binary::Divide | Binary::Remainder if b.0 <= 0 && b.1 >= 0 => None,
        Binary::Divide => around(i64::checked_div),
        Binary::Remainder => {
            let most = b.0.saturating_abs().max(b.1.saturating_abs());
            // The least number has no remainder by minus one.
            (a.0 > i64::MIN).then_some((-most, most))
        }
        _ => Some((0, 1)),
    }
}
