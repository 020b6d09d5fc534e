//! A policy that looked at everything that can follow, for plays.

use super::Shares;
use super::decider::Wish;
use crate::analysis::space::{Finder, Space};
use crate::analysis::sweep::Sweep;
use crate::simulation::{ChoiceIndex, State};

/// What is picked in every state.
#[derive(Debug)]
pub struct Plan {
    space: Space,
    finder: Finder,
    picks: Vec<Option<u32>>,
}

impl Plan {
    /// Works out what to pick in a space that was followed to its end and keeps what is wanted; `None` where no way to decide
    /// surely comes to an end.
    pub fn of(wish: &Wish<'_>, space: Space) -> Option<Self> {
        let picks = wish.picks(&space, &Sweep::of(&space))?;
        let finder = Finder::of(&space);
        Some(Self { space, finder, picks })
    }
}

impl Shares for Plan {
    fn share(&self, state: &State, open: &[ChoiceIndex], shares: &mut [f64]) {
        let node = self.finder.node(&self.space, state);
        let pick = node.and_then(|node| self.picks[node as usize]);
        let pick = pick.map(|option| self.space.choice(option as usize));
        let position = open.iter().position(|choice| Some(*choice) == pick).unwrap_or(0);
        for (other, share) in shares.iter_mut().enumerate() {
            *share = f64::from(u8::from(other == position));
        }
    }
}
