//! Joins the legs of steps: what goes on by itself is no state of a play.
//!
//! Exploring stops at scenes that go on by themselves as at any other, since many steps come through the same few states there:
//! what follows is found out once and not for every step. Afterwards a way that leads to such a state is replaced by
//! the ways on from it.

use super::{Keys, NodeId, Space};
use crate::simulation::ChoiceIndex;

/// The ways on from a state that goes on by itself, to where plays rest.
type Ways = Vec<(NodeId, f64)>;

impl Space {
    /// Joins legs; `passes` says which states go on by themselves.
    pub(super) fn join_legs(&mut self, passes: &[bool]) {
        if !passes.contains(&true) {
            return;
        }
        let passes = |node: NodeId| passes.get(node as usize).copied().unwrap_or(false);
        let ways = self.ways_on(&passes);
        let numbers = self.numbers(&passes);
        let mut first: Vec<Option<(NodeId, ChoiceIndex)>> = vec![None; self.places.len()];
        let old = (
            std::mem::take(&mut self.choices_from),
            std::mem::take(&mut self.choices),
            std::mem::take(&mut self.ways_from),
            std::mem::take(&mut self.to),
            std::mem::take(&mut self.odds),
        );
        let (old_choices_from, old_choices, old_ways_from, old_to, old_odds) = &old;
        for node in (0..self.places.len() as NodeId).filter(|node| !passes(*node)) {
            self.choices_from.push(self.choices.len() as u32);
            for option in
                old_choices_from[node as usize] as usize..old_choices_from[node as usize + 1] as usize
            {
                self.choices.push(old_choices[option]);
                self.ways_from.push(self.to.len() as u32);
                for way in old_ways_from[option] as usize..old_ways_from[option + 1] as usize {
                    let (to, odds) = (old_to[way], old_odds[way]);
                    if passes(to) {
                        first[to as usize].get_or_insert((node, old_choices[option]));
                        for (on, share) in &ways[to as usize] {
                            self.to.push(numbers[*on as usize]);
                            self.odds.push(odds * share);
                        }
                    } else {
                        self.to.push(numbers[to as usize]);
                        self.odds.push(odds);
                    }
                }
            }
        }
        self.choices_from.push(self.choices.len() as u32);
        self.ways_from.push(self.to.len() as u32);
        // A leg that begins where another ends belongs to the same step.
        for node in (0..first.len()).filter(|node| passes(*node as NodeId)) {
            let Some(step) = first[node] else { continue };
            let option = old_choices_from[node] as usize;
            let ways = old_ways_from[option] as usize..old_ways_from[option + 1] as usize;
            for to in old_to[ways].iter().filter(|to| passes(**to)) {
                first[*to as usize].get_or_insert(step);
            }
        }
        self.seen.rename(|node, choice| {
            let (node, choice) = if passes(node) { first[node as usize]? } else { (node, choice) };
            Some((numbers[node as usize], choice))
        });
        self.starts = std::mem::take(&mut self.starts)
            .into_iter()
            .map(|(node, odds)| (numbers[node as usize], odds))
            .collect();
        let mut node = 0;
        self.keys.retain(|| {
            node += 1;
            !passes(node - 1)
        });
        let mut node = 0;
        self.places.retain(|_| {
            node += 1;
            !passes(node - 1)
        });
    }

    /// The ways on from each state that goes on by itself.
    fn ways_on(&self, passes: &impl Fn(NodeId) -> bool) -> Vec<Ways> {
        let mut ways: Vec<Option<Ways>> = vec![None; self.places.len()];
        for start in (0..self.places.len() as NodeId).filter(|node| passes(*node)) {
            let mut waiting = vec![start];
            while let Some(node) = waiting.last().copied() {
                let option = self.options(node).start;
                // One that is not followed yet comes first; there are no circles.
                let unknown = self
                    .ways(option)
                    .map(|(to, _)| to)
                    .find(|to| passes(*to) && ways[*to as usize].is_none());
                if let Some(to) = unknown.filter(|_| ways[node as usize].is_none()) {
                    waiting.push(to);
                    continue;
                }
                waiting.pop();
                if ways[node as usize].is_none() {
                    let mut on = Vec::new();
                    for (to, odds) in self.ways(option) {
                        match ways.get(to as usize).and_then(Option::as_ref).filter(|_| passes(to)) {
                            Some(further) => on.extend(further.iter().map(|(to, share)| (*to, odds * share))),
                            None => on.push((to, odds)),
                        }
                    }
                    ways[node as usize] = Some(on);
                }
            }
        }
        ways.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// The new number of each node, without those that go on by themselves.
    fn numbers(&self, passes: &impl Fn(NodeId) -> bool) -> Vec<NodeId> {
        let mut next = 0;
        (0..self.nodes() as NodeId)
            .map(|node| {
                let number = next;
                next += NodeId::from(!passes(node));
                number
            })
            .collect()
    }
}

impl Keys {
    fn retain(&mut self, mut keep: impl FnMut() -> bool) {
        match self {
            Self::Narrow(keys) => keys.retain(|_| keep()),
            Self::Middle(keys) => keys.retain(|_| keep()),
            Self::Wide(keys) => keys.retain(|_| keep()),
        }
    }
}
