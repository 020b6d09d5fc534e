//! What a model remembers, and the scenario's expressions in its language.

use std::collections::BTreeMap;

use super::Unwritable;
use super::names::Names;
use super::term::{Beyond, Term};
use crate::diagnostic::Spanned;
use crate::scenario::expression::{Assign, Binary, Effect, Expression, Function, Unary};
use crate::scenario::model::{Fact, Scenario};
use crate::scenario::time::{ClockRules, Duration};
use crate::simulation::{Clock, Story, level};

/// A variable of the model.
#[derive(Debug)]
pub(super) struct Variable {
    /// How the scenario's author knows it; for what only the model has, in words.
    pub(super) meaning: String,
    pub(super) name: String,
    pub(super) range: (i64, i64),
    pub(super) start: i64,
    pub(super) flag: bool,
}

/// The variables of a model, and what it calls by name.
pub(super) struct Values<'a> {
    pub(super) variables: Vec<Variable>,
    /// The position of each number that a play remembers, by the name that the program has for it.
    positions: BTreeMap<String, usize>,
    pub(super) names: Names,
    /// What is written once and called by name, in the order of need.
    pub(super) formulas: Vec<(String, Term)>,
    /// The formulas that any place may need, by what they are.
    shared: BTreeMap<String, Term>,
    pub(super) clock: Option<(&'a ClockRules, &'a Clock)>,
}

/// A value, and when there is none.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) value: Term,
    pub(super) fails: Term,
}

impl Checked {
    fn fine(value: Term) -> Self {
        Self { value, fails: Term::truth(false) }
    }
}

impl<'a> Values<'a> {
    /// Declares what a step of a play reads: meters, trust, facts, the time, and what was seen, chosen, armed or due.
    pub(super) fn new(story: &'a Story) -> Self {
        let (scenario, program) = (story.scenario(), story.program());
        let mut values = Self {
            variables: Vec::new(),
            positions: BTreeMap::new(),
            names: Names::default(),
            formulas: Vec::new(),
            shared: BTreeMap::new(),
            clock: scenario.clock.as_ref().zip(program.clock()),
        };
        let remembered = program.values(program.start_state()).zip(program.ranges());
        // Where the story is comes first, and is told otherwise here.
        for ((name, start), range) in remembered.take(program.step_values()).skip(2) {
            let flag = name.contains('(') || is_flag(scenario, name);
            let position = values.declare(name, name, (*range.start(), *range.end()), start, flag);
            values.positions.insert(name.to_owned(), position);
        }
        values
    }

    /// Declares a variable; returns its position.
    pub(super) fn declare(
        &mut self,
        wanted: &str,
        meaning: &str,
        range: (i64, i64),
        start: i64,
        flag: bool,
    ) -> usize {
        let name = self.names.fresh(wanted);
        self.variables.push(Variable { meaning: meaning.into(), name, range, start, flag });
        self.variables.len() - 1
    }

