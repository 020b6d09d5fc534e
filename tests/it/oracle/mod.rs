//! A second opinion on everything that can happen in a scenario.
//!
//! The enumerator plays the parsed model by the rules of `docs/format.md`, with a state, arithmetic, clock and step of its
//! own: it shares no code with the program behind the model. It is written to be believed, not to be fast, and says
//! the truth that exploring, odds and findings are tested against:
//!
//! ```text
//! let all = Everything::of(story.scenario());
//! let odds = all.odds(uniform);
//! odds.endings(&all)                                  // the odds of every ending
//! odds.sums(&all, |state| Some(state.meters[0]))      // how a meter is spread at the end
//! all.expected(|end| …, None)                         // what the best policy can expect, from every node
//! ```

mod agreement;
mod arrival;
pub(crate) mod best;
mod by_hand;
mod carried;
mod chain;
mod clock;
mod coverage;
mod deciding;
pub(crate) mod ends;
pub(crate) mod enumerator;
mod expression;
mod explored;
pub(crate) mod fraction;
pub(crate) mod odds;
mod large;
mod prefix;
mod reduction;
pub(crate) mod scenarios;
mod shipped;
mod siblings;
pub(crate) mod state;
pub(crate) mod step;
mod told_apart;
mod way;
