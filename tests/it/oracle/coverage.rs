//! What scenarios by lot use, and what happens in them: were they to become trivial, they would prove nothing.

use std::collections::BTreeMap;

use super::enumerator::{Everything, Node};
use super::odds::uniform;
use super::scenarios::by_lot;
use super::step::Happened;

/// What must stand in the text of some.
const WRITTEN: [&str; 24] = [
    "once: true",
    "once: false",
    "divert: true",
    "at: \"",
    "until: \"",
    "takes: \"1d\"",
    "every: \"1d\"",
    "aim: \"",
    "on_enter: ",
    "seen('",
    "chose('",
    "[if ",
    "level.",
    "trust.p0 +=",
    "late",
    "hour < ",
    "left ",
    "good: Low",
    " / (",
    " % (",
    "clamp(",
    "First([], ",
    "(0, ",
    "(-5, ",
];

/// What must happen in some.
const HAPPENS: [&str; 31] = [
    "arrives",
    "shows",
    "acts",
    "becomes due",
    "drops",
    "starts",
    "rearms",
    "rolls",
    "rolls in a roll",
    "goes back",
    "ends",
    "shuts a choice",
    "is at the end of time",
    "waits in an interlude",
    "ends in an interlude",
    "goes on in an interlude",
    "goes in circles",
    "never ends",
    "division_by_zero",
    "overflow",
    "no_weight",
    "no_choice",
    "nothing_to_resume",
    "choice",
    "scene",
    "process",
    "event",
    "ending",
    "chance",
    "has several endings",
    "is decided late",
];

/// How many scenarios must have each.
const LEAST: usize = 3;

/// Returns what a scenario has of all that.
fn features(all: &Everything<'_>, text: &str) -> Vec<&'static str> {
    let mut found: Vec<_> = WRITTEN.into_iter().filter(|written| text.contains(written)).collect();
    for happened in all.happened() {
        found.push(match happened {
            Happened::Arrived(_) => "arrives",
            Happened::Shown(_) => "shows",
            Happened::Acted(_) => "acts",
            Happened::Due(_) => "becomes due",
            Happened::Dropped(_) => "drops",
            Happened::Started(_) => "starts",
            Happened::Rearmed(_) => "rearms",
            Happened::Rolled(path, _) if path.matches('.').count() > 1 => "rolls in a roll",
            Happened::Rolled(..) => "rolls",
            Happened::Resumed(_) => "goes back",
            Happened::Ended(_) => "ends",
        });
    }
    let clock_end = all.world.clock.as_ref().map(|clock| clock.end);
    let timed: Vec<_> = all.world.scenario.events.values().map(|event| event.at.is_some()).collect();
    for node in &all.nodes {
        match node {
            Node::Failed(fault) => {
                found.push(fault.kind);
                found.extend(HAPPENS.into_iter().find(|at| fault.at.starts_with(at)));
            }
            Node::Ended(_) => {}
            Node::Decision(state, open) => {
                let written = all.world.choices(state);
                found.extend((open.len() < written).then_some("shuts a choice"));
                found.extend((Some(state.time) == clock_end).then_some("is at the end of time"));
                let is_due = state.events.iter().zip(&timed).any(|(set, timed)| *set && *timed);
                found.extend((is_due && state.resume.is_some()).then_some("waits in an interlude"));
                let to = open.iter().flat_map(|open| &open.ways).filter_map(|way| all.state(way.to));
                for after in to.filter(|_| state.resume.is_some()) {
                    found.extend(all.world.ending(after).map(|_| "ends in an interlude"));
                    found.extend(
                        (after.resume == state.resume && after.place != state.place)
                            .then_some("goes on in an interlude"),
                    );
                }
            }
        }
    }
    found.extend((all.circling() > 0).then_some("goes in circles"));
    found.extend((all.odds(uniform).endless > 0.0).then_some("never ends"));
    found.extend((all.reaching().len() > 1).then_some("has several endings"));
    found.extend((all.shortest() > Some(2)).then_some("is decided late"));
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn scenarios_by_lot_use_everything() {
    let mut counts = BTreeMap::new();
    for (text, story) in by_lot(0..300) {
        let Some(all) = Everything::within(story.scenario(), 300) else { continue };
        for feature in features(&all, &text) {
            *counts.entry(feature).or_insert(0) += 1;
        }
    }
    let rare = WRITTEN
        .iter()
        .chain(&HAPPENS)
        .filter(|feature| counts.get(*feature).is_none_or(|count| *count < LEAST));
    let rare: Vec<_> = rare.collect();
    assert!(rare.is_empty(), "{rare:?} is rare: {counts:#?}");
}
