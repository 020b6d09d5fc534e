//! Every policy as something that decides in a space.

use super::Policy;
use super::objective::{Objective, UnknownObjective};
use super::rule::{NoRule, Rule};
use super::shares::Shares;
use crate::analysis::best::{Best, LANES};
use crate::analysis::odds::Odds;
use crate::analysis::space::{NodeId, Space};
use crate::analysis::sweep::Sweep;
use crate::simulation::{Keep, Look, Story};

/// A policy that decides wherever a play may stand.
#[derive(Debug, Clone)]
pub enum Decider<'a> {
    /// It looks at the choices and one step ahead.
    Rule(Rule<'a>),
    /// It looks at everything that can follow.
    Wish(Wish<'a>),
}

/// What a policy is after that looks at everything that can follow.
#[derive(Debug, Clone)]
pub struct Wish<'a> {
    story: &'a Story,
    objective: Objective,
    /// 1 to have as much as possible of it, -1 to have as little.
    sign: f64,
    /// Those of whom one must be ready to take a choice; anybody where there is nobody.
    of: Vec<Rule<'a>>,
}

impl<'a> Decider<'a> {
    /// Makes what decides for a policy in a scenario.
    pub fn of(policy: &Policy, story: &'a Story) -> Result<Self, UnknownObjective> {
        match Rule::of(policy, story) {
            Ok(rule) => Ok(Self::Rule(rule)),
            Err(NoRule::Objective(unknown)) => Err(unknown),
            Err(NoRule::NeedsExploring(_)) => Ok(Self::Wish(Wish::of(policy, story)?)),
        }
    }

    /// Returns what must be told apart so that it decides right.
    pub fn keep(&self) -> Keep {
        match self {
            Self::Rule(rule) => rule.keep(),
            Self::Wish(wish) => wish.keep(),
        }
    }

    /// How likely everything is under it; `None` where no way to decide surely comes to an end.
    pub fn odds(&self, space: &Space, order: &Sweep) -> Option<Odds> {
        match self {
            Self::Rule(rule) => Some(rule.odds(space, order)),
            Self::Wish(wish) => {
                let picks = wish.picks(space, order)?;
                Some(Odds::in_space(space, order, |node, options, shares| {
                    let pick = picks[node as usize];
                    shares.extend(options.map(|option| f64::from(u8::from(pick == Some(option as u32)))));
                }))
            }
        }
    }
}

impl Rule<'_> {
    fn odds(&self, space: &Space, order: &Sweep) -> Odds {
        let mut open = Vec::new();
        Odds::in_space(space, order, |node, options, shares| {
            shares.resize(options.len(), 1.0 / options.len() as f64);
            if !self.is_even()
                && let Some(state) = space.state(node)
            {
                open.clear();
                open.extend(options.map(|option| space.choice(option)));
                self.share(&state, &open, shares);
            }
        })
    }
}

impl<'a> Wish<'a> {
    fn of(policy: &Policy, story: &'a Story) -> Result<Self, UnknownObjective> {
        let objective = |name: &str| Objective::find(story.scenario(), name);
        let personas = || [Policy::Leader, Policy::Manager].iter().filter_map(|of| Rule::of(of, story).ok());
        let (objective, sign, of) = match policy {
            Policy::Best(of) => (objective(of)?, 1.0, Vec::new()),
            Policy::Worst(of) => (objective(of)?, -1.0, Vec::new()),
            _ => (Objective::Aim, 1.0, personas().collect()),
        };
        Ok(Self { story, objective, sign, of })
    }

    /// Returns what must be told apart so that it decides right.
    pub fn keep(&self) -> Keep {
        Keep { ends: self.objective.look(self.story), decisions: Look::default() }
    }

    /// Picks an option at every node of a space that keeps what is wanted; `None` where no way to decide surely comes to an
    /// end from the start.
    pub fn picks(&self, space: &Space, order: &Sweep) -> Option<Vec<Option<u32>>> {
        let mut values = vec![[0.0; LANES]; space.nodes()];
        for node in 0..space.states() as NodeId {
            if space.options(node).is_empty()
                && let Some(value) = space.state(node).and_then(|end| self.objective.value(self.story, &end))
            {
                values[node as usize][0] = self.sign * value;
            }
        }
        let only = self.only(space);
        let best = Best { space, order, only: only.as_deref(), endless: None };
        best.solve(&mut values);
        let is_sure = |(start, _): &(NodeId, f64)| values[*start as usize][0].is_finite();
        space.starts.iter().all(is_sure).then(|| best.picks(&values))
    }

    /// The options that somebody is ready to take; `None` where anybody may take any.
    fn only(&self, space: &Space) -> Option<Vec<bool>> {
        if self.of.is_empty() {
            return None;
        }
        let (mut only, mut open, mut shares) = (Vec::new(), Vec::new(), Vec::new());
        for node in 0..space.states() as NodeId {
            let options = space.options(node);
            let Some(state) = space.state(node).filter(|_| !options.is_empty()) else { continue };
            open.clear();
            open.extend(options.clone().map(|option| space.choice(option)));
            shares.resize(open.len(), 0.0);
            only.resize(options.end, false);
            for rule in &self.of {
                rule.share(&state, &open, &mut shares);
                for (option, share) in options.clone().zip(&shares) {
                    only[option] |= *share > 0.0;
                }
            }
        }
        Some(only)
    }
}
