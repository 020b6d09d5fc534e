//! What some play comes to.

use super::space::{NodeId, Space};
use crate::simulation::{Position, Program};

/// What some play comes to in a space that was followed to its end, in the order of the program.
#[derive(Debug)]
pub(super) struct Visited {
    /// By scene: whether it is read.
    pub(super) scenes: Vec<bool>,
    /// By choice: whether it is open somewhere.
    pub(super) choices: Vec<bool>,
    /// By event: whether it interrupts.
    pub(super) events: Vec<bool>,
    /// By place where a chance falls, and branch: whether it is taken.
    pub(super) branches: Vec<Vec<bool>>,
    /// By ending.
    pub(super) endings: Vec<bool>,
}

impl Visited {
    /// Looks at everything in a space.
    pub(super) fn of(program: &Program, space: &Space) -> Self {
        let sizes = program.sizes();
        let (mut choices, mut endings) = (vec![false; sizes.choices], vec![false; sizes.endings]);
        for option in 0..space.options_of_all() {
            choices[space.choice(option).index()] = true;
        }
        for node in (0..space.states() as NodeId).filter(|node| space.options(*node).is_empty()) {
            if let Some(Position::Ending(ending)) = space.position(program, node) {
                endings[ending.index()] = true;
            }
        }
        let seen = &space.seen;
        Self {
            scenes: seen.scenes.iter().map(Option::is_some).collect(),
            choices,
            events: seen.events.iter().map(Option::is_some).collect(),
            branches: seen.branches.iter().map(|at| at.iter().map(Option::is_some).collect()).collect(),
            endings,
        }
    }
}
