//! Runs every example of `docs/format.md`.
//!
//! The words after the three backticks say what a block is: `ron` a whole scenario, `ron top`, `ron scene` and
//! `ron choice` fields of the scenario, of its scene `here` or of its choice `here.go` that are put into
//! the first scenario of the page; with `error TH0012` exactly that is reported. Blocks `ron file NAME` are the files of a
//! pack, its manifest first. A block `play` plays the scenario before it, `values` and `texts` show expressions and texts in it, `meaning` is its meaning as lines,
//! `recording` is replayed on it, `dice` is computed.

use std::sync::Arc;

use two_hats::diagnostic::{Class, Source, render_all};
use two_hats::simulation::{
    Action, Beat, Recording, Session, Story, fnv1a64, meaning_text, mix, point, replay,
};

use crate::page::{Block, blocks, cut, put};
use crate::support::{story, told, values};

const PAGE: &str = include_str!("../../docs/format.md");

/// Returns the first scenario of the page with the fields of a block, commas between them, put at a place.
fn example(place: &str, fields: &str) -> String {
    let fields: Vec<_> = cut(fields).iter().map(|(_, text)| format!("{},\n", text.trim_end())).collect();
    put(&blocks(PAGE)[0].text, place, &fields.concat())
}

/// Returns the name of the file of a pack that a block is.
fn file(block: &Block) -> Option<&str> {
    block.info.strip_prefix("ron file ")
}

/// Returns the scenario that a block stands for; none for a block of another kind.
fn scenario(block: &Block) -> Option<String> {
    let mut words = block.info.split(' ');
    (words.next() == Some("ron") && file(block).is_none()).then(|| match words.next() {
        None | Some("error") => block.text.clone(),
        Some("top") => example("top", &block.text),
        Some("scene") => example("scenes.here", &block.text),
        Some("choice") => example("scenes.here.choices.go", &block.text),
        Some(other) => panic!("line {}: `{other}` is no part of a scenario", block.line),
    })
}

fn check_reports(block: &Block, text: &str) {
    let (_, found) = Story::load(text);
    let shown = render_all(&found, &Source::new("example", text), false);
    let place = format!("line {}\n{text}\n{shown}", block.line);
    match block.info.split_once("error ") {
        None => assert!(found.iter().all(|d| d.class != Class::Error), "{place}"),
        Some((_, code)) => {
            let mut errors: Vec<_> =
                found.iter().filter(|d| d.class == Class::Error).map(|d| d.code.to_string()).collect();
            errors.dedup();
            assert_eq!(errors, [code], "{place}");
        }
    }
}

/// Plays what the first line says; the others are what happens.
fn check_play(block: &Block, story: Arc<Story>) {
    let (first, expected) = block.text.split_once('\n').unwrap();
    let (seed, picks) = first.strip_prefix("seed ").unwrap().split_once(':').unwrap();
    let picks: Vec<_> = picks.split_whitespace().collect();
    let mut lines = Vec::new();
    match Session::new(story, seed.parse().unwrap()) {
        Err(refusal) => lines.push(format!("refused: {refusal}")),
        Ok(mut session) => {
            lines.extend(told(&session.opening().beats));
            for pick in picks {
                match session.act(&Action::Pick(pick.to_owned())) {
                    Ok(turn) => lines.extend(told(&turn.beats)),
                    Err(refusal) => lines.push(format!("refused: {refusal}")),
                }
            }
            for offer in session.offers() {
                let words = offer.locked.map_or_else(
                    || offer.takes.map_or_else(String::new, |takes| format!(" ({takes})")),
                    |why| format!(" – {why}"),
                );
                lines.push(format!("offer {}: {}{words}", offer.id, offer.text));
            }
            let wanted = expected.lines().last().and_then(|line| line.strip_prefix("= ")).unwrap_or_default();
            let names: Vec<_> =
                wanted.split(", ").filter_map(|part| Some(part.rsplit_once(' ')?.0)).collect();
            let now = values(&session);
            let shown: Vec<_> = names
                .iter()
                .map(|name| {
                    let value = now.iter().find(|(n, _)| n == name).map(|(_, v)| v.to_string());
                    format!("{name} {}", value.unwrap_or_else(|| "is no value".into()))
                })
                .collect();
            if !shown.is_empty() {
                lines.push(format!("= {}", shown.join(", ")));
            }
        }
    }
    assert_eq!(lines.join("\n"), expected.trim_end(), "line {}", block.line);
}

