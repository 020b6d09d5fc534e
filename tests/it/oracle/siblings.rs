//! Which choices another one surpasses, and which always lose, by the words of `docs/analysis.md`: found by comparing every two
//! choices in every state, in everything that plays can come to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use two_hats::scenario::model::{Exit, Outcome};
use two_hats::simulation::Story;

use super::agreement::{Shown, conformance};
use super::enumerator::{Everything, Node};
use super::explored::{as_proved, explored};
use super::scenarios::by_lot;
use crate::support::story;

/// The least alone keeps `bold` from surpassing `sure`, and the most alone keeps `steady` from surpassing `bold`.
const GAMBLE: &str = r#"Scenario(
    format: 1, id: "gamble", title: "Gamble", start: "ask",
    meters: { "morale": (label: "Morale", start: 50) },
    scenes: {
        "ask": (text: "And now?", choices: {
            "sure": (text: "Sure.", effects: ["morale += 10"], then: End("over")),
            "bold": (text: "Bold.", then: Chance({ "up": ("1", Go("up")), "same": ("1", End("over")) })),
            "steady": (text: "Steady.", effects: ["morale += 13"], then: End("over")),
        }),
        "up": (text: "Up.", on_enter: ["morale += 24"], then: End("over")),
    },
    endings: { "over": (title: "Over", text: "Over.", outcome: Mixed) },
)"#;

/// What differs by no more is the same.
const SAME: f64 = 1e-9;

/// What can follow: of each objective the least, the most and the uniform mean, and the endings.
#[derive(Debug, Clone)]
struct Future<'a> {
    worths: Vec<[f64; 3]>,
    endings: BTreeSet<&'a str>,
}

impl<'a> Future<'a> {
    fn of(worths: Vec<f64>, ending: Option<&'a str>) -> Self {
        Self {
            worths: worths.into_iter().map(|worth| [worth; 3]).collect(),
            endings: ending.into_iter().collect(),
        }
    }

    /// What can follow where one of these does, with its odds.
    fn one_of(all: &[(f64, &Self)]) -> Self {
        let worth = |which: usize| {
            let each = || all.iter().map(|(odds, future)| (odds, future.worths[which]));
            [
                each().map(|(_, [least, ..])| least).fold(f64::INFINITY, f64::min),
                each().map(|(_, [_, most, _])| most).fold(f64::NEG_INFINITY, f64::max),
                each().map(|(odds, [.., mean])| odds * mean).sum(),
            ]
        };
        Self {
            worths: (0..all[0].1.worths.len()).map(worth).collect(),
            endings: all.iter().flat_map(|(_, future)| future.endings.iter().copied()).collect(),
        }
    }

    /// The odds of an ending that is at least mixed are the last objective.
    fn can_win(&self) -> bool {
        self.worths.last().is_some_and(|[_, most, _]| *most > 0.0)
    }
}

/// A decision: what can follow each choice that is open, and whether the choice itself can fail.
type Decision<'a> = Vec<(&'a str, Future<'a>, bool)>;

/// Everything that can happen in a scenario without circles.
struct Futures<'e, 'a> {
    all: &'e Everything<'a>,
    known: Vec<Option<Future<'a>>>,
    /// By scene.
    decisions: BTreeMap<usize, Vec<Decision<'a>>>,
}

impl<'a> Futures<'_, 'a> {
    fn of(&mut self, node: usize) -> Future<'a> {
        if let Some(known) = &self.known[node] {
            return known.clone();
        }
        let world = &self.all.world;
        let meters = world.scenario.meters.len();
        let future = match &self.all.nodes[node] {
            Node::Failed(_) => Future::of(vec![0.0; meters + world.scenario.cast.len() + 3], None),
            Node::Ended(state) => {
                let ending = world.ending(state).unwrap();
                let outcome = world.scenario.endings[ending].value.outcome;
                let meters = (0..meters).map(|meter| world.oriented(state, meter));
                let aim = world.aim(state).unwrap_or(0);
                let wins = [outcome == Outcome::Success, outcome != Outcome::Failure].map(i64::from);
                let worths = meters.chain(state.trust.iter().copied()).chain([aim]).chain(wins);
                Future::of(worths.map(|worth| worth as f64).collect(), Some(ending))
            }
            Node::Decision(state, open) => {
                let mut decision: Decision<'a> = Vec::new();
                for choice in open {
                    let ways: Vec<_> =
                        choice.ways.iter().map(|way| (way.odds.as_f64(), self.of(way.to))).collect();
                    let ways: Vec<_> = ways.iter().map(|(odds, future)| (*odds, future)).collect();
                    let fails = choice.ways.iter().any(|way| self.all.state(way.to).is_none());
                    decision.push((choice.id, Future::one_of(&ways), fails));
                }
                let share = 1.0 / decision.len() as f64;
                let options: Vec<_> = decision.iter().map(|(_, future, _)| (share, future)).collect();
                let future = Future::one_of(&options);
                self.decisions.entry(state.place).or_default().push(decision);
                future
            }
        };
        self.known[node] = Some(future.clone());
        future
    }
}

