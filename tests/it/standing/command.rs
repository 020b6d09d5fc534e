//! The command: its page, its answer for programs, and what it refuses.

use serde_json::Value;

use crate::support::small;
use crate::terminal::{Place, check, text};

/// A folder with a play of the small scenario, recorded after so many picks.
fn recorded(picks: &str) -> Place {
    let place = Place::new();
    let play = ["play", "small.ron", "--seed", "3", "--picks", picks, "--record", "a.play"];
    assert_eq!(place.run(&play).status.code(), Some(0));
    place
}

const ODDS: [&str; 5] = ["explore", "odds", "small.ron", "--from", "a.play"];

/// Cuts out what differs from one run to the next.
fn timeless(page: &str) -> String {
    let (before, rest) = page.split_once(" explored in ").unwrap();
    let (_, after) = rest.split_once(" s.").unwrap();
    format!("{before} explored in TIME s.{after}")
}

#[test]
fn the_page_shows_endings_and_numbers_and_what_each_decision_moved() {
    let place = recorded("ask,go");
    let output = place.run(&[&ODDS[..], &["--each"]].concat());
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    insta::assert_snapshot!("page", timeless(&text(&output.stdout)));
}

#[test]
fn programs_get_the_same() {
    let place = recorded("ask");
    let output = place.run(&[&ODDS[..], &["--format", "json", "--endings-only"]].concat());
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&answer["exact"], &answer["decisions"]), (&true.into(), &1.into()));
    assert_eq!(answer["now"]["decisions"], 1.0);
    let odds = |id: &str| answer["now"]["endings"][id]["odds"].as_f64().unwrap();
    assert!((odds("good") + odds("late") - 1.0).abs() < 1e-12);
    assert_eq!(answer["now"]["meters"], serde_json::json!({}));
}

#[test]
fn recordings_that_do_not_fit_are_said() {
    let place = recorded("ask,go");
    place.write("small.ron", small().replace("id: \"small\"", "id: \"other\""));
    check(&place, &ODDS, 1, "", "the recording is of the scenario `small`, not of `other`");
    place.write("small.ron", small().replace("\"go\": (", "\"pack\": ("));
    check(&place, &ODDS, 1, "! followed 1 of 2 decisions, then `call.go` could not be followed", "");
    check(&place, &["explore", "odds", "small.ron", "--from", "none.play"], 1, "", "`none.play`");
    check(&place, &["explore", "odds", "small.ron"], 2, "", "--from");
    let policy = [&ODDS[..], &["--policy", "best:aim"]].concat();
    place.write("small.ron", small());
    check(&place, &policy, 1, "", "has not been explored for it");
}
