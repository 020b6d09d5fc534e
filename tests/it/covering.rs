//! Plays that visit everything: against the enumerator, against every set of plays there is, and as files.

mod command;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use two_hats::analysis::{Cover, Limits, Space, Sweep, Thing};
use two_hats::simulation::{Beat, Keep, Note, Quotient, Session, Story, replay};

use crate::oracle::enumerator::{Everything, Node, Way};
use crate::oracle::scenarios::by_lot;
use crate::oracle::step::Happened;
use crate::support::story;

/// So many partial plays are followed to know the smallest number of plays for sure.
const MOST: usize = 1_000;

/// So many sets of what plays visit are put together in every way.
const MOST_SETS: usize = 20;

fn cover(story: &Arc<Story>) -> Cover {
    let program = story.program();
    let limits = Limits { threads: 1, go_on: &mut |_| true };
    let space = Space::explore(program, Quotient::of(program, &Keep::default()), limits);
    Cover::of(story, &space, &Sweep::of(&space))
}

/// What a play visits, as its beats tell it.
fn visited(session: &Session) -> BTreeSet<String> {
    let turns = std::iter::once(session.opening()).chain(session.turns());
    let thing = |beat: &Beat| match beat {
        Beat::Chose { id, .. } => Some(format!("choice {id}")),
        Beat::Rolled { path, branch, .. } => Some(format!("branch {path}.{branch}")),
        Beat::Interrupted { id } => Some(format!("event {id}")),
        Beat::Scene(scene) => Some(format!("scene {}", scene.id)),
        Beat::Ended { id, .. } => Some(format!("ending {id}")),
        _ => None,
    };
    turns.flat_map(|turn| &turn.beats).filter_map(thing).collect()
}

/// What a way of the enumerator visits, after a choice.
fn on_way(way: &Way<'_>, choice: Option<String>) -> BTreeSet<String> {
    let thing = |happened: &Happened<'_>| match happened {
        Happened::Shown(id) => Some(format!("scene {id}")),
        Happened::Started(id) => Some(format!("event {id}")),
        Happened::Rolled(path, branch) => Some(format!("branch {path}.{branch}")),
        Happened::Ended(id) => Some(format!("ending {id}")),
        _ => None,
    };
    choice.map(|id| format!("choice {id}")).into_iter().chain(way.happened.iter().filter_map(thing)).collect()
}

/// The steps of the enumerator that do not fail: from a node or the start, to a node, with what they visit.
fn steps(all: &Everything<'_>) -> Vec<(Option<usize>, usize, BTreeSet<String>)> {
    let mut steps = Vec::new();
    let mut add = |from, way: &Way<'_>, choice| {
        if all.state(way.to).is_some() {
            steps.push((from, way.to, on_way(way, choice)));
        }
    };
    all.starts.iter().for_each(|way| add(None, way, None));
    for (from, node) in all.nodes.iter().enumerate() {
        let Node::Decision(state, open) = node else { continue };
        for open in open {
            let choice = format!("{}.{}", all.world.scene_id(state.place), open.id);
            open.ways.iter().for_each(|way| add(Some(from), way, Some(choice.clone())));
        }
    }
    steps
}

/// What whole plays visit, as bits of numbered things, the largest sets; nothing where there are too many.
fn sets(all: &Everything<'_>) -> Option<(BTreeMap<String, usize>, BTreeSet<u128>)> {
    let steps = steps(all);
    let mut number = BTreeMap::new();
    for thing in steps.iter().flat_map(|(.., visited)| visited) {
        let next = number.len();
        number.entry(thing.clone()).or_insert(next);
    }
    if number.len() > 128 {
        return None;
    }
    let bits =
        |visited: &BTreeSet<String>| visited.iter().fold(0_u128, |bits, thing| bits | 1 << number[thing]);
    // What plays can have visited where they are.
    let mut known = HashSet::new();
    let mut waiting: Vec<(Option<usize>, u128)> = vec![(None, 0)];
    while let Some((from, before)) = waiting.pop() {
        for (_, to, visited) in steps.iter().filter(|(other, ..)| *other == from) {
            let now = (*to, before | bits(visited));
            if known.insert(now) {
                waiting.push((Some(now.0), now.1));
            }
        }
        if known.len() > MOST {
            return None;
        }
    }
    let sets: BTreeSet<u128> = known.into_iter().map(|(_, visited)| visited).collect();
    let largest = |set: &&u128| !sets.iter().any(|other| other != *set && other & **set == **set);
    let sets = sets.iter().filter(largest).copied().collect();
    Some((number, sets))
}

