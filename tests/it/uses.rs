//! Who sets and who reads each number.

use std::collections::BTreeSet;

use two_hats::diagnostic::{Source, Span};
use two_hats::overview::Uses;
use two_hats::scenario::edit::{Kind, rename};
use two_hats::scenario::files::Files;
use two_hats::scenario::read;

use crate::packs::split;
use crate::support::{small, story};

const FLAGSHIP: &str = include_str!("../../scenarios/friday-shipment.ron");

/// Writes down where a number is set and read, as the words that stand there.
fn told(text: &str, name: &str) -> (Vec<String>, Vec<String>) {
    let uses = Uses::of(&read(text).0.unwrap());
    let words = |spans: &[Span]| {
        spans.iter().map(|span| text[span.start as usize..span.end as usize].to_owned()).collect()
    };
    uses.get(name).map_or_else(Default::default, |uses| (words(&uses.sets), words(&uses.reads)))
}

#[test]
fn effects_set_and_conditions_chances_and_texts_read() {
    let morale = told(small(), "morale");
    assert_eq!(morale.0, ["morale += 5", "morale += 10"]);
    assert_eq!(morale.1, ["morale", "morale < 20", "morale >= 50"]);
    let risk = told(small(), "risk");
    assert_eq!(risk.0, ["if calls > 0: risk -= 10"]);
    assert_eq!(risk.1, ["100 - risk", "risk"]);
    // The condition of an effect is read where the effect stands.
    assert_eq!(told(small(), "calls").1, ["if calls > 0: risk -= 10"]);
    assert_eq!(told(small(), "trust.anna").0, ["trust.anna += 5"]);
    assert_eq!(told(small(), "nothing"), Default::default());
}

#[test]
fn what_was_seen_and_chosen_levels_and_the_clock_are_read_by_their_names() {
    let text = small()
        .replace("\"not asked\"", "\"not asked and level.anna < 3 and seen('packed') and not late\"")
        .replace("\"morale < 20\"", "\"morale < 20 and chose('call.ask') and not chose('call.ask')\"");
    let when = "not asked and level.anna < 3 and seen('packed') and not late";
    for name in ["trust.anna", "seen(packed)", "late"] {
        assert_eq!(told(&text, name).1, [when], "{name}");
    }
    assert_eq!(told(&text, "chose(call.ask)").1.len(), 2);
}

/// Asserts that the uses of each number are the places that renaming it would change, but for those that name it
/// otherwise than in an expression.
fn assert_as_renamed<'a>(files: impl Into<Files<'a>>, text: &str) {
    let files = files.into();
    let scenario = read(files.clone()).0.unwrap();
    let uses = Uses::of(&scenario);
    let meters = scenario.meters.keys().map(|id| (Kind::Meter, id, id.clone(), ""));
    let facts = scenario.facts.keys().map(|id| (Kind::Fact, id, id.clone(), ""));
    let people = scenario.cast.keys().map(|id| (Kind::Person, id, format!("trust.{id}"), "."));
    let scenes = scenario.scenes.keys().map(|id| (Kind::Scene, id, format!("seen({id})"), "seen('"));
    for (kind, id, name, before) in meters.chain(facts).chain(people).chain(scenes) {
        let edits = rename(files.clone(), &format!("{}:{id}", kind.word()), "another").unwrap().edits;
        let spans: BTreeSet<_> = uses.get(&name).map_or_else(BTreeSet::new, |uses| {
            uses.sets.iter().chain(&uses.reads).map(|span| (span.start, span.end)).collect()
        });
        let holds = |(start, end): &(u32, u32), place: Span| *start <= place.start && place.end <= *end;
        let read: Vec<_> = edits
            .places()
            // Outside expressions an id stands between quotes of its own.
            .filter(|place| {
                let quoted = |at: usize| text.as_bytes()[at] == b'"';
                let alone = quoted(place.start as usize - 1) && quoted(place.end as usize);
                !alone && text[..place.start as usize].ends_with(before)
                    || spans.contains(&(place.start, place.end))
            })
            .collect();
        for place in &read {
            assert!(spans.iter().any(|span| holds(span, *place)), "{name} at {place:?}");
        }
        for span in &spans {
            assert!(read.iter().any(|place| holds(span, *place)), "{name} at {span:?}");
        }
    }
}

#[test]
fn the_uses_of_a_number_are_where_renaming_it_would_change_an_expression() {
    for text in [FLAGSHIP, small()] {
        assert_as_renamed(text, text);
        let source = Source::of_files(split(text));
        assert_as_renamed(&source, source.text());
    }
}

#[test]
fn numbers_are_named_as_in_recordings() {
    const CLOCK: [&str; 4] = ["day", "hour", "left", "late"];
    for text in [FLAGSHIP, small()] {
        let story = story(text);
        let program = story.program();
        let values: BTreeSet<_> = program.values(program.start_state()).map(|(name, _)| name).collect();
        for (name, uses) in Uses::of(story.scenario()).iter() {
            assert!(values.contains(name) || CLOCK.contains(&name), "{name}");
            assert!(!uses.sets.is_empty() || !uses.reads.is_empty(), "{name}");
        }
    }
}