/// Shows each text left of the arrow in the scene `here`; what it shows stands on the right.
fn check_texts(block: &Block, before: &str, wrap: impl Fn(&str) -> String) {
    for line in block.text.lines().filter(|line| !line.is_empty()) {
        let (written, shown) = line.split_once('→').unwrap();
        let text = wrap(written.trim());
        let page = put(&example("top", before), "scenes.here", &format!("text: {text:?},"));
        let session = Session::new(story(&page), 1).unwrap();
        let beats = &session.opening().beats;
        let Some(Beat::Scene(scene)) = beats.first() else { panic!() };
        assert_eq!(scene.text, shown.trim(), "line {}: {written}", block.line);
    }
}

/// Computes one line of the worked dice: a name, an equals sign, a value.
fn check_dice(block: &Block) {
    let mut known: Vec<(String, u64)> = Vec::new();
    for line in block.text.lines() {
        let (name, value) = line.split_once(" = ").unwrap();
        let parse = |text: &str| match text.strip_prefix("0x") {
            Some(hex) => u64::from_str_radix(&hex.replace('_', ""), 16).unwrap(),
            None => text.parse().unwrap(),
        };
        let get = |name: &str| {
            known.iter().find(|(n, _)| n == name).map_or_else(|| parse(name), |(_, value)| *value)
        };
        let (call, arguments) = name.split_once('(').unwrap();
        let arguments = arguments.trim_end_matches(')');
        let computed = match call {
            "fnv1a64" => fnv1a64(arguments.trim_matches('"')),
            "mix" => mix(arguments.split(" + ").map(get).fold(0, u64::wrapping_add)),
            "point" => {
                let all: Vec<_> = arguments.split(", ").map(get).collect();
                point(all[0], all[1], all[2], all[3])
            }
            other => panic!("line {}: {other}", block.line),
        };
        let mut values = value.split(" = ");
        assert_eq!(computed, parse(values.next().unwrap()), "line {}: {line}", block.line);
        known.extend(values.map(|name| (name.to_owned(), computed)));
    }
}

#[test]
fn every_example_of_the_page_does_what_the_page_says() {
    let mut last: Option<String> = None;
    let mut top = String::new();
    let mut pack: Vec<(String, String)> = Vec::new();
    for block in &blocks(PAGE) {
        if let Some(name) = file(block) {
            pack.push((name.to_owned(), block.text.clone()));
            continue;
        }
        if block.info == "play" && !pack.is_empty() {
            let (story, found) = Story::load(&Source::of_files(std::mem::take(&mut pack)));
            check_play(block, Arc::new(story.unwrap_or_else(|| panic!("line {}: {found:?}", block.line))));
            continue;
        }
        if let Some(text) = scenario(block) {
            check_reports(block, &text);
            top = if block.info == "ron top" { block.text.clone() } else { String::new() };
            last = (!block.info.contains("error")).then_some(text);
            continue;
        }
        let before =
            || last.as_deref().unwrap_or_else(|| panic!("line {}: no scenario before it", block.line));
        match block.info.as_str() {
            "play" => check_play(block, story(before())),
            "values" => check_texts(block, &top, |expression| format!("[{expression}]")),
            "texts" => check_texts(block, &top, str::to_owned),
            "dice" => check_dice(block),
            "meaning" => {
                let story = story(before());
                let (text, hash) = block.text.rsplit_once("hash ").unwrap();
                assert_eq!(meaning_text(story.scenario()), text, "line {}", block.line);
                assert_eq!(story.meaning(), hash.trim(), "line {}", block.line);
            }
            "recording" => {
                let recording = Recording::read(&block.text).unwrap();
                assert_eq!(Recording::read(&recording.write()).unwrap(), recording);
                let replayed = replay(story(before()), &recording).unwrap();
                assert!(replayed.is_exact(), "line {}: {:?}", block.line, replayed.notes);
            }
            "text" => {}
            other => panic!("line {}: nothing runs a block `{other}`", block.line),
        }
    }
}

#[test]
fn the_page_lists_every_code_trait_and_word() {
    for code in two_hats::diagnostic::Code::ALL {
        assert!(PAGE.contains(&format!("| {code} | {} |", code.title())), "{code} {}", code.title());
    }
    for of in two_hats::scenario::traits::Trait::ALL {
        assert!(PAGE.contains(&format!("| `{}` |", of.word())), "{}", of.word());
    }
    for word in two_hats::scenario::expression::RESERVED {
        assert!(PAGE.contains(&format!("`{word}`")), "{word}");
    }
}
