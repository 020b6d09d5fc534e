//! What happens on average, by sampling: complete plays by lot.
//!
//! Every play has a seed of its own, made from the simulation's seed and the play's number, and all that is kept of it are
//! whole numbers that are added up. So the answer is the same whichever thread made which play.

mod histogram;
mod lot;
mod player;
mod result;
mod share;
mod tally;

pub use histogram::Numbers;
pub use player::MOST_DECISIONS;
pub(super) use player::{Played, Player, Watch};
pub use result::{
    ChoiceHits, Decisions, EndingHits, Example, FaultHits, GivenUp, Never, SceneHits, Simulation,
};
pub use share::Share;

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use super::policy::{Policy, Shares};
use crate::simulation::Story;
use tally::Tally;

/// So many plays are handed to a thread at a time.
const BLOCK: u64 = 64;

/// What to simulate.
#[derive(Debug, Clone)]
pub struct Order {
    /// What the policy is called.
    pub policy: Policy,
    /// How many plays.
    pub plays: u64,
    /// The same seed gives the same answer.
    pub seed: u64,
    /// On how many threads; the answer does not depend on it.
    pub threads: NonZeroUsize,
}

/// Plays a scenario again and again.
///
/// Where only one choice is open, nobody is asked. Once `stop` is set, each thread ends the play that it is at, and the answer is about the plays
/// until then.
pub fn simulate(story: &Story, order: &Order, shares: &impl Shares, stop: &AtomicBool) -> Simulation {
    let next = AtomicU64::new(0);
    let work = || {
        let mut player = Player::new(story, order.seed);
        let mut tally = Tally::new(story);
        loop {
            let from = next.fetch_add(BLOCK, Ordering::Relaxed);
            if from >= order.plays {
                return tally;
            }
            for number in from..order.plays.min(from.saturating_add(BLOCK)) {
                if stop.load(Ordering::Relaxed) {
                    return tally;
                }
                let over = player.play(number, shares, &mut tally);
                tally.count(story, &over);
            }
        }
    };
    // More threads than blocks would have nothing to do.
    let threads = (order.threads.get() as u64).min(order.plays.div_ceil(BLOCK));
    let tally = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        others
            .into_iter()
            .fold(work(), |all, other| all.with(other.join().unwrap_or_else(|panic| resume_unwind(panic))))
    });
    Simulation::of(story, order, &tally)
}
