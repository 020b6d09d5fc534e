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
use super::uses::Uses;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::scenario::model::{Exit, Scenario, Then};

/// Compares the people and endings that are declared with those that are used.
pub(super) fn check(scenario: &Scenario, graph: &Graph<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if scenario.broken.any {
        return found;
    }
    people(scenario, &mut found);
    endings(scenario, graph, &mut found);
    found
}

fn advise(found: &mut Vec<Diagnostic>, span: Span, message: String, help: &str) {
    found.push(Diagnostic::advice(Code::UNUSED, span, message).with_help(help));
}

/// Compares the meters and facts that are declared with those that are used.
pub(super) fn numbers(scenario: &Scenario, Uses { read, set }: &Uses<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if scenario.broken.any {
        return found;
    }
    for (id, meter) in &scenario.meters {
        if !read.contains(id.as_str()) && !set.contains(id.as_str()) {
            let help = "change it in the `effects` of a choice, or remove it";
            advise(&mut found, meter.span, format!("nothing uses the meter `{id}`"), help);
        }
    }
    for (id, fact) in &scenario.facts {
        match (read.contains(id.as_str()), set.contains(id.as_str())) {
            // One that is set and never read is reported where it is set.
            (_, true) => {}
            (false, false) => {
                advise(&mut found, fact.span, format!("nothing uses the fact `{id}`"), "remove it");
            }
            (true, false) => {
                let help = "set it in the `effects` of a choice, or remove it";
                advise(&mut found, fact.span, format!("nothing sets the fact `{id}`"), help);
            }
        }
    }
    found
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
