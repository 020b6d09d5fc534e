//! The numbers of a scenario: what is written in it, and how long a play of it reads.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Serialize;

use super::map::{Kind, Map};
use crate::checks::{count_plain_words, count_words};
use crate::scenario::model::{Exit, Outcome, Scenario};
use crate::scenario::template::Template;
use crate::simulation::{Action, Beat, Session, Story, mix};

/// How many plays are made.
pub const PLAYS: u64 = 1000;
/// How fast people read.
pub const WORDS_A_MINUTE: usize = 200;
/// A play that goes on after so many decisions is given up.
const DECISIONS: usize = 2_000;
/// So many decisions are made in all plays together; larger scenarios have fewer plays.
const ALL_DECISIONS: usize = 50_000;

/// The numbers of a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// The id of the scenario.
    pub scenario: String,
    /// What is written.
    pub written: Written,
    /// How plays read.
    pub plays: Plays,
}

/// What is written in a scenario. Of the two sides of a condition in a text, the longer counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Scenes with choices.
    pub deciding: usize,
    /// Scenes that go on by themselves.
    pub passing: usize,
    /// The scenes of both kinds that only interrupt.
    pub interludes: usize,
    /// Choices.
    pub choices: usize,
    /// Choices of a scene that has any.
    pub choices_a_scene: Option<Spread>,
    /// Events.
    pub events: usize,
    /// Endings, by how well they turn out.
    pub endings: IndexMap<Outcome, usize>,
    /// Meters.
    pub meters: usize,
    /// Facts.
    pub facts: usize,
    /// The people, by id.
    pub people: IndexMap<String, Speaker>,
    /// Words, by where they stand.
    pub words: IndexMap<&'static str, usize>,
}

/// What a person says in a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// The name.
    pub name: String,
    /// The lines.
    pub lines: usize,
    /// The words of all of them.
    pub words: usize,
}

/// The least, the middle and the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// The least.
    pub min: usize,
    /// As many are less as are more; of two in the middle, the greater.
    pub median: usize,
    /// The most.
    pub max: usize,
}

/// How plays read in which every choice that is open is as likely as the others.
///
/// They are the same ones every time. The shortest and the longest are those that were met; rarer ones may exceed them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plays {
    /// The plays that were made.
    pub played: u64,
    /// Those that came to an ending; the others are counted nowhere below.
    pub ended: usize,
    /// Decisions of a play.
    pub decisions: Option<Spread>,
    /// The play with the fewest words.
    pub shortest: Option<Reading>,
    /// The play in the middle.
    pub typical: Option<Reading>,
    /// The play with the most words.
    pub longest: Option<Reading>,
}

/// What is read in a play: the briefing, each scene as it is shown, what is offered, what people answer, the ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reading {
    /// Words.
    pub words: usize,
    /// Seconds at [`WORDS_A_MINUTE`].
    pub seconds: usize,
    /// The decisions of that play.
    pub decisions: usize,
}

impl Figures {
    /// Counts a scenario and plays it.
    pub fn of(story: &Arc<Story>) -> Self {
        let scenario = story.scenario();
        Self { scenario: scenario.id.clone(), written: Written::of(scenario), plays: Plays::of(story) }
    }
}

impl Written {
    /// Counts what is written in a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let is_interlude = |kind: Kind| matches!(kind, Kind::Scene { interlude: true, .. });
        let counts: Vec<_> = scenario.scenes.values().filter_map(|scene| choices(&scene.exit)).collect();
        let mut endings: IndexMap<_, _> = Outcome::ALL.iter().map(|outcome| (*outcome, 0)).collect();
        for ending in scenario.endings.values() {
            *endings.entry(ending.outcome).or_default() += 1;
        }
        let (people, words) = words(scenario);
        Self {
            deciding: counts.len(),
            passing: scenario.scenes.len() - counts.len(),
            interludes: Map::of(scenario).nodes.iter().filter(|node| is_interlude(node.kind)).count(),
            choices: counts.iter().sum(),
            choices_a_scene: Spread::of(counts),
            events: scenario.events.len(),
            endings,
            meters: scenario.meters.len(),
            facts: scenario.facts.len(),
            people,
            words,
        }
    }
}

