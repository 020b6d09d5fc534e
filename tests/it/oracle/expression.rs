//! What expressions are worth and what effects change (section 5 of the format).

use two_hats::scenario::expression::{Assign, Binary, Effect, Expression, Function, Unary};
use two_hats::scenario::model::Fact;

use super::state::{State, World};

/// What is wrong with arithmetic, by the names of `tests/conformance`.
pub(crate) type Wrong = &'static str;

const ZERO: Wrong = "division_by_zero";
const LARGE: Wrong = "overflow";

impl World<'_> {
    /// Returns the value of an expression; yes is 1 and no is 0.
    pub(crate) fn value(&self, state: &State, expression: &Expression) -> Result<i64, Wrong> {
        let value = |inner: &Expression| self.value(state, inner);
        Ok(match expression {
            Expression::Int(number) => *number,
            Expression::Bool(truth) => i64::from(*truth),
            Expression::Name(name) => self.named(state, name),
            Expression::Trust(id) => self.trust(state, id),
            Expression::Level(id) => match self.trust(state, id) {
                ..40 => 1,
                40..70 => 2,
                70.. => 3,
            },
            Expression::Seen(scene) => i64::from(self.is_marked(state, &format!("seen({scene})"))),
            Expression::Chose(choice) => i64::from(self.is_marked(state, &format!("chose({choice})"))),
            Expression::Unary(Unary::Not, inner) => 1 - value(inner)?,
            Expression::Unary(Unary::Negate, inner) => value(inner)?.checked_neg().ok_or(LARGE)?,
            Expression::Binary(Binary::And, left, right) => {
                if value(left)? == 0 {
                    return Ok(0);
                }
                value(right)?
            }
            Expression::Binary(Binary::Or, left, right) => {
                if value(left)? == 1 {
                    return Ok(1);
                }
                value(right)?
            }
            Expression::Binary(op, left, right) => binary(*op, value(left)?, value(right)?)?,
            Expression::Call(function, inputs) => {
                let inputs: Vec<i64> = inputs.iter().map(|input| value(input)).collect::<Result<_, _>>()?;
                match function {
                    Function::Min => inputs[0].min(inputs[1]),
                    Function::Max => inputs[0].max(inputs[1]),
                    Function::Clamp => inputs[0].min(inputs[2]).max(inputs[1]),
                }
            }
        })
    }

    /// Says whether a condition holds; one that is not there does.
    pub(crate) fn holds(&self, state: &State, when: Option<&Expression>) -> Result<bool, Wrong> {
        when.map_or(Ok(true), |when| Ok(self.value(state, when)? == 1))
    }

    /// Runs effects in order, each on what those before it left.
    pub(crate) fn change<'e>(
        &self,
        state: &mut State,
        effects: impl Iterator<Item = &'e Effect>,
    ) -> Result<(), Wrong> {
        for effect in effects {
            if !self.holds(state, effect.when.as_ref().map(|when| &when.value))? {
                continue;
            }
            let value = self.value(state, &effect.value)?;
            let before = self.value(state, &effect.target)?;
            let after = match effect.assign {
                Assign::Set => value,
                Assign::Add => before.checked_add(value).ok_or(LARGE)?,
                Assign::Subtract => before.checked_sub(value).ok_or(LARGE)?,
            };
            self.write(state, &effect.target, after);
        }
        Ok(())
    }

    fn write(&self, state: &mut State, target: &Expression, value: i64) {
        match target {
            Expression::Trust(id) => {
                state.trust[self.scenario.cast.get_index_of(id).unwrap()] = value.clamp(0, 100);
            }
            Expression::Name(name) => match self.scenario.facts.get_full(name) {
                None => {
                    state.meters[self.scenario.meters.get_index_of(name).unwrap()] = value.clamp(0, 100);
                }
                Some((fact, _, rules)) => {
                    let (min, max) = match rules.value {
                        Fact::Flag(_) => (0, 1),
                        Fact::Count { min, max, .. } => (min, max),
                    };
                    state.facts[fact] = value.clamp(min, max);
                }
            },
            other => panic!("{other:?} is no target"),
        }
    }

    fn trust(&self, state: &State, id: &str) -> i64 {
        state.trust[self.scenario.cast.get_index_of(id).unwrap()]
    }

    fn named(&self, state: &State, name: &str) -> i64 {
        if let Some(meter) = self.scenario.meters.get_index_of(name) {
            return state.meters[meter];
        }
        if let Some(fact) = self.scenario.facts.get_index_of(name) {
            return state.facts[fact];
        }
        self.clock.as_ref().and_then(|clock| clock.word(name, state.time)).unwrap()
    }
}

fn binary(op: Binary, a: i64, b: i64) -> Result<i64, Wrong> {
    Ok(match op {
        Binary::Or | Binary::And => unreachable!("they stop early"),
        Binary::Equal => i64::from(a == b),
        Binary::NotEqual => i64::from(a != b),
        Binary::Less => i64::from(a < b),
        Binary::LessEqual => i64::from(a <= b),
        Binary::Greater => i64::from(a > b),
        Binary::GreaterEqual => i64::from(a >= b),
        Binary::Add => a.checked_add(b).ok_or(LARGE)?,
        Binary::Subtract => a.checked_sub(b).ok_or(LARGE)?,
        Binary::Multiply => a.checked_mul(b).ok_or(LARGE)?,
        Binary::Divide | Binary::Remainder if b == 0 => return Err(ZERO),
        Binary::Divide => a.checked_div(b).ok_or(LARGE)?,
        Binary::Remainder => a.checked_rem(b).ok_or(LARGE)?,
    })
}
