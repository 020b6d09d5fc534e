//! What a simulation tells.

use std::cmp::Reverse;

use indexmap::IndexMap;
use serde::Serialize;

use super::Order;
use super::histogram::{Histogram, Numbers};
use super::player::MOST_DECISIONS;
use super::share::Share;
use super::tally::{Seen, Shortest, Tally};
use crate::analysis::policy::Policy;
use crate::scenario::model::{Named, Outcome};
use crate::simulation::Story;

/// What happened in many plays of a scenario. Everything is listed in declared order, whether it was met or not.
///
/// Hits of scenes, choices, chances and events are of all plays; numbers and decisions are of those that came to an ending.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Simulation {
    /// The id of the scenario.
    pub scenario: String,
    /// How the plays decided.
    pub policy: Policy,
    /// The seed.
    pub seed: u64,
    /// How many plays were asked for.
    pub asked: u64,
    /// How many were made: less where the simulation was stopped.
    pub plays: u64,
    /// The endings, by id.
    pub endings: IndexMap<String, EndingHits>,
    /// The plays that were given up because they went on for too long.
    pub given_up: GivenUp,
    /// The ways in which the scenario failed, the most frequent first.
    pub faults: Vec<FaultHits>,
    /// The meters at the end, by id; none where no play ended. They are as they stand: not oriented.
    pub meters: IndexMap<String, Numbers>,
    /// Everybody's trust at the end, by id; none where no play ended.
    pub trust: IndexMap<String, Numbers>,
    /// What the ends are worth; plays whose aim has no answer are left out.
    pub aim: Option<Numbers>,
    /// The decisions of a play; nothing where no play ended.
    pub decisions: Option<Decisions>,
    /// The scenes, by id.
    pub scenes: IndexMap<String, SceneHits>,
    /// The choices, by full name.
    pub choices: IndexMap<String, ChoiceHits>,
    /// How often each chance fell on each of its branches, by the chance's path and the branch's id.
    pub chances: IndexMap<String, IndexMap<String, u64>>,
    /// How often each event interrupted.
    pub events: IndexMap<String, u64>,
    /// What was not met at all. That is no proof that it cannot be.
    pub never: Never,
}

/// How often plays came to an ending.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EndingHits {
    /// Its headline.
    pub title: String,
    /// How well it turned out.
    pub outcome: Outcome,
    /// The plays that came to it.
    #[serde(flatten)]
    pub share: Share,
    /// The shortest of them.
    pub example: Option<Example>,
}

/// A play that can be made again: `two-hats play FILE --seed SEED --picks PICK,PICK`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The seed of the dice.
    pub seed: u64,
    /// The ids of the choices picked, in order.
    pub picks: Vec<String>,
}

/// How many plays were given up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GivenUp {
    /// After so many decisions.
    pub after: usize,
    /// The plays.
    #[serde(flatten)]
    pub share: Share,
}

/// How often a scenario failed in one way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FaultHits {
    /// Where, in words.
    pub place: String,
    /// What is wrong, in words.
    pub what: String,
    /// The plays.
    #[serde(flatten)]
    pub share: Share,
    /// The shortest of them; its last pick is the one that fails.
    pub example: Option<Example>,
}

/// How many decisions plays take.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Decisions {
    /// The fewest that were met.
    pub min: i64,
    /// The median.
    pub median: i64,
    /// The most that were met.
    pub max: i64,
    /// The mean.
    pub mean: f64,
}

/// How often plays came to a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SceneHits {
    /// The plays that came to it.
    pub plays: u64,
    /// How often they came to it, all together.
    pub visits: u64,
}

/// How often a choice was there to pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ChoiceHits {
    /// The decisions at which it was open.
    pub offered: u64,
    /// Those at which it was picked.
    pub picked: u64,
}

/// What no play met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Never {
    /// The endings.
    pub endings: Vec<String>,
    /// The scenes.
    pub scenes: Vec<String>,
    /// The choices that were never open, by full name.
    pub offered: Vec<String>,
    /// The choices that were open and not picked, by full name.
    pub picked: Vec<String>,
    /// The branches that no chance fell on: the chance's path, a dot and the branch's id.
    pub branches: Vec<String>,
    /// The events that never interrupted.
    pub events: Vec<String>,
}

