//! The meaning hash: one number for all that a step reads.
//!
//! The meaning of a scenario is written as lines of text (docs/format.md gives them exactly) and hashed
//! with FNV-1a. Texts, people's looks, traits, comments and layout are not in it.

use std::fmt::{self, Write};

use super::dice::Fnv1a64;
use crate::diagnostic::Spanned;
use crate::scenario::expression::{Assign, Binary, Effect, Expression, Function, Unary};
use crate::scenario::model::{Choice, Exit, Fact, Scenario, Takes, Then};
use crate::scenario::time::{ClockRules, Duration, Moment};

/// Returns the hash of a scenario's meaning.
pub(super) fn meaning(scenario: &Scenario) -> u64 {
    let mut hash = Fnv1a64::default();
    // Neither a hash nor a string refuses what is written to it.
    let _ = write_scenario(&mut hash, scenario);
    hash.0
}

/// Writes a scenario's meaning as lines.
pub fn meaning_text(scenario: &Scenario) -> String {
    let mut text = String::new();
    let _ = write_scenario(&mut text, scenario);
    text
}

impl fmt::Write for Fnv1a64 {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.add(text);
        Ok(())
    }
}

fn write_scenario(out: &mut impl Write, scenario: &Scenario) -> fmt::Result {
    writeln!(out, "start {}", scenario.start.value)?;
    if let Some(clock) = &scenario.clock {
        write_clock(out, clock)?;
    }
    for (id, meter) in &scenario.meters {
        writeln!(out, "meter {id} {}", meter.value.start)?;
    }
    for (id, person) in &scenario.cast {
        writeln!(out, "trust {id} {}", person.value.trust)?;
    }
    for (id, fact) in &scenario.facts {
        match fact.value {
            Fact::Flag(start) => writeln!(out, "flag {id} {start}")?,
            Fact::Count { start, min, max } => writeln!(out, "count {id} {start} {min} {max}")?,
        }
    }
    for (id, scene) in &scenario.scenes {
        writeln!(out, "scene {id}")?;
        effects(out, 1, &scene.value.on_enter)?;
        match &scene.value.exit {
            Exit::Choices(choices) => {
                for (id, rules) in choices {
                    choice(out, id, &rules.value)?;
                }
            }
            Exit::Auto { takes, then } => {
                time(out, 1, takes.as_ref())?;
                way(out, 1, then)?;
            }
        }
    }
    for (id, process) in &scenario.processes {
        write!(out, "process {id} ")?;
        duration(out, process.value.every.value)?;
        when(out, 1, process.value.when.as_ref())?;
        effects(out, 1, &process.value.effects)?;
    }
    for (id, event) in &scenario.events {
        let event = &event.value;
        write!(out, "event {id} {}", event.scene.value)?;
        if let Some(at) = &event.at {
            write!(out, " at {}", At(at.value))?;
        }
        let once = if event.once { " once" } else { "" };
        let divert = if event.divert { " divert" } else { "" };
        writeln!(out, "{once}{divert}")?;
        when(out, 1, event.when.as_ref())?;
    }
    for (id, ending) in &scenario.endings {
        writeln!(out, "ending {id}")?;
        when(out, 1, ending.value.when.as_ref())?;
    }
    Ok(())
}

/// Begins a line so many levels deep.
fn indent(out: &mut impl Write, depth: usize) -> fmt::Result {
    (0..depth).try_for_each(|_| out.write_str(" "))
}

fn write_clock(out: &mut impl Write, clock: &ClockRules) -> fmt::Result {
    let days: Vec<_> = clock.days.iter().map(|day| format!("{day:?}")).collect();
    writeln!(
        out,
        "clock {} {} {} {} {} {} {}",
        At(clock.start),
        At(clock.deadline),
        At(clock.end),
        clock.hours.0,
        clock.hours.1,
        clock.tick,
        days.join(",")
    )
}

/// A moment as the meaning writes it.
struct At(Moment);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:?}/{}", self.0.week, self.0.day, self.0.minute)
    }
}

/// Writes a duration, and ends the line.
fn duration(out: &mut impl Write, duration: Duration) -> fmt::Result {
    match duration {
        Duration::Minutes(minutes) => writeln!(out, "{minutes}m"),
        Duration::Days(days) => writeln!(out, "{days}d"),
    }
}

fn choice(out: &mut impl Write, id: &str, choice: &Choice) -> fmt::Result {
    writeln!(out, " choice {id}{}", if choice.once { " once" } else { "" })?;
    when(out, 2, choice.when.as_ref())?;
    effects(out, 2, &choice.effects)?;
    time(out, 2, choice.takes.as_ref())?;
    way(out, 2, &choice.then)
}

