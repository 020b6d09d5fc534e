//! What can happen: everything that a play can come to, with exact odds.
//!
//! A scenario is a finite Markov decision process: states, the player's picks, chances with whole-number weights. Nothing here decides
//! what a step does: all of it asks [`Program::step`](crate::simulation::Program::step).

mod circles;
mod graph;
mod odds;
mod outcomes;
mod route;
mod space;
mod sweep;
pub mod prism;

pub use graph::{Graph, Node, Offered, TooLarge};
pub use odds::{Odds, uniform};
pub use outcomes::{Outcome, beginnings, outcomes};
pub use route::{Route, Routes};
pub use space::{Limits, NodeId, Progress, Seen, Space, Where};
pub use sweep::{Order, Worth, worths};
