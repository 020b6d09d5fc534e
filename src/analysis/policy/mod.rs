//! Ways to decide, by name, and what they look at.

mod decider;
mod objective;
mod personas;
mod plan;
mod rule;
mod shares;

pub use decider::{Decider, Wish};
pub use objective::{Objective, UnknownObjective};
pub use personas::Personas;
pub use plan::Plan;
pub use rule::{NoRule, Rule};
pub use shares::Shares;

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

use crate::diagnostic::suggest;

/// A way to decide, as people name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Policy {
    /// Every open choice equally often.
    Uniform,
    /// What leads most and manages least.
    Leader,
    /// What manages most and leads least.
    Manager,
    /// The highest aim to be expected, with nothing but what the leader or the manager might pick.
    TwoHats,
    /// What is done soonest; of those, what leads and manages least.
    Careless,
    /// The most of an objective at the next decision.
    Greedy(String),
    /// The most of an objective that any way to decide can expect at the end.
    Best(String),
    /// The least of an objective that any way to decide can expect at the end.
    Worst(String),
}

/// A text that names no policy.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "there is no policy `{word}`{}; there are `uniform`, `leader`, `manager`, `two-hats`, `careless`, `greedy:X`, \
     `best:X` and `worst:X`, where X is the id of a meter, `trust.ID` of a person, `aim`, `success` or `mixed`",
    meant(.word)
)]
pub struct UnknownPolicy {
    /// The text.
    pub word: String,
}

/// The policies that look at nothing but the choices and the present.
const PLAIN: [(&str, Policy); 5] = [
    ("uniform", Policy::Uniform),
    ("leader", Policy::Leader),
    ("manager", Policy::Manager),
    ("two-hats", Policy::TwoHats),
    ("careless", Policy::Careless),
];

impl FromStr for Policy {
    type Err = UnknownPolicy;

    fn from_str(word: &str) -> Result<Self, UnknownPolicy> {
        if let Some((_, policy)) = PLAIN.iter().find(|(name, _)| *name == word) {
            return Ok(policy.clone());
        }
        let policy = match word.split_once(':') {
            Some((_, "")) | None => None,
            Some(("greedy", of)) => Some(Self::Greedy(of.to_owned())),
            Some(("best", of)) => Some(Self::Best(of.to_owned())),
            Some(("worst", of)) => Some(Self::Worst(of.to_owned())),
            Some(_) => None,
        };
        policy.ok_or_else(|| UnknownPolicy { word: word.to_owned() })
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Greedy(of) => write!(f, "greedy:{of}"),
            Self::Best(of) => write!(f, "best:{of}"),
            Self::Worst(of) => write!(f, "worst:{of}"),
            plain => {
                f.write_str(PLAIN.iter().find(|(_, policy)| policy == plain).map_or("", |(name, _)| name))
            }
        }
    }
}

impl Serialize for Policy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Asks whether another policy was meant.
fn meant(word: &str) -> String {
    let near = suggest::did_you_mean(word, PLAIN.iter().map(|(name, _)| *name));
    near.map_or_else(String::new, |question| format!(" ({question})"))
}
