//! The program's commands on a pack.

use std::fs;

use super::{split, write};
use crate::support::small;
use crate::terminal::{Place, check, text};

/// A folder with the small scenario and the same as a pack in `week/`.
fn place() -> Place {
    let place = Place::new();
    write(&place.path().join("week"), &split(small()));
    place
}

/// The files of the pack as they are now, one behind another.
fn files(place: &Place) -> String {
    ["scenario.ron", "more/one.ron", "two.ron"]
        .map(|name| fs::read_to_string(place.path().join("week").join(name)).unwrap())
        .concat()
}

#[test]
fn a_pack_is_checked_played_drawn_and_counted_like_a_file() {
    let place = place();
    check(&place, &["check", "--strict", "week"], 0, "1 scenario: no problems\n", "");
    check(&place, &["check", "--strict", "."], 0, "2 scenarios: no problems\n", "");
    for command in [
        &["graph"][..],
        &["stats"],
        &["stats", "--format", "json"],
        &["play", "--seed", "3", "--picks", "ask,call.go"],
    ] {
        let [alone, pack] = ["small.ron", "week"].map(|name| {
            let output = place.run(&[&command[..1], &[name], &command[1..]].concat());
            assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{command:?}");
            text(&output.stdout)
        });
        assert_eq!(alone, pack, "{command:?}");
    }
}

#[test]
fn what_is_wrong_with_a_pack_is_shown_in_its_files() {
    let place = place();
    let part = place.path().join("week/two.ron");
    let text_of_part = fs::read_to_string(&part).unwrap();
    fs::write(&part, text_of_part.replace("morale += 10", "moral += 10")).unwrap();
    check(&place, &["check", "week"], 1, " --> week/two.ron:6:67\n", "");
    check(&place, &["play", "week"], 1, "", " --> week/two.ron:6:67\n");
    let report = text(&place.run(&["check", "--format", "json", "week"]).stdout);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["files"], serde_json::json!(["week/scenario.ron"]));
    assert_eq!(report["diagnostics"][0]["file"], "week/two.ron");
    let help = "help: name its pack in place of it: `week/scenario.ron`";
    check(&place, &["check", "week/two.ron"], 1, help, "");
}

#[test]
fn a_recording_finds_the_pack_that_it_was_made_with() {
    let place = place();
    fs::remove_file(place.path().join("small.ron")).unwrap();
    // Beside the recording lies another with the same id, and the one that is meant in the library.
    write(&place.path().join("small"), &split(&small().replace("start: 60", "start: 61")));
    write(&place.path().join("data/scenarios/mine"), &split(small()));
    for (pack, record) in [("week", "week.play"), ("small", "small.play")] {
        let play = ["play", pack, "--seed", "3", "--picks", "ask", "--record", record];
        check(&place, &play, 0, "[go]", "");
        check(&place, &["replay", record], 0, "Verified: 1 decision, seed 3.", "");
        check(&place, &["replay", record, "--scenario", pack], 0, "Verified: 1 decision, seed 3.", "");
    }
}

#[test]
fn a_rename_reaches_all_files_or_none() {
    let place = place();
    let before = files(&place);
    let rename = ["rename", "week", "morale", "mood"];
    let dry = place.run(&[&rename[..], &["--dry-run"]].concat());
    for name in ["week/scenario.ron:", "week/two.ron:"] {
        assert!(text(&dry.stdout).contains(name), "{}", text(&dry.stdout));
    }
    check(&place, &["rename", "week", "morale", "risk"], 1, "", "`week/scenario.ron` is as it was.");
    check(&place, &["rename", "week/two.ron", "morale", "mood"], 1, "", "error[TH0041]");
    assert_eq!(files(&place), before);
    // The last file cannot be written.
    let last = place.path().join("week/two.ron");
    let permissions = fs::metadata(&last).unwrap().permissions();
    let mut locked = permissions.clone();
    locked.set_readonly(true);
    fs::set_permissions(&last, locked).unwrap();
    check(&place, &rename, 1, "", "error: cannot write `week/two.ron`: it is read-only");
    assert_eq!(files(&place), before);
    assert_eq!(fs::read_dir(place.path().join("week")).unwrap().count(), 3, "nothing is left beside them");
    fs::set_permissions(&last, permissions).unwrap();
    check(&place, &rename, 0, "Renamed the meter `morale` to `mood` in ", "");
    check(&place, &["check", "--strict", "week"], 0, "no problems", "");
    check(&place, &["rename", "week", "mood", "morale"], 0, "places of 2 files.", "");
    assert_eq!(files(&place), before);
}

#[test]
fn a_pack_is_laid_out_and_migrated_as_a_whole() {
    let place = place();
    check(&place, &["fmt", "--check", "week"], 1, "1 scenario in 3 files: 3 would be rewritten", "");
    check(&place, &["fmt", "."], 0, "rewrote ./week/more/one.ron\n", "");
    check(&place, &["fmt", "week"], 0, "1 scenario in 3 files: 0 rewritten", "");
    check(&place, &["check", "--strict", "week"], 0, "no problems", "");
    check(&place, &["migrate", "week"], 0, "`week/scenario.ron` is of format 1, the newest.", "");
    fs::write(place.path().join("week/two.ron"), "Part(").unwrap();
    check(&place, &["migrate", "week"], 1, "", " --> week/two.ron:1:5");
    check(
        &place,
        &["fmt", "week"],
        1,
        "1 scenario in 3 files: 0 rewritten, 1 cannot be",
        "`week/two.ron` is left",
    );
}
