//! How likely everything is under a policy.

use std::collections::BTreeMap;

use super::chain::Chain;
use super::enumerator::{Everything, Node, Open, merged};
use super::state::State;
use super::step::Fault;

/// How plays end under a policy.
pub(crate) struct Odds {
    chain: Chain,
    /// For each node how likely a play ends there; 0 for decisions.
    pub(crate) at: Vec<f64>,
    /// How likely a play never ends.
    pub(crate) endless: f64,
}

/// The policy that picks every open choice equally often.
pub(crate) fn uniform(open: &[Open<'_>]) -> Vec<f64> {
    vec![1.0 / open.len() as f64; open.len()]
}

impl Everything<'_> {
    /// Follows a policy, which gives each open choice its share; shares sum to 1.
    pub(crate) fn odds(&self, policy: impl Fn(&[Open<'_>]) -> Vec<f64>) -> Odds {
        let row = |node: &Node<'_>| {
            let mut row = BTreeMap::new();
            for (open, share) in node.open().iter().zip(policy(node.open())).filter(|(_, share)| *share > 0.0)
            {
                for (to, odds) in open.to() {
                    *row.entry(to).or_default() += share * odds.as_f64();
                }
            }
            row
        };
        let chain = Chain::new(self.nodes.iter().map(row).collect());
        let mut begin = vec![0.0; self.nodes.len()];
        for (to, odds) in merged(&self.starts) {
            begin[to] += odds.as_f64();
        }
        let mut at = chain.arrive(begin);
        let mut endless = 0.0;
        for (share, never) in at.iter_mut().zip(&chain.endless) {
            if *never {
                endless += std::mem::take(share);
            }
        }
        Odds { chain, at, endless }
    }
}

impl Odds {
    /// The odds of each ending that has any, by id.
    pub(crate) fn endings<'a>(&self, all: &Everything<'a>) -> BTreeMap<&'a str, f64> {
        self.sums(all, |state| all.world.ending(state))
    }

    /// The odds of each fault that has any.
    pub(crate) fn faults<'e>(&self, all: &'e Everything<'_>) -> BTreeMap<&'e Fault, f64> {
        let mut sums = BTreeMap::new();
        for (node, odds) in all.nodes.iter().zip(&self.at) {
            if let Node::Failed(fault) = node {
                *sums.entry(fault).or_default() += odds;
            }
        }
        sums
    }

    /// The odds of each value of something at the end of plays that come to an ending; they sum to the odds of those.
    pub(crate) fn sums<T: Ord>(
        &self,
        all: &Everything<'_>,
        of: impl Fn(&State) -> Option<T>,
    ) -> BTreeMap<T, f64> {
        let mut sums = BTreeMap::new();
        for (node, odds) in all.nodes.iter().zip(&self.at).filter(|(_, odds)| **odds > 0.0) {
            if let Node::Ended(state) = node
                && let Some(value) = of(state)
            {
                *sums.entry(value).or_default() += odds;
            }
        }
        sums
    }

    /// What is expected at every node, where ends are worth something and plays that never end are worth nothing.
    pub(crate) fn expect(&self, all: &Everything<'_>, worth: impl Fn(&Node<'_>) -> f64) -> Vec<f64> {
        let worth = |node: &Node<'_>| if node.is_end() { worth(node) } else { 0.0 };
        self.chain.expect(all.nodes.iter().map(worth).collect())
    }
}
