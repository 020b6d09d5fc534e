//! Choices of one scene beside each other: what each leads to, in every state that offers them.

use std::collections::HashSet;
use std::mem::swap;
use std::slice::from_mut;

use super::alike::Alike;
use crate::analysis::policy::Objective;
use crate::analysis::reach::{AT_ONCE, reaching};
use crate::analysis::share::share;
use crate::analysis::space::{NodeId, Space};
use crate::analysis::sweep::{Measure, Sweep, Worth, worths};
use crate::scenario::model::{Hasher, Outcome};
use crate::simulation::{ChoiceIndex, Program, Story};

/// What differs by no more is the same.
const SAME: f64 = 1e-9;

/// So many objectives are compared at a time: a state is then looked up once for all of them.
const AT_A_TIME: usize = 3;

/// A choice after which this is out of reach always loses.
const LOSES: Objective = Objective::AtLeast(Outcome::Mixed);

/// A node, and the space that it is one of, counted from 0: numbers of nodes mean nothing in another one.
pub(super) type Spot = (usize, NodeId);

/// What is known of one choice beside another of its scene.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pair {
    /// The first is open in some state in which the other is not.
    pub(super) apart: bool,
    /// In some state, something is worse after the other, or an ending is lost.
    pub(super) worse: bool,
    /// The first state in which something is better after the other.
    pub(super) better: Option<Spot>,
    /// In some state that offers both, they lead to different states.
    pub(super) differ: bool,
    /// The first state that offers both, in the first space.
    pub(super) together: Option<NodeId>,
}

/// What is known of one choice.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Alone {
    /// The first state that offers it, in the first space.
    pub(super) offered: Option<NodeId>,
    /// In some state it leads elsewhere than back to that state.
    pub(super) moves: bool,
    /// In some state it can still come to a good ending, or nothing else can.
    pub(super) harmless: bool,
    /// In some state it fails, which is told of by itself.
    pub(super) fails: bool,
}

/// All choices beside those of their scene.
#[derive(Debug, Clone)]
pub(super) struct Siblings<'a> {
    program: &'a Program,
    threads: usize,
    /// By choice: where its pairs begin, one for each choice of its scene.
    from: Vec<usize>,
    pairs: Vec<Pair>,
    alone: Vec<Alone>,
}

impl<'a> Siblings<'a> {
    /// Knows nothing yet; so many threads look.
    pub(super) fn new(program: &'a Program, threads: usize) -> Self {
        let (mut from, mut count) = (Vec::new(), 0);
        for choice in program.every_choice() {
            from.push(count);
            count += program.choices(program.scene_of(choice)).len();
        }
        let (pairs, alone) = (vec![Pair::default(); count], vec![Alone::default(); from.len()]);
        Self { program, threads: threads.max(1), from, pairs, alone }
    }

    /// What is known of a choice.
    pub(super) fn alone(&self, choice: ChoiceIndex) -> Alone {
        self.alone[choice.index()]
    }

    /// What is known of a choice beside another of its scene.
    pub(super) fn pair(&self, choice: ChoiceIndex, other: ChoiceIndex) -> Pair {
        self.pairs[self.at(choice, other)]
    }

    /// The other choices of a choice's scene.
    pub(super) fn others(&self, choice: ChoiceIndex) -> impl Iterator<Item = ChoiceIndex> {
        self.program.choices(self.program.scene_of(choice)).filter(move |other| *other != choice)
    }

    fn at(&self, choice: ChoiceIndex, other: ChoiceIndex) -> usize {
        self.from[choice.index()] + self.program.position_in_scene(other)
    }

    /// Notes which choices are open together, and which lead to the same, in the first space.
    pub(super) fn begin(&mut self, space: &Space, alike: &Alike<'_>) {
        self.offered(space);
        self.same_ways(space, alike);
    }

    /// Notes which choices are open together.
    fn offered(&mut self, space: &Space) {
        let mut known: HashSet<Vec<ChoiceIndex>, Hasher> = HashSet::default();
        let (mut open, mut before) = (Vec::new(), Vec::new());
        for node in 0..space.states() as NodeId {
            open.clear();
            open.extend(space.options(node).map(|option| space.choice(option)));
            // The first state tells as much as all in which the same choices are open; mostly that is the one before.
            if open == before {
                continue;
            }
            swap(&mut open, &mut before);
            if known.contains(&before) {
                continue;
            }
            known.insert(before.clone());
            for choice in &before {
                self.alone[choice.index()].offered.get_or_insert(node);
                let others = self.program.choices(self.program.scene_of(*choice));
                for other in others.filter(|other| other != choice) {
                    let at = self.at(*choice, other);
                    let pair = &mut self.pairs[at];
                    if before.contains(&other) {
                        pair.together.get_or_insert(node);
                    } else {
                        pair.apart = true;
                    }
                }
            }
        }
    }

