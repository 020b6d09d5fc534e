//! Which scene leads to which.
//!
//! A name that is no scene's counts as the one that was probably meant: that it is wrong is reported once, and not
//! again as a scene that nothing leads to.

use crate::diagnostic::suggest;
use crate::scenario::model::{Scenario, Then};
use crate::scenario::walk::{exits, leaves};

/// Every way on of a scenario, with the scene that it leads to, found once for all checks.
pub struct Graph<'a> {
    scenario: &'a Scenario,
    /// The ways of all scenes, in declared order.
    ways: Vec<Way<'a>>,
    /// Where the ways of each scene begin, and behind the last where they end.
    starts: Vec<usize>,
}

/// A way on: anything but `Chance` and `First`, in which it may stand.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    /// The way as written.
    pub(super) then: &'a Then,
    /// The position of the scene that a `Go` leads to, or was probably meant to; nothing where there is none.
    to: Option<u32>,
    /// Whether it is a `Go` to no scene that there is.
    pub(super) lost: bool,
}

impl Way<'_> {
    /// Tells whether it is a `Go` of which nobody can say where it leads.
    pub(super) fn is_open(&self) -> bool {
        self.lost && self.to.is_none()
    }
}

impl<'a> Graph<'a> {
    /// Follows the ways on of every scene.
    pub fn of(scenario: &'a Scenario) -> Self {
        let mut ways = Vec::with_capacity(2 * scenario.scenes.len());
        let mut starts = Vec::with_capacity(scenario.scenes.len() + 1);
        for scene in scenario.scenes.values() {
            starts.push(ways.len());
            exits(&scene.exit, &mut |then| {
                leaves(then, &mut |then| {
                    let mut way = Way { then, to: None, lost: false };
                    if let Then::Go(scene) = then {
                        let to = scenario.scenes.get_index_of(&scene.value);
                        way.lost = to.is_none();
                        way.to = to.or_else(|| meant(scenario, &scene.value)).map(|to| to as u32);
                    }
                    ways.push(way);
                });
            });
        }
        starts.push(ways.len());
        Self { scenario, ways, starts }
    }

    /// Returns the ways on from all scenes, in declared order.
    pub(super) fn all(&self) -> &[Way<'a>] {
        &self.ways
    }

    /// Returns the ways on from the scene at a position.
    pub(super) fn ways(&self, scene: usize) -> &[Way<'a>] {
        &self.ways[self.starts[scene]..self.starts[scene + 1]]
    }

    /// Returns the positions of the scenes that the scene at a position leads to by `Go`.
    pub(super) fn targets(&self, scene: usize) -> impl Iterator<Item = usize> {
        self.ways(scene).iter().filter_map(|way| way.to).map(|to| to as usize)
    }

    /// Returns the scene that a way leads to, or was probably meant to.
    pub(super) fn meant(&self, way: &Way<'_>) -> Option<&'a str> {
        let (id, _) = self.scenario.scenes.get_index(way.to? as usize)?;
        Some(id)
    }

    /// Returns the position of a scene, or of the one that was probably meant.
    pub(super) fn position(&self, scene: &str) -> Option<usize> {
        self.scenario.scenes.get_index_of(scene).or_else(|| meant(self.scenario, scene))
    }

    /// Tells of each scene, by position, whether it can be reached from some by `Go`; those themselves can.
    pub fn reached<'b>(&self, from: impl IntoIterator<Item = &'b str>) -> Vec<bool> {
        let mut open: Vec<usize> = from.into_iter().filter_map(|id| self.position(id)).collect();
        let mut reached = vec![false; self.scenario.scenes.len()];
        while let Some(scene) = open.pop() {
            if !std::mem::replace(&mut reached[scene], true) {
                open.extend(self.targets(scene));
            }
        }
        reached
    }
}

/// Returns the position of the scene that was probably meant by a name that is none's.
fn meant(scenario: &Scenario, name: &str) -> Option<usize> {
    let known = scenario.scenes.keys().map(String::as_str);
    suggest::nearest(name, known).and_then(|meant| scenario.scenes.get_index_of(meant))
}
