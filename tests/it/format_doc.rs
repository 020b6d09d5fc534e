//! Runs every example of `docs/format.md`.
//!
//! The words after the three backticks say what a block is: `ron` a whole scenario, `ron top`, `ron scene` and
//! `ron choice` fields of the scenario, of its scene `here` or of its choice `here.go` that replace those of
//! the first scenario of the page; with `error TH0012` exactly that is reported. A block `play` plays the
//! scenario before it, `values` and `texts` show expressions and texts in it, `meaning` is its meaning as lines,
//! `recording` is replayed on it, `dice` is computed.

use two_hats::diagnostic::{Class, Source, render_all};
use two_hats::simulation::{
    Action, Beat, Recording, Session, Story, fnv1a64, meaning_text, mix, point, replay,
};

use crate::support::{story, told, values};

const PAGE: &str = include_str!("../../docs/format.md");

/// A block of the page, and the line it begins in.
struct Block {
    line: usize,
    info: String,
    text: String,
}

fn blocks() -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in PAGE.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Block { line: number + 1, info: info.to_owned(), text: String::new() });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text = format!("{}{line}\n", block.text),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is never closed");
    blocks
}

/// The fields of a struct: name and text.
type Fields = Vec<(String, String)>;

/// Cuts a block into its fields: each begins at the start of a line.
fn fields(text: &str) -> Fields {
    let mut fields = Fields::new();
    for line in text.lines() {
        let name = line.split_once(':').map(|(name, _)| name);
        match name.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')) {
            Some(name) => fields.push((name.to_owned(), format!("{line}\n"))),
            None => match fields.last_mut() {
                Some((_, text)) => text.extend([line, "\n"]),
                None => assert!(line.trim().is_empty() || line.starts_with("//"), "no field: {line}"),
            },
        }
    }
    fields
}

/// Puts fields in the place of those with the same name; `choices` and `then` replace each other.
fn replace(base: &[(&str, &str)], with: &Fields) -> String {
    let ways = ["choices", "then", "takes", "until"];
    let leaves = with.iter().any(|(name, _)| ["choices", "then"].contains(&name.as_str()));
    let given =
        |field: &str| with.iter().any(|(other, _)| other == field) || (leaves && ways.contains(&field));
    let kept = base.iter().filter(|(name, _)| !given(name)).map(|(name, text)| format!("{name}: {text}"));
    let fields: Vec<_> =
        kept.chain(with.iter().map(|(_, text)| text.trim_end().trim_end_matches(',').to_owned())).collect();
    fields.join(",\n")
}

const CHOICE: &[(&str, &str)] = &[("text", "\"Go.\""), ("then", "Go(\"there\")")];

fn scene(fields: &Fields, choice: &str) -> String {
    let choices = format!("{{ \"go\": ({choice}) }}");
    replace(&[("text", "\"Here.\""), ("choices", &choices)], fields)
}

fn whole(fields: &Fields, here: &str) -> String {
    let scenes = format!(
        "{{ \"here\": ({here}), \"there\": (text: \"There.\", choices: {{ \"end\": (text: \"End.\", then: End(\"done\")) }}) }}"
    );
    let base: &[(&str, &str)] = &[
        ("format", "1"),
        ("id", "\"example\""),
        ("title", "\"An example\""),
        (
            "meters",
            "{ \"morale\": (label: \"Morale\", start: 60), \"risk\": (label: \"Risk\", start: 35, good: Low) }",
        ),
        ("cast", "{ \"anna\": (name: \"Anna\", trust: 50) }"),
        ("facts", "{ \"asked\": Flag(false), \"calls\": Count(max: 9) }"),
        ("clock", "(start: \"Mon 09:00\", deadline: \"Fri 17:00\")"),
        ("start", "\"here\""),
        ("scenes", &scenes),
        ("endings", "{ \"done\": (title: \"Done\", text: \"The end.\", outcome: Success) }"),
    ];
    format!("Scenario(\n{}\n)\n", replace(base, fields))
}

/// Returns the scenario that a block stands for; none for a block of another kind.
fn scenario(block: &Block) -> Option<String> {
    let none = Fields::new;
    let choice = || replace(CHOICE, &none());
    let mut words = block.info.split(' ');
    (words.next() == Some("ron")).then(|| match words.next() {
        None | Some("error") => block.text.clone(),
        Some("top") => whole(&fields(&block.text), &scene(&none(), &choice())),
        Some("scene") => whole(&none(), &scene(&fields(&block.text), &choice())),
        Some("choice") => whole(&none(), &scene(&none(), &replace(CHOICE, &fields(&block.text)))),
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
fn check_play(block: &Block, scenario: &str) {
    let (first, expected) = block.text.split_once('\n').unwrap();
    let (seed, picks) = first.strip_prefix("seed ").unwrap().split_once(':').unwrap();
    let picks: Vec<_> = picks.split_whitespace().collect();
    let mut lines = Vec::new();
    match Session::new(story(scenario), seed.parse().unwrap()) {
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
        let here = scene(&fields(&format!("text: {text:?}\n")), &replace(CHOICE, &Fields::new()));
        let page = whole(&fields(before), &here);
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
    for block in &blocks() {
        if let Some(text) = scenario(block) {
            check_reports(block, &text);
            top = if block.info == "ron top" { block.text.clone() } else { String::new() };
            last = (!block.info.contains("error")).then_some(text);
            continue;
        }
        let before =
            || last.as_deref().unwrap_or_else(|| panic!("line {}: no scenario before it", block.line));
        match block.info.as_str() {
            "play" => check_play(block, before()),
            "values" => check_texts(block, &top, |expression| format!("[{expression}]")),
            "texts" => check_texts(block, &top, str::to_owned),
            "dice" => check_dice(block),
            "meaning" => {
                let story = story(before());
                let (text, hash) = block.text.rsplit_once("hash ").unwrap();
                assert_eq!(meaning_text(story.scenario()), text, "line {}", block.line);
                assert_eq!(format!("{:016x}", story.program().meaning()), hash.trim(), "line {}", block.line);
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
fn the_first_scenario_of_the_page_is_the_one_that_examples_change() {
    let first = story(&blocks()[0].text);
    let base = story(&whole(&Fields::new(), &scene(&Fields::new(), &replace(CHOICE, &Fields::new()))));
    assert_eq!(meaning_text(first.scenario()), meaning_text(base.scenario()));
    assert_eq!(first.scenario().meters["risk"].value.good, base.scenario().meters["risk"].value.good);
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
