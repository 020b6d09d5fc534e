//! One play after the other.

use super::lot::{Lot, seed_of_play};
use crate::analysis::policy::Shares;
use crate::simulation::{ChoiceIndex, Fault, Position, Refused, SeededDice, State, Story, Witness};

/// A play that goes on after so many decisions is given up.
pub const MOST_DECISIONS: usize = 2_000;

/// Somebody who watches plays.
pub(in crate::analysis) trait Watch: Witness {
    /// A play begins.
    fn begin(&mut self);
    /// Some choices are open in a state; one of them is picked next.
    fn decide(&mut self, state: &State, open: &[ChoiceIndex]);
}

/// Plays complete plays; what it needs is kept from one to the next.
pub(in crate::analysis) struct Player<'a> {
    story: &'a Story,
    seed: u64,
    dice: SeededDice,
    open: Vec<ChoiceIndex>,
    shares: Vec<f64>,
    picks: Vec<ChoiceIndex>,
}

/// A play that is over.
pub(in crate::analysis) struct Played<'a> {
    /// Its number among all.
    pub(super) number: u64,
    /// The seed of its dice.
    pub(super) seed: u64,
    /// What was picked.
    pub(in crate::analysis) picks: &'a [ChoiceIndex],
    /// How it went out.
    pub(in crate::analysis) end: Result<State, Stopped>,
}

/// Why a play came to no ending.
pub(in crate::analysis) enum Stopped {
    /// It went on for too long.
    GivenUp,
    /// The scenario failed.
    Fault(Fault),
}

impl<'a> Player<'a> {
    /// Begins to play a scenario.
    pub(in crate::analysis) fn new(story: &'a Story, seed: u64) -> Self {
        Self {
            story,
            seed,
            dice: SeededDice::default(),
            open: Vec::new(),
            shares: Vec::new(),
            picks: Vec::new(),
        }
    }

    /// Plays one play, by its number.
    #[inline]
    pub(in crate::analysis) fn play(
        &mut self,
        number: u64,
        shares: &impl Shares,
        watch: &mut impl Watch,
    ) -> Played<'_> {
        let seed = seed_of_play(self.seed, number);
        self.dice.reset(seed);
        self.picks.clear();
        let end = self.finish(Lot::of_play(seed), shares, watch);
        Played { number, seed, picks: &self.picks, end }
    }

    #[inline]
    fn finish(
        &mut self,
        mut lot: Lot,
        shares: &impl Shares,
        watch: &mut impl Watch,
    ) -> Result<State, Stopped> {
        let program = self.story.program();
        watch.begin();
        let mut state = program.begin(&mut self.dice, watch).map_err(Stopped::Fault)?;
        while let Position::Scene(_) = program.position(&state) {
            if self.picks.len() == MOST_DECISIONS {
                return Err(Stopped::GivenUp);
            }
            self.open.clear();
            self.open.extend(program.open(&state));
            watch.decide(&state, &self.open);
            let position = if shares.is_even() || self.open.len() == 1 {
                lot.below(self.open.len())
            } else {
                self.shares.resize(self.open.len(), 0.0);
                shares.share(&state, &self.open, &mut self.shares);
                lot.draw(&self.shares)
            };
            // A scene where nothing is open is a fault of the step before, so there is one.
            let Some(pick) = self.open.get(position) else { return Err(Stopped::GivenUp) };
            self.picks.push(*pick);
            program.step(&mut state, *pick, &mut self.dice, watch).map_err(|refused| match refused {
                Refused::Fault(fault) => Stopped::Fault(fault),
                _ => Stopped::GivenUp,
            })?;
        }
        Ok(state)
    }
}
