//! What can happen: everything that a play can come to, with exact odds; what happens on average in plays by lot.
//!
//! A scenario is a finite Markov decision process: states, the player's picks, chances with whole-number weights. Nothing here decides
//! what a step does: all of it asks [`Program::step`](crate::simulation::Program::step).

mod best;
mod circles;
mod cover;
mod difference;
mod dilemmas;
mod findings;
mod exploration;
mod graph;
mod odds;
mod outcomes;
mod plays;
mod reach;
mod route;
mod share;
mod space;
mod standing;
mod sweep;
mod things;
mod visited;
pub mod prism;
mod policy;
mod simulate;

pub use cover::{Cover, Covering};
pub use difference::{Change, Difference, Pair, Presence, Sizes, Version};
pub use exploration::{
    Bound, Decision, Dilemmas, Distribution, EndingOdds, Estimates, Expected, Exploration, Extreme,
    FaultOdds, Interval, Length, NoChange, NoPolicy, NumberOdds, OutcomeOdds, Possible, Question, Return,
    Size, Stage, Stuck, Surpassed, Trap, Unreached, Witnessed, Work, explore,
};
pub use findings::{Finding, Proof, prove};
pub use graph::{Graph, Node, Offered, TooLarge};
pub use odds::{Odds, uniform};
pub use outcomes::{Outcome, beginnings, outcomes};
pub use policy::{
    Decider, NoRule, Objective, Personas, Plan, Policy, Rule, Shares, UnknownObjective, UnknownPolicy, Wish,
};
pub use route::{Route, Routes};
pub use simulate::{
    ChoiceHits, Decisions, EndingHits, Example, FaultHits, GivenUp, MOST_DECISIONS, Never, Numbers, Order,
    SceneHits, Share, Simulation, simulate,
};
pub use space::{Finder, Limits, NodeId, Progress, Seen, Space, Where};
pub use standing::{EndingStanding, Explored, Inquiry, Move, Standing};
pub use sweep::{Measure, Sweep, Worth, worths};
pub use things::{Kind, Thing};
