//! What differs between two versions of a scenario: what there is, what can happen, and how likely it is.

use indexmap::{IndexMap, IndexSet};
use serde::Serialize;

use super::space::Space;
use super::standing::{Explored, Inquiry, Standing};
use super::things::{Kind, Thing, Things};
use super::visited::Visited;
use crate::scenario::model::Hasher;
use crate::simulation::Story;

/// Odds and means may differ by so much and still be the same.
const SAME: f64 = 1e-9;

/// A version of a scenario, explored.
#[derive(Debug)]
pub struct Version {
    meaning: String,
    /// Everything there is, in declared order, each with whether it can happen.
    things: IndexMap<Thing, bool, Hasher>,
    standing: Standing,
    sizes: Sizes,
    explored: usize,
    complete: bool,
}

/// How large a version is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[expect(missing_docs, reason = "named after what they count")]
pub struct Sizes {
    pub scenes: usize,
    pub choices: usize,
    pub branches: usize,
    pub events: usize,
    pub endings: usize,
    /// States that something later can tell apart.
    pub states: usize,
    /// Ways from states to states.
    pub transitions: usize,
    /// The decisions of a play, on average under the policy.
    pub decisions: f64,
}

/// What differs. Things are known by their ids: a renamed one is gone, and another one is new.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Whether anything that a step reads differs; texts and layout are not among it.
    pub meaning: bool,
    /// What is new, gone, or can happen in one version only; the old version's things first, in declared order.
    pub things: Vec<Change>,
    /// The endings whose odds differ, by id.
    pub endings: IndexMap<String, Pair<Option<f64>>>,
    /// The meters whose mean at the end differs, by id.
    pub meters: IndexMap<String, Pair<Option<f64>>>,
    /// The people whose mean trust at the end differs, by id.
    pub trust: IndexMap<String, Pair<Option<f64>>>,
    /// The mean of what the ends are worth, where it differs.
    pub aim: Option<Pair<Option<f64>>>,
    /// How likely a play fails, where it differs.
    pub faults: Option<Pair<f64>>,
    /// How likely a play never ends, where it differs.
    pub endless: Option<Pair<f64>>,
    /// How large the versions are.
    pub sizes: Pair<Sizes>,
    /// How many states were explored, for all answers together.
    pub explored: usize,
    /// Whether everything that can happen was looked at, in both. Otherwise more may be possible than is said here.
    pub complete: bool,
}

/// The same of two versions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[expect(missing_docs, reason = "named after the versions")]
pub struct Pair<T> {
    pub old: T,
    pub new: T,
}

/// A thing that is not the same in both versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The thing.
    #[serde(flatten)]
    pub thing: Thing,
    /// What it is in the versions.
    #[serde(flatten)]
    pub presence: Pair<Presence>,
}

/// What a thing is in a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// There is none.
    Absent,
    /// No play comes to it.
    Unreached,
    /// Some play comes to it.
    Reached,
}

impl Version {
    /// Explores a version.
    pub fn explore(inquiry: Inquiry<'_, '_, '_>) -> Self {
        let story = inquiry.story;
        let (mut all, mut size) = (IndexMap::default(), (0, 0));
        let (standing, Explored { states: explored, complete }) = inquiry.beginning(|space| {
            all = things(story, space);
            size = (space.states(), space.transitions());
        });
        let (things, (states, transitions)) = (all, size);
        let count = |kind| things.keys().filter(|thing| thing.kind == kind).count();
        let sizes = Sizes {
            scenes: count(Kind::Scene),
            choices: count(Kind::Choice),
            branches: count(Kind::Branch),
            events: count(Kind::Event),
            endings: count(Kind::Ending),
            states,
            transitions,
            decisions: standing.decisions,
        };
        Self { meaning: story.meaning(), sizes, explored, complete, things, standing }
    }
}

