//! Something is declared that nothing uses.
//!
//! A fact that nothing uses means nothing; one that nothing sets never changes. A person who neither stands on stage
//! nor speaks is never met. An ending that nothing leads to is never seen. Often a name is mistyped elsewhere, or a
//! scene was removed.
//!
//! ```ron
//! facts: { "asked_for_ideas": Flag(false) },
//! ```
//!
//! Mend it by removing the declaration, or by using it. This is advice: `allow: [("TH0026", "…")]` silences it.

use std::collections::BTreeSet;

use super::graph::ways;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::scenario::expression::Expression;
use crate::scenario::model::{Exit, Scenario, Then};
use crate::scenario::walk::{Found, names, walk};

/// Compares what is declared with what is used.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    if scenario.broken.any {
        return Vec::new();
    }
    let mut found = Vec::new();
    facts(scenario, &mut found);
    people(scenario, &mut found);
    endings(scenario, &mut found);
    found
}

fn advise(found: &mut Vec<Diagnostic>, span: Span, message: String, help: &str) {
    found.push(Diagnostic::advice(Code::UNUSED, span, message).with_help(help));
}

fn facts(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let read = facts_read(scenario);
    let mut set = BTreeSet::new();
    walk(scenario, &mut |what| {
        if let Found::Effect(effect) = what
            && let Expression::Name(name) = &effect.value.target.value
        {
            set.insert(name.as_str());
        }
    });
    for (id, fact) in &scenario.facts {
        match (read.contains(id.as_str()), set.contains(id.as_str())) {
            // One that is set and never read is reported where it is set.
            (_, true) => {}
            (false, false) => advise(found, fact.span, format!("nothing uses the fact `{id}`"), "remove it"),
            (true, false) => {
                advise(
                    found,
                    fact.span,
                    format!("nothing sets the fact `{id}`"),
                    "set it in the `effects` of a choice, or remove it",
                );
            }
        }
    }
}

/// Returns the names that a condition, a value or a text reads.
pub(super) fn facts_read(scenario: &Scenario) -> BTreeSet<&str> {
    let mut read = BTreeSet::new();
    walk(scenario, &mut |what| {
        let expressions = match what {
            Found::Expression(expression, ..) => [Some(expression), None],
            Found::Effect(effect) => [effect.value.when.as_ref(), Some(&effect.value.value)],
        };
        for expression in expressions.into_iter().flatten() {
            names(expression, &mut |name| {
                if let Expression::Name(name) = &name.value {
                    read.insert(name.as_str());
                }
            });
        }
    });
    read
}

fn people(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for scene in scenario.scenes.values() {
        met.extend(scene.on_stage.iter().map(|id| id.value.as_str()));
        if let Exit::Choices(choices) = &scene.exit {
            met.extend(
                choices.values().flat_map(|choice| choice.says.values()).map(|line| line.who.value.as_str()),
            );
        }
    }
    met.extend(scenario.endings.values().flat_map(|ending| &ending.on_stage).map(|id| id.value.as_str()));
    for (id, person) in scenario.cast.iter().filter(|(id, _)| !met.contains(id.as_str())) {
        let message = format!("`{id}` never stands on stage and never speaks");
        advise(found, person.span, message, "add the person to `on_stage` or `says`, or remove them");
    }
}

fn endings(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let mut ends = BTreeSet::new();
    let mut verdict = false;
    for scene in scenario.scenes.values() {
        ways(&scene.exit, &mut |then| match then {
            Then::End(id) => {
                ends.insert(id.value.as_str());
            }
            Then::Verdict(_) => verdict = true,
            _ => {}
        });
    }
    for (id, ending) in scenario.endings.iter().filter(|(id, _)| !verdict && !ends.contains(id.as_str())) {
        let help = "lead to it by `End(\"…\")` or `Verdict`, or remove it";
        advise(found, ending.span, format!("nothing leads to the ending `{id}`"), help);
    }
}
