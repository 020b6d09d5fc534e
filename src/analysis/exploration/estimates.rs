//! What plays by lot say where not everything is known.

use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;

use indexmap::IndexMap;
use serde::Serialize;

use crate::analysis::policy::{Policy, Rule};
use crate::analysis::simulate::{Numbers, Order, Share, simulate};
use crate::simulation::Story;

/// So many plays are made.
const PLAYS: u64 = 20_000;

/// So many standard errors to either side hold 95 of 100 means.
const SIDES: f64 = 1.959_963_985;

/// What plays by lot say: estimates, each with the interval that holds the truth in 95 of 100 such samples.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimates {
    /// How many plays were made.
    pub plays: u64,
    /// The seed of all of them.
    pub seed: u64,
    /// How often plays came to each ending, by id.
    pub endings: IndexMap<String, Share>,
    /// How often plays failed.
    pub faults: Share,
    /// How often they were given up because they went on for too long.
    pub given_up: Share,
    /// The mean of each meter at the end, by id.
    pub meters: IndexMap<String, Interval>,
    /// The mean of everybody's trust.
    pub trust: IndexMap<String, Interval>,
    /// The mean of the aim.
    pub aim: Option<Interval>,
}

/// A mean, and the interval that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The mean of the plays.
    pub mean: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Estimates {
    /// Plays by a rule.
    pub(super) fn of(story: &Story, policy: &Policy, rule: &Rule<'_>, threads: usize) -> Self {
        let threads = NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN);
        let order = Order { policy: policy.clone(), plays: PLAYS, seed: 1, threads };
        let found = simulate(story, &order, rule, &AtomicBool::new(false));
        let all = |of: &IndexMap<String, Numbers>| {
            of.iter().map(|(id, numbers)| (id.clone(), Interval::of(numbers))).collect()
        };
        Self {
            plays: found.plays,
            seed: found.seed,
            faults: Share::of(found.faults.iter().map(|fault| fault.share.plays).sum(), found.plays),
            given_up: found.given_up.share,
            meters: all(&found.meters),
            trust: all(&found.trust),
            aim: found.aim.as_ref().map(Interval::of),
            endings: found.endings.into_iter().map(|(id, ending)| (id, ending.share)).collect(),
        }
    }
}

impl Interval {
    fn of(Numbers { mean, error, .. }: &Numbers) -> Self {
        Self { mean: *mean, low: mean - SIDES * error, high: mean + SIDES * error }
    }
}
