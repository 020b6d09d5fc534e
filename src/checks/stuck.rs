//! No way leads from a scene to an ending.
//!
//! Whoever comes there walks in circles and never sees how the story ends. Whether conditions open a way at the right
//! moment is not asked here.
//!
//! ```ron
//! "ask": (text: "…", choices: { "again": (text: "Ask again.", then: Go("ask")), … }),
//! ```
//!
//! Mend it by a way on: `Go` to a scene that leads to an ending, `End("…")` or `Verdict`. This is advice:
//! `allow: [("TH0038", "…")]` silences it.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{reachable, targets, ways};
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Scenario, Then};

/// Looks for scenes that can be reached but lead to no ending; says so of the first.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    if scenario.broken.any || !scenario.scenes.contains_key(&scenario.start.value) {
        return Vec::new();
    }
    let leads_out = leading_out(scenario);
    // Where an event can end the play, it can do so from anywhere.
    if scenario
        .events
        .values()
        .any(|event| leads_out.contains(event.scene.value.as_str()) && ends(scenario, &event.scene.value))
    {
        return Vec::new();
    }
    let reached = reachable(scenario, [scenario.start.value.as_str()]);
    let mut stuck = scenario
        .scenes
        .iter()
        .filter(|(id, _)| reached.contains(id.as_str()) && !leads_out.contains(id.as_str()));
    let Some((id, scene)) = stuck.next() else { return Vec::new() };
    let more = stuck.count();
    let others = match more {
        0 => String::new(),
        1 => " (nor from one other)".into(),
        more => format!(" (nor from {more} others)"),
    };
    let message = format!("no way leads from scene `{id}` to an ending{others}");
    let help = "lead on to a scene that ends, or write `End(\"…\")` or `Verdict`";
    vec![Diagnostic::advice(Code::STUCK, scene.span, message).with_help(help)]
}

/// Returns the scenes from which an ending, or the scene that was interrupted, can be reached.
fn leading_out(scenario: &Scenario) -> BTreeSet<&str> {
    let mut into: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut open = Vec::new();
    for (id, scene) in &scenario.scenes {
        for target in targets(&scene.exit) {
            into.entry(target).or_default().push(id);
        }
        let mut out = false;
        ways(&scene.exit, &mut |then| out |= !matches!(then, Then::Go(_)));
        if out {
            open.push(id.as_str());
        }
    }
    let mut leads = BTreeSet::new();
    while let Some(id) = open.pop() {
        if leads.insert(id) {
            open.extend(into.get(id).into_iter().flatten());
        }
    }
    leads
}

/// Says whether a play that comes to a scene can end without going back.
fn ends(scenario: &Scenario, from: &str) -> bool {
    let reached = reachable(scenario, [from]);
    scenario.scenes.iter().filter(|(id, _)| reached.contains(id.as_str())).any(|(_, scene)| {
        let mut ends = false;
        ways(&scene.exit, &mut |then| ends |= matches!(then, Then::End(_) | Then::Verdict(_)));
        ends
    })
}