impl Simulation {
    pub(super) fn of(story: &Story, order: &Order, tally: &Tally) -> Self {
        let scenario = story.scenario();
        let share = |plays| Share::of(plays, tally.plays);
        let endings: IndexMap<_, _> = scenario
            .endings
            .iter()
            .zip(&tally.endings)
            .map(|((id, ending), seen)| {
                let (title, outcome) = (ending.value.title.clone(), ending.value.outcome);
                let example = example(story, seen);
                (id.clone(), EndingHits { title, outcome, share: share(seen.plays), example })
            })
            .collect();
        let mut faults: Vec<_> = tally.faults.iter().collect();
        faults.sort_by_key(|(_, seen)| (Reverse(seen.plays), seen.shortest.as_ref().map(Shortest::rank)));
        let faults = faults.into_iter().map(|(fault, seen)| FaultHits {
            place: story.place(fault.place),
            what: fault.kind.to_string(),
            share: share(seen.plays),
            example: example(story, seen),
        });
        let scenes = named(&scenario.scenes, &tally.scenes, |seen| SceneHits {
            plays: seen.plays,
            visits: seen.visits,
        });
        let choices: IndexMap<_, _> = story
            .program()
            .every_choice()
            .zip(&tally.choices)
            .map(|(choice, seen)| {
                (story.choice_path(choice), ChoiceHits { offered: seen.offered, picked: seen.picked })
            })
            .collect();
        let chances = chances(story, tally);
        let events = named(&scenario.events, &tally.events, |count| *count);
        Self {
            scenario: scenario.id.clone(),
            policy: order.policy.clone(),
            seed: order.seed,
            asked: order.plays,
            plays: tally.plays,
            given_up: GivenUp { after: MOST_DECISIONS, share: share(tally.given_up) },
            faults: faults.collect(),
            meters: numbers(scenario.meters.keys(), &tally.meters),
            trust: numbers(scenario.cast.keys(), &tally.trust),
            aim: tally.aim.numbers(),
            decisions: tally.decisions.numbers().and_then(|numbers| Decisions::of(&numbers)),
            never: Never::of(&endings, &scenes, &choices, &chances, &events),
            endings,
            scenes,
            choices,
            chances,
            events,
        }
    }

    /// Returns how many plays came to an ending.
    pub fn ended(&self) -> u64 {
        self.endings.values().map(|ending| ending.share.plays).sum()
    }
}

impl Decisions {
    fn of(numbers: &Numbers) -> Option<Self> {
        let Numbers { histogram, mean, p50, .. } = numbers;
        let (min, max) = (*histogram.keys().next()?, *histogram.keys().next_back()?);
        Some(Self { min, median: *p50, max, mean: *mean })
    }
}

impl Never {
    fn of(
        endings: &IndexMap<String, EndingHits>,
        scenes: &IndexMap<String, SceneHits>,
        choices: &IndexMap<String, ChoiceHits>,
        chances: &IndexMap<String, IndexMap<String, u64>>,
        events: &IndexMap<String, u64>,
    ) -> Self {
        let branches = chances.iter().flat_map(|(path, branches)| {
            let never = branches.iter().filter(|(_, count)| **count == 0);
            never.map(move |(id, _)| format!("{path}.{id}"))
        });
        Self {
            endings: ids(endings, |ending| ending.share.plays == 0),
            scenes: ids(scenes, |scene| scene.visits == 0),
            offered: ids(choices, |choice| choice.offered == 0),
            picked: ids(choices, |choice| choice.offered > 0 && choice.picked == 0),
            branches: branches.collect(),
            events: ids(events, |count| *count == 0),
        }
    }
}

/// Gives the ids of something to what was counted of it.
fn named<T, C, R>(of: &Named<T>, counts: &[C], read: impl Fn(&C) -> R) -> IndexMap<String, R> {
    of.keys().cloned().zip(counts.iter().map(read)).collect()
}

fn numbers<'a>(ids: impl Iterator<Item = &'a String>, of: &[Histogram]) -> IndexMap<String, Numbers> {
    ids.zip(of).filter_map(|(id, histogram)| Some((id.clone(), histogram.numbers()?))).collect()
}

/// Counts of chances that share a path, and so are one to an author, are added up.
fn chances(story: &Story, tally: &Tally) -> IndexMap<String, IndexMap<String, u64>> {
    let mut chances: IndexMap<_, IndexMap<_, _>> = IndexMap::new();
    for (site, begin) in story.program().sites().zip(&tally.sites) {
        let (path, ids) = story.program().site(site);
        let counts = chances.entry(path.to_owned()).or_default();
        for (id, count) in ids.iter().zip(&tally.branches[*begin..]) {
            *counts.entry(id.clone()).or_default() += count;
        }
    }
    chances
}

fn example(story: &Story, seen: &Seen) -> Option<Example> {
    seen.shortest.as_ref().map(|Shortest { seed, picks, .. }| Example {
        seed: *seed,
        picks: picks.iter().map(|choice| story.choice(*choice).0.to_owned()).collect(),
    })
}

fn ids<T>(of: &IndexMap<String, T>, is_wanted: impl Fn(&T) -> bool) -> Vec<String> {
    of.iter().filter(|(_, one)| is_wanted(one)).map(|(id, _)| id.clone()).collect()
}
