//! What to answer about everything that can happen, and how the work goes on.

use thiserror::Error;

use crate::analysis::policy::{Policy, UnknownObjective};
use crate::analysis::space::Progress;

/// What to answer.
#[derive(Debug, Clone)]
pub struct Question {
    /// How plays decide where odds are told.
    pub policy: Policy,
    /// Whether states that nothing can tell apart are taken for one.
    pub reduce: bool,
    /// How many states are counted without taking any for one.
    pub unreduced: usize,
    /// Whether plays are looked for that show what was found.
    pub witnesses: bool,
}

/// How the work goes on.
pub struct Work<'a> {
    /// How many threads work on it, at least one.
    pub threads: usize,
    /// Is told from time to time what is done, and says whether to go on.
    pub go_on: &'a mut dyn FnMut(Stage<'_>) -> bool,
}

/// What is done.
#[derive(Debug, Clone, Copy)]
pub enum Stage<'a> {
    /// States are looked for.
    Exploring {
        /// For what: `the scenario`, `trust.anna`.
        what: &'a str,
        /// How far that is.
        progress: Progress,
    },
    /// Answers are worked out.
    Answering {
        /// Which ones.
        what: &'a str,
    },
}

/// Why nothing can be answered under a policy.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoPolicy {
    /// The scenario has no such objective.
    #[error(transparent)]
    Objective(#[from] UnknownObjective),
    /// Plays may go on forever, however they decide.
    #[error(
        "the policy `{0}` is one that surely comes to an end, and no way to decide does in this scenario"
    )]
    NeverSure(Policy),
}
