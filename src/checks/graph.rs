//! Which scene leads to which.

use std::collections::BTreeSet;

use crate::scenario::model::{Exit, Scenario, Then};
use crate::scenario::walk::{exits, leaves};

/// Visits every way on from a scene, however it is chosen.
pub(super) fn ways<'a>(exit: &'a Exit, visit: &mut dyn FnMut(&'a Then)) {
    exits(exit, &mut |then| leaves(then, visit));
}

/// Returns the scenes that a scene leads to by `Go`.
pub(super) fn targets(exit: &Exit) -> Vec<&str> {
    let mut targets = Vec::new();
    ways(exit, &mut |then| {
        if let Then::Go(scene) = then {
            targets.push(scene.value.as_str());
        }
    });
    targets
}

/// Returns the scenes that can be reached from some by `Go`, those themselves included.
pub fn reachable<'a>(scenario: &'a Scenario, from: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut open: Vec<&str> = from.into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if let Some(scene) = scenario.scenes.get(id)
            && reached.insert(id)
        {
            open.extend(targets(&scene.exit));
        }
    }
    reached
}