impl Spread {
    fn of(mut values: Vec<usize>) -> Option<Self> {
        values.sort_unstable();
        let (min, max) = (*values.first()?, *values.last()?);
        Some(Self { min, median: values[values.len() / 2], max })
    }
}

impl Plays {
    /// Plays a story by lot.
    pub fn of(story: &Arc<Story>) -> Self {
        let (mut readings, mut played, mut left) = (Vec::new(), 0, ALL_DECISIONS);
        while played < PLAYS && left > 0 {
            played += 1;
            let (decisions, reading) = play(story, played, left.min(DECISIONS));
            left -= decisions;
            readings.extend(reading);
        }
        readings.sort_unstable();
        Self {
            played,
            ended: readings.len(),
            decisions: Spread::of(readings.iter().map(|reading| reading.decisions).collect()),
            shortest: readings.first().copied(),
            typical: readings.get(readings.len() / 2).copied(),
            longest: readings.last().copied(),
        }
    }
}

fn choices(exit: &Exit) -> Option<usize> {
    match exit {
        Exit::Choices(choices) => Some(choices.len()),
        Exit::Auto { .. } => None,
    }
}

/// Counts the words of each person, and those of each kind of text.
fn words(scenario: &Scenario) -> (IndexMap<String, Speaker>, IndexMap<&'static str, usize>) {
    let count = |text: &Template| count_words(text, usize::max);
    let speaker = |name: &str| Speaker { name: name.to_owned(), lines: 0, words: 0 };
    let mut people: IndexMap<_, _> =
        scenario.cast.iter().map(|(id, person)| (id.clone(), speaker(&person.name))).collect();
    let mut words: IndexMap<_, _> =
        ["briefing", "scenes", "choices", "lines", "feedback", "endings"].map(|kind| (kind, 0)).into();
    words["briefing"] = count_plain_words(&scenario.briefing);
    for scene in scenario.scenes.values() {
        words["scenes"] += count_plain_words(&scene.title) + count(&scene.text);
        let Exit::Choices(choices) = &scene.exit else { continue };
        for choice in choices.values() {
            words["choices"] += count(&choice.text);
            words["feedback"] += choice.feedback.as_ref().map_or(0, |feedback| count(feedback));
            for line in choice.says.values() {
                words["lines"] += count(&line.text);
                if let Some(person) = people.get_mut(&line.who.value) {
                    (person.lines, person.words) = (person.lines + 1, person.words + count(&line.text));
                }
            }
        }
    }
    for ending in scenario.endings.values() {
        words["endings"] += count_plain_words(&ending.title) + count(&ending.text);
    }
    (people, words)
}

/// Plays once, and returns the decisions made and, if the play came to an ending, what was read.
fn play(story: &Arc<Story>, seed: u64, most: usize) -> (usize, Option<Reading>) {
    let Ok(mut session) = Session::new(Arc::clone(story), seed) else { return (0, None) };
    let mut words = count_plain_words(&story.scenario().briefing) + read(&session.opening().beats);
    let mut lot = mix(seed);
    for decisions in 0..=most {
        if session.ended().is_some() {
            return (decisions, Some(Reading { words, seconds: words * 60 / WORDS_A_MINUTE, decisions }));
        }
        let offers = session.offers();
        words += offers.iter().map(|offer| count_plain_words(&offer.text)).sum::<usize>();
        let open: Vec<_> = offers.into_iter().filter(|offer| offer.locked.is_none()).collect();
        lot = mix(lot.wrapping_add(seed));
        let pick = open.get(lot as usize % open.len().max(1)).map(|offer| Action::Pick(offer.id.clone()));
        match pick.map(|pick| session.act(&pick).map(|turn| read(&turn.beats))) {
            Some(Ok(more)) => words += more,
            Some(Err(_)) | None => return (decisions, None),
        }
    }
    (most, None)
}

/// Counts the words of what is told during a play.
fn read(beats: &[Beat]) -> usize {
    let words = |beat: &Beat| match beat {
        Beat::Scene(scene) => count_plain_words(&scene.title) + count_plain_words(&scene.text),
        Beat::Says { text, .. } => count_plain_words(text),
        Beat::Ended { title, text, .. } => count_plain_words(title) + count_plain_words(text),
        _ => 0,
    };
    beats.iter().map(words).sum()
}