    /// Returns the position of a number that a play remembers, if it does.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.positions.get(name).copied()
    }

    /// Returns the value of a variable.
    pub(super) fn term(&self, position: usize) -> Term {
        let Variable { name, range: (low, high), flag, .. } = &self.variables[position];
        match (low == high, flag) {
            (false, _) => Term::variable(name, position, ((*low).into(), (*high).into()), *flag),
            (true, false) => Term::number((*low).into()),
            (true, true) => Term::truth(*low != 0),
        }
    }

    /// Returns the value of a number that a play remembers; of what no step reads, no.
    pub(super) fn of(&self, name: &str) -> Term {
        self.position(name).map_or_else(|| Term::truth(false), |position| self.term(position))
    }

    /// Writes a value once, to be called by name wherever it is needed.
    pub(super) fn call(&mut self, wanted: &str, term: Term) -> Term {
        if term.is_atom() {
            return term;
        }
        let name = self.names.fresh(wanted);
        let called = Term::named(&name, &term);
        self.formulas.push((name, term));
        called
    }

    fn share(
        &mut self,
        wanted: &str,
        make: impl FnOnce(&mut Self) -> Result<Term, Beyond>,
    ) -> Result<Term, Beyond> {
        if let Some(known) = self.shared.get(wanted) {
            return Ok(known.clone());
        }
        let term = make(self)?;
        let term = self.call(wanted, term);
        self.shared.insert(wanted.to_owned(), term.clone());
        Ok(term)
    }

    /// Translates a condition; without one, what always holds.
    pub(super) fn condition(&mut self, when: Option<&Spanned<Expression>>) -> Result<Checked, Unwritable> {
        when.map_or_else(|| Ok(Checked::fine(Term::truth(true))), |when| self.expression(when))
    }

    /// Translates an expression.
    pub(super) fn expression(&mut self, expression: &Spanned<Expression>) -> Result<Checked, Unwritable> {
        let fallible = |result: Result<Term, Beyond>, fails: Term| match result {
            Ok(value) => Ok(Checked { value, fails }),
            Err(Beyond::Overflow) => Ok(Checked { value: Term::number(0), fails: Term::truth(true) }),
            Err(Beyond::Inexact) => Err(Unwritable { span: expression.span }),
        };
        Ok(match &expression.value {
            Expression::Int(value) => Checked::fine(Term::number((*value).into())),
            Expression::Bool(value) => Checked::fine(Term::truth(*value)),
            Expression::Unary(Unary::Not, operand) => {
                let operand = self.expression(operand)?;
                Checked { value: operand.value.not(), fails: operand.fails }
            }
            Expression::Unary(Unary::Negate, operand) => {
                let operand = self.expression(operand)?;
                fallible(Term::number(0).subtract(&operand.value), operand.fails)?
            }
            Expression::Binary(op, left, right) => {
                let (mut left, mut right) = (self.expression(left)?, self.expression(right)?);
                if matches!(op, Binary::Divide | Binary::Remainder) && !left.value.divides_down(&right.value)
                {
                    // Both stand several times in what comes of them.
                    left.value = self.call("part", left.value);
                    right.value = self.call("part", right.value);
                }
                let (a, b) = (&left.value, &right.value);
                let fails = left.fails.or(&match op {
                    Binary::And => a.and(&right.fails),
                    Binary::Or => a.not().and(&right.fails),
                    Binary::Divide | Binary::Remainder => right.fails.or(&b.is(&Term::number(0))),
                    _ => right.fails.clone(),
                });
                match op {
                    Binary::And => Checked { value: a.and(b), fails },
                    Binary::Or => Checked { value: a.or(b), fails },
                    Binary::Add => fallible(a.add(b), fails)?,
                    Binary::Subtract => fallible(a.subtract(b), fails)?,
                    Binary::Multiply => fallible(a.multiply(b), fails)?,
                    Binary::Divide => fallible(a.quotient(b), fails)?,
                    Binary::Remainder => fallible(a.remainder(b), fails)?,
                    _ => Checked { value: a.compare(*op, b), fails },
                }
            }
            Expression::Call(function, arguments) => {
                let mut values = Vec::with_capacity(3);
                let mut fails = Term::truth(false);
                for argument in arguments {
                    let argument = self.expression(argument)?;
                    fails = fails.or(&argument.fails);
                    values.push(argument.value);
                }
                let value = match (function, &values[..]) {
                    (Function::Min, [a, b, ..]) => a.min(b),
                    (Function::Max, [a, b, ..]) => a.max(b),
                    (Function::Clamp, [a, low, high]) => a.min(high).max(low),
                    _ => Term::number(0),
                };
                Checked { value, fails }
            }
            name => fallible(self.name(name), Term::truth(false))?,
        })
    }

    fn name(&mut self, name: &Expression) -> Result<Term, Beyond> {
        match name {
            Expression::Level(person) => {
                let trust = self.of(&format!("trust.{person}"));
                self.share(&format!("level_{person}"), |_| {
                    let from = |wanted| (0..=100).find(|trust| level(*trust) == wanted).unwrap_or(100);
                    let least =
                        |wanted| trust.compare(Binary::GreaterEqual, &Term::number(from(wanted).into()));
                    let two = least(2).pick(&Term::number(2), &Term::number(1));
                    Ok(least(3).pick(&Term::number(3), &two))
                })
            }
            Expression::Name(word) => match (self.position(word), self.clock) {
                (Some(position), _) => Ok(self.term(position)),
                (None, Some((rules, clock))) => {
                    self.share(word, |values| values.clock_word(word, rules, clock))
                }
                (None, None) => Ok(Term::number(0)),
            },
            Expression::Trust(person) => Ok(self.of(&format!("trust.{person}"))),
            Expression::Seen(scene) => Ok(self.of(&format!("seen({scene})"))),
            Expression::Chose(choice) => Ok(self.of(&format!("chose({choice})"))),
            _ => Ok(Term::number(0)),
        }
    }

    fn clock_word(&self, word: &str, rules: &ClockRules, clock: &Clock) -> Result<Term, Beyond> {
        let (time, deadline) = (self.of("time"), Term::number(clock.deadline().into()));
        let number = |value: u32| Term::number(value.into());
        let (since, a_day) = (time.add(&number(offset(rules)))?, number(clock.ticks(Duration::Days(1))));
        let plain = match word {
            "left" => {
                let ticks = deadline.subtract(&time)?.max(&Term::number(0));
                return ticks.multiply(&number(clock.tick_minutes()));
            }
            "late" => return Ok(time.compare(Binary::Greater, &deadline)),
            "day" => since.quotient(&a_day)?.add(&number(1))?,
            _ => {
                let minutes = since.remainder(&a_day)?.multiply(&number(clock.tick_minutes()))?;
                minutes.add(&number(rules.hours.0))?.quotient(&number(60))?
            }
        };
        if rules.deadline.minute != rules.hours.1 {
            return Ok(plain);
        }
        // A deadline at closing time reads as such, not as the next opening.
        let read = clock.read(clock.deadline());
        let then = if word == "day" { read.day } else { read.minute / 60 };
        Ok(time.is(&deadline).pick(&number(then), &plain))
    }

    /// Translates an effect: the variable that changes, and to what; nothing where there is no such variable.
    pub(super) fn effect(
        &mut self,
        effect: &Spanned<Effect>,
    ) -> Result<Option<(usize, Checked)>, Unwritable> {
        let Effect { when, target, assign, value } = &effect.value;
        let name = match &target.value {
            Expression::Name(name) => name.clone(),
            Expression::Trust(person) => format!("trust.{person}"),
            _ => return Ok(None),
        };
        let Some(position) = self.position(&name) else { return Ok(None) };
        let (old, when, value) =
            (self.term(position), self.condition(when.as_ref())?, self.expression(value)?);
        let (low, high) = self.variables[position].range;
        let new = match assign {
            Assign::Set => Ok(value.value),
            Assign::Add => old.add(&value.value),
            Assign::Subtract => old.subtract(&value.value),
        };
        let (new, value_fails) = match new {
            Ok(new) => (new, value.fails),
            Err(Beyond::Overflow) => (old.clone(), Term::truth(true)),
            Err(Beyond::Inexact) => return Err(Unwritable { span: effect.span }),
        };
        let new = if self.variables[position].flag {
            new
        } else {
            new.min(&Term::number(high.into())).max(&Term::number(low.into()))
        };
        let fails = when.fails.or(&when.value.and(&value_fails));
        Ok(Some((position, Checked { value: when.value.pick(&new, &old), fails })))
    }
}

/// The ticks from opening to the start, on the first day.
pub(super) fn offset(rules: &ClockRules) -> u32 {
    rules.start.minute.saturating_sub(rules.hours.0) / rules.tick.max(1)
}

fn is_flag(scenario: &Scenario, name: &str) -> bool {
    scenario.facts.get(name).is_some_and(|fact| matches!(fact.value, Fact::Flag(_)))
}