/// The fewest plays that visit everything, found by trying all; nothing where that is too much.
fn fewest(sets: &BTreeSet<u128>) -> Option<usize> {
    if sets.len() > MOST_SETS {
        return None;
    }
    let everything = sets.iter().fold(0, |all, set| all | set);
    (0..=sets.len()).find(|plays| do_for(sets, everything, *plays))
}

/// Says whether so many sets hold all that is left.
fn do_for(sets: &BTreeSet<u128>, left: u128, plays: usize) -> bool {
    if left == 0 || plays == 0 {
        return left == 0;
    }
    let first = left & left.wrapping_neg();
    sets.iter().filter(|set| *set & first != 0).any(|set| do_for(sets, left & !set, plays - 1))
}

/// Names a thing as the enumerator's are named here.
fn named(thing: &Thing) -> String {
    format!("{} {}", serde_json::to_value(thing.kind).unwrap().as_str().unwrap(), thing.id)
}

/// Compares a cover with the enumerator; returns whether the smallest number of plays was known.
fn compare(text: &str, story: Story, unseeded: &mut usize) -> Option<bool> {
    let story = Arc::new(story);
    let all = Everything::within(story.scenario(), 300)?;
    let cover = cover(&story);
    let wanted: BTreeSet<String> = steps(&all).into_iter().flat_map(|(.., visited)| visited).collect();
    let mut found = BTreeSet::new();
    for play in &cover.plays {
        let replayed = replay(Arc::clone(&story), &play.recording).unwrap();
        assert_eq!(replayed.is_exact(), play.seeded, "{text}");
        assert!(replayed.notes.iter().all(|note| matches!(note, Note::OtherLuck { .. })), "{text}");
        *unseeded += usize::from(!play.seeded);
        let visited = visited(&replayed.session);
        let new: BTreeSet<_> = play.new.iter().map(named).collect();
        assert_eq!(new, visited.difference(&found).cloned().collect(), "{text}");
        let ending = replayed.session.ended().map(|ending| story.ending(ending).0.to_owned());
        assert_eq!(ending, play.ending);
        found.extend(visited);
    }
    assert_eq!(found, wanted, "{text}");
    assert_eq!(cover.visited, wanted.len());
    assert!(cover.plays.len() >= cover.needed && cover.needed >= cover.apart.len(), "{text}");
    let program = story.program();
    let all_things =
        program.sizes().scenes + program.sizes().choices + program.sizes().events + program.sizes().endings;
    let branches: BTreeSet<_> = program
        .sites()
        .flat_map(|site| program.site(site).1.iter().map(move |branch| (program.site(site).0, branch)))
        .collect();
    assert_eq!(cover.visited + cover.unreached.len() + cover.failing.len(), all_things + branches.len());
    let Some((number, sets)) = sets(&all) else { return Some(false) };
    let apart = cover.apart.iter().fold(0_u128, |bits, thing| bits | 1 << number[&named(thing)]);
    assert!(sets.iter().all(|set| (set & apart).count_ones() <= 1), "{:?} {text}", cover.apart);
    let Some(fewest) = fewest(&sets) else { return Some(false) };
    assert_eq!((cover.plays.len(), cover.needed), (fewest, fewest), "{text}");
    Some(true)
}

#[test]
fn plays_visit_everything_that_can_be_and_fewer_do_not_on_scenarios_by_lot() {
    let mut unseeded = 0;
    let compared: Vec<_> =
        by_lot(0..120).filter_map(|(text, story)| compare(&text, story, &mut unseeded)).collect();
    // So unlikely that no seed is found are few plays.
    assert!(unseeded <= 3, "{unseeded}");
    let exact = compared.iter().filter(|exact| **exact).count();
    assert!(compared.len() >= 90 && exact >= 65, "{} compared, {exact} with all plays", compared.len());
}

