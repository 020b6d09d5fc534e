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

use super::graph::targets;
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Exit, Scenario};

/// Looks for circles of scenes without choices.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let ways: Vec<Vec<usize>> = scenario.scenes.values().map(|scene| autos(scenario, &scene.exit)).collect();
    let left = peel(&ways);
    let mut found = Vec::new();
    let mut walked = vec![false; ways.len()];
    for scene in (0..ways.len()).filter(|scene| left[*scene]) {
        let mut path = Vec::new();
        let mut at = scene;
        while !std::mem::replace(&mut walked[at], true) {
            path.push(at);
            // Peeling left only scenes that lead to another one that is left.
            let Some(next) = ways[at].iter().find(|next| left[**next]) else { break };
            at = *next;
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

/// Returns the scenes without choices that a scene without choices leads to, by position.
fn autos(scenario: &Scenario, exit: &Exit) -> Vec<usize> {
    if let Exit::Choices(_) = exit {
        return Vec::new();
    }
    let positions = targets(exit).into_iter().filter_map(|id| scenario.scenes.get_full(id));
    let autos = positions.filter(|(.., scene)| matches!(scene.exit, Exit::Auto { .. }));
    autos.map(|(position, ..)| position).collect()
}

/// Takes away scenes that lead to none of the others until each one left does; tells of each whether it is left.
fn peel(ways: &[Vec<usize>]) -> Vec<bool> {
    let mut into = vec![Vec::new(); ways.len()];
    for (from, targets) in ways.iter().enumerate() {
        for to in targets {
            into[*to].push(from);
        }
    }
    let mut out: Vec<usize> = ways.iter().map(Vec::len).collect();
    let mut open: Vec<usize> = (0..ways.len()).filter(|scene| out[*scene] == 0).collect();
    let mut left = vec![true; ways.len()];
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
