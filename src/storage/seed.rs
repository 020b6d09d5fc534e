//! A seed for a play that names none.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::simulation::mix;

/// Seeds have at most six digits, to be read out and typed again.
const SEEDS: u64 = 1_000_000;

/// Returns a seed that differs from one play to the next: it comes from the time.
pub fn fresh_seed() -> u64 {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    mix(time.as_nanos() as u64) % SEEDS
}