/// A scenario of scenes with two endings.
fn scenario(scenes: &str) -> Arc<Story> {
    story(&format!(
        r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "covered", title: "Covered", start: "s0",
    meters: {{}},
    facts: {{ "tries": Count(max: 3) }},
    scenes: {{ {scenes} }},
    endings: {{
        "good": (title: "Good", text: "Good.", outcome: Success),
        "late": (title: "Late", text: "Late.", outcome: Failure),
    }},
)"#
    ))
}

#[test]
fn more_plays_than_can_be_listed_are_still_covered_by_few() {
    // Sixteen decisions of three ways: 43 million plays, three of which visit everything.
    let scene = |number: usize| {
        let then = if number == 15 { "End(\"good\")".to_owned() } else { format!("Go(\"s{}\")", number + 1) };
        let choices = ["a", "b", "c"].map(|id| format!("\"{id}\": (text: \"{id}.\", then: {then})"));
        format!("\"s{number}\": (text: \"S.\", choices: {{ {} }})", choices.join(", "))
    };
    let scenes = (0..16).map(scene).collect::<Vec<_>>().join(", ");
    let cover = cover(&scenario(&scenes));
    assert_eq!((cover.plays.len(), cover.needed, cover.visited), (3, 3, 16 * 4 + 1));
    let unreached: Vec<_> = cover.unreached.iter().map(|thing| thing.id.as_str()).collect();
    assert_eq!(unreached, ["late"]);
}

#[test]
fn a_play_goes_round_a_circle_as_often_as_it_finds_something_new() {
    let story = scenario(
        r#""s0": (text: "S.", choices: {
            "one": (text: "One.", effects: ["tries += 1"], then: Go("s0")),
            "two": (text: "Two.", then: Go("s0")),
            "chance": (text: "Chance.", then: Chance({ "x": (1, Go("s0")), "y": (1, Go("s0")), "z": (1, Go("s0")) })),
            "done": (text: "Done.", when: "tries >= 2", then: End("good")),
            "late": (text: "Late.", then: End("late")),
        }),"#,
    );
    let cover = cover(&story);
    assert_eq!((cover.plays.len(), cover.needed), (2, 2));
    let picks: Vec<_> = cover.plays[0].recording.picks().collect();
    assert!(picks.len() <= 8, "{picks:?}");
}

#[test]
fn what_always_fails_and_what_never_ends_are_told() {
    let cover = cover(&scenario(
        r#""s0": (text: "S.", choices: {
            "divide": (text: "Divide.", effects: ["tries = 1 / tries"], then: End("late")),
            "trap": (text: "Trap.", then: Go("s1")),
            "leave": (text: "Leave.", then: End("good")),
        }),
        "s1": (text: "S.", choices: { "on": (text: "On.", then: Go("s1")) }),
        "s2": (text: "S.", choices: { "on": (text: "On.", then: Go("s1")) }),"#,
    ));
    let ids = |things: &[Thing]| things.iter().map(|thing| thing.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&cover.failing), ["s0.divide"]);
    assert_eq!(ids(&cover.unreached), ["s2", "s2.on", "late"]);
    let mut endings: Vec<_> = cover.plays.iter().map(|play| play.ending.as_deref()).collect();
    endings.sort_unstable();
    assert_eq!(endings, [None, Some("good")]);
}

#[test]
fn what_was_not_explored_is_no_proof() {
    let story = scenario(
        r#""s0": (text: "S.", choices: { "on": (text: "On.", then: Go("s1")) }),
        "s1": (text: "S.", choices: { "on": (text: "On.", then: End("good")) }),"#,
    );
    let program = story.program();
    let limits = Limits { threads: 1, go_on: &mut |_| false };
    let space = Space::explore(program, Quotient::of(program, &Keep::default()), limits);
    let cover = Cover::of(&story, &space, &Sweep::of(&space));
    assert!(!cover.complete);
    assert_eq!((cover.needed, cover.plays.len()), (0, 1));
}
