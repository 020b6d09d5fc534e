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

use super::graph::Graph;
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Exit, Scenario};

/// Looks for circles of scenes without choices.
pub(super) fn check(scenario: &Scenario, graph: &Graph<'_>) -> Vec<Diagnostic> {
    let left = peel(scenario, graph);
    let mut found = Vec::new();
    let mut walked = vec![false; left.len()];
    for scene in (0..left.len()).filter(|scene| left[*scene]) {
        let mut path = Vec::new();
        let mut at = scene;
        while !std::mem::replace(&mut walked[at], true) {
            path.push(at);
            // Peeling left only scenes that lead to another one that is left.
            let Some(next) = graph.targets(at).find(|next| left[*next]) else { break };
            at = next;
        }
        let Some(begin) = path.iter().position(|step| *step == at) else { continue };
        let circle = path[begin..].iter().chain([&at]);
        if let Some((_, scene)) = scenario.scenes.get_index(at) {
            let ids = circle.filter_map(|step| scenario.scenes.get_index(*step));
            let shown: Vec<_> = ids.map(|(id, _)| format!("`{id}`")).collect();
            let message = format!("these scenes go on by themselves in a circle: {}", shown.join(" → "));
            let help = "give one of them choices, or another way on";
            found.push(Diagnostic::error(Code::AUTO_CYCLE, scene.span, message).with_help(help));
        }
    }
    found
}

/// Takes away scenes with choices, and others that lead to none of those left until each one left does; tells of each
/// scene whether it is left.
fn peel(scenario: &Scenario, graph: &Graph<'_>) -> Vec<bool> {
    let mut left: Vec<bool> =
        scenario.scenes.values().map(|scene| matches!(scene.exit, Exit::Auto { .. })).collect();
    let mut into = vec![Vec::new(); left.len()];
    let mut out = vec![0_usize; left.len()];
    for from in (0..left.len()).filter(|from| left[*from]) {
        for to in graph.targets(from).filter(|to| left[*to]) {
            into[to].push(from);
            out[from] += 1;
        }
    }
    let mut open: Vec<usize> = (0..left.len()).filter(|scene| left[*scene] && out[*scene] == 0).collect();
    while let Some(scene) = open.pop() {
        left[scene] = false;
        for from in std::mem::take(&mut into[scene]) {
            out[from] -= 1;
            if out[from] == 0 {
                open.push(from);
            }
        }
    }
    left
}
