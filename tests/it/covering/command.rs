//! The command: its page, its answer for programs, the files it writes, and what it refuses.

use std::fs;

use serde_json::Value;

use crate::terminal::{Place, check, text};

/// Cuts out what differs from one run to the next.
fn timeless(page: &str) -> String {
    let (before, rest) = page.split_once(" explored in ").unwrap();
    let (_, after) = rest.split_once(" s.").unwrap();
    format!("{before} explored in TIME s.{after}")
}

#[test]
fn the_page_lists_plays_that_can_be_made_again() {
    let place = Place::new();
    let output = place.run(&["explore", "cover", "small.ron"]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    let page = timeless(&text(&output.stdout));
    insta::assert_snapshot!("page", page);
    for line in page.lines().filter_map(|line| line.trim().strip_prefix("two-hats ")) {
        let arguments: Vec<_> = line.split(' ').collect();
        let played = text(&place.run(&arguments).stdout);
        assert!(played.contains("== Shipped") || played.contains("== Late"), "{played}");
    }
}

#[test]
fn plays_are_written_as_recordings_that_replay_exactly() {
    let place = Place::new();
    let arguments = ["explore", "cover", "small.ron", "--output", "plays", "--format", "json"];
    let output = place.run(&arguments);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = answer["files"].as_array().unwrap();
    assert_eq!(files.len(), answer["plays"].as_array().unwrap().len());
    assert_eq!(files[0], "plays/cover-01.play");
    assert_eq!(answer["needed"], files.len());
    for file in files {
        let replay = ["replay", file.as_str().unwrap(), "--scenario", "small.ron"];
        check(&place, &replay, 0, "Verified: ", "");
    }
}

#[test]
fn what_is_there_is_not_written_over_without_force() {
    let place = Place::new();
    let arguments = ["explore", "cover", "small.ron", "--output", "plays"];
    fs::create_dir(place.path().join("plays")).unwrap();
    let other = place.write("plays/other.txt", "mine");
    check(&place, &arguments, 0, "plays/cover-01.play", "");
    let first = place.write("plays/cover-01.play", "mine too");
    check(&place, &arguments, 1, "", "`plays/cover-01.play` is there already; name another folder");
    assert_eq!(fs::read_to_string(&first).unwrap(), "mine too");
    check(&place, &[&arguments[..], &["--force"]].concat(), 0, "plays/cover-01.play", "");
    assert!(fs::read_to_string(&first).unwrap().starts_with("Recording("));
    assert_eq!(fs::read_to_string(other).unwrap(), "mine");
    check(&place, &["explore", "cover", "small.ron", "--force"], 2, "", "--output");
}

#[test]
fn a_folder_that_cannot_be_written_is_said() {
    let place = Place::new();
    place.write("file", "a file");
    let arguments = ["explore", "cover", "small.ron", "--output", "file/plays"];
    check(&place, &arguments, 1, "", "error: cannot make the folder `file/plays`: ");
    check(&place, &["explore", "cover", "none.ron"], 1, "", "none.ron");
}