    /// How much there is still to find out about the choices of each scene.
    fn left(&self, of_pair: impl Fn(&Pair) -> bool, of_choice: impl Fn(&Alone) -> bool) -> Vec<usize> {
        let mut left = vec![0; self.program.sizes().scenes];
        for choice in self.program.every_choice() {
            let pairs = self.others(choice).filter(|other| of_pair(&self.pair(choice, *other)));
            let here = pairs.count() + usize::from(of_choice(&self.alone(choice)));
            left[self.program.scene_of(choice).index()] += here;
        }
        left
    }

    /// The scene of a node where choices are open.
    #[inline]
    fn scene_of(&self, space: &Space, node: NodeId) -> Option<usize> {
        let range = space.options(node);
        (!range.is_empty()).then(|| self.program.scene_of(space.choice(range.start)).index())
    }

    /// Notes which endings can be reached after one choice and not after another.
    fn endings(&mut self, space: &Space, sweep: &Sweep) {
        let endings = self.program.sizes().endings;
        for first in (0..endings).step_by(AT_ONCE) {
            let left = self.left(Pair::is_open, |_| false);
            if left.iter().all(|left| *left == 0) {
                break;
            }
            let reach = reaching(self.program, space, sweep, first);
            let mut after: Vec<u64> = Vec::new();
            for node in 0..space.states() as NodeId {
                if self.scene_of(space, node).is_none_or(|scene| left[scene] == 0) {
                    continue;
                }
                let range = space.options(node);
                after.clear();
                after.extend(
                    range
                        .clone()
                        .map(|option| space.ways(option).fold(0, |all, (to, _)| all | reach[to as usize])),
                );
                for (option, reached) in range.clone().zip(&after) {
                    for (other, instead) in range.clone().zip(&after).filter(|(other, _)| *other != option) {
                        let at = self.at(space.choice(option), space.choice(other));
                        self.pairs[at].worse |= reached & !instead != 0;
                    }
                }
            }
        }
    }

    /// Says whether all that is still to be known is which choices lose: no two can turn out to be the same any more, nor one
    /// to be surpassed, nor one to change nothing.
    pub(super) fn are_settled(&self) -> bool {
        self.are_weighed()
            && self.pairs.iter().all(|pair| pair.together.is_none() || pair.differ)
            && self.alone.iter().all(|alone| alone.offered.is_none() || alone.moves)
    }

    /// Says whether no choice can be surpassed any more.
    fn are_weighed(&self) -> bool {
        !self.pairs.iter().any(Pair::is_open)
    }

    /// The choices that another can still turn out to surpass, each with that one.
    pub(super) fn open(&self) -> Vec<(ChoiceIndex, ChoiceIndex)> {
        let pairs = self
            .program
            .every_choice()
            .flat_map(|choice| self.others(choice).map(move |other| (choice, other)));
        pairs.filter(|(choice, other)| self.pair(*choice, *other).is_open()).collect()
    }

    /// Notes what is better and worse after which choice in the mean, in each objective; spaces are counted.
    pub(super) fn compare_means(
        &mut self,
        story: &Story,
        spot: (usize, &Space),
        sweep: &Sweep,
        objectives: &[Objective],
    ) {
        self.compare_all::<f64>(story, spot, sweep, objectives);
    }

    /// Notes which endings are lost after which choice, and what is better and worse besides the means.
    pub(super) fn compare_worths(
        &mut self,
        story: &Story,
        spot: (usize, &Space),
        sweep: &Sweep,
        objectives: &[Objective],
    ) {
        self.endings(spot.1, sweep);
        if !self.are_weighed() {
            self.compare_all::<Worth>(story, spot, sweep, objectives);
        }
    }

    /// Compares as much as a measure says.
    fn compare_all<T: Measure>(
        &mut self,
        story: &Story,
        spot: (usize, &Space),
        sweep: &Sweep,
        objectives: &[Objective],
    ) {
        // Threads take some of the nodes each; where places loop, some of the objectives.
        let loops = spot.1.loops();
        for some in objectives.chunks(if loops { self.threads * AT_A_TIME } else { AT_A_TIME }) {
            if !some.contains(&LOSES) && self.are_weighed() {
                continue;
            }
            let mut lookers = vec![self.clone(); self.threads];
            if loops {
                let parts = some.chunks(some.len().div_ceil(self.threads));
                share(&mut lookers, parts, |looker, few| {
                    Self::compare_few::<T>(from_mut(looker), story, spot, sweep, few);
                });
            } else {
                Self::compare_few::<T>(&mut lookers, story, spot, sweep, some);
            }
            for looker in lookers {
                self.join(&looker);
            }
        }
    }

    /// Compares in at most [`AT_A_TIME`] objectives.
    fn compare_few<T: Measure>(
        lookers: &mut [Self],
        story: &Story,
        spot: (usize, &Space),
        sweep: &Sweep,
        objectives: &[Objective],
    ) {
        match objectives.len() {
            0 => {}
            1 => Self::compare_some::<T, 1>(lookers, story, spot, sweep, objectives),
            2 => Self::compare_some::<T, 2>(lookers, story, spot, sweep, objectives),
            _ => Self::compare_some::<T, AT_A_TIME>(lookers, story, spot, sweep, objectives),
        }
    }

