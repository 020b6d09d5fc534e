//! Joins the legs of steps: what goes on by itself is no state of a play.
//!
//! Exploring may stop at scenes that go on by themselves as at any other, where many steps come through the same few states:
//! what follows is found out once and not for every step. Afterwards a way that leads to such a state is replaced by
//! the ways on from it. Choices that surely come to the same such state share them: there may be millions.

use std::collections::HashMap;
use std::ops::Range;

use super::ids::Ids;
use super::shares::{Products, SURE, Shares};
use super::{Keys, NodeId, Space};
use crate::scenario::model::Hasher;
use crate::simulation::ChoiceIndex;

/// What becomes of nodes and ways.
struct Joined {
    /// For each node its new number and [`REST`], or, where the story goes on by itself, where its ways on begin and end.
    nodes: Vec<(u32, u32)>,
    /// Where ways lead, by new numbers, and their odds.
    to: Vec<NodeId>,
    odds: Ids,
    shares: Shares,
    products: Products,
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
        let mut joined = self.joined(passes);
        self.shared = joined.to.len();
        self.seen.rename(|node, choice| {
            let (node, choice) = if passes[node as usize] { *steps.get(&node)? } else { (node, choice) };
            Some((joined.nodes[node as usize].0, choice))
        });
        for (start, _) in &mut self.starts {
            *start = joined.nodes[*start as usize].0;
        }
        let (mut choices_from, mut choices) = (Vec::new(), Ids::default());
        let all = self.choices.len();
        let (mut ways_from, mut ways_to) = (Vec::with_capacity(all), Vec::with_capacity(all));
        let mut node = 0;
        // What goes on by itself stands together, place by place.
        for run in passes.chunk_by(|one, next| one == next) {
            let nodes = node..node + run.len();
            node = nodes.end;
            if run[0] {
                continue;
            }
            let options = self.choices_from[nodes.start]..self.choices_from[nodes.end];
            let before = options.start - choices.len() as u32;
            choices_from.extend(self.choices_from[nodes].iter().map(|from| from - before));
            let options = options.start as usize..options.end as usize;
            choices.extend_from(&self.choices, options.clone());
            for option in options {
                let (from, to) = joined.join(self, self.ways_of(option));
                ways_from.push(from);
                ways_to.push(to);
            }
        }
        choices_from.push(choices.len() as u32);
        (self.choices_from, self.choices) = (choices_from, choices);
        (self.ways_from, self.ways_to) = (ways_from, Some(ways_to));
        (self.to, self.odds, self.shares) = (joined.to, joined.odds, joined.shares);
        let rests = |node: usize| !passes[node];
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
    fn joined(&mut self, passes: &[bool]) -> Joined {
        let mut number = passes.iter().filter(|passes| !**passes).count() + self.faults.len();
        let mut joined = Joined {
            nodes: vec![(0, REST); self.nodes()],
            to: Vec::new(),
            odds: Ids::default(),
            shares: std::mem::take(&mut self.shares),
            products: Products::default(),
        };
        for node in (0..self.nodes()).rev() {
            if passes.get(node).copied().unwrap_or(false) {
                // What goes on by itself has one option.
                joined.nodes[node] = joined.join(self, self.ways_of(self.options(node as NodeId).start));
            } else {
                number -= 1;
                joined.nodes[node].0 = number as u32;
            }
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
            for (way, to) in self.to.iter().enumerate() {
                if !std::mem::take(&mut is_wanted[*to as usize]) {
                    continue;
                }
                let option = self.ways_from.partition_point(|from| *from as usize <= way) - 1;
                let node = self.choices_from.partition_point(|from| *from as usize <= option) as NodeId - 1;
                before.insert(*to, (node, self.choice(option)));
                if passes[node as usize] && !before.contains_key(&node) {
                    left.push(node);
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
    /// Where ways stand now; each may lead through several legs.
    #[inline]
    fn join(&mut self, space: &Space, ways: Range<usize>) -> (u32, u32) {
        if ways.len() == 1
            && space.odds.get(ways.start) == SURE
            && let (from, to) = self.nodes[space.to[ways.start] as usize]
            && to != REST
        {
            return (from, to);
        }
        let from = self.to.len();
        for way in ways {
            let (next, share) = (space.to[way], space.odds.get(way));
            match self.nodes[next as usize] {
                (number, REST) => {
                    self.to.push(number);
                    self.odds.push(share);
                }
                (from, to) => {
                    for on in from as usize..to as usize {
                        self.to.push(self.to[on]);
                        self.odds.push(self.products.of(&mut self.shares, share, self.odds.get(on)));
                    }
                }
            }
        }
        (from as u32, self.to.len() as u32)
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
