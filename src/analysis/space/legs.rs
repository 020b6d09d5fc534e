//! Joins the legs of steps: what goes on by itself is no state of a play.
//!
//! Exploring may stop at scenes that go on by themselves as at any other, where many steps come through the same few states:
//! what follows is found out once and not for every step. Afterwards a way that leads to such a state is replaced by
//! the ways on from it. Choices that surely come to the same such state share them: there may be millions.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::ids::Ids;
use super::shares::{Products, SURE, ShareId, Shares};
use super::{Keys, NodeId, Places, Space};
use crate::analysis::share::{ROOM, fill, share};
use crate::scenario::model::Hasher;
use crate::simulation::ChoiceIndex;

/// So many options a thread takes at a time; few while everything is checked, so that small scenarios have enough of them.
const PIECE: usize = if cfg!(debug_assertions) { 1 << 4 } else { 1 << 15 };

/// What becomes of nodes and ways.
struct Joined {
    /// For each node its new number and [`REST`], or, where the story goes on by itself, where its ways on begin and end.
    nodes: Vec<(u32, u32)>,
    /// Where the ways on from what goes on by itself lead, by new numbers, and their odds.
    to: Vec<NodeId>,
    odds: Ids,
    shares: Mutex<Shares>,
}

/// What becomes of options that follow each other.
struct Piece<'a> {
    options: Range<usize>,
    /// Where the ways of each begin and end: among those of [`Joined`], or behind them among those here.
    ways_from: &'a mut [u32],
    ways_to: &'a mut [u32],
    to: Vec<NodeId>,
    odds: Vec<ShareId>,
}

/// Stands for a node at which plays rest.
const REST: u32 = u32::MAX;

