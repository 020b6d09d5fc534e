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
use std::sync::atomic::{AtomicBool, Ordering};

use super::policy::{Policy, Shares};
use super::share::share_in_order;
use crate::simulation::Story;
use tally::Tally;

/// So many plays are handed to a thread at a time.
const BLOCK: usize = 64;

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
    let blocks = (0..order.plays).step_by(BLOCK);
    // More threads than blocks would have nothing to do.
    let threads = blocks.size_hint().0.clamp(1, order.threads.get());
    let worker = |_| (Player::new(story, order.seed), Tally::new(story));
    let mut workers: Vec<_> = (0..threads).map(worker).collect();
    let play = |(player, tally): &mut (Player<'_>, Tally), from: u64| {
        for number in from..order.plays.min(from.saturating_add(BLOCK as u64)) {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            let over = player.play(number, shares, tally);
            tally.count(story, &over);
        }
    };
    share_in_order(&mut workers, blocks, play, |()| !stop.load(Ordering::Relaxed));
    let tallies = workers.into_iter().map(|(_, tally)| tally);
    let tally = tallies.fold(Tally::new(story), Tally::with);
    Simulation::of(story, order, &tally)
}
