//! The policies that need not know everything that can happen.

use std::cmp::Reverse;

use thiserror::Error;

use super::Policy;
use super::objective::{Objective, UnknownObjective};
use super::personas::Personas;
use super::shares::Shares;
use crate::analysis::numbers;
use crate::analysis::outcomes::outcomes;
use crate::simulation::{ChoiceIndex, Keep, Look, State, Story};

/// What is expected may differ by so much and still be the same.
const SAME: f64 = 1e-9;

/// A policy that decides by the choices, the present and at most one step ahead.
#[derive(Debug, Clone)]
pub struct Rule<'a> {
    story: &'a Story,
    personas: Personas,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Uniform,
    Leader,
    Manager,
    Careless,
    Greedy(Objective),
}

/// Why a policy is no rule for a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoRule {
    /// The scenario has no such objective.
    #[error(transparent)]
    Objective(#[from] UnknownObjective),
    /// It looks further ahead than one step.
    #[error(
        "the policy `{0}` looks at everything that can follow, and the scenario has not been explored for it; `uniform`, \
         `leader`, `manager`, `careless` and `greedy:X` need no exploring"
    )]
    NeedsExploring(Policy),
}

impl<'a> Rule<'a> {
    /// Makes the rule of a policy for a scenario.
    pub fn of(policy: &Policy, story: &'a Story) -> Result<Self, NoRule> {
        let objective = |name: &str| Objective::find(story.scenario(), name);
        let kind = match policy {
            Policy::Uniform => Kind::Uniform,
            Policy::Leader => Kind::Leader,
            Policy::Manager => Kind::Manager,
            Policy::Careless => Kind::Careless,
            Policy::Greedy(of) => Kind::Greedy(objective(of)?),
            Policy::Best(of) | Policy::Worst(of) => {
                objective(of)?;
                return Err(NoRule::NeedsExploring(policy.clone()));
            }
            Policy::TwoHats => return Err(NoRule::NeedsExploring(policy.clone())),
        };
        Ok(Self { story, personas: Personas::of(story), kind })
    }

    /// Returns what it looks at in states: plays that differ in nothing else are decided alike.
    pub fn keep(&self) -> Keep {
        let scenario = self.story.scenario();
        let look = match self.kind {
            Kind::Uniform | Kind::Leader | Kind::Manager => Look::default(),
            Kind::Careless => Look { numbers: vec![numbers::time(scenario)], aim: false },
            Kind::Greedy(objective) => objective.look(scenario),
        };
        // A step is judged by the decision or the ending that it leads to.
        Keep { ends: look.clone(), decisions: look }
    }

    /// Gives everything to the choice after which most of an objective is expected, the first of equals.
    ///
    /// A step that fails, and an aim without an answer, are worth nothing.
    fn greedy(&self, objective: Objective, state: &State, open: &[ChoiceIndex], shares: &mut [f64]) {
        let mut first = (0, f64::NEG_INFINITY);
        for (position, choice) in open.iter().enumerate() {
            let expected = outcomes(self.story.program(), state, *choice).into_iter().map(|outcome| {
                let value = outcome.after.ok().and_then(|after| objective.value(self.story, &after));
                outcome.odds * value.unwrap_or(0.0)
            });
            let expected = expected.sum();
            if expected > first.1 + SAME {
                first = (position, expected);
            }
        }
        shares.fill(0.0);
        if let Some(share) = shares.get_mut(first.0) {
            *share = 1.0;
        }
    }
}

impl Shares for Rule<'_> {
    /// `careless` asks how much time would pass in this very state: waiting until a moment that is past takes none, and nothing
    /// takes longer than to the end of the clock.
    #[inline]
    fn share(&self, state: &State, open: &[ChoiceIndex], shares: &mut [f64]) {
        match self.kind {
            Kind::Uniform => shares.fill(1.0 / open.len() as f64),
            Kind::Leader => highest(open, shares, |choice| self.personas.leader(choice)),
            Kind::Manager => highest(open, shares, |choice| self.personas.manager(choice)),
            Kind::Careless => highest(open, shares, |choice| {
                let duration = self.story.program().duration(state, choice);
                (Reverse(duration), Reverse(self.personas.shown(choice)))
            }),
            Kind::Greedy(objective) => self.greedy(objective, state, open, shares),
        }
    }

    fn is_even(&self) -> bool {
        matches!(self.kind, Kind::Uniform)
    }
}

/// Shares equally between the choices that rank highest.
fn highest<R: Ord>(open: &[ChoiceIndex], shares: &mut [f64], rank: impl Fn(ChoiceIndex) -> R) {
    let Some(most) = open.iter().map(|choice| rank(*choice)).max() else { return };
    let ties = open.iter().filter(|choice| rank(**choice) == most).count();
    for (choice, share) in open.iter().zip(shares) {
        *share = if rank(*choice) == most { 1.0 / ties as f64 } else { 0.0 };
    }
}