fn when(out: &mut impl Write, depth: usize, when: Option<&Spanned<Expression>>) -> fmt::Result {
    let Some(when) = when else { return Ok(()) };
    indent(out, depth)?;
    out.write_str("when ")?;
    line_with(out, when)
}

/// Writes an expression, and ends the line.
fn line_with(out: &mut impl Write, expression: &Expression) -> fmt::Result {
    write_expression(out, expression)?;
    out.write_str("\n")
}

fn effects(out: &mut impl Write, depth: usize, effects: &[Spanned<Effect>]) -> fmt::Result {
    for effect in effects {
        let Effect { when, target, assign, value } = &effect.value;
        indent(out, depth)?;
        if let Some(when) = when {
            out.write_str("if ")?;
            write_expression(out, when)?;
            out.write_str(": ")?;
        }
        write_expression(out, target)?;
        out.write_str(match assign {
            Assign::Set => " = ",
            Assign::Add => " += ",
            Assign::Subtract => " -= ",
        })?;
        line_with(out, value)?;
    }
    Ok(())
}

fn time(out: &mut impl Write, depth: usize, takes: Option<&Spanned<Takes>>) -> fmt::Result {
    let Some(takes) = takes else { return Ok(()) };
    indent(out, depth)?;
    match takes.value {
        Takes::For(length) => {
            out.write_str("takes ")?;
            duration(out, length)
        }
        Takes::Until(until) => writeln!(out, "until {}", At(until)),
    }
}

fn way(out: &mut impl Write, depth: usize, then: &Then) -> fmt::Result {
    indent(out, depth)?;
    match then {
        Then::Go(scene) => writeln!(out, "go {}", scene.value),
        Then::End(ending) => writeln!(out, "end {}", ending.value),
        Then::Verdict(_) => out.write_str("verdict\n"),
        Then::Back(_) => out.write_str("back\n"),
        Then::Chance(branches) => {
            out.write_str("chance\n")?;
            for (id, branch) in branches {
                indent(out, depth + 1)?;
                write!(out, "branch {id} ")?;
                line_with(out, &branch.weight)?;
                way(out, depth + 2, &branch.then)?;
            }
            Ok(())
        }
        Then::First(cases, otherwise) => {
            out.write_str("first\n")?;
            for (when, then) in cases {
                indent(out, depth + 1)?;
                out.write_str("case ")?;
                line_with(out, when)?;
                way(out, depth + 2, then)?;
            }
            indent(out, depth + 1)?;
            out.write_str("otherwise\n")?;
            way(out, depth + 2, otherwise)
        }
    }
}

/// Writes an expression with every operation in brackets and single spaces.
fn write_expression(out: &mut impl Write, expression: &Expression) -> fmt::Result {
    match expression {
        Expression::Int(value) => write!(out, "{value}"),
        Expression::Bool(value) => write!(out, "{value}"),
        Expression::Name(name) => out.write_str(name),
        Expression::Trust(person) => write!(out, "trust.{person}"),
        Expression::Level(person) => write!(out, "level.{person}"),
        Expression::Seen(scene) => write!(out, "seen({scene})"),
        Expression::Chose(choice) => write!(out, "chose({choice})"),
        Expression::Unary(op, operand) => {
            out.write_str(if *op == Unary::Not { "(not " } else { "(-" })?;
            write_expression(out, operand)?;
            out.write_str(")")
        }
        Expression::Binary(op, left, right) => {
            out.write_str("(")?;
            write_expression(out, left)?;
            write!(out, " {} ", sign(*op))?;
            write_expression(out, right)?;
            out.write_str(")")
        }
        Expression::Call(function, arguments) => {
            out.write_str(match function {
                Function::Min => "min(",
                Function::Max => "max(",
                Function::Clamp => "clamp(",
            })?;
            for (index, argument) in arguments.iter().enumerate() {
                out.write_str(if index > 0 { ", " } else { "" })?;
                write_expression(out, argument)?;
            }
            out.write_str(")")
        }
    }
}

/// The sign of an operator, as authors write it.
pub(super) const fn sign(op: Binary) -> &'static str {
    match op {
        Binary::Or => "or",
        Binary::And => "and",
        Binary::Equal => "==",
        Binary::NotEqual => "!=",
        Binary::Less => "<",
        Binary::LessEqual => "<=",
        Binary::Greater => ">",
        Binary::GreaterEqual => ">=",
        Binary::Add => "+",
        Binary::Subtract => "-",
        Binary::Multiply => "*",
        Binary::Divide => "/",
        Binary::Remainder => "%",
    }
}
