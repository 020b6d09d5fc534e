//! Which nodes of a space are one where only some objectives count.

use crate::analysis::policy::Objective;
use crate::analysis::space::{NodeId, Space};
use crate::simulation::{Quotient, Story, WideKey};

/// What nothing can tell apart that matters to some objectives, in a space that may tell more apart.
#[derive(Debug)]
pub(super) struct Alike<'a> {
    space: &'a Space,
    /// Which states are one; nothing where the space tells no more apart.
    quotient: Option<Quotient>,
}

impl<'a> Alike<'a> {
    /// Looks at a space for some objectives; `finer` says that it tells more apart than they need.
    pub(super) fn of(story: &Story, space: &'a Space, objectives: &[Objective], finer: bool) -> Self {
        let quotient = finer.then(|| Quotient::of(story.program(), &Objective::keep(story, objectives)));
        Self { space, quotient }
    }

    /// Says whether two nodes are one.
    pub(super) fn is_same(&self, one: NodeId, other: NodeId) -> bool {
        one == other || self.key(one).is_some_and(|key| self.key(other) == Some(key))
    }

    /// What is left of a state where only the objectives count; `None` for a fault, and where nodes themselves are compared.
    fn key(&self, node: NodeId) -> Option<(usize, WideKey)> {
        let quotient = self.quotient.as_ref()?;
        let state = self.space.state(node)?;
        let place = quotient.place(&state)?;
        Some((place, quotient.key(place, &state)))
    }
}
