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

use super::graph::{Graph, Way};
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Scenario, Then};

/// Looks for scenes that can be reached but lead to no ending; says so of the first.
pub(super) fn check(scenario: &Scenario, graph: &Graph<'_>) -> Vec<Diagnostic> {
    if scenario.broken.any || !scenario.scenes.contains_key(&scenario.start.value) {
        return Vec::new();
    }
    let leads_out = leading_out(graph, scenario.scenes.len());
    // Where an event can end the play, it can do so from anywhere.
    if scenario
        .events
        .values()
        .filter_map(|event| scenario.scenes.get_index_of(&event.scene.value))
        .any(|scene| leads_out[scene] && ends(scenario, graph, scene))
    {
        return Vec::new();
    }
    let reached = graph.reached([scenario.start.value.as_str()]);
    let mut stuck = (0..reached.len())
        .filter(|scene| reached[*scene] && !leads_out[*scene])
        .filter_map(|scene| scenario.scenes.get_index(scene));
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

/// Tells of each scene, by position, whether an ending or the scene that was interrupted can be reached from it.
fn leading_out(graph: &Graph<'_>, scenes: usize) -> Vec<bool> {
    let mut into = vec![Vec::new(); scenes];
    let mut open = Vec::new();
    for from in 0..scenes {
        graph.targets(from).for_each(|to| into[to].push(from));
        if graph.ways(from).iter().any(|way| !matches!(way.then, Then::Go(_))) {
            open.push(from);
        }
    }
    let mut leads = vec![false; scenes];
    while let Some(scene) = open.pop() {
        if !std::mem::replace(&mut leads[scene], true) {
            open.append(&mut into[scene]);
        }
    }
    leads
}

/// Says whether a play that comes to a scene can end without going back.
fn ends(scenario: &Scenario, graph: &Graph<'_>, from: usize) -> bool {
    let reached = graph.reached(scenario.scenes.get_index(from).map(|(id, _)| id.as_str()));
    let ends = |way: &Way<'_>| matches!(way.then, Then::End(_) | Then::Verdict(_));
    (0..reached.len()).any(|scene| reached[scene] && graph.ways(scene).iter().any(ends))
}
