//! The meaning hash: one number for all that a step reads.
//!
//! The meaning of a scenario is written as lines of text (docs/format.md gives them exactly) and hashed
//! with FNV-1a. Texts, people's looks, traits, comments and layout are not in it.

use std::fmt::Write;

use super::dice::fnv1a64;
use crate::diagnostic::Spanned;
use crate::scenario::expression::{Assign, Binary, Effect, Expression, Function, Unary};
use crate::scenario::model::{Choice, Exit, Fact, Scenario, Takes, Then};
use crate::scenario::time::{ClockRules, Duration, Moment};

/// Returns the hash of a scenario's meaning.
pub(super) fn meaning(scenario: &Scenario) -> u64 {
    fnv1a64(&meaning_text(scenario))
}

/// Writes a scenario's meaning as lines.
pub fn meaning_text(scenario: &Scenario) -> String {
    let mut text = String::new();
    let out = &mut text;
    line(out, 0, format!("start {}", scenario.start.value));
    if let Some(clock) = &scenario.clock {
        line(out, 0, clock_text(clock));
    }
    for (id, meter) in &scenario.meters {
        line(out, 0, format!("meter {id} {}", meter.value.start));
    }
    for (id, person) in &scenario.cast {
        line(out, 0, format!("trust {id} {}", person.value.trust));
    }
    for (id, fact) in &scenario.facts {
        line(
            out,
            0,
            match fact.value {
                Fact::Flag(start) => format!("flag {id} {start}"),
                Fact::Count { start, min, max } => format!("count {id} {start} {min} {max}"),
            },
        );
    }
    for (id, scene) in &scenario.scenes {
        line(out, 0, format!("scene {id}"));
        effects(out, 1, &scene.value.on_enter);
        match &scene.value.exit {
            Exit::Choices(choices) => choices.iter().for_each(|(id, c)| choice(out, id, &c.value)),
            Exit::Auto { takes, then } => {
                time(out, 1, takes.as_ref());
                way(out, 1, then);
            }
        }
    }
    for (id, process) in &scenario.processes {
        line(out, 0, format!("process {id} {}", duration(process.value.every.value)));
        when(out, 1, process.value.when.as_ref());
        effects(out, 1, &process.value.effects);
    }
    for (id, event) in &scenario.events {
        let event = &event.value;
        let at = event.at.as_ref().map_or_else(String::new, |at| format!(" at {}", moment(at.value)));
        let once = if event.once { " once" } else { "" };
        let divert = if event.divert { " divert" } else { "" };
        line(out, 0, format!("event {id} {}{at}{once}{divert}", event.scene.value));
        when(out, 1, event.when.as_ref());
    }
    for (id, ending) in &scenario.endings {
        line(out, 0, format!("ending {id}"));
        when(out, 1, ending.value.when.as_ref());
    }
    text
}

fn line(out: &mut String, depth: usize, words: impl AsRef<str>) {
    out.extend(std::iter::repeat_n(' ', depth));
    out.push_str(words.as_ref());
    out.push('\n');
}

fn clock_text(clock: &ClockRules) -> String {
    let days: Vec<_> = clock.days.iter().map(|day| format!("{day:?}")).collect();
    format!(
        "clock {} {} {} {} {} {} {}",
        moment(clock.start),
        moment(clock.deadline),
        moment(clock.end),
        clock.hours.0,
        clock.hours.1,
        clock.tick,
        days.join(",")
    )
}

fn moment(moment: Moment) -> String {
    format!("{}/{:?}/{}", moment.week, moment.day, moment.minute)
}

fn duration(duration: Duration) -> String {
    match duration {
        Duration::Minutes(minutes) => format!("{minutes}m"),
        Duration::Days(days) => format!("{days}d"),
    }
}

fn choice(out: &mut String, id: &str, choice: &Choice) {
    line(out, 1, format!("choice {id}{}", if choice.once { " once" } else { "" }));
    when(out, 2, choice.when.as_ref());
    effects(out, 2, &choice.effects);
    time(out, 2, choice.takes.as_ref());
    way(out, 2, &choice.then);
}

fn when(out: &mut String, depth: usize, when: Option<&Spanned<Expression>>) {
    if let Some(when) = when {
        line(out, depth, format!("when {}", expression_text(when)));
    }
}

fn effects(out: &mut String, depth: usize, effects: &[Spanned<Effect>]) {
    for effect in effects {
        let Effect { when, target, assign, value } = &effect.value;
        let condition = when.as_ref().map_or_else(String::new, |w| format!("if {}: ", expression_text(w)));
        let sign = match assign {
            Assign::Set => "=",
            Assign::Add => "+=",
            Assign::Subtract => "-=",
        };
        line(out, depth, format!("{condition}{} {sign} {}", expression_text(target), expression_text(value)));
    }
}

fn time(out: &mut String, depth: usize, takes: Option<&Spanned<Takes>>) {
    match takes.map(|takes| takes.value) {
        None => {}
        Some(Takes::For(length)) => line(out, depth, format!("takes {}", duration(length))),
        Some(Takes::Until(until)) => line(out, depth, format!("until {}", moment(until))),
    }
}

fn way(out: &mut String, depth: usize, then: &Then) {
    match then {
        Then::Go(scene) => line(out, depth, format!("go {}", scene.value)),
        Then::End(ending) => line(out, depth, format!("end {}", ending.value)),
        Then::Verdict(_) => line(out, depth, "verdict"),
        Then::Back(_) => line(out, depth, "back"),
        Then::Chance(branches) => {
            line(out, depth, "chance");
            for (id, branch) in branches {
                line(out, depth + 1, format!("branch {id} {}", expression_text(&branch.weight)));
                way(out, depth + 2, &branch.then);
            }
        }
        Then::First(cases, otherwise) => {
            line(out, depth, "first");
            for (when, then) in cases {
                line(out, depth + 1, format!("case {}", expression_text(when)));
                way(out, depth + 2, then);
            }
            line(out, depth + 1, "otherwise");
            way(out, depth + 2, otherwise);
        }
    }
}

/// Writes an expression with every operation in brackets and single spaces.
fn expression_text(expression: &Expression) -> String {
    let mut text = String::new();
    write_expression(&mut text, expression);
    text
}

fn write_expression(out: &mut String, expression: &Expression) {
    // Writing to a string cannot fail.
    let _ = match expression {
        Expression::Int(value) => write!(out, "{value}"),
        Expression::Bool(value) => write!(out, "{value}"),
        Expression::Name(name) => write!(out, "{name}"),
        Expression::Trust(person) => write!(out, "trust.{person}"),
        Expression::Level(person) => write!(out, "level.{person}"),
        Expression::Seen(scene) => write!(out, "seen({scene})"),
        Expression::Chose(choice) => write!(out, "chose({choice})"),
        Expression::Unary(op, operand) => {
            out.push_str(if *op == Unary::Not { "(not " } else { "(-" });
            write_expression(out, operand);
            write!(out, ")")
        }
        Expression::Binary(op, left, right) => {
            out.push('(');
            write_expression(out, left);
            let _ = write!(out, " {} ", sign(*op));
            write_expression(out, right);
            write!(out, ")")
        }
        Expression::Call(function, arguments) => {
            out.push_str(match function {
                Function::Min => "min(",
                Function::Max => "max(",
                Function::Clamp => "clamp(",
            });
            for (index, argument) in arguments.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                write_expression(out, argument);
            }
            write!(out, ")")
        }
    };
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
