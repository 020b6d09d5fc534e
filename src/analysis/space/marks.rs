//! What happens in some play.

use super::NodeId;
use crate::simulation::{ChoiceIndex, Happening, Program, State, Witness};

/// What happens in some play, each with the first node and choice where it does; the start of a play is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// By scene: whether it is read.
    pub scenes: Vec<Option<Where>>,
    /// By event: whether it interrupts.
    pub events: Vec<Option<Where>>,
    /// By place where a chance falls, and branch: whether it is taken.
    pub branches: Vec<Vec<Option<Where>>>,
    /// Where the next thing happens.
    pub(super) now: Where,
}

/// A node and the choice that is picked there; `None` for the start of a play.
pub type Where = Option<(NodeId, ChoiceIndex)>;

impl Seen {
    pub(super) fn new(program: &Program) -> Self {
        Self {
            scenes: vec![None; program.sizes().scenes],
            events: vec![None; program.sizes().events],
            branches: program.sites().map(|site| vec![None; program.site(site).1.len()]).collect(),
            now: None,
        }
    }

    /// The nodes at which something happens first.
    pub(super) fn nodes(&self) -> impl Iterator<Item = NodeId> {
        let all = self.scenes.iter().chain(&self.events).chain(self.branches.iter().flatten());
        all.flatten().filter_map(|at| at.map(|(node, _)| node))
    }

    /// Gives nodes and choices other names.
    pub(super) fn rename(&mut self, name: impl Fn(NodeId, ChoiceIndex) -> Where) {
        let all = self.scenes.iter_mut().chain(&mut self.events).chain(self.branches.iter_mut().flatten());
        for at in all.flatten() {
            *at = at.and_then(|(node, choice)| name(node, choice));
        }
    }

    /// Adds what somebody else saw, who looked at later nodes.
    pub(super) fn join(&mut self, later: &Self) {
        let add = |known: &mut Vec<Option<Where>>, more: &[Option<Where>]| {
            for (known, more) in known.iter_mut().zip(more) {
                *known = match (*known, *more) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
            }
        };
        add(&mut self.scenes, &later.scenes);
        add(&mut self.events, &later.events);
        for (known, more) in self.branches.iter_mut().zip(&later.branches) {
            add(known, more);
        }
    }
}

impl Witness for Seen {
    #[inline]
    fn see(&mut self, _: &Program, _: &State, what: Happening) {
        let mark = match what {
            Happening::Shown(scene) => &mut self.scenes[scene.index()],
            Happening::Interrupted(event) => &mut self.events[event.index()],
            Happening::Rolled { site, branch, .. } => &mut self.branches[site.index()][branch],
            _ => return,
        };
        if mark.is_none() {
            *mark = Some(self.now);
        }
    }
}
