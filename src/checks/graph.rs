//! Which scene leads to which.

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

/// The scenes that can be reached from some by `Go`, those themselves included.
pub struct Reached<'a> {
    scenario: &'a Scenario,
    /// Whether a scene is reached, by its position.
    reached: Vec<bool>,
}

impl Reached<'_> {
    /// Tells whether a scene is reached.
    pub fn contains(&self, id: &str) -> bool {
        self.scenario.scenes.get_index_of(id).is_some_and(|scene| self.reached[scene])
    }
}

/// Follows every `Go` from some scenes on.
pub fn reachable<'a>(scenario: &'a Scenario, from: impl IntoIterator<Item = &'a str>) -> Reached<'a> {
    let mut open: Vec<&str> = from.into_iter().collect();
    let mut reached = vec![false; scenario.scenes.len()];
    while let Some(id) = open.pop() {
        if let Some((position, _, scene)) = scenario.scenes.get_full(id)
            && !std::mem::replace(&mut reached[position], true)
        {
            ways(&scene.exit, &mut |then| {
                if let Then::Go(scene) = then {
                    open.push(&scene.value);
                }
            });
        }
    }
    Reached { scenario, reached }
}
