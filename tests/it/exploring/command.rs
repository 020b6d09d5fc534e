//! The command: its page, its answer for programs, what budgets leave, and what it refuses.

#[cfg(target_os = "linux")]
use std::{fs, process::Command, thread};

use serde_json::Value;

use super::scenario;
use crate::terminal::{Place, check, text};

/// Cuts out what differs from one run to the next.
fn timeless(page: &str) -> String {
    let (before, rest) = page.split_once("It took ").unwrap();
    let (_, after) = rest.split_once('\n').unwrap();
    format!("{before}It took TIME\n{after}")
}

/// Decisions of three choices with luck that nothing brings together again: some millions of states.
fn large() -> String {
    let meters = (0..8).map(|at| format!("\"m{at}\": (label: \"M{at}\", start: 50),"));
    let choices = |at: usize| {
        let choice = |id: usize| {
            format!(
                "\"c{id}\": (text: \"C.\", effects: [\"m{} += {}\", \"m{} -= {}\"], then: Go(\"s{}\")),",
                (at + id) % 8,
                3 * at + id + 1,
                (at + 3 * id + 1) % 8,
                2 * at + id,
                at + 1
            )
        };
        (0..4).map(choice).collect::<String>()
    };
    let scenes = (0..12).map(|at| format!("\"s{at}\": (text: \"S.\", choices: {{ {} }}),", choices(at)));
    format!(
        "#![enable(implicit_some)]\nScenario(format: 1, id: \"large\", title: \"Large\", start: \"s0\",\n\
         meters: {{ {} }}, scenes: {{ {} \"s12\": (text: \"E.\", then: Verdict) }},\n\
         endings: {{ \"good\": (when: \"m0 > 50\", title: \"Good\", text: \"G.\", outcome: Success),\n\
         \"late\": (title: \"Late\", text: \"L.\", outcome: Failure) }})",
        meters.collect::<String>(),
        scenes.collect::<String>()
    )
}

#[test]
fn the_page_says_what_is_sound_likely_and_within_reach() {
    let place = Place::new();
    let explore = ["explore", "small.ron", "--threads", "1"];
    let output = place.run(&explore);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    insta::assert_snapshot!("page", timeless(&text(&output.stdout)));
    let output = place.run(&[&explore[..], &["--details", "--policy", "two-hats"]].concat());
    insta::assert_snapshot!("page_with_details", timeless(&text(&output.stdout)));
}

#[test]
fn the_page_says_which_decisions_are_dilemmas() {
    let place = Place::new();
    place.write(
        "flawed.ron",
        scenario(
            r#""a": (text: "A.", choices: {
            "ask": (text: "Ask.", effects: ["morale += 5"], then: Go("b")),
            "tell": (text: "Tell.", effects: ["morale += 1"], then: Go("b")),
            "mail": (text: "Mail.", effects: ["morale += 5"], then: Go("b")),
            "look": (text: "Look.", then: Go("a")),
            "shout": (text: "Shout.", effects: ["morale -= 5"], then: End("late")),
        }),
        "b": (text: "B.", choices: {
            "on": (text: "On.", then: Verdict),
            "out": (text: "Out.", effects: ["morale += 20"], then: Chance({ "up": (1, End("good")), "down": (1, End("late")) })),
        }),"#,
        )
        .replace("endings: {", "allow: [(\"TH0049\", \"a way out\")], endings: {"),
    );
    let explore = ["explore", "flawed.ron", "--threads", "1"];
    let page = |more: &[&str]| text(&place.run(&[&explore[..], more].concat()).stdout);
    let short = page(&[]);
    let dilemmas = &short[short.find("Dilemmas").unwrap()..short.find("\nPlays:").unwrap()];
    insta::assert_snapshot!("dilemmas", dilemmas);
    let details = page(&["--details"]);
    for (words, play) in [
        ("surpassed: a.tell by a.ask", "a.tell"),
        ("changes nothing: a.mail like a.ask", "a.mail"),
        ("changes nothing: a.look", "a.look"),
        ("trap: a.shout (allowed)", "a.shout"),
    ] {
        let command = format!("To come to “{words}”:\n  two-hats play flawed.ron --seed 0 --picks {play}\n");
        assert!(details.contains(&command), "{details}");
    }
    let answer = place.run(&[&explore[..], &["--format", "json"]].concat()).stdout;
    let mut answer: Value = serde_json::from_slice(&answer).unwrap();
    let kinds = answer["dilemmas"].as_object_mut().unwrap().values_mut();
    for flaw in kinds.flat_map(|kind| kind.as_array_mut().unwrap()) {
        let Some(witness) = flaw.get_mut("witness") else { continue };
        assert_eq!(witness["natural"], true);
        *witness = witness["recording"]["steps"].take();
    }
    insta::assert_snapshot!("dilemmas_json", serde_json::to_string_pretty(&answer["dilemmas"]).unwrap());
    place.write(
        "line.ron",
        scenario(r#""a": (text: "A.", choices: { "go": (text: "Go.", then: Verdict) }),"#),
    );
    let none = "Dilemmas: none; no play ever has two choices open at once.";
    check(&place, &["explore", "line.ron"], 0, none, "");
}

#[test]
fn programs_get_everything_but_how_it_was_run_the_same() {
    let place = Place::new();
    let read = |threads: &str| {
        let output = place.run(&["explore", "small.ron", "--format", "json", "--threads", threads]);
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
        let mut answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let run = answer.as_object_mut().unwrap().remove("run").unwrap();
        assert_eq!(run["threads"].to_string(), threads);
        assert!(run["seconds"].is_f64() && run["stopped"].is_null());
        assert_eq!(run["peak_memory"].is_u64(), cfg!(target_os = "linux"));
        answer
    };
    let alone = read("1");
    assert_eq!(alone, read("3"));
    insta::assert_snapshot!("json", serde_json::to_string_pretty(&alone).unwrap());
}

