//! The command: its page, its answer for programs, and what it refuses.

#[cfg(target_os = "linux")]
use std::{fs, process::Command, thread};

use serde_json::Value;

use crate::terminal::{Place, check, text};

/// Cuts out what differs from one run to the next.
fn timeless(page: &str) -> String {
    let (before, rest) = page.split_once("; ").unwrap();
    let (_, after) = rest.split_once(" s on ").unwrap();
    format!("{before}; TIME on {after}")
}

#[test]
fn the_page_shows_endings_numbers_and_what_was_not_met() {
    let place = Place::new();
    let simulate = ["simulate", "small.ron", "--plays", "2000", "--threads", "1"];
    let output = place.run(&simulate);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    insta::assert_snapshot!("page", timeless(&text(&output.stdout)));
    let output = place.run(&[&simulate[..], &["--details", "--policy", "leader"]].concat());
    insta::assert_snapshot!("page_with_details", timeless(&text(&output.stdout)));
}

#[test]
fn the_page_tells_of_plays_that_fail_and_of_those_that_do_not_end() {
    let place = Place::new();
    let go = "effects: [\"if calls > 0: risk -= 10\"],";
    let broken = super::small()
        .replace(go, "effects: [\"risk = 10 / calls\"],")
        .replace("when: \"not asked\"", "when: \"calls < 3\"")
        .replace("\"calls += 1\",", "");
    place.write("broken.ron", broken);
    let output = place.run(&["simulate", "broken.ron", "--plays", "300", "--threads", "1"]);
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!("page_of_failures", timeless(&text(&output.stdout)));
    place.write(
        "endless.ron",
        super::scenario(r#""a": (text: "A.", choices: { "again": (text: "Again.", then: Go("a")) }),"#),
    );
    let endless = ["simulate", "endless.ron", "--plays", "3"];
    check(&place, &endless, 0, "given up after 2000 decisions  100.0 %", "");
    check(&place, &endless, 0, "No play came to an ending.", "");
}

#[test]
fn programs_get_the_same_for_the_same_seed_but_for_how_it_was_run() {
    let place = Place::new();
    let read = |threads: &str| {
        let arguments = ["simulate", "small.ron", "--plays", "200", "--seed", "3", "--format", "json"];
        let output = place.run(&[&arguments[..], &["--threads", threads]].concat());
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
        let mut answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let run = answer.as_object_mut().unwrap().remove("run").unwrap();
        assert_eq!(run["threads"].to_string(), threads);
        assert!(run["seconds"].is_f64());
        answer
    };
    let alone = read("1");
    assert_eq!(alone, read("3"));
    insta::assert_snapshot!("json", serde_json::to_string_pretty(&alone).unwrap());
}

#[test]
fn what_cannot_be_simulated_is_refused() {
    let place = Place::new();
    for (arguments, code, words) in [
        (["--plays", "0"], 2, "without a play nothing can be counted; give 1 or more"),
        (["--plays", "many"], 2, "this is no whole number of plays"),
        (["--threads", "0"], 2, "'0' for '--threads <T>'"),
        (["--policy", "leadr"], 2, "did you mean `leader`?"),
        (["--policy", "greedy:anna"], 1, "error: there is no objective `anna`; known: `morale`, `risk`,"),
        (["--policy", "best:anna"], 1, "error: there is no objective `anna`"),
    ] {
        check(&place, &[&["simulate", "small.ron"][..], &arguments].concat(), code, "", words);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_ends_a_simulation_early_with_130_and_what_is_known_so_far() {
    let place = Place::new();
    let plays = u64::MAX.to_string();
    let child = place.command(&["simulate", "small.ron", "--plays", &plays]).spawn().unwrap();
    let process = format!("/proc/{}/status", child.id());
    // Until the program listens, Ctrl-C would end it as it ends any.
    let listens = || {
        let status = fs::read_to_string(&process).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap().trim();
        u64::from_str_radix(caught, 16).unwrap() & 0b10 != 0
    };
    while !listens() {
        thread::yield_now();
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(130), ""));
    let said = text(&output.stdout);
    assert!(said.contains("Stopped after ") && said.contains(" of 18446744073709551615 plays;"), "{said}");
}