/// Says whether one choice is surpassed by another: open in each of these decisions, never worse, better in one.
fn surpasses(decisions: &[Decision<'_>], choice: &str, other: &str) -> bool {
    let mut better = false;
    for decision in decisions {
        let find = |wanted: &str| decision.iter().find(|(id, ..)| *id == wanted).map(|(_, future, _)| future);
        let Some(one) = find(choice) else { continue };
        let Some(instead) = find(other).filter(|instead| one.endings.is_subset(&instead.endings)) else {
            return false;
        };
        let each = one.worths.iter().flatten().zip(instead.worths.iter().flatten());
        for (worth, instead) in each {
            if *instead < worth - SAME {
                return false;
            }
            better |= *instead > worth + SAME;
        }
    }
    better
}

/// Says whether a choice loses wherever it is open, and something else would not.
fn is_trap(decisions: &[Decision<'_>], choice: &str) -> bool {
    decisions.iter().all(|decision| {
        let Some((_, future, _)) = decision.iter().find(|(id, ..)| *id == choice) else { return true };
        !future.can_win() && decision.iter().any(|(_, other, _)| other.can_win())
    })
}

/// What is wrong with choices, in declared order.
struct Told {
    /// The choices that are surpassed, each with the first that does.
    surpassed: Vec<(String, String)>,
    traps: Vec<String>,
}

/// Finds what is wrong with choices; nothing where the scenario is too large, or where plays can go round.
fn told(story: &Story, most: usize) -> Option<Told> {
    let all = Everything::within(story.scenario(), most).filter(|all| all.circling() == 0)?;
    let mut futures = Futures { all: &all, known: vec![None; all.nodes.len()], decisions: BTreeMap::new() };
    for start in &all.starts {
        futures.of(start.to);
    }
    let (mut surpassed, mut traps) = (Vec::new(), Vec::new());
    for (place, decisions) in &futures.decisions {
        let (scene, written) = story.scenario().scenes.get_index(*place).unwrap();
        let Exit::Choices(written) = &written.exit else { unreachable!("somebody decides here") };
        let choices = || written.keys().map(String::as_str);
        for choice in choices() {
            let mut offered = decisions.iter().flatten().filter(|(id, ..)| *id == choice).peekable();
            if offered.peek().is_none() || offered.any(|(.., fails)| *fails) {
                continue;
            }
            if let Some(by) = choices().find(|other| *other != choice && surpasses(decisions, choice, other))
            {
                surpassed.push((format!("{scene}.{choice}"), format!("{scene}.{by}")));
            }
            if is_trap(decisions, choice) {
                traps.push(format!("{scene}.{choice}"));
            }
        }
    }
    Some(Told { surpassed, traps })
}

/// Compares what was found; returns how many choices are surpassed and how many are traps.
fn agree(text: &str, story: &Arc<Story>) -> Option<[usize; 2]> {
    let _shown = Shown(text);
    let Told { surpassed, traps } = told(story, 400)?;
    let found = explored(story, "uniform", true).unwrap();
    as_proved(story, &found);
    let dilemmas = found.dilemmas.unwrap();
    let found: Vec<_> = dilemmas.surpassed.into_iter().map(|found| (found.choice, found.by)).collect();
    assert_eq!(found, surpassed);
    assert_eq!(dilemmas.traps.into_iter().map(|found| found.choice).collect::<Vec<_>>(), traps);
    Some([surpassed.len(), traps.len()])
}

#[test]
fn choices_are_surpassed_and_lose_as_comparing_everything_says() {
    let scenarios = by_lot(0..250).map(|(text, story)| (Arc::new(story), text));
    let cases = conformance().into_iter().map(|(text, story)| (story, text));
    let by_hand = [(story(GAMBLE), GAMBLE.to_owned())];
    let found: Vec<_> = by_hand
        .into_iter()
        .chain(scenarios)
        .chain(cases)
        .filter_map(|(story, text)| agree(&text, &story))
        .collect();
    assert_eq!(found[0], [1, 0]);
    let surpassed = found.iter().filter(|[surpassed, _]| *surpassed > 0).count();
    let traps = found.iter().filter(|[_, traps]| *traps > 0).count();
    assert!(found.len() >= 70 && surpassed >= 20 && traps >= 5, "{} {surpassed} {traps}", found.len());
}
