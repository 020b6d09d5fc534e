//! How likely each end of a play is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::circles::{Equation, parts, solve};
use super::graph::{Graph, Node, Offered};
use super::share::fill;
use super::space::{NodeId, Space};
use super::sweep::Sweep;

/// How often a play comes to each node, on average; at an end that is how likely it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Odds {
    /// The expected number of visits of each node.
    pub visits: Vec<f64>,
    /// The share of plays that never end.
    pub endless: f64,
    /// By how much the equations of circles are missed at most; 0 without circles.
    pub residual: f64,
}

/// The policy that picks every open choice equally often.
pub fn uniform(options: &[Offered]) -> Vec<f64> {
    vec![1.0 / options.len() as f64; options.len()]
}

impl Odds {
    /// Follows a policy, which gives each open choice of a decision its share; the shares sum to 1.
    pub fn of(graph: &Graph, policy: impl Fn(&[Offered]) -> Vec<f64>) -> Self {
        let to: Vec<Ways> = graph.nodes.iter().map(|node| leads(node, &policy)).collect();
        Self::follow(&graph.starts, &to)
    }

    /// Follows a policy through a space; it writes the share of each option of a node, and the shares sum to 1.
    pub fn in_space(
        space: &Space,
        order: &Sweep,
        policy: impl FnMut(NodeId, Range<usize>, &mut Vec<f64>),
    ) -> Self {
        Self::after(space, &space.starts, order, policy)
    }

    /// Does as [`in_space`](Self::in_space) for plays that begin at some nodes, with their odds.
    pub fn after(
        space: &Space,
        starts: &[(NodeId, f64)],
        order: &Sweep,
        mut policy: impl FnMut(NodeId, Range<usize>, &mut Vec<f64>),
    ) -> Self {
        let mut shares = Vec::new();
        let mut ways = |node: NodeId, f: &mut dyn FnMut(NodeId, f64)| {
            let options = space.options(node);
            shares.clear();
            if !options.is_empty() {
                policy(node, options.clone(), &mut shares);
            }
            for (option, share) in options.zip(&shares).filter(|(_, share)| **share > 0.0) {
                for (to, odds) in space.ways(option) {
                    f(to, share * odds);
                }
            }
        };
        let nodes = 0..space.nodes() as NodeId;
        if !order.is_forward() {
            let starts: Ways = starts.iter().map(|(node, odds)| (*node as usize, *odds)).collect();
            let mut of_node = |node| {
                let mut to = Vec::new();
                ways(node, &mut |next, share| to.push((next as usize, share)));
                to
            };
            return Self::follow(&starts, &nodes.map(&mut of_node).collect::<Vec<_>>());
        }
        // Without circles all that flows into a node is there before it is looked at.
        let mut visits = fill(0.0, space.nodes());
        for (node, odds) in starts {
            visits[*node as usize] += odds;
        }
        for node in nodes {
            let mass = visits[node as usize];
            if mass != 0.0 {
                ways(node, &mut |to, share| visits[to as usize] += mass * share);
            }
        }
        Self { visits, endless: 0.0, residual: 0.0 }
    }

    /// Follows ways with their odds.
    ///
    /// Nodes that lead to each other in a circle are solved together, as linear equations; a circle that nothing leads out of
    /// keeps all plays that come to it.
    fn follow(starts: &Ways, to: &[Ways]) -> Self {
        let mut odds = Self { visits: vec![0.0; to.len()], endless: 0.0, residual: 0.0 };
        for &(start, share) in starts {
            odds.visits[start] += share;
        }
        let parts = parts(to.len(), |node| to[node].iter().map(|(next, _)| *next));
        let mut part_of = vec![0; to.len()];
        for (number, part) in parts.iter().enumerate() {
            for node in part {
                part_of[*node] = number;
            }
        }
        for (number, part) in parts.iter().enumerate() {
            let inside = |next: usize| part_of[next] == number;
            odds.solve(to, part, inside);
            for &from in part {
                for &(next, share) in to[from].iter().filter(|(next, _)| !inside(*next)) {
                    odds.visits[next] += odds.visits[from] * share;
                }
            }
        }
        odds
    }

    /// Turns what flows into a part into how often its nodes are visited.
    fn solve(&mut self, to: &[Ways], part: &[usize], inside: impl Fn(usize) -> bool) {
        let ways = || part.iter().flat_map(|from| &to[*from]);
        if !ways().any(|(next, _)| inside(*next)) {
            return;
        }
        if ways().all(|(next, _)| inside(*next)) {
            self.endless += part.iter().map(|node| self.visits[*node]).sum::<f64>();
            return;
        }
        // What a node is visited is what flows into the part there, and what comes from the part's own nodes.
        let row_of: BTreeMap<usize, usize> = part.iter().copied().zip(0..).collect();
        let mut equations: Vec<Equation> =
            part.iter().map(|node| Equation { from: Vec::new(), plus: self.visits[*node] }).collect();
        for (column, from) in part.iter().enumerate() {
            for (next, share) in to[*from].iter().filter(|(next, _)| inside(*next)) {
                equations[row_of[next]].from.push((column, *share));
            }
        }
        let (visits, residual) = solve(&equations);
        self.residual = self.residual.max(residual);
        for (node, visits) in part.iter().zip(visits) {
            self.visits[*node] = visits;
        }
    }
}

/// Where something leads, with the odds of each.
type Ways = Vec<(usize, f64)>;

/// Returns what a node leads to under a policy, each node once for each choice.
fn leads(node: &Node, policy: impl Fn(&[Offered]) -> Vec<f64>) -> Vec<(usize, f64)> {
    match node {
        Node::Ending(_) | Node::Fault(_) => Vec::new(),
        Node::Decision(options) => {
            let shares = policy(options);
            let ways = options.iter().zip(shares).filter(|(_, share)| *share > 0.0);
            ways.flat_map(|(option, share)| option.to.iter().map(move |(next, odds)| (*next, share * odds)))
                .collect()
        }
    }
}
