//! What a play asks of whoever decides.

use crate::simulation::{ChoiceIndex, State};

/// Decides between open choices, by lot.
pub trait Shares: Sync {
    /// Gives each open choice of a decision its share; there is one place for each, and the shares sum to 1.
    fn share(&self, state: &State, open: &[ChoiceIndex], shares: &mut [f64]);

    /// Says whether all open choices have the same share at every decision: then nobody needs to ask for it, which is faster.
    fn is_even(&self) -> bool {
        false
    }
}

impl<F: Fn(&State, &[ChoiceIndex], &mut [f64]) + Sync> Shares for F {
    #[inline]
    fn share(&self, state: &State, open: &[ChoiceIndex], shares: &mut [f64]) {
        self(state, open, shares);
    }
}
