//! Policies, by their words in `docs/analysis.md`.

use two_hats::scenario::model::{Choice, Exit};
use two_hats::scenario::traits::Pole;

use super::enumerator::{Everything, Node, Open};
use super::odds::Odds;
use super::state::State;

/// What is expected may differ by so much and still be the same.
const SAME: f64 = 1e-9;

/// A way to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Policy {
    Uniform,
    Leader,
    Manager,
    Careless,
    /// The meter at a position.
    GreedyMeter(usize),
    GreedyAim,
}

impl Everything<'_> {
    /// The odds of everything under a policy.
    pub(super) fn decided(&self, policy: Policy) -> Odds {
        // An open choice does not know where it stands, but it stands in one place.
        self.odds(|open| {
            let of = |node: &&Node<'_>| !open.is_empty() && std::ptr::eq(node.open(), open);
            match self.nodes.iter().find(of) {
                Some(Node::Decision(state, open)) => self.shares(policy, state, open),
                _ => Vec::new(),
            }
        })
    }

    /// Keeps only the choices that the leader or the manager might take.
    pub(super) fn keep_personas(&mut self) {
        for index in 0..self.nodes.len() {
            let Node::Decision(state, open) = &self.nodes[index] else { continue };
            let shares = [Policy::Leader, Policy::Manager].map(|policy| self.shares(policy, state, open));
            let mut kept = (0..open.len()).map(|option| shares.iter().any(|shares| shares[option] > 0.0));
            let kept: Vec<bool> = kept.by_ref().collect();
            let Node::Decision(_, open) = &mut self.nodes[index] else { continue };
            let mut kept = kept.into_iter();
            open.retain(|_| kept.next().unwrap());
        }
    }

    /// What a state holds of a meter, more being better.
    pub(super) fn shares(&self, policy: Policy, state: &State, open: &[Open<'_>]) -> Vec<f64> {
        let scene = self.world.scenario.scenes.get_index(state.place).unwrap().1;
        let Exit::Choices(choices) = &scene.value.exit else { panic!("a scene without choices") };
        let rank = |open: &Open<'_>| {
            let choice = &choices[open.id].value;
            let (leads, manages) = (shown(choice, Pole::Leader), shown(choice, Pole::Manager));
            let takes = || {
                let clock = self.world.clock.as_ref();
                clock
                    .zip(choice.takes.as_ref())
                    .map_or(0, |(clock, takes)| clock.after(state.time, takes.value) - state.time)
            };
            match policy {
                Policy::Leader => (leads - manages, leads),
                Policy::Manager => (manages - leads, manages),
                Policy::Careless => (-takes(), -(leads + manages)),
                _ => (0, 0),
            }
        };
        let worth = |node: usize| {
            let value = self.state(node).and_then(|state| match policy {
                Policy::GreedyMeter(meter) => Some(self.world.oriented(state, meter)),
                Policy::GreedyAim => self.world.aim(state),
                _ => None,
            });
            value.unwrap_or(0) as f64
        };
        let expected =
            |open: &Open<'_>| open.ways.iter().map(|way| way.odds.as_f64() * worth(way.to)).sum::<f64>();
        let mut shares = vec![0.0; open.len()];
        if matches!(policy, Policy::GreedyMeter(_) | Policy::GreedyAim) {
            let mut first = 0;
            for option in 1..open.len() {
                if expected(&open[option]) > expected(&open[first]) + SAME {
                    first = option;
                }
            }
            shares[first] = 1.0;
            return shares;
        }
        let most = open.iter().map(rank).max().unwrap();
        let ties = open.iter().filter(|open| rank(open) == most).count();
        for (share, open) in shares.iter_mut().zip(open) {
            *share = if rank(open) == most { 1.0 / ties as f64 } else { 0.0 };
        }
        shares
    }
}

fn shown(choice: &Choice, pole: Pole) -> i64 {
    choice.shows.iter().filter(|(of, _)| of.pole() == pole).map(|(_, weight)| weight).sum()
}
