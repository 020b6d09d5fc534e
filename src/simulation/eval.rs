//! Evaluates compiled expressions and effects.

use super::fault::Arithmetic;
use super::index::NodeIndex;
use super::program::{Condition, Effect, Node, Program, Range};
use super::state::{Slot, State};
use crate::scenario::expression::{Assign, Binary, Function};

/// Trust from which somebody's relationship is personal (level 2), then committed (level 3).
const LEVELS: [i64; 2] = [40, 70];

/// Returns the relationship level, 1 to 3, of a trust in 0..=100.
pub const fn level(trust: i64) -> i64 {
    1 + (trust >= LEVELS[0]) as i64 + (trust >= LEVELS[1]) as i64
}

impl Program {
    /// Evaluates to a number; yes is 1, no is 0.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the frequent nodes cost less than a call")]
    pub(super) fn eval(&self, state: &State, node: NodeIndex) -> Result<i64, Arithmetic> {
        match self.nodes[node.index()] {
            Node::Int(value) => Ok(value),
            Node::Slot(slot) => Ok(slot.get(state)),
            Node::Within { range, .. } => Ok(i64::from(range.holds(state))),
            other => self.eval_slow(state, other),
        }
    }

    /// The rarer nodes, kept out of line so that the frequent ones stay small.
    #[inline(never)]
    fn eval_slow(&self, state: &State, node: Node) -> Result<i64, Arithmetic> {
        let clock = self.clock.as_ref();
        let time = || self.time(state);
        Ok(match node {
            Node::Int(value) => value,
            Node::Slot(slot) => slot.get(state),
            Node::Within { range, .. } => i64::from(range.holds(state)),
            Node::Level(slot) => level(slot.get(state)),
            Node::Day => clock.map_or(1, |clock| i64::from(clock.read(time()).day)),
            Node::Hour => clock.map_or(0, |clock| i64::from(clock.read(time()).minute / 60)),
            Node::Left => clock.map_or(0, |clock| i64::from(clock.left(time()))),
            Node::Late => clock.map_or(0, |clock| i64::from(time() > clock.deadline())),
            Node::Not(operand) => 1 - self.eval(state, operand)?,
            Node::Negate(operand) => self.eval(state, operand)?.checked_neg().ok_or(Arithmetic::Overflow)?,
            Node::Binary(Binary::And, left, right) => match self.eval(state, left)? {
                0 => 0,
                _ => self.eval(state, right)?,
            },
            Node::Binary(Binary::Or, left, right) => match self.eval(state, left)? {
                0 => self.eval(state, right)?,
                _ => 1,
            },
            Node::Binary(op, left, right) => binary(op, self.eval(state, left)?, self.eval(state, right)?)?,
            Node::Call(function, [a, b, c]) => {
                let (a, b) = (self.eval(state, a)?, self.eval(state, b)?);
                match function {
                    Function::Min => a.min(b),
                    Function::Max => a.max(b),
                    Function::Clamp => a.min(self.eval(state, c)?).max(b),
                }
            }
        })
    }

    /// Says whether a condition holds.
    #[inline]
    pub(super) fn holds(&self, state: &State, condition: &Condition) -> Result<bool, Arithmetic> {
        match condition.rest {
            _ if !condition.first.holds(state) => Ok(false),
            None => Ok(true),
            Some(rest) => self.is_true(state, rest),
        }
    }

    #[inline(never)]
    fn is_true(&self, state: &State, node: NodeIndex) -> Result<bool, Arithmetic> {
        self.eval(state, node).map(|value| value != 0)
    }

    /// Runs effects in order; each is evaluated fully, then clamped once.
    #[inline]
    pub(super) fn apply(&self, state: &mut State, effects: Range) -> Result<(), Arithmetic> {
        if effects.from == effects.to { Ok(()) } else { self.run(state, effects) }
    }

    fn run(&self, state: &mut State, effects: Range) -> Result<(), Arithmetic> {
        for effect in &self.effects[effects.indexes()] {
            match effect {
                Effect::Shift { slot, by } => slot.add(state, *by),
                Effect::Compute { when, slot, assign, value } => {
                    if self.holds(state, when)? {
                        self.compute(state, *slot, *assign, *value)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Gives a number what an effect computes for it.
    #[inline(never)]
    pub(super) fn compute(
        &self,
        state: &mut State,
        slot: Slot,
        assign: Assign,
        value: NodeIndex,
    ) -> Result<(), Arithmetic> {
        let old = slot.get(state);
        let value = self.eval(state, value)?;
        let new = match assign {
            Assign::Set => Some(value),
            Assign::Add => old.checked_add(value),
            Assign::Subtract => old.checked_sub(value),
        };
        slot.set(state, new.ok_or(Arithmetic::Overflow)?);
        Ok(())
    }
}

#[inline]
const fn compare(op: Binary, left: i64, right: i64) -> bool {
    match op {
        Binary::Equal => left == right,
        Binary::NotEqual => left != right,
        Binary::Less => left < right,
        Binary::LessEqual => left <= right,
        Binary::Greater => left > right,
        _ => left >= right,
    }
}

fn binary(op: Binary, left: i64, right: i64) -> Result<i64, Arithmetic> {
    let divide = |quotient: Option<i64>| match quotient {
        None if right == 0 => Err(Arithmetic::DivisionByZero),
        other => other.ok_or(Arithmetic::Overflow),
    };
    match op {
        Binary::Add => left.checked_add(right).ok_or(Arithmetic::Overflow),
        Binary::Subtract => left.checked_sub(right).ok_or(Arithmetic::Overflow),
        Binary::Multiply => left.checked_mul(right).ok_or(Arithmetic::Overflow),
        Binary::Divide => divide(left.checked_div(right)),
        Binary::Remainder => divide(left.checked_rem(right)),
        _ => Ok(i64::from(compare(op, left, right))),
    }
}
