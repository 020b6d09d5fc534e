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
use crate::diagnostic::{Code, Diagnostic, suggest};
use crate::scenario::model::{Scenario, Then};

/// Looks for scenes that can be reached but lead to no ending; says so once of those that lead to each other.
pub(super) fn check(scenario: &Scenario, graph: &Graph<'_>) -> Vec<Diagnostic> {
    if scenario.broken.any || !scenario.scenes.contains_key(&scenario.start.value) {
        return Vec::new();
    }
    let leads_out = leading_out(graph, scenario.scenes.len());
    // Where an event can end the play, it can do so from anywhere.
    if scenario
        .events
        .values()
        .filter_map(|event| graph.position(&event.scene.value))
        .any(|scene| leads_out[scene] && ends(scenario, graph, scene))
    {
        return Vec::new();
    }
    let reached = graph.reached([scenario.start.value.as_str()]);
    let stuck: Vec<bool> = (0..reached.len()).map(|scene| reached[scene] && !leads_out[scene]).collect();
    groups(graph, &stuck)
        .into_iter()
        .filter_map(|group| {
            let mut scenes = group.iter().filter_map(|scene| scenario.scenes.get_index(*scene));
            let (id, scene) = scenes.next()?;
            let others: Vec<_> = scenes.map(|(id, _)| id.as_str()).collect();
            let message = format!("no way leads from scene `{id}` to an ending{}", nor_from(&others));
            let help = "lead on to a scene that ends, or write `End(\"…\")` or `Verdict`";
            Some(Diagnostic::advice(Code::STUCK, scene.span, message).with_help(help))
        })
        .collect()
}

/// Names the other scenes of a group, as far as a sentence can hold them.
fn nor_from(others: &[&str]) -> String {
    const NAMED: usize = 6;
    let (named, more) = others.split_at(others.len().min(NAMED));
    let words = suggest::listed(named.iter().copied());
    match (named.len(), more.len()) {
        (0, _) => String::new(),
        (_, 0) => format!(", nor from {words}"),
        (_, 1) => format!(", nor from {words} and one more"),
        (_, more) => format!(", nor from {words} and {more} more"),
    }
}

/// Parts scenes into groups that lead to each other, whichever way: a way out of one scene helps the rest of its group.
fn groups(graph: &Graph<'_>, stuck: &[bool]) -> Vec<Vec<usize>> {
    let mut beside = vec![Vec::new(); stuck.len()];
    for from in (0..stuck.len()).filter(|scene| stuck[*scene]) {
        for to in graph.targets(from) {
            beside[from].push(to);
            beside[to].push(from);
        }
    }
    let mut grouped = vec![false; stuck.len()];
    let mut groups = Vec::new();
    for first in (0..stuck.len()).filter(|scene| stuck[*scene]) {
        let (mut group, mut open) = (Vec::new(), vec![first]);
        while let Some(scene) = open.pop() {
            if !std::mem::replace(&mut grouped[scene], true) {
                group.push(scene);
                open.append(&mut beside[scene]);
            }
        }
        if !group.is_empty() {
            group.sort_unstable();
            groups.push(group);
        }
    }
    groups
}

/// Tells of each scene, by position, whether an ending or the scene that was interrupted can be reached from it.
fn leading_out(graph: &Graph<'_>, scenes: usize) -> Vec<bool> {
    let mut into = vec![Vec::new(); scenes];
    let mut open = Vec::new();
    for from in 0..scenes {
        graph.targets(from).for_each(|to| into[to].push(from));
        if graph.ways(from).iter().any(|way| way.is_open() || !matches!(way.then, Then::Go(_))) {
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
