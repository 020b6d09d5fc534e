//! What is counted of plays: whole numbers, so that sums do not depend on their order.

use indexmap::IndexMap;

use super::histogram::Histogram;
use super::player::{Played, Stopped, Watch};
use crate::scenario::model::{Hasher, Scenario};
use crate::simulation::{ChoiceIndex, Fault, Happening, Position, Program, State, Story, Witness};

/// What was counted of some plays. Tables follow the declared order.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub(super) plays: u64,
    pub(super) endings: Vec<Seen>,
    pub(super) given_up: u64,
    pub(super) faults: IndexMap<Fault, Seen, Hasher>,
    pub(super) scenes: Vec<SceneTally>,
    pub(super) choices: Vec<ChoiceTally>,
    /// Where the branches of each site begin in the next table.
    pub(super) sites: Vec<usize>,
    pub(super) branches: Vec<u64>,
    pub(super) events: Vec<u64>,
    /// At the end of plays that ended.
    pub(super) meters: Vec<Histogram>,
    pub(super) trust: Vec<Histogram>,
    pub(super) aim: Histogram,
    /// Of plays that ended.
    pub(super) decisions: Histogram,
}

/// How many plays came to something, and the shortest of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) plays: u64,
    pub(super) shortest: Option<Shortest>,
}

/// A play that can be made again.
#[derive(Debug, Clone)]
pub(super) struct Shortest {
    number: u64,
    /// The seed of the dice.
    pub(super) seed: u64,
    pub(super) picks: Vec<ChoiceIndex>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SceneTally {
    pub(super) visits: u64,
    pub(super) plays: u64,
    /// The play that came here last, counted from 1 in this tally.
    last: u64,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ChoiceTally {
    pub(super) offered: u64,
    pub(super) picked: u64,
}

impl Tally {
    /// Counts nothing yet.
    pub(super) fn new(story: &Story) -> Self {
        let Scenario { scenes, endings, events, meters, cast, .. } = story.scenario();
        let program = story.program();
        let (mut sites, mut branches) = (Vec::new(), 0);
        for site in program.sites() {
            sites.push(branches);
            branches += program.site(site).1.len();
        }
        Self {
            plays: 0,
            endings: vec![Seen::default(); endings.len()],
            given_up: 0,
            faults: IndexMap::default(),
            scenes: vec![SceneTally::default(); scenes.len()],
            choices: vec![ChoiceTally::default(); program.every_choice().len()],
            sites,
            branches: vec![0; branches],
            events: vec![0; events.len()],
            meters: vec![Histogram::default(); meters.len()],
            trust: vec![Histogram::default(); cast.len()],
            aim: Histogram::default(),
            decisions: Histogram::default(),
        }
    }

    /// Counts a play that is over.
    pub(super) fn count(&mut self, story: &Story, played: &Played<'_>) {
        let program = story.program();
        let state = match &played.end {
            Ok(state) => state,
            Err(Stopped::GivenUp) => {
                self.given_up += 1;
                return;
            }
            Err(Stopped::Fault(fault)) => {
                self.faults.entry(*fault).or_default().add(played);
                return;
            }
        };
        let Position::Ending(ending) = program.position(state) else { return };
        self.endings[ending.index()].add(played);
        for (histogram, value) in self.meters.iter_mut().zip(program.meters(state)) {
            histogram.add(value);
        }
        for (histogram, value) in self.trust.iter_mut().zip(program.trust(state)) {
            histogram.add(value);
        }
        if let Some(value) = program.aim(state) {
            self.aim.add(value);
        }
        self.decisions.add(played.picks.len() as i64);
    }

    /// Adds what another one counted of other plays.
    pub(super) fn with(mut self, other: Self) -> Self {
        self.plays += other.plays;
        sum(&mut self.endings, other.endings, Seen::merge);
        self.given_up += other.given_up;
        for (fault, seen) in other.faults {
            self.faults.entry(fault).or_default().merge(seen);
        }
        sum(&mut self.scenes, other.scenes, |to, from| {
            to.visits += from.visits;
            to.plays += from.plays;
        });
        sum(&mut self.choices, other.choices, |to, from| {
            to.offered += from.offered;
            to.picked += from.picked;
        });
        sum(&mut self.branches, other.branches, |to, from| *to += from);
        sum(&mut self.events, other.events, |to, from| *to += from);
        let merge = |to: &mut Histogram, from: Histogram| to.merge(&from);
        sum(&mut self.meters, other.meters, merge);
        sum(&mut self.trust, other.trust, merge);
        self.aim.merge(&other.aim);
        self.decisions.merge(&other.decisions);
        self
    }
}

fn sum<T>(to: &mut [T], from: Vec<T>, add: impl Fn(&mut T, T)) {
    to.iter_mut().zip(from).for_each(|(to, from)| add(to, from));
}

impl Seen {
    fn add(&mut self, played: &Played<'_>) {
        self.plays += 1;
        let Played { number, seed, picks, .. } = *played;
        if self.shortest.as_ref().is_none_or(|known| (picks.len(), number) < known.rank()) {
            self.shortest = Some(Shortest { number, seed, picks: picks.to_vec() });
        }
    }

    fn merge(&mut self, other: Self) {
        self.plays += other.plays;
        let both = [self.shortest.take(), other.shortest];
        self.shortest = both.into_iter().flatten().min_by_key(Shortest::rank);
    }
}

impl Shortest {
    /// The fewest decisions, of those the first play.
    pub(super) const fn rank(&self) -> (usize, u64) {
        (self.picks.len(), self.number)
    }
}

impl Watch for Tally {
    #[inline]
    fn begin(&mut self) {
        self.plays += 1;
    }

    #[inline]
    fn decide(&mut self, _: &State, open: &[ChoiceIndex]) {
        for choice in open {
            self.choices[choice.index()].offered += 1;
        }
    }
}

impl Witness for Tally {
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "what happens is known where it is seen, and most of it is not counted"
    )]
    fn see(&mut self, _: &Program, _: &State, what: Happening) {
        match what {
            Happening::Picked(choice) => self.choices[choice.index()].picked += 1,
            Happening::Rolled { site, branch, .. } => self.branches[self.sites[site.index()] + branch] += 1,
            Happening::Interrupted(event) => self.events[event.index()] += 1,
            Happening::Arrived(scene) => {
                let scene = &mut self.scenes[scene.index()];
                scene.visits += 1;
                scene.plays += u64::from(scene.last != self.plays);
                scene.last = self.plays;
            }
            _ => {}
        }
    }
}
