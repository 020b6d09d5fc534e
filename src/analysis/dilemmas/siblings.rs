//! Choices of one scene beside each other: what each leads to, in every state that offers them.

use super::alike::Alike;
use crate::analysis::policy::Objective;
use crate::analysis::reach::{AT_ONCE, reaching};
use crate::analysis::space::{NodeId, Space};
use crate::analysis::sweep::{Sweep, Worth, worths};
use crate::scenario::model::Outcome;
use crate::scenario::side_by_side::side_by_side;
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
    /// By choice: where its pairs begin, one for each choice of its scene.
    from: Vec<usize>,
    pairs: Vec<Pair>,
    alone: Vec<Alone>,
}

impl<'a> Siblings<'a> {
    pub(super) fn new(program: &'a Program) -> Self {
        let (mut from, mut count) = (Vec::new(), 0);
        for choice in program.every_choice() {
            from.push(count);
            count += program.choices(program.scene_of(choice)).len();
        }
        Self { program, pairs: vec![Pair::default(); count], alone: vec![Alone::default(); from.len()], from }
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

    /// Notes what there is to know of the first space, whatever the objectives are.
    pub(super) fn begin(&mut self, (space, sweep): (&Space, &Sweep), alike: &Alike<'_>) {
        let mut other = self.clone();
        side_by_side(
            || {
                self.offered(space);
                self.same_ways(space, alike);
            },
            || other.endings(space, sweep),
        );
        self.join(&other);
    }

    /// Notes which choices are open together.
    fn offered(&mut self, space: &Space) {
        let mut open = Vec::new();
        for node in 0..space.states() as NodeId {
            open.clear();
            open.extend(space.options(node).map(|option| space.choice(option)));
            for choice in &open {
                self.alone[choice.index()].offered.get_or_insert(node);
                let others = self.program.choices(self.program.scene_of(*choice));
                for other in others.filter(|other| other != choice) {
                    let at = self.at(*choice, other);
                    let pair = &mut self.pairs[at];
                    if open.contains(&other) {
                        pair.together.get_or_insert(node);
                    } else {
                        pair.apart = true;
                    }
                }
            }
        }
    }

    /// Notes which endings can be reached after one choice and not after another.
    fn endings(&mut self, space: &Space, sweep: &Sweep) {
        let endings = self.program.sizes().endings;
        for first in (0..endings).step_by(AT_ONCE) {
            let reach = reaching(self.program, space, sweep, first);
            let mut after: Vec<u64> = Vec::new();
            for node in 0..space.states() as NodeId {
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

    /// For each choice that another can still turn out to surpass, the first state that offers both.
    pub(super) fn open(&self) -> impl Iterator<Item = NodeId> {
        self.pairs.iter().filter(|pair| pair.is_open()).filter_map(|pair| pair.together)
    }

    /// Notes what is better and worse after which choice, in each objective; spaces are counted.
    pub(super) fn compare(
        &mut self,
        story: &Story,
        (count, space): (usize, &Space),
        sweep: &Sweep,
        objectives: &[Objective],
    ) {
        for some in objectives.chunks(2 * AT_A_TIME) {
            if !some.contains(&LOSES) && self.are_weighed() {
                continue;
            }
            // Each half on its own core.
            let (here, there) = some.split_at(some.len().div_ceil(2));
            let mut other = self.clone();
            side_by_side(
                || self.compare_few(story, (count, space), sweep, here),
                || other.compare_few(story, (count, space), sweep, there),
            );
            self.join(&other);
        }
    }

    /// Compares in at most [`AT_A_TIME`] objectives.
    fn compare_few(
        &mut self,
        story: &Story,
        (count, space): (usize, &Space),
        sweep: &Sweep,
        objectives: &[Objective],
    ) {
        match objectives.len() {
            0 => {}
            1 => self.compare_some::<1>(story, (count, space), sweep, objectives),
            2 => self.compare_some::<2>(story, (count, space), sweep, objectives),
            _ => self.compare_some::<AT_A_TIME>(story, (count, space), sweep, objectives),
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

    /// Compares in at most `N` objectives at once.
    fn compare_some<const N: usize>(
        &mut self,
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
        worths::<N>(space, sweep, end, |node, range, worths| {
            for (option, of_option) in range.clone().zip(worths) {
                let choice = space.choice(option);
                if let Some(mixed) = mixed {
                    let alone = &mut self.alone[choice.index()];
                    let wins = of_option[mixed].most > 0.0;
                    alone.harmless =
                        alone.harmless || wins || worths.iter().all(|other| other[mixed].most <= 0.0);
                }
                for (other, instead) in range.clone().zip(worths).filter(|(other, _)| *other != option) {
                    let at = self.at(choice, space.choice(other));
                    let pair = &mut self.pairs[at];
                    if pair.worse {
                        continue;
                    }
                    for (worth, instead) in of_option.iter().zip(instead).take(objectives.len()) {
                        pair.weigh((count, node), *worth, *instead);
                    }
                }
            }
        });
    }

    /// Notes where choices lead to different states, chances taken branch by branch.
    pub(super) fn same_ways(&mut self, space: &Space, alike: &Alike<'_>) {
        for node in 0..space.states() as NodeId {
            for option in space.options(node) {
                let choice = space.choice(option);
                let alone = &mut self.alone[choice.index()];
                for (to, _) in space.ways(option) {
                    alone.moves = alone.moves || !alike.is_same(to, node);
                    alone.fails |= space.fault(to).is_some();
                }
                for other in space.options(node).filter(|other| *other != option) {
                    let at = self.at(choice, space.choice(other));
                    let pair = &mut self.pairs[at];
                    if !pair.differ {
                        let (one, other) = (space.ways(option), space.ways(other));
                        let same = |((to, odds), (instead, as_likely)): ((NodeId, f64), (NodeId, f64))| {
                            (odds - as_likely).abs() <= SAME && alike.is_same(to, instead)
                        };
                        pair.differ = one.len() != other.len() || !one.zip(other).all(same);
                    }
                }
            }
        }
    }
}

impl Pair {
    /// Compares what two choices are worth in one state; the least and the most are those of any play, the mean that of plays
    /// in which every open choice is equally likely.
    fn weigh(&mut self, spot: Spot, worth: Worth, instead: Worth) {
        let of = |worth: Worth| [worth.most, worth.least, worth.mean];
        for (one, other) in of(worth).into_iter().zip(of(instead)) {
            self.worse |= other < one - SAME;
            if other > one + SAME {
                self.better = Some(self.better.map_or(spot, |known| known.min(spot)));
            }
        }
    }

    /// Says whether the other choice can still turn out never to be worse.
    const fn is_open(&self) -> bool {
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
