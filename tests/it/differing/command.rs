//! The command: its page, its answer for programs, and what it refuses.

use serde_json::Value;

use crate::support::small;
use crate::terminal::{Place, check, text};

/// Cuts out what differs from one run to the next.
fn timeless(page: &str) -> String {
    let (before, rest) = page.split_once(" explored in ").unwrap();
    let (_, after) = rest.split_once(" s.").unwrap();
    format!("{before} explored in TIME s.{after}")
}

#[test]
fn the_page_says_what_is_new_what_is_gone_and_what_moved() {
    let place = Place::new();
    let edited = small().replace("\"listen\"", "\"hear\"").replace("start: 60", "start: 47").replace(
        "\"go\": (",
        "\"stop\": (text: \"Stop it here.\", effects: [\"morale = 10\"], then: End(\"late\")), \"go\": (",
    );
    place.write("new.ron", edited);
    let output = place.run(&["explore", "diff", "small.ron", "new.ron"]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    insta::assert_snapshot!("page", timeless(&text(&output.stdout)));
    let output =
        place.run(&["explore", "diff", "small.ron", "new.ron", "--format", "json", "--policy", "leader"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["policy"], "leader");
    assert_eq!(answer["difference"]["things"][0]["kind"], "choice");
    assert_eq!(answer["difference"]["things"][0]["new"], "absent");
}

#[test]
fn no_difference_is_said_in_a_sentence() {
    let place = Place::new();
    check(
        &place,
        &["explore", "diff", "small.ron", "small.ron"],
        0,
        "No rule differs: the same can happen",
        "",
    );
    // The state that it reads is never there.
    place.write("new.ron", small().replace("morale < 20", "morale < 19"));
    check(
        &place,
        &["explore", "diff", "small.ron", "new.ron"],
        0,
        "The rules differ, but the same can happen",
        "",
    );
}

#[test]
fn versions_that_cannot_be_compared_are_refused() {
    let place = Place::new();
    place.write("other.ron", small().replace("id: \"small\"", "id: \"other\""));
    let words = "`small.ron` is the scenario `small` and `other.ron` is `other`: these are two scenarios";
    check(&place, &["explore", "diff", "small.ron", "other.ron"], 1, "", words);
    let broken = small().replace("Go(\"packed\")", "Go(\"nowhere\")");
    place.write("old.ron", &broken);
    place.write("new.ron", &broken);
    let output = place.run(&["explore", "diff", "old.ron", "new.ron"]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.contains("old.ron:") && said.contains("new.ron:"), "{said}");
    let policy = ["explore", "diff", "small.ron", "small.ron", "--policy", "two-hats"];
    check(&place, &policy, 1, "", "has not been explored for it");
}
