//! A share of the plays, and how sure it is.

use serde::Serialize;

/// So many standard deviations to either side hold 95 of 100 values.
const SIDES: f64 = 1.959_963_985;

/// A share of the plays, with the interval of Wilson (1927) that holds the true odds in 95 of 100 simulations.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// The plays.
    pub plays: u64,
    /// Their share, 0 to 1; 0 without plays.
    pub share: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Share {
    /// Computes the share of some plays among all.
    pub fn of(plays: u64, all: u64) -> Self {
        if all == 0 {
            return Self { plays, share: 0.0, low: 0.0, high: 1.0 };
        }
        let (count, share) = (all as f64, plays as f64 / all as f64);
        let square = SIDES * SIDES / count;
        let middle = (share + square / 2.0) / (1.0 + square);
        let half = (share * (1.0 - share) * square + square * square / 4.0).sqrt() / (1.0 + square);
        // None and all are ends of the interval by themselves; rounding shall not move them.
        let low = if plays == 0 { 0.0 } else { (middle - half).max(0.0) };
        let high = if plays == all { 1.0 } else { (middle + half).min(1.0) };
        Self { plays, share, low, high }
    }
}
