//! Scenes without choices go on by themselves, here in a circle.
//!
//! Such a scene is left at once for the next. In a circle of them the player would never be asked again.
//!
//! ```ron
//! "monday": (text: "…", then: Go("tuesday")),
//! "tuesday": (text: "…", then: Go("monday")),
//! ```
//!
//! Mend it by giving one of them choices, or another way on. A way that only luck or a condition takes counts
//! too: nothing promises that the other is ever taken.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::targets;
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Exit, Scenario};

/// Looks for circles of scenes without choices.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let autos = scenario.scenes.iter().filter(|(_, scene)| matches!(scene.exit, Exit::Auto { .. }));
    let mut ways: BTreeMap<&str, Vec<&str>> =
        autos.map(|(id, scene)| (id.as_str(), targets(&scene.exit))).collect();
    peel(&mut ways);
    let mut found = Vec::new();
    let mut walked = BTreeSet::new();
    for id in scenario.scenes.keys().map(String::as_str).filter(|id| ways.contains_key(id)) {
        let mut path = Vec::new();
        let mut at = id;
        while walked.insert(at) {
            path.push(at);
            // Peeling left only scenes that lead to another one that is left.
            let Some(next) = ways[at].iter().find(|next| ways.contains_key(*next)) else { break };
            at = next;
        }
        let Some(begin) = path.iter().position(|step| *step == at) else { continue };
        let circle = &path[begin..];
        if let Some(scene) = scenario.scenes.get(at) {
            let shown: Vec<_> = circle.iter().chain([&at]).map(|id| format!("`{id}`")).collect();
            let message = format!("these scenes go on by themselves in a circle: {}", shown.join(" → "));
            let help = "give one of them choices, or another way on";
            found.push(Diagnostic::error(Code::AUTO_CYCLE, scene.span, message).with_help(help));
        }
    }
    found
}

/// Takes away scenes that lead to none of the others until each one left does.
fn peel(ways: &mut BTreeMap<&str, Vec<&str>>) {
    let mut into: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut out: BTreeMap<&str, usize> = BTreeMap::new();
    for (from, targets) in &*ways {
        let inside: Vec<_> = targets.iter().filter(|to| ways.contains_key(*to)).collect();
        out.insert(from, inside.len());
        for to in inside {
            into.entry(to).or_default().push(from);
        }
    }
    let mut open: Vec<&str> = out.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    while let Some(id) = open.pop() {
        ways.remove(id);
        for from in into.remove(id).unwrap_or_default() {
            if let Some(count) = out.get_mut(from) {
                *count -= 1;
                if *count == 0 {
                    open.push(from);
                }
            }
        }
    }
}
