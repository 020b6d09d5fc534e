//! A second opinion on everything that can happen in a scenario.
//!
//! The enumerator plays the parsed model by the rules of `docs/format.md`, with a state, arithmetic, clock and step of its
//! own: it shares no code with the program behind the model. It is written to be believed, not to be fast, and says
//! the truth that exploring, odds and findings are tested against:
//!
//! ```text
//! let everything = Everything::of(story.scenario());
//! everything.odds(uniform).endings(&everything)
//! ```

mod agreement;
mod arrival;
mod best;
mod by_hand;
mod chain;
mod clock;
mod ends;
mod enumerator;
mod expression;
mod fraction;
mod odds;
mod scenarios;
mod state;
mod step;
mod way;

pub(crate) use enumerator::{Everything, Node, Open, Way};
pub(crate) use odds::uniform;