impl Space {
    /// Joins legs on so many threads.
    pub(super) fn join_legs(&mut self, threads: usize) {
        if !self.quotient.has_legs() {
            return;
        }
        let passes = &self.passes()[..];
        let steps = self.steps_to(self.seen.nodes().filter(|node| passes[*node as usize]).collect(), passes);
        let joined = self.joined(passes);
        self.seen.rename(|node, choice| {
            let (node, choice) = if passes[node as usize] { *steps.get(&node)? } else { (node, choice) };
            Some((joined.nodes[node as usize].0, choice))
        });
        for (start, _) in &mut self.starts {
            *start = joined.nodes[*start as usize].0;
        }
        let (mut choices_from, mut choices, mut pieces) = (Vec::new(), Ids::default(), Vec::new());
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
            pieces.extend(options.clone().step_by(PIECE).map(|from| from..options.end.min(from + PIECE)));
        }
        choices_from.push(choices.len() as u32);
        let (mut ways_from, mut ways_to) = (vec![0; choices.len()], vec![0; choices.len()]);
        let mut left = (&mut ways_from[..], &mut ways_to[..]);
        let pieces = pieces.into_iter().map(|options: Range<usize>| Piece {
            ways_from: left.0.split_off_mut(..options.len()).unwrap_or_default(),
            ways_to: left.1.split_off_mut(..options.len()).unwrap_or_default(),
            options,
            to: Vec::new(),
            odds: Vec::new(),
        });
        let mut workers = vec![Products::default(); threads];
        let pieces = share(&mut workers, pieces, |products, mut piece| {
            joined.join(self, &mut piece, products);
            piece
        });
        let Joined { mut to, mut odds, shares, .. } = joined;
        self.shared = to.len();
        let behind = pieces.into_iter().map(|piece| {
            let before = to.len() - self.shared;
            to.extend(&piece.to);
            odds.extend(&piece.odds);
            (before as u32, piece)
        });
        share(&mut workers, behind, |_, (before, piece)| {
            for (from, to) in piece.ways_from.iter_mut().zip(piece.ways_to) {
                if *from as usize >= self.shared {
                    *from += before;
                    *to += before;
                }
            }
        });
        (self.choices_from, self.choices) = (choices_from, choices);
        (self.ways_from, self.ways_to) = (ways_from, Some(ways_to));
        (self.to, self.odds) = (to, odds);
        self.shares = shares.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.keys.retain(|node| !passes[node]);
        let (mut places, mut rest) = (Places::default(), 0);
        for (nodes, place) in self.places.runs(passes.len()) {
            let count = passes[nodes].iter().filter(|passes| !**passes).count();
            if count > 0 {
                places.begin(place, rest);
            }
            rest += count;
        }
        self.places = places;
    }

    /// Says of each state whether it goes on by itself. Those that do lead to later ones only.
    fn passes(&self) -> Vec<bool> {
        let mut passes = fill(false, self.states());
        for (nodes, _) in self.places.runs(self.states()).filter(|(_, place)| self.quotient.passes(*place)) {
            for node in nodes {
                // What was not followed has no way on.
                passes[node] = !self.options(node as NodeId).is_empty();
            }
        }
        passes
    }

    /// Finds out what becomes of each node, the last one first, and of what goes on by itself.
    fn joined(&mut self, passes: &[bool]) -> Joined {
        let mut number = passes.iter().filter(|passes| !**passes).count() + self.faults.len();
        let mut joined = Joined {
            nodes: vec![(0, REST); self.nodes()],
            to: Vec::new(),
            odds: Ids::default(),
            shares: Mutex::new(std::mem::take(&mut self.shares)),
        };
        let (mut products, mut ways) = (Products::default(), Vec::new());
        for node in (0..self.nodes()).rev() {
            if passes.get(node).copied().unwrap_or(false) {
                // What goes on by itself has one option.
                let legs = self.ways_of(self.options(node as NodeId).start);
                joined.nodes[node] = joined.known(self, &legs).unwrap_or_else(|| {
                    joined.each(self, legs, &mut products, |to, share| ways.push((to, share)));
                    let from = joined.to.len() as u32;
                    for (to, share) in ways.drain(..) {
                        joined.to.push(to);
                        joined.odds.push(share);
                    }
                    (from, joined.to.len() as u32)
                });
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
        let (mut is_wanted, mut left) = (fill(false, self.nodes()), wanted.clone());
        while !left.is_empty() {
            for node in left.drain(..) {
                is_wanted[node as usize] = true;
            }
            for (way, to) in self.to.iter().enumerate().skip(self.ways_from[0] as usize) {
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
    /// Where the ways of an option stand, if they surely lead to something that goes on by itself.
    #[inline]
    fn known(&self, space: &Space, ways: &Range<usize>) -> Option<(u32, u32)> {
        if ways.len() > 1 || space.odds.get(ways.start) != SURE {
            return None;
        }
        let (from, to) = self.nodes[space.to[ways.start] as usize];
        (to != REST).then_some((from, to))
    }

    /// Calls `led` with where ways lead in the end, and how likely that is; each may lead through several legs.
    #[inline]
    fn each(
        &self,
        space: &Space,
        ways: Range<usize>,
        products: &mut Products,
        mut led: impl FnMut(NodeId, ShareId),
    ) {
        for way in ways {
            let (next, share) = (space.to[way], space.odds.get(way));
            match self.nodes[next as usize] {
                (number, REST) => led(number, share),
                (from, to) => {
                    for on in from as usize..to as usize {
                        led(self.to[on], products.of(&self.shares, share, self.odds.get(on)));
                    }
                }
            }
        }
    }

    /// Finds out what becomes of options.
    fn join(&self, space: &Space, piece: &mut Piece<'_>, products: &mut Products) {
        let Piece { options, ways_from, ways_to, to, odds } = piece;
        to.reserve(ROOM);
        odds.reserve(ROOM);
        for (option, found) in options.zip(ways_from.iter_mut().zip(ways_to.iter_mut())) {
            let ways = space.ways_of(option);
            (*found.0, *found.1) = self.known(space, &ways).unwrap_or_else(|| {
                let from = self.to.len() + to.len();
                self.each(space, ways, products, |node, share| {
                    to.push(node);
                    odds.push(share);
                });
                (from as u32, (self.to.len() + to.len()) as u32)
            });
        }
    }
}

impl Keys {
    /// Keeps the keys of some states; of runs those that are not empty.
    fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        match self {
            Self::Narrow(keys) => retain(keys, keep),
            Self::Middle(keys) => retain(keys, keep),
            Self::Wide(keys) => retain(keys, keep),
        }
    }
}

fn retain<K>(runs: &mut Vec<Vec<K>>, keep: impl Fn(usize) -> bool) {
    let mut nodes = 0..;
    runs.retain_mut(|keys| {
        keys.retain(|_| nodes.next().is_some_and(&keep));
        !keys.is_empty()
    });
}
