//! The types of expressions: what each name stands for, and whether operands fit.

use super::{Assign, Binary, Effect, Expression, Unary};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::scenario::model::{Exit, Fact, Scenario};
use crate::scenario::template::BRACKET_HELP;
use crate::scenario::walk::{Found, Wants, walk};

/// What an expression yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Yes or no.
    Bool,
    /// A whole number of 64 bits.
    Int,
}

impl Type {
    const fn words(self) -> &'static str {
        match self {
            Self::Bool => "yes or no",
            Self::Int => "a number",
        }
    }
}

/// The words of the clock, which read time.
pub const CLOCK_WORDS: &[&str] = &["day", "hour", "left", "late"];

/// Checks the types of every expression, effect and text of a scenario.
pub fn check_types(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    walk(scenario, &mut |what| match what {
        Found::Expression(expression, wants, _) => {
            let wanted = match wants {
                Wants::Bool => Some(Type::Bool),
                Wants::Int => Some(Type::Int),
                Wants::Any => None,
            };
            let before = found.len();
            expect(scenario, expression, wanted, &mut found);
            if let (None, Expression::Name(_), Some(unknown)) =
                (wanted, &expression.value, found.get_mut(before))
            {
                // The brackets may be meant to be read.
                unknown.help = Some(match unknown.help.take() {
                    Some(meant) => format!("{meant} Otherwise, {BRACKET_HELP}"),
                    None => BRACKET_HELP.into(),
                });
            }
        }
        Found::Effect(effect) => check_effect(scenario, effect, &mut found),
    });
    found
}

fn check_effect(scenario: &Scenario, effect: &Effect, found: &mut Vec<Diagnostic>) {
    if let Some(when) = &effect.when {
        expect(scenario, when, Some(Type::Bool), found);
    }
    if let Expression::Name(name) = &effect.target.value
        && CLOCK_WORDS.contains(&name.as_str())
    {
        found.push(
            Diagnostic::error(Code::TYPE, effect.target.span, format!("`{name}` cannot be set by an effect"))
                .with_help("time passes through `takes` and `until`"),
        );
        return;
    }
    let target = type_of(scenario, &effect.target, found);
    if target == Some(Type::Bool) && effect.assign != Assign::Set {
        found.push(
            Diagnostic::error(Code::TYPE, effect.target.span, "a flag cannot be added to")
                .with_help("write `flag = true` or `flag = false`"),
        );
        return;
    }
    expect(scenario, &effect.value, target, found);
}

/// Reports unless the expression has the wanted type (any, where there is none).
fn expect(
    scenario: &Scenario,
    expression: &Spanned<Expression>,
    wanted: Option<Type>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(actual) = type_of(scenario, expression, found) else { return };
    let Some(wanted) = wanted.filter(|wanted| *wanted != actual) else { return };
    let error = Diagnostic::error(
        Code::TYPE,
        expression.span,
        format!("expected {}, found {}", wanted.words(), actual.words()),
    );
    found.push(match wanted {
        Type::Bool => error.with_help("compare it with something, as in `morale >= 30`"),
        Type::Int => error,
    });
}

/// Returns the type of an expression, or reports why it has none.
pub fn type_of(
    scenario: &Scenario,
    expression: &Spanned<Expression>,
    found: &mut Vec<Diagnostic>,
) -> Option<Type> {
    match &expression.value {
        Expression::Int(_) => Some(Type::Int),
        Expression::Bool(_) => Some(Type::Bool),
        Expression::Unary(op, operand) => {
            let wanted = if *op == Unary::Not { Type::Bool } else { Type::Int };
            expect(scenario, operand, Some(wanted), found);
            Some(wanted)
        }
        Expression::Binary(op, left, right) => {
            let (wanted, result) = signature(*op);
            if let Some(wanted) = wanted {
                expect(scenario, left, Some(wanted), found);
                expect(scenario, right, Some(wanted), found);
            } else {
                // `==` and `!=` compare two of a kind.
                let kind = type_of(scenario, left, found);
                expect(scenario, right, kind, found);
            }
            Some(result)
        }
        Expression::Call(_, arguments) => {
            for argument in arguments {
                expect(scenario, argument, Some(Type::Int), found);
            }
            Some(Type::Int)
        }
        name => match type_of_name(scenario, name) {
            Ok(kind) => Some(kind),
            Err(_) if was_broken(scenario, name) => None,
            Err((message, help)) => {
                let error = Diagnostic::error(Code::UNKNOWN_VARIABLE, expression.span, message);
                found.push(match help {
                    Some(help) => error.with_help(help),
                    None => error,
                });
                None
            }
        },
    }
}