#[test]
fn what_is_not_sound_is_said_first() {
    let place = Place::new();
    place.write(
        "broken.ron",
        scenario(
            r#""a": (text: "A.", choices: {
            "try": (text: "Try.", then: Chance({ "through": (1, End("good")), "back": (3, Go("a")) })),
            "trap": (text: "Trap.", then: Go("b")),
            "divide": (text: "Divide.", effects: ["morale = 1 / tries"], then: End("good")),
            "no_weight": (text: "Fall.", then: Chance({ "up": ("tries", End("late")), "down": ("0 - tries", End("late")) })),
        }),
        "b": (text: "B.", choices: {
            "one": (text: "One.", then: Go("b")),
            "two": (text: "Two.", when: "tries > 0", then: End("good")),
        }),"#,
        ),
    );
    let output = place.run(&["explore", "broken.ron", "--threads", "1"]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    insta::assert_snapshot!("page_of_troubles", timeless(&text(&output.stdout)));
    let never = ["explore", "broken.ron", "--policy", "best:morale"];
    check(&place, &never, 0, "policy best:morale", "");
}

#[test]
fn a_loop_without_a_way_out_is_told() {
    let place = Place::new();
    let again = r#""a": (text: "A.", choices: { "again": (text: "Again.", then: Go("a")) }),"#;
    place.write("endless.ron", scenario(again));
    let endless = ["explore", "endless.ron"];
    check(
        &place,
        &endless,
        0,
        "Not sound: from 1 state no ending can be reached.\n100 % of plays never end",
        "",
    );
    check(&place, &endless, 0, "Plays: infinitely many", "");
    let best = ["explore", "endless.ron", "--policy", "best:morale"];
    check(&place, &best, 1, "", "no way to decide does in this scenario");
    let best = ["simulate", "endless.ron", "--policy", "best:morale"];
    check(&place, &best, 1, "", "no way to decide does in this scenario");
}

#[test]
fn past_a_budget_what_is_known_is_told_apart_from_estimates() {
    let place = Place::new();
    place.write("large.ron", large());
    let explore = ["explore", "large.ron", "--memory", "1M", "--threads", "1"];
    let output = place.run(&explore);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    let page = text(&output.stdout);
    assert!(page.contains("Partial: this stopped at the memory budget of 1 MiB. Left out:"), "{page}");
    assert!(page.contains("Estimates by 20000 plays by lot, policy uniform: no proof"), "{page}");
    assert!(!page.contains("Sound:"), "{page}");
    let output = place.run(&[&explore[..], &["--format", "json"]].concat());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["complete"], false);
    assert_eq!(answer["run"]["stopped"], "memory");
    assert!(answer["endings"][0]["probability"].is_null() && answer["never"].is_null());
    let good = &answer["estimates"]["endings"]["good"];
    assert!(good["low"].as_f64() < good["share"].as_f64() && good["share"].as_f64() < good["high"].as_f64());
    assert!(answer["states"].as_u64() > Some(1_000));
    // A policy that needs everything has no estimates, and says so.
    let best = [&explore[..], &["--policy", "best:m0"]].concat();
    check(&place, &best, 0, "No estimates: the policy best:m0 looks at everything that can follow.", "");
}

#[test]
fn plays_are_counted_exactly_however_many_there_are() {
    let place = Place::new();
    let scene = |at: usize| {
        let choice = |id: usize| format!("\"c{id}\": (text: \"C.\", then: Go(\"s{}\")),", at + 1);
        format!("\"s{at}\": (text: \"S.\", choices: {{ {} }}),", (0..4).map(choice).collect::<String>())
    };
    let scenes =
        format!("{}\"s100\": (text: \"E.\", then: Verdict),", (0..100).map(scene).collect::<String>());
    place.write("long.ron", scenario(&scenes).replace("start: \"a\"", "start: \"s0\""));
    let answer = place.run(&["explore", "long.ron", "--format", "json"]).stdout;
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    // Two to the power of 200.
    assert_eq!(answer["plays"], "1606938044258990275541962092341162602522202993782792835301376");
    assert_eq!(answer["decisions"]["longest"], 100);
    assert_eq!(answer["states"], 101);
}

#[test]
fn what_cannot_be_explored_is_refused() {
    let place = Place::new();
    for (arguments, code, words) in [
        (["--memory", "0G"], 2, "without memory nothing can be explored"),
        (["--memory", "lots"], 2, "this is no amount of memory"),
        (["--time", "0s"], 2, "without time nothing can be explored"),
        (["--time", "soon"], 2, "this is no duration"),
        (["--threads", "0"], 2, "'0' for '--threads <T>'"),
        (["--policy", "leadr"], 2, "did you mean `leader`?"),
        (["--policy", "best:anna"], 1, "error: there is no objective `anna`; known: `morale`, `risk`,"),
    ] {
        check(&place, &[&["explore", "small.ron"][..], &arguments].concat(), code, "", words);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_ends_an_exploring_early_with_130_and_what_is_known_so_far() {
    let place = Place::new();
    place.write("large.ron", large());
    let child = place.command(&["explore", "large.ron"]).spawn().unwrap();
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
    let page = text(&output.stdout);
    assert!(page.contains("Partial: this stopped at Ctrl-C. Left out:"), "{page}");
    assert!(page.contains("Estimates by 20000 plays by lot"), "{page}");
}
