//! Which part of a scenario each byte of its text belongs to.

use std::collections::BTreeMap;

use two_hats::diagnostic::Source;
use two_hats::overview::{Kind, Map, Places};
use two_hats::scenario::files::Files;
use two_hats::scenario::read;

use crate::packs::split;
use crate::support::small;

const FLAGSHIP: &str = include_str!("../../scenarios/friday-shipment.ron");

/// Finds every bracket that closes, with the names before it and before those around it, by quotes and comments alone:
/// from the last name before the bracket, without its quote, to its end. Places in a text that has no raw strings.
fn brackets(text: &str) -> Vec<(Vec<&str>, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let (mut name, mut at) = (("", 0), 0);
    let word = |c: char| c.is_alphanumeric() || c == '_';
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '"' => {
                let mut escaped = false;
                let end = rest[1..].find(|c| {
                    let closes = c == '"' && !escaped;
                    escaped = c == '\\' && !escaped;
                    closes
                });
                name = (&rest[1..=end.unwrap()], at + 1);
                end.unwrap() + 2
            }
            '(' | '[' | '{' => {
                open.push(std::mem::take(&mut name));
                1
            }
            ')' | ']' | '}' => {
                let names = open.iter().map(|(name, _)| *name).collect();
                found.push((names, open.pop().unwrap().1..at + 1));
                1
            }
            c if word(c) => {
                let length = rest.find(|c| !word(c)).unwrap_or(rest.len());
                name = (&rest[..length], at);
                length
            }
            c => c.len_utf8(),
        };
        at += length;
    }
    assert!(open.is_empty());
    found
}

/// Says for each byte of a scenario what it is called and where it stands on the map, by its brackets.
fn expected(text: &str, map: &Map) -> BTreeMap<usize, (String, Option<usize>)> {
    let node = |id: &str, is: fn(&Kind) -> bool| {
        map.nodes.iter().position(|node| node.id == id && is(&node.kind)).unwrap()
    };
    let mut expected = BTreeMap::new();
    // Inner brackets close before those around them.
    for (names, range) in brackets(text) {
        let (name, node) = match names[..] {
            [_, "scenes", id] => (id.to_owned(), Some(node(id, |kind| matches!(kind, Kind::Scene { .. })))),
            [_, "scenes", id, "choices", choice] => {
                (format!("{id}.{choice}"), Some(node(id, |kind| matches!(kind, Kind::Scene { .. }))))
            }
            [_, "events", id] => (format!("event {id}"), Some(node(id, |kind| *kind == Kind::Event))),
            [_, "endings", id] => {
                (format!("ending {id}"), Some(node(id, |kind| matches!(kind, Kind::Ending(_)))))
            }
            [_, "processes", id] => (format!("process {id}"), None),
            _ => continue,
        };
        for byte in range {
            expected.entry(byte).or_insert_with(|| (name.clone(), node));
        }
    }
    expected
}

fn assert_as_by_brackets(files: Files<'_>, text: &str) {
    let scenario = read(files).0.unwrap();
    let expected = expected(text, &Map::of(&scenario));
    assert!(!expected.is_empty());
    let places = Places::of(&scenario);
    for byte in 0..=text.len() {
        let (name, node) = expected.get(&byte).map_or((None, None), |(name, node)| (Some(&**name), *node));
        let found = (places.name(byte as u32), places.node(byte as u32));
        assert_eq!(found, (name, node), "{byte}: {:?}", text.get(byte.saturating_sub(20)..byte + 20));
    }
}

/// The small scenario with a process and a comment with quotes and brackets.
fn with_process() -> String {
    small().replace(
        "    events: {",
        "    processes: { // \"}\n \"packing\": (every: \"1d\", effects: [\"risk += 1\"]), \"wages\" /* : */ : (every: \"2d\", effects: [\"risk += 1\"]) },\n    events: {",
    )
}

#[test]
fn every_byte_belongs_to_the_part_whose_brackets_are_around_it() {
    for text in [FLAGSHIP, small(), &with_process()] {
        assert_as_by_brackets(text.into(), text);
    }
}

#[test]
fn in_a_pack_every_byte_belongs_to_the_part_whose_brackets_are_around_it() {
    for text in [FLAGSHIP, small(), &with_process()] {
        let source = Source::of_files(split(text));
        assert_as_by_brackets((&source).into(), source.text());
    }
}

#[test]
fn a_scenario_with_errors_has_places_too() {
    let text = small()
        .replace("Go(\"packed\")", "Go(\"lost\")")
        .replace("when: \"morale < 20\"", "when: \"moral <\"");
    assert_as_by_brackets((&text).into(), &text);
    assert_eq!(Places::default().name(0), None);
}