const fn signature(op: Binary) -> (Option<Type>, Type) {
    match op {
        Binary::Or | Binary::And => (Some(Type::Bool), Type::Bool),
        Binary::Equal | Binary::NotEqual => (None, Type::Bool),
        Binary::Less | Binary::LessEqual | Binary::Greater | Binary::GreaterEqual => {
            (Some(Type::Int), Type::Bool)
        }
        Binary::Add | Binary::Subtract | Binary::Multiply | Binary::Divide | Binary::Remainder => {
            (Some(Type::Int), Type::Int)
        }
    }
}

/// Tells whether a name is only unknown because what it names could not be read, which was reported.
fn was_broken(scenario: &Scenario, name: &Expression) -> bool {
    let broken = &scenario.broken;
    match name {
        Expression::Name(name) => {
            broken.ids.contains(name) || (broken.clock && CLOCK_WORDS.contains(&name.as_str()))
        }
        Expression::Trust(id) | Expression::Level(id) | Expression::Seen(id) => broken.ids.contains(id),
        Expression::Chose(path) => {
            broken.ids.contains(path)
                || path.split_once('.').is_some_and(|(scene, _)| broken.ids.contains(scene))
        }
        _ => false,
    }
}

type Unknown = (String, Option<String>);

fn type_of_name(scenario: &Scenario, name: &Expression) -> Result<Type, Unknown> {
    match name {
        Expression::Trust(person) | Expression::Level(person) => {
            known("person", person, scenario.cast.contains_key(person), scenario.cast.keys())?;
            Ok(Type::Int)
        }
        Expression::Seen(scene) => {
            known("scene", scene, scenario.scenes.contains_key(scene), scenario.scenes.keys())?;
            Ok(Type::Bool)
        }
        Expression::Chose(path) => {
            let Some((scene, choice)) = path.split_once('.') else {
                return Err((
                    format!("`{path}` does not name a choice"),
                    Some("write the scene and the choice, as in `chose('the_call.hand_out')`".into()),
                ));
            };
            known("scene", scene, scenario.scenes.contains_key(scene), scenario.scenes.keys())?;
            if let Some(Exit::Choices(choices)) = scenario.scenes.get(scene).map(|s| &s.value.exit) {
                known(&format!("choice in `{scene}`"), choice, choices.contains_key(choice), choices.keys())?;
                return Ok(Type::Bool);
            }
            Err((format!("the scene `{scene}` has no choices"), None))
        }
        Expression::Name(name) => {
            if scenario.meters.contains_key(name) {
                return Ok(Type::Int);
            }
            if let Some(fact) = scenario.facts.get(name) {
                return Ok(if matches!(fact.value, Fact::Flag(_)) { Type::Bool } else { Type::Int });
            }
            if CLOCK_WORDS.contains(&name.as_str()) {
                if scenario.clock.is_none() {
                    return Err((
                        format!("`{name}` reads the clock, and this scenario has none"),
                        Some("declare `clock: (start: \"Mon 09:00\", deadline: \"Fri 17:00\", …)`".into()),
                    ));
                }
                return Ok(if name == "late" { Type::Bool } else { Type::Int });
            }
            let all = scenario.meters.keys().chain(scenario.facts.keys()).map(String::as_str);
            let help = if scenario.cast.contains_key(name) {
                Some(format!("for this person's trust, write `trust.{name}`"))
            } else {
                did_you_mean(name, all.chain(CLOCK_WORDS.iter().copied()))
            };
            Err((format!("there is no meter or fact `{name}`"), help))
        }
        _ => Ok(Type::Int),
    }
}

fn known<'a>(
    kind: &str,
    name: &str,
    exists: bool,
    all: impl Iterator<Item = &'a String>,
) -> Result<(), Unknown> {
    if exists {
        return Ok(());
    }
    Err((format!("there is no {kind} `{name}`"), did_you_mean(name, all.map(String::as_str))))
}
