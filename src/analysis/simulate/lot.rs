//! The numbers by lot that a play decides with.

use crate::simulation::mix;

/// The step of `SplitMix64` (Steele, Lea and Flood 2014).
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Numbers by lot, the same for the same seed on every machine.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lot(u64);

/// Returns the seed of the dice of one play of many: at most 53 bits, so that every program reads it from JSON as it is.
pub(super) const fn seed_of_play(seed: u64, number: u64) -> u64 {
    // Neighbouring seeds are far from each other once they are mixed, so that two simulations share no plays.
    mix(mix(seed.wrapping_add(STEP)).wrapping_add(number)) >> 11
}

impl Lot {
    /// The numbers of a play, independent of its dice.
    pub(super) const fn of_play(seed: u64) -> Self {
        Self(mix(seed ^ STEP))
    }

    /// Draws one of so many positions, each as likely as the others.
    #[inline]
    pub(super) fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(STEP);
        ((u128::from(mix(self.0)) * count as u128) >> 64) as usize
    }

    /// Draws a position with its share for odds; one whose share is 0 is never drawn.
    #[inline]
    pub(super) fn draw(&mut self, shares: &[f64]) -> usize {
        self.0 = self.0.wrapping_add(STEP);
        // The upper 53 bits as a fraction of 1. Summing all shares costs less than a branch that nothing can predict.
        let point = (mix(self.0) >> 11) as f64 / (1_u64 << 53) as f64;
        let (mut sum, mut position) = (0.0, 0);
        for share in shares {
            sum += share;
            position += usize::from(sum <= point);
        }
        if position < shares.len() {
            return position;
        }
        // The shares sum to a little less than 1 where they are rounded.
        shares.iter().rposition(|share| *share > 0.0).unwrap_or(0)
    }
}