    /// Takes over what somebody else found out who began with the same.
    fn join(&mut self, other: &Self) {
        for (pair, found) in self.pairs.iter_mut().zip(&other.pairs) {
            pair.worse |= found.worse;
            pair.better = match (pair.better, found.better) {
                (Some(one), Some(another)) => Some(one.min(another)),
                (one, another) => one.or(another),
            };
        }
        for (alone, found) in self.alone.iter_mut().zip(&other.alone) {
            alone.harmless |= found.harmless;
        }
    }

    /// Compares in at most `N` objectives at once; everybody who looks begins with the same and sees some of the nodes.
    fn compare_some<T: Measure, const N: usize>(
        lookers: &mut [Self],
        story: &Story,
        (count, space): (usize, &Space),
        sweep: &Sweep,
        objectives: &[Objective],
    ) {
        let end = |node| {
            let state = space.state(node);
            let value = |objective: &Objective| objective.value(story, state.as_ref()?);
            std::array::from_fn(|which| objectives.get(which).and_then(value).unwrap_or(0.0))
        };
        let mixed = objectives.iter().position(|objective| *objective == LOSES);
        let left = |siblings: &Self| siblings.left(Pair::is_open, |alone| mixed.is_some() && !alone.harmless);
        let mut lookers: Vec<_> = lookers.iter_mut().map(|looker| (left(looker), looker)).collect();
        worths::<T, N, _>(space, sweep, end, &mut lookers, |(left, looker), node, range, worths| {
            let Some(scene) = looker.scene_of(space, node).filter(|scene| left[*scene] > 0) else { return };
            for (option, of_option) in range.clone().zip(worths) {
                let choice = space.choice(option);
                if let Some(mixed) = mixed
                    && let alone = &mut looker.alone[choice.index()]
                    && !alone.harmless
                {
                    // What can be reached at all adds to the mean.
                    let wins = of_option[mixed].mean() > 0.0;
                    alone.harmless = wins || worths.iter().all(|other| other[mixed].mean() <= 0.0);
                    left[scene] -= usize::from(alone.harmless);
                }
                for (other, instead) in range.clone().zip(worths).filter(|(other, _)| *other != option) {
                    let at = looker.at(choice, space.choice(other));
                    let pair = &mut looker.pairs[at];
                    if pair.is_open() {
                        for (worth, instead) in of_option.iter().zip(instead).take(objectives.len()) {
                            pair.weigh((count, node), *worth, *instead);
                        }
                        left[scene] -= usize::from(!pair.is_open());
                    }
                }
            }
        });
    }

    /// Notes where choices lead to different states, chances taken branch by branch.
    pub(super) fn same_ways(&mut self, space: &Space, alike: &Alike<'_>) {
        let mut left = self.left(
            |pair| pair.together.is_some() && !pair.differ,
            |alone| alone.offered.is_some() && !alone.moves,
        );
        for node in 0..space.states() as NodeId {
            let Some(scene) = self.scene_of(space, node) else { continue };
            if left[scene] == 0 && space.faults.is_empty() {
                continue;
            }
            for option in space.options(node) {
                let choice = space.choice(option);
                let alone = &mut self.alone[choice.index()];
                let moved = alone.moves;
                for (to, _) in space.ways(option) {
                    alone.moves = alone.moves || !alike.is_same(to, node);
                    alone.fails |= space.fault(to).is_some();
                }
                left[scene] -= usize::from(alone.moves && !moved);
                for other in space.options(node).filter(|other| *other != option) {
                    let at = self.at(choice, space.choice(other));
                    let pair = &mut self.pairs[at];
                    if !pair.differ {
                        let (one, other) = (space.ways(option), space.ways(other));
                        let same = |((to, odds), (instead, as_likely)): ((NodeId, f64), (NodeId, f64))| {
                            (odds - as_likely).abs() <= SAME && alike.is_same(to, instead)
                        };
                        pair.differ = one.len() != other.len() || !one.zip(other).all(same);
                        left[scene] -= usize::from(pair.differ);
                    }
                }
            }
        }
    }
}

impl Pair {
    /// Compares what two choices are worth in one state, in everything that is measured.
    fn weigh<T: Measure>(&mut self, spot: Spot, worth: T, instead: T) {
        for (one, other) in worth.each().zip(instead.each()) {
            self.worse |= other < one - SAME;
            if other > one + SAME {
                self.better = Some(self.better.map_or(spot, |known| known.min(spot)));
            }
        }
    }

    /// Says whether the other choice can still turn out never to be worse.
    pub(super) const fn is_open(&self) -> bool {
        self.together.is_some() && !self.apart && !self.worse
    }

    /// Says whether the other choice is open wherever this one is, never worse, and better somewhere.
    pub(super) const fn is_surpassed(&self) -> bool {
        self.is_open() && self.better.is_some()
    }

    /// Says whether both lead to the same wherever both are open.
    pub(super) const fn is_same(&self) -> bool {
        self.together.is_some() && !self.differ
    }
}
