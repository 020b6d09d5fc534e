//! The program itself: what it prints, what it answers, and how it ends.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::small;

/// A folder with the small scenario, and the program run in it.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("small.ron"), small()).unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        fs::write(self.path().join(name), text).unwrap();
        self.path().join(name)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_two-hats"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("COLUMNS", "100")
            .env("TWO_HATS_DATA", self.path().join("data"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Answers line by line through a pipe.
    pub(crate) fn answer(&self, arguments: &[&str], answers: &str) -> Output {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }
}

/// Runs the program and compares its exit code and a part of what it prints on either side.
pub(crate) fn check(place: &Place, arguments: &[&str], code: i32, out: &str, err: &str) {
    let output = place.run(arguments);
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    let said = format!("{arguments:?}\n--- out\n{stdout}\n--- err\n{stderr}");
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(stdout.contains(out) && stderr.contains(err), "{said}");
    assert!(!stderr.contains("panicked"), "{said}");
    assert_eq!(err.is_empty(), stderr.is_empty(), "{said}");
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_scripted_play_is_told_to_its_ending() {
    let output = Place::new().run(&["play", "small.ron", "--seed", "3", "--picks", "ask,call.go"]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    insta::assert_snapshot!(text(&output.stdout));
}

/// Checks that lines are printed in this order.
fn in_order(printed: &str, lines: &[&str]) {
    let mut rest = printed;
    for line in lines {
        let Some((_, behind)) = rest.split_once(line) else {
            panic!("no `{line}` in\n{rest}\nof\n{printed}")
        };
        rest = behind;
    }
}

#[test]
fn what_luck_changes_is_told_behind_the_luck_and_feedback_at_the_end() {
    let place = Place::new();
    let packed = "\"packed\": (on_enter: [\"risk -= 7\", \"trust.anna -= 2\"], text";
    place.write("luck.ron", small().replace("\"packed\": (text", packed));
    let play = ["play", "luck.ron", "--seed", "3", "--picks", "ask,go", "--record", "luck.play"];
    let told = [
        "Anna: “",
        "Morale 65 (+5) · Anna trusts you more",
        "→ Start packing",
        "Risk 25 (-10)",
        "The story drew `well`: the odds of it were about 8 in 10.",
        "The boxes stand",
        "Risk 18 (-7) · Anna trusts you a little less",
        "== Shipped",
        "== Looking back",
        " 1  Ask her what",
        "She thinks along; an hour is gone.",
    ];
    in_order(&text(&place.run(&play).stdout), &told);
    in_order(&text(&place.run(&["replay", "luck.play", "--scenario", "luck.ron"]).stdout), &told);
    // Nothing is said about decisions while others are to come.
    let early = text(&place.run(&["play", "luck.ron", "--seed", "3", "--picks", "ask"]).stdout);
    assert!(!early.contains("an hour is gone"), "{early}");
}

#[test]
fn a_scripted_play_that_stops_early_shows_what_is_on_offer() {
    let place = Place::new();
    check(
        &place,
        &["play", "small.ron", "--seed", "3", "--picks", ""],
        0,
        " 1  Ask her what she would do first. (1 h) [ask]",
        "",
    );
    check(&place, &["play", "small.ron", "--seed", "3", "--picks", "ask"], 0, "[go]", "");
}

#[test]
fn a_wrong_pick_ends_a_scripted_play_and_says_what_there_is() {
    let place = Place::new();
    let play = |picks| ["play", "small.ron", "--seed", "3", "--picks", picks];
    check(
        &place,
        &play("ask,ask"),
        1,
        "Ask her",
        "error: after 1 decision: `call.ask` cannot be picked now: `asked` must not hold",
    );
    check(
        &place,
        &play("nonsense"),
        1,
        "",
        "error: after 0 decisions: `nonsense` is not a choice of `call`; it offers `ask`, `go`",
    );
    check(&place, &play("go,go"), 1, "Shipped", "error: after 1 decision: the play has ended");
}

#[test]
fn files_that_cannot_be_played_are_refused_with_what_is_wrong() {
    let place = Place::new();
    place.write("cut.ron", &small()[..200]);
    place.write("names.ron", small().replace("start: \"call\"", "start: \"cal\""));
    place.write("bytes.ron", b"\xff\xfe");
    place.write("newer.ron", small().replace("format: 1", "format: 2"));
    fs::create_dir(place.path().join("folder")).unwrap();
    for (file, part) in [
        ("missing.ron", "TH0031"),
        ("folder", "it is a folder"),
        ("cut.ron", "TH0001"),
        ("names.ron", "names.ron:14:13"),
        ("bytes.ron", "TH0030"),
        ("newer.ron", "TH0009"),
    ] {
        check(&place, &["play", file, "--picks", "ask"], 1, "", part);
    }
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    let place = Place::new();
    for arguments in [
        &["play"][..],
        &["play", "small.ron", "--seed", "x"],
        &["play", "small.ron", "--seed", "-1"],
        &["check"],
        &["check", "--format", "xml", "small.ron"],
        &["nonsense", "small.ron"],
        &["--nonsense"],
    ] {
        check(&place, arguments, 2, "", "try '--help'");
    }
}

#[test]
fn the_data_folder_may_be_named_before_the_command_but_what_is_for_the_window_not() {
    let place = Place::new();
    check(&place, &["--data", "data", "check", "small.ron"], 0, "no problems", "");
    check(&place, &["--seed", "3", "play", "small.ron"], 2, "", "write them after the command");
    check(&place, &["small.ron", "check", "small.ron"], 2, "", "write them after the command");
}

#[test]
fn a_recorded_play_is_verified_and_told_again() {
    let place = Place::new();
    let play = ["play", "small.ron", "--seed", "3", "--picks", "ask,go", "--record", "monday.play"];
    check(&place, &play, 0, "Shipped", "");
    check(
        &place,
        &["replay", "monday.play", "--scenario", "small.ron"],
        0,
        "Verified: 2 decisions, seed 3.",
        "",
    );
    // Without `--scenario`, the file beside it is taken.
    let output = place.run(&["replay", "monday.play", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        (&report["exact"], &report["ending"], &report["values"]["time"]),
        (&true.into(), &"good".into(), &6.into())
    );
    assert_eq!(report["decisions"], 2);
}

#[test]
fn a_replay_that_differs_ends_with_1_and_says_how() {
    let place = Place::new();
    place.run(&["play", "small.ron", "--seed", "3", "--picks", "ask,go", "--record", "monday.play"]);
    place.write("edited.ron", small().replace("\"go\": (", "\"pack\": ("));
    let edited = ["replay", "monday.play", "--scenario", "edited.ron"];
    check(&place, &edited, 1, "! the scenario was edited since this was recorded", "");
    check(&place, &edited, 1, "! followed 1 of 2 decisions", "");
    place.write("other.ron", small().replace("id: \"small\"", "id: \"other\""));
    let other = ["replay", "monday.play", "--scenario", "other.ron"];
    check(&place, &other, 1, "", "error: the recording is of the scenario `small`, not of `other`");
}

#[test]
fn recordings_that_cannot_be_used_are_named() {
    let place = Place::new();
    place.run(&["play", "small.ron", "--seed", "3", "--picks", "ask", "--record", "monday.play"]);
    let whole = fs::read_to_string(place.path().join("monday.play")).unwrap();
    place.write("cut.play", &whole[..whole.len() / 2]);
    place.write("newer.play", whole.replace("    format: 1", "    format: 2"));
    place.write("lost.play", whole.replace("scenario: \"small\"", "scenario: \"lost\""));
    for (file, part) in [
        ("missing.play", "`missing.play`: it cannot be read"),
        (".", "`.`: it cannot be read: it is a folder\n"),
        ("cut.play", "`cut.play`: it is not a recording, or was cut short"),
        ("newer.play", "`newer.play`: it is a recording of version 2"),
        ("lost.play", "the scenario `lost`, which is not in the library"),
        ("small.ron", "it is not a recording"),
    ] {
        check(&place, &["replay", file], 1, "", part);
    }
}

#[test]
fn a_record_that_cannot_be_written_is_reported() {
    let place = Place::new();
    let play = ["play", "small.ron", "--picks", "ask", "--record", "small.ron/below"];
    check(&place, &play, 1, "", "error: cannot write `small.ron/below`");
}

#[test]
fn checking_counts_files_and_problems() {
    let place = Place::new();
    check(&place, &["check", "small.ron"], 0, "1 scenario: no problems", "");
    check(&place, &["check", "--strict", "."], 0, "1 scenario: no problems", "");
    place.write("names.ron", small().replace("start: \"call\"", "start: \"cal\""));
    check(&place, &["check", "."], 1, "error[TH0010]: there is no scene `cal`", "");
    check(&place, &["check", "small.ron", "missing.ron"], 1, "2 scenarios: 1 error", "");
    place.write("words.ron", small().replace("Ask her what", "ask her what"));
    check(&place, &["check", "words.ron"], 0, "1 scenario: 1 advice", "");
    check(&place, &["check", "--strict", "words.ron"], 1, "advice[TH0025]", "");
    fs::create_dir(place.path().join("empty")).unwrap();
    check(&place, &["check", "empty"], 1, "", "error: `empty` holds no scenario files");
}

#[test]
fn checking_for_programs_gives_one_record_for_each_problem() {
    let place = Place::new();
    place.write("names.ron", small().replace("start: \"call\"", "start: \"cal\""));
    let output = place.run(&["check", "--format", "json", "names.ron", "small.ron"]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn a_map_is_printed_or_written_as_a_whole() {
    let place = Place::new();
    for (format, part) in [("svg", "</svg>"), ("dot", "digraph \"small\" {"), ("mermaid", "flowchart TD")] {
        check(&place, &["graph", "small.ron", "--format", format], 0, part, "");
        let output = place.run(&["graph", "small.ron", "--format", format, "--output", "maps/map"]);
        assert_eq!((output.status.code(), output.stdout, output.stderr), (Some(0), vec![], vec![]));
        let printed = place.run(&["graph", "small.ron", "--format", format]).stdout;
        assert_eq!(fs::read(place.path().join("maps/map")).unwrap(), printed);
    }
    check(
        &place,
        &["graph", "small.ron", "--output", "small.ron/map"],
        1,
        "",
        "error: cannot write `small.ron/map`",
    );
    check(&place, &["graph", "small.ron", "--format", "png"], 2, "", "try '--help'");
}

#[test]
fn the_numbers_of_a_scenario_stand_in_columns() {
    let output = Place::new().run(&["stats", "small.ron"]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn the_numbers_of_a_scenario_are_there_for_programs() {
    let output = Place::new().run(&["stats", "--format", "json", "small.ron"]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn a_broken_scenario_has_neither_map_nor_numbers() {
    let place = Place::new();
    place.write("names.ron", small().replace("start: \"call\"", "start: \"cal\""));
    for arguments in [
        &["graph", "names.ron"][..],
        &["graph", "names.ron", "--output", "map.svg"],
        &["stats", "names.ron"],
        &["simulate", "names.ron"],
    ] {
        let output = place.run(arguments);
        assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(1), ""), "{arguments:?}");
        assert!(text(&output.stderr).contains("error[TH0010]: there is no scene `cal`"), "{arguments:?}");
    }
    assert!(!place.path().join("map.svg").exists());
}

#[test]
fn checking_for_editors_gives_sarif() {
    let place = Place::new();
    fs::create_dir(place.path().join("neue läufe")).unwrap();
    let twice = small().replace("\"calls\": Count", "/* 𝒳 */ \"morale\": Flag(true), \"calls\": Count");
    place.write("neue läufe/a b.ron", twice);
    let output = place.run(&["check", "--format", "sarif", "neue läufe/a b.ron", "missing.ron"]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let run = &report["runs"][0];
    let (rules, results) = (&run["tool"]["driver"]["rules"], run["results"].as_array().unwrap());
    assert_eq!((report["version"].as_str(), results.len()), (Some("2.1.0"), 2));
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!((&rule["id"], result["level"].as_str()), (&result["ruleId"], Some("error")));
        assert!(rule["help"]["text"].as_str().unwrap().contains("Mend it"));
    }
    let place_of = |result: &serde_json::Value| result["locations"][0]["physicalLocation"].clone();
    let first = place_of(&results[0]);
    assert_eq!(first["artifactLocation"]["uri"], "neue%20l%C3%A4ufe/a%20b.ron");
    // The letter before it takes two units of UTF-16, and one character.
    let line = small().lines().position(|line| line.contains("\"calls\": Count")).unwrap();
    let column = small().lines().nth(line).unwrap().find("\"calls\"").unwrap() + "/* XX */ \"".len() + 1;
    assert_eq!(
        (&first["region"]["startLine"], &first["region"]["startColumn"]),
        (&(line + 1).into(), &column.into())
    );
    let other = &results[0]["relatedLocations"][0];
    assert_eq!(other["message"]["text"], "the meter is here");
    assert!(place_of(&results[1]).get("region").is_none(), "a file that is not there has no lines");
}

#[test]
fn a_new_scenario_passes_every_check_and_plays() {
    let place = Place::new();
    check(
        &place,
        &["new", "mine/Late order", "--title", "The \"late\" order"],
        0,
        "Wrote `mine/Late order.ron`",
        "",
    );
    check(&place, &["check", "--strict", "mine"], 0, "1 scenario: no problems", "");
    let text = fs::read_to_string(place.path().join("mine/Late order.ron")).unwrap();
    assert!(text.contains("id: \"late-order\"") && text.contains(r#"title: "The \"late\" order""#), "{text}");
    let picks = ["--picks", "split,promise,keep"];
    let play = [&["play", "mine/Late order.ron", "--seed", "1"][..], &picks].concat();
    check(&place, &play, 0, "You remembered.", "");
    // What somebody wrote is never overwritten.
    place.write("mine/Late order.ron", "mine");
    check(
        &place,
        &["new", "mine/Late order.ron"],
        1,
        "",
        "error: cannot write `mine/Late order.ron`: it is there already",
    );
    assert_eq!(fs::read_to_string(place.path().join("mine/Late order.ron")).unwrap(), "mine");
    check(&place, &["new", "12"], 1, "", "no id can be made of `12`");
}

#[test]
fn a_code_is_explained_however_it_is_written() {
    let place = Place::new();
    for code in ["TH0012", "th12", "12"] {
        check(&place, &["explain", code], 0, "TH0012: an expression of the wrong type", "");
    }
    check(&place, &["explain"], 0, "TH0039  a condition that is always so, or never", "");
    check(&place, &["explain", "TH9912"], 1, "", "error: there is no code `TH9912`");
    check(&place, &["explain", "TH00012x"], 1, "", "`two-hats explain` lists every code");
}

#[test]
fn a_play_by_hand_takes_numbers_ids_and_commands() {
    let place = Place::new();
    let output =
        place.answer(&["play", "small.ron", "--seed", "3"], "\n7\nb 1\n1\nh\nb 1\nb 9\ncall.ask\ngo\n");
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    insta::assert_snapshot!(text(&output.stdout));
}

/// A play under `--watch`, with what it prints as it comes.
struct Watched {
    child: std::process::Child,
    printed: std::sync::mpsc::Receiver<u8>,
}

impl Watched {
    fn start(place: &Place, file: &str) -> Self {
        let mut command = place.command(&["play", file, "--seed", "3", "--watch"]);
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        let (send, printed) = std::sync::mpsc::channel();
        let mut out = child.stdout.take().unwrap();
        std::thread::spawn(move || {
            let mut byte = [0];
            while out.read(&mut byte).is_ok_and(|length| length == 1) && send.send(byte[0]).is_ok() {}
        });
        Self { child, printed }
    }

    fn type_in(&mut self, line: &str) {
        self.child.stdin.as_mut().unwrap().write_all(format!("{line}\n").as_bytes()).unwrap();
    }

    /// Reads to the next prompt and checks a part of what was printed before it.
    fn expect(&mut self, part: &str) {
        let mut said = Vec::new();
        while !said.ends_with(b"\n> ") {
            let byte = self.printed.recv_timeout(std::time::Duration::from_secs(20));
            said.push(byte.unwrap_or_else(|_| panic!("no prompt after {}", text(&said))));
        }
        // Where lines are broken is not the matter here.
        let words = text(&said).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(part), "no `{part}` in {words}");
    }
}

#[test]
fn a_watched_play_goes_on_with_each_version_that_is_saved() {
    let place = Place::new();
    let mut play = Watched::start(&place, "small.ron");
    play.expect("[ask]");
    play.type_in("ask");
    play.expect("[go]");
    // Another text: the same decision. Written beside and renamed, as editors do.
    let other = small().replace("She waits for you.", "She waits at the board.");
    place.write("small.new", &other);
    fs::rename(place.path().join("small.new"), place.path().join("small.ron")).unwrap();
    play.expect("She waits at the board.");
    // A mistake: the last good version goes on, and the mistake is shown.
    place.write("small.ron", other.replace("start: \"call\"", "start: \"cal\""));
    play.expect("error[TH0010]: there is no scene `cal`");
    play.type_in("?");
    play.expect("Answer with the number");
    fs::remove_file(place.path().join("small.ron")).unwrap();
    play.expect("error[TH0031]");
    // What was decided is gone: the last decision that is still there.
    place.write("small.ron", small().replace("\"ask\"", "\"enquire\""));
    play.expect("at the last decision that is still there");
    play.type_in("enquire");
    play.expect("[go]");
    // Another scenario under the same name.
    place.write("small.ron", small().replace("id: \"small\"", "id: \"other\""));
    play.expect("the recording is of the scenario `small`, not of `other`");
    // Saved as it was: nothing happens, and the play can end.
    place.write("small.ron", small());
    play.expect("at the last decision that is still there");
    play.type_in("ask");
    play.expect("[go]");
    play.type_in("go");
    play.expect("The play is over.");
    play.type_in("b 1");
    play.expect("[ask]");
    play.type_in("q");
    assert!(play.child.wait().unwrap().success());
}

#[test]
fn a_play_by_hand_that_is_left_keeps_what_was_recorded() {
    let place = Place::new();
    for leave in ["ask\nq\n", "ask\n"] {
        let output = place.answer(&["play", "small.ron", "--record", "left.play"], leave);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).ends_with("Stopped. The play so far is in `left.play`.\n"));
        check(&place, &["replay", "left.play"], 0, "Verified: 1 decision,", "");
    }
}

#[test]
fn the_help_says_what_there_is() {
    let place = Place::new();
    for (name, arguments) in [
        ("main", &["--help"][..]),
        ("play", &["play", "--help"]),
        ("studio", &["studio", "--help"]),
        ("replay", &["replay", "--help"]),
        ("check", &["check", "--help"]),
        ("graph", &["graph", "--help"]),
        ("stats", &["stats", "--help"]),
        ("export", &["export", "--help"]),
        ("export_prism", &["export", "prism", "--help"]),
        ("simulate", &["simulate", "--help"]),
        ("explore", &["explore", "--help"]),
        ("explore_cover", &["explore", "cover", "--help"]),
        ("explore_diff", &["explore", "diff", "--help"]),
        ("explore_odds", &["explore", "odds", "--help"]),
        ("explain", &["explain", "--help"]),
        ("new", &["new", "--help"]),
        ("fmt", &["fmt", "--help"]),
        ("rename", &["rename", "--help"]),
        ("migrate", &["migrate", "--help"]),
    ] {
        let output = place.run(arguments);
        assert_eq!(output.status.code(), Some(0));
        insta::assert_snapshot!(format!("help_{name}"), text(&output.stdout));
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    let place = Place::new();
    place.run(&["play", "small.ron", "--seed", "3", "--picks", "ask,go", "--record", "monday.play"]);
    for arguments in [
        &["play", "small.ron", "--seed", "3", "--picks", "ask,go"][..],
        &["replay", "monday.play"],
        &["replay", "monday.play", "--format", "json"],
        &["check", "small.ron"],
        &["check", "--format", "json", "small.ron"],
        &["graph", "small.ron"],
        &["export", "prism", "small.ron"],
        &["stats", "small.ron"],
        &["stats", "--format", "json", "small.ron"],
        &["simulate", "small.ron", "--plays", "9"],
        &["simulate", "--format", "json", "small.ron", "--plays", "9"],
        &["explore", "small.ron"],
        &["explore", "--format", "json", "small.ron"],
    ] {
        let mut child = place.command(arguments).spawn().unwrap();
        drop(child.stdout.take());
        let mut errors = String::new();
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        assert_eq!((child.wait().unwrap().code(), errors.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

/// Reads until the program asks.
#[cfg(unix)]
fn wait_for_question(child: &mut Child) {
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = Vec::new();
    while !line.ends_with(b"> ") {
        assert_ne!(out.by_ref().take(1).read_until(b'\n', &mut line).unwrap(), 0, "it never asks");
    }
    child.stdout = Some(out.into_inner());
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_waiting_play_with_130_and_a_whole_recording() {
    let place = Place::new();
    let mut child = place
        .command(&["play", "small.ron", "--seed", "3", "--record", "left.play"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for_question(&mut child);
    // Held until the end: a closed input would end the play too.
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"ask\n").unwrap();
    wait_for_question(&mut child);
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    // A closed input would end the play too, and sooner.
    let _input = child.stdin.take();
    let output = child.wait_with_output().unwrap();
    drop(input);
    assert_eq!(output.status.code(), Some(130));
    assert!(text(&output.stderr).ends_with("Stopped. The play so far is in `left.play`.\n"));
    let mut left: Vec<_> =
        fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["left.play", "small.ron"]);
    check(&place, &["replay", "left.play"], 0, "Verified: 1 decision,", "");
}
