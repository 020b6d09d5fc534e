//! Joins the legs of steps: what goes on by itself is no state of a play.
//!
//! Exploring may stop at scenes that go on by themselves as at any other, where many steps come through the same few states:
//! what follows is found out once and not for every step. Afterwards a way that leads to such a state is replaced by
//! the ways on from it.

use std::collections::HashMap;

use super::shares::{Products, ShareId};
use super::{Keys, NodeId, Space};
use crate::scenario::model::Hasher;
use crate::simulation::ChoiceIndex;

/// What becomes of the nodes.
struct Joined {
    /// For each node its new number and [`REST`], or, where the story goes on by itself, where its ways on begin and how many
    /// there are.
    nodes: Vec<(u32, u32)>,
    /// Where ways on lead, by new numbers, and their odds.
    to: Vec<NodeId>,
    odds: Vec<ShareId>,
}

/// Stands for a node at which plays rest.
const REST: u32 = u32::MAX;

impl Space {
    /// Joins legs; `passes` says which states go on by themselves. Those lead to later ones only.
    pub(super) fn join_legs(&mut self, passes: &[bool]) {
        if !passes.contains(&true) {
            return;
        }
        let steps = self.steps_to(self.seen.nodes().filter(|node| passes[*node as usize]).collect(), passes);
        let (mut shares, mut products) = (std::mem::take(&mut self.shares), Products::default());
        let mut times = |one, other| products.of(&mut shares, one, other);
        let joined = self.joined(passes, &mut times);
        self.seen.rename(|node, choice| {
            let (node, choice) = if passes[node as usize] { *steps.get(&node)? } else { (node, choice) };
            Some((joined.nodes[node as usize].0, choice))
        });
        for (start, _) in &mut self.starts {
            *start = joined.nodes[*start as usize].0;
        }
        let (mut choices_from, mut choices, mut ways_from) = (Vec::new(), Vec::new(), Vec::new());
        let (mut to, mut odds) = (Vec::with_capacity(self.to.len()), Vec::with_capacity(self.to.len()));
        let rests = |node: usize| !passes[node];
        for node in (0..self.states()).filter(|node| rests(*node)) {
            choices_from.push(choices.len() as u32);
            for option in self.options(node as NodeId) {
                choices.push(self.choices[option]);
                ways_from.push(to.len() as u32);
                for way in self.ways_of(option) {
                    joined.follow(self.to[way], self.odds[way], &mut times, (&mut to, &mut odds));
                }
            }
        }
        choices_from.push(choices.len() as u32);
        ways_from.push(to.len() as u32);
        (self.choices_from, self.choices, self.ways_from) = (choices_from, choices, ways_from);
        (self.to, self.odds, self.shares) = (to, odds, shares);
        self.keys.retain(rests);
        let mut before = 0;
        let mut from = 0;
        for (first, _) in &mut self.places.0 {
            before += (from..*first as usize).filter(|node| rests(*node)).count();
            from = *first as usize;
            *first = before as NodeId;
        }
    }

    /// Finds out what becomes of each node, the last one first.
    fn joined(&self, passes: &[bool], times: &mut impl FnMut(ShareId, ShareId) -> ShareId) -> Joined {
        let mut number = passes.iter().filter(|passes| !**passes).count() + self.faults.len();
        let mut joined = Joined { nodes: vec![(0, REST); self.nodes()], to: Vec::new(), odds: Vec::new() };
        let (mut to, mut odds) = (Vec::new(), Vec::new());
        for node in (0..self.nodes()).rev() {
            if !passes.get(node).copied().unwrap_or(false) {
                number -= 1;
                joined.nodes[node].0 = number as u32;
                continue;
            }
            for way in self.options(node as NodeId).flat_map(|option| self.ways_of(option)) {
                joined.follow(self.to[way], self.odds[way], times, (&mut to, &mut odds));
            }
            joined.nodes[node] = (joined.to.len() as u32, to.len() as u32);
            joined.to.append(&mut to);
            joined.odds.append(&mut odds);
        }
        joined
    }

    /// For nodes that go on by themselves, a step that comes through each: a leg that begins where another ends belongs to the
    /// same step.
    fn steps_to(
        &self,
        wanted: Vec<NodeId>,
        passes: &[bool],
    ) -> HashMap<NodeId, (NodeId, ChoiceIndex), Hasher> {
        let mut before: HashMap<NodeId, (NodeId, ChoiceIndex), Hasher> = HashMap::default();
        let (mut is_wanted, mut left) = (vec![false; self.nodes()], wanted.clone());
        while !left.is_empty() {
            for node in left.drain(..) {
                is_wanted[node as usize] = true;
            }
            for node in 0..self.states() as NodeId {
                for option in self.options(node) {
                    for (to, _) in self.ways(option) {
                        if !std::mem::take(&mut is_wanted[to as usize]) {
                            continue;
                        }
                        before.insert(to, (node, self.choices[option]));
                        if passes[node as usize] && !before.contains_key(&node) {
                            left.push(node);
                        }
                    }
                }
            }
        }
        let steps = wanted.into_iter().filter_map(|node| {
            let mut step = *before.get(&node)?;
            while passes[step.0 as usize] {
                step = *before.get(&step.0)?;
            }
            Some((node, step))
        });
        steps.collect()
    }
}

impl Joined {
    /// Adds where a way leads, which may be through several legs.
    #[inline]
    fn follow(
        &self,
        next: NodeId,
        share: ShareId,
        times: &mut impl FnMut(ShareId, ShareId) -> ShareId,
        (to, odds): (&mut Vec<NodeId>, &mut Vec<ShareId>),
    ) {
        match self.nodes[next as usize] {
            (number, REST) => {
                to.push(number);
                odds.push(share);
            }
            (from, count) => {
                let on = from as usize..(from + count) as usize;
                to.extend_from_slice(&self.to[on.clone()]);
                odds.extend(self.odds[on].iter().map(|on| times(share, *on)));
            }
        }
    }
}

impl Keys {
    fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        match self {
            Self::Narrow(keys) => retain(keys, keep),
            Self::Middle(keys) => retain(keys, keep),
            Self::Wide(keys) => retain(keys, keep),
        }
    }
}

/// Keeps what stands at some positions.
fn retain<T>(all: &mut Vec<T>, keep: impl Fn(usize) -> bool) {
    let mut positions = 0..all.len();
    all.retain(|_| positions.next().is_some_and(&keep));
}