impl Difference {
    /// Compares two versions that were explored for the same policy.
    pub fn between(old: &Version, new: &Version) -> Self {
        let (was, is) = (&old.standing, &new.standing);
        let odds = |standing: &Standing| -> IndexMap<String, f64> {
            standing.endings.iter().map(|(id, ending)| (id.clone(), ending.odds)).collect()
        };
        Self {
            meaning: old.meaning != new.meaning,
            things: changes(&old.things, &new.things),
            endings: moved(&odds(was), &odds(is)),
            meters: moved(&was.meters, &is.meters),
            trust: moved(&was.trust, &is.trust),
            aim: Pair { old: was.aim, new: is.aim }.unless_same(differ),
            faults: Pair { old: was.faults, new: is.faults }.unless_same(differs),
            endless: Pair { old: was.endless, new: is.endless }.unless_same(differs),
            sizes: Pair { old: old.sizes, new: new.sizes },
            explored: old.explored + new.explored,
            complete: old.complete && new.complete,
        }
    }

    /// Says whether the same can happen in both, equally likely.
    pub fn is_empty(&self) -> bool {
        let Self { things, endings, meters, trust, aim, faults, endless, .. } = self;
        things.is_empty()
            && endings.is_empty()
            && meters.is_empty()
            && trust.is_empty()
            && aim.is_none()
            && faults.is_none()
            && endless.is_none()
    }
}

impl<T: Copy> Pair<T> {
    fn unless_same(self, differ: impl Fn(T, T) -> bool) -> Option<Self> {
        differ(self.old, self.new).then_some(self)
    }
}

fn differs(old: f64, new: f64) -> bool {
    (old - new).abs() > SAME
}

fn differ(old: Option<f64>, new: Option<f64>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => differs(old, new),
        (None, None) => false,
        _ => true,
    }
}

/// What differs of some numbers by id; those of the old version first.
fn moved(old: &IndexMap<String, f64>, new: &IndexMap<String, f64>) -> IndexMap<String, Pair<Option<f64>>> {
    let ids: IndexSet<&String, Hasher> = old.keys().chain(new.keys()).collect();
    let pair = |id: &String| Pair { old: old.get(id).copied(), new: new.get(id).copied() };
    ids.into_iter().filter_map(|id| Some((id.clone(), pair(id).unless_same(differ)?))).collect()
}

fn changes(old: &IndexMap<Thing, bool, Hasher>, new: &IndexMap<Thing, bool, Hasher>) -> Vec<Change> {
    let presence = |reached: Option<&bool>| match reached {
        None => Presence::Absent,
        Some(false) => Presence::Unreached,
        Some(true) => Presence::Reached,
    };
    let all: IndexSet<&Thing, Hasher> = old.keys().chain(new.keys()).collect();
    let changes = all.into_iter().filter_map(|thing| {
        let pair = Pair { old: presence(old.get(thing)), new: presence(new.get(thing)) };
        Some(Change { thing: thing.clone(), presence: pair.unless_same(|old, new| old != new)? })
    });
    changes.collect()
}

/// Everything that a scenario has, each with whether it can happen.
fn things(story: &Story, space: &Space) -> IndexMap<Thing, bool, Hasher> {
    let things = Things::of(story);
    let mut reached = vec![false; things.len()];
    let program = story.program();
    let Visited { scenes, choices, events, branches, endings } = Visited::of(program, space);
    let mut mark = |number: u32, visited: bool| reached[number as usize] |= visited;
    let numbered = |visited: Vec<bool>| visited.into_iter().enumerate();
    numbered(scenes).for_each(|(scene, visited)| mark(scene as u32, visited));
    program.every_choice().zip(choices).for_each(|(choice, visited)| mark(things.choice(choice), visited));
    numbered(events).for_each(|(event, visited)| mark(things.event(event), visited));
    numbered(endings).for_each(|(ending, visited)| mark(things.ending(ending), visited));
    for (site, branches) in branches.into_iter().enumerate() {
        numbered(branches).for_each(|(branch, visited)| mark(things.branch(site, branch), visited));
    }
    things.into_iter().zip(reached).collect()
}
