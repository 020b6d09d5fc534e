//! One play after the other.

use super::lot::{Lot, seed_of_play};
use super::tally::Tally;
use crate::analysis::policy::Shares;
use crate::simulation::{ChoiceIndex, Fault, Position, Refused, SeededDice, State, Story};

/// A play that goes on after so many decisions is given up.
pub const MOST_DECISIONS: usize = 2_000;

/// Plays complete plays; what it needs is kept from one to the next.
pub(super) struct Player<'a> {
    story: &'a Story,
    seed: u64,
    dice: SeededDice,
    open: Vec<ChoiceIndex>,
    shares: Vec<f64>,
    picks: Vec<ChoiceIndex>,
}

/// A play, as it is told to the tally.
pub(super) struct Played<'a> {
    /// Its number among all.
    pub(super) number: u64,
    /// The seed of its dice.
    pub(super) seed: u64,
    /// What was picked.
    pub(super) picks: &'a [ChoiceIndex],
    /// How it went out.
    pub(super) end: Result<State, Stopped>,
}

/// Why a play came to no ending.
pub(super) enum Stopped {
    /// It went on for too long.
    GivenUp,
    /// The scenario failed.
    Fault(Fault),
}

impl<'a> Player<'a> {
    /// Begins to play a scenario.
    pub(super) fn new(story: &'a Story, seed: u64) -> Self {
        Self {
            story,
            seed,
            dice: SeededDice::default(),
            open: Vec::new(),
            shares: Vec::new(),
            picks: Vec::new(),
        }
    }

    /// Plays one play, by its number, and counts it.
    pub(super) fn play(&mut self, number: u64, shares: &impl Shares, tally: &mut Tally) {
        let seed = seed_of_play(self.seed, number);
        self.dice.reset(seed);
        self.picks.clear();
        let end = self.finish(Lot::of_play(seed), shares, tally);
        tally.count(self.story, &Played { number, seed, picks: &self.picks, end });
    }

    #[inline]
    fn finish(&mut self, mut lot: Lot, shares: &impl Shares, tally: &mut Tally) -> Result<State, Stopped> {
        let program = self.story.program();
        tally.begin();
        let mut state = program.begin(&mut self.dice, tally).map_err(Stopped::Fault)?;
        while let Position::Scene(_) = program.position(&state) {
            if self.picks.len() == MOST_DECISIONS {
                return Err(Stopped::GivenUp);
            }
            self.open.clear();
            for choice in program.open(&state) {
                tally.offer(choice);
                self.open.push(choice);
            }
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
            program.step(&mut state, *pick, &mut self.dice, tally).map_err(|refused| match refused {
                Refused::Fault(fault) => Stopped::Fault(fault),
                _ => Stopped::GivenUp,
            })?;
        }
        Ok(state)
    }
}
