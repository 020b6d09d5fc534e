//! Something is declared that nothing uses.
//!
//! A meter or a fact that nothing uses means nothing; a fact that nothing sets never changes. A person who neither stands
//! on stage nor speaks is never met. An ending that nothing leads to is never seen. Often a scene was removed, and
//! what it used was not.
//!
//! ```ron
//! facts: { "asked_for_ideas": Flag(false) },
//! ```
//!
//! Mend it by removing the declaration, or by using it. This is advice: `allow: [("TH0026", "…")]` silences it.

use std::collections::BTreeSet;

use super::graph::Graph;
use super::names::add_meant;
use crate::diagnostic::{Code, Diagnostic, Span, suggest};
use crate::scenario::expression::Expression;
use crate::scenario::model::{Exit, Scenario, Then};
use crate::scenario::walk::{Found, names, walk};

/// Compares what is declared with what is used.
pub(super) fn check(scenario: &Scenario, graph: &Graph<'_>) -> Vec<Diagnostic> {
    if scenario.broken.any {
        return Vec::new();
    }
    let mut found = Vec::new();
    numbers(scenario, &mut found);
    people(scenario, &mut found);
    endings(scenario, graph, &mut found);
    found
}

fn advise(found: &mut Vec<Diagnostic>, span: Span, message: String, help: &str) {
    found.push(Diagnostic::advice(Code::UNUSED, span, message).with_help(help));
}

fn numbers(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let Uses { read, set } = uses(scenario);
    for (id, meter) in &scenario.meters {
        if !read.contains(id.as_str()) && !set.contains(id.as_str()) {
            let help = "change it in the `effects` of a choice, or remove it";
            advise(found, meter.span, format!("nothing uses the meter `{id}`"), help);
        }
    }
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

/// The names of meters and facts that a scenario uses.
pub(super) struct Uses<'a> {
    /// Those that a condition, a value, a text or the stage reads.
    pub(super) read: BTreeSet<&'a str>,
    /// Those that an effect changes.
    set: BTreeSet<&'a str>,
}

/// Finds the names of meters and facts that a scenario uses.
pub(super) fn uses(scenario: &Scenario) -> Uses<'_> {
    let (mut read, mut set) = (BTreeSet::new(), BTreeSet::new());
    walk(scenario, &mut |what| {
        let expressions = match what {
            Found::Expression(expression, ..) => [Some(expression), None],
            Found::Effect(effect) => {
                if let Expression::Name(name) = &effect.value.target.value {
                    set.insert(name.as_str());
                }
                [effect.value.when.as_ref(), Some(&effect.value.value)]
            }
        };
        for expression in expressions.into_iter().flatten() {
            names(expression, &mut |name| {
                if let Expression::Name(name) = &name.value {
                    read.insert(name.as_str());
                }
            });
        }
    });
    let stage = [&scenario.stage.mood, &scenario.stage.weather].into_iter().flatten();
    read.extend(stage.map(|meter| meter.value.as_str()));
    let declared = scenario.facts.keys().chain(scenario.meters.keys()).map(String::as_str);
    for used in [&mut read, &mut set] {
        let known = |name: &str| scenario.facts.contains_key(name) || scenario.meters.contains_key(name);
        let wrong = used.iter().filter(|name| !known(name));
        let meant: Vec<_> = wrong.filter_map(|name| suggest::nearest(name, declared.clone())).collect();
        used.extend(meant);
    }
    Uses { read, set }
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
    add_meant(&mut met, &scenario.cast);
    for (id, person) in scenario.cast.iter().filter(|(id, _)| !met.contains(id.as_str())) {
        let message = format!("`{id}` never stands on stage and never speaks");
        advise(found, person.span, message, "add the person to `on_stage` or `says`, or remove them");
    }
}

fn endings(scenario: &Scenario, graph: &Graph<'_>, found: &mut Vec<Diagnostic>) {
    let mut ends = BTreeSet::new();
    let mut verdict = false;
    for way in graph.all() {
        match way.then {
            Then::End(id) => {
                ends.insert(id.value.as_str());
            }
            Then::Verdict(_) => verdict = true,
            _ => {}
        }
    }
    add_meant(&mut ends, &scenario.endings);
    for (id, ending) in scenario.endings.iter().filter(|(id, _)| !verdict && !ends.contains(id.as_str())) {
        let help = "lead to it by `End(\"…\")` or `Verdict`, or remove it";
        advise(found, ending.span, format!("nothing leads to the ending `{id}`"), help);
    }
}
