//! Scenarios as models for other checkers: how they are written, and that a second checker finds what we find.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Write, stderr};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use two_hats::analysis::prism::{Decides, prism};
use two_hats::analysis::{Graph, Node, Odds, uniform};
use two_hats::simulation::{EndingIndex, Story};

use crate::support::{small, story};
use crate::terminal::{Place, check, text};

fn model(text: &str, decides: Decides) -> String {
    prism(&story(text), decides).unwrap()
}

/// Every scenario that the second checker is asked about: its name and text.
fn scenarios() -> Vec<(String, String)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut found = vec![
        ("small".to_owned(), small().to_owned()),
        ("new".to_owned(), include_str!("../../assets/new.ron").replace("\"ID\"", "\"new\"")),
    ];
    for folder in ["conformance", "second_checker"] {
        let mut files: Vec<PathBuf> =
            fs::read_dir(tests.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
        files.sort();
        let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
        found.extend(files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())));
    }
    found
}

/// The least and the greatest odds of coming to a target that any way of deciding has, by rounds of value iteration.
fn extremes(graph: &Graph, target: impl Fn(&Node) -> bool) -> [f64; 2] {
    [f64::min as fn(f64, f64) -> f64, f64::max].map(|better| {
        let mut odds: Vec<f64> = graph.nodes.iter().map(|node| f64::from(u8::from(target(node)))).collect();
        for _ in 0..100_000 {
            let mut moved = 0.0_f64;
            for (at, node) in graph.nodes.iter().enumerate() {
                let Node::Decision(options) = node else { continue };
                let worth =
                    options.iter().map(|option| option.to.iter().map(|(to, share)| share * odds[*to]).sum());
                let best = worth.reduce(better).unwrap();
                moved = moved.max((best - odds[at]).abs());
                odds[at] = best;
            }
            if moved < 1e-14 {
                break;
            }
        }
        graph.starts.iter().map(|(start, share)| share * odds[*start]).sum()
    })
}

/// What the program finds in a scenario, for the second checker to find too.
fn findings(story: &Story) -> serde_json::Value {
    let program = story.program();
    let graph = Graph::explore(program, 200_000).unwrap();
    let odds = Odds::of(&graph, uniform);
    let mut endings: BTreeMap<&str, f64> = BTreeMap::new();
    let mut ranges = BTreeMap::new();
    let mut states: BTreeMap<&str, BTreeSet<Vec<i64>>> = BTreeMap::new();
    for ending in 0..story.scenario().endings.len() {
        let (id, _) = story.scenario().endings.get_index(ending).unwrap();
        endings.insert(id, 0.0);
        states.insert(id, BTreeSet::new());
        let is = |node: &Node| matches!(node, Node::Ending(at) if at.index() == ending);
        ranges.insert(id.as_str(), extremes(&graph, is));
    }
    ranges.insert("", extremes(&graph, |node| matches!(node, Node::Fault(_))));
    // Luck so rare moves the rounds less than they are taken to.
    let ways = graph.nodes.iter().flat_map(|node| match node {
        Node::Decision(options) => &options[..],
        _ => &[],
    });
    if ways.flat_map(|option| &option.to).any(|(_, share)| *share < 1e-6) {
        ranges.clear();
    }
    let (mut fault, mut decisions, mut decided) = (0.0, 0.0, BTreeSet::new());
    let id = |ending: EndingIndex| story.ending(ending).0;
    for ((node, visits), state) in graph.nodes.iter().zip(&odds.visits).zip(&graph.states) {
        let values =
            || program.values(state.as_ref().unwrap()).take(program.step_values()).map(|(_, value)| value);
        match node {
            Node::Decision(_) => {
                decisions += visits;
                decided.insert(values().collect::<Vec<_>>());
            }
            Node::Ending(ending) => {
                *endings.get_mut(id(*ending)).unwrap() += visits;
                states.get_mut(id(*ending)).unwrap().insert(values().collect());
            }
            Node::Fault(_) => fault += visits,
        }
    }
    let ends: BTreeMap<_, _> = states.iter().map(|(id, states)| (id, states.len())).collect();
    json!({
        "endings": endings, "fault": fault, "decisions": (odds.endless == 0.0).then_some(decisions), "extremes": ranges,
        "states": decided.len(), "ends": ends,
    })
}

/// The Python that has stormpy; nothing where there is none.
fn python() -> Option<String> {
    let named = std::env::var("TWO_HATS_STORM_PYTHON").ok();
    let python = named.clone().unwrap_or_else(|| "python3".to_owned());
    let has = Command::new(&python).args(["-c", "import stormpy"]).output();
    let has = has.is_ok_and(|output| output.status.success());
    assert!(has || named.is_none(), "TWO_HATS_STORM_PYTHON names `{python}`, which has no stormpy");
    has.then_some(python)
}

#[test]
fn storm_finds_what_we_find() {
    let folder = tempfile::tempdir().unwrap();
    let mut left_out = Vec::new();
    for (name, text) in scenarios() {
        let story = story(&text);
        let models = [("dtmc", Decides::Uniformly), ("mdp", Decides::ThePlayer)]
            .map(|(kind, decides)| prism(&story, decides).map(|model| (kind, model)));
        let [Ok(chain), Ok(game)] = models else {
            left_out.push(name);
            continue;
        };
        for (kind, model) in [chain, game] {
            fs::write(folder.path().join(format!("{name}.{kind}.prism")), model).unwrap();
        }
        let findings = serde_json::to_string_pretty(&findings(&story)).unwrap();
        fs::write(folder.path().join(format!("{name}.json")), findings).unwrap();
    }
    // Their numbers pass 2^53, which no checker computes without rounding.
    assert_eq!(left_out, ["fault_overflow", "fault_places"]);
    let Some(python) = python() else {
        // Not `eprintln!`, which a test that passes keeps to itself.
        let words =
            "storm_finds_what_we_find: SKIPPED, python3 has no stormpy (TWO_HATS_STORM_PYTHON names another)";
        writeln!(stderr(), "{words}").unwrap();
        return;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/second_checker/storm.py");
    let output = Command::new(python).arg(script).arg(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn a_model_reads_like_its_scenario() {
    insta::assert_snapshot!("prism_dtmc", model(small(), Decides::Uniformly));
    insta::assert_snapshot!("prism_mdp", model(small(), Decides::ThePlayer));
}

/// A scenario of one choice.
fn one(facts: &str, effects: &str, then: &str) -> String {
    format!(
        r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "one", title: "One", start: "a", meters: {{}}, facts: {{ {facts} }},
    scenes: {{ "a": (text: "", choices: {{ "b": (text: "", effects: [{effects}], then: {then}) }}) }},
    endings: {{ "end": (title: "End", text: "", outcome: Mixed) }},
)"#
    )
}

#[test]
fn effects_share_a_command_until_one_reads_what_another_changed() {
    let facts = r#""x": Count(start: 1, max: 9), "y": Count(max: 9)"#;
    let wanted = [
        (r#""x += 1", "y = 3""#, 1),
        (r#""y = x", "x = 5""#, 1),
        (r#""x = 5", "y = x""#, 2),
        (r#""x += 1", "x += 1""#, 2),
        (r#""x = 5", "y = x", "x = y""#, 3),
        (r#""x = 5", "if x > 1: y = 2""#, 2),
    ];
    for (effects, commands) in wanted {
        let model = model(&one(facts, effects, "Go(\"a\")"), Decides::ThePlayer);
        let found = model.matches("// choice a.b").count() + model.matches(": after that").count();
        assert_eq!(found, commands, "{model}");
    }
}

#[test]
fn divisions_within_divisions_do_not_swell() {
    let value = (0..20).fold("x - 7".to_owned(), |value, _| format!("({value} - 1) / 2"));
    let model =
        model(&one(r#""x": Count(max: 9)"#, &format!("\"x = {value}\""), "Verdict"), Decides::Uniformly);
    assert!(model.len() < 10_000, "{}", model.len());
}

#[test]
fn a_branch_without_weight_is_no_branch() {
    let then = |weights: [&str; 3]| {
        let [a, b, c] = weights;
        format!(r#"Chance({{ "a": ("{a}", Go("a")), "b": ("{b}", End("end")), "c": ("{c}", Verdict) }})"#)
    };
    let facts = r#""x": Count(max: 9)"#;
    let branches = |weights| {
        let model = model(&one(facts, "\"x += 1\"", &then(weights)), Decides::ThePlayer);
        model.matches("// branch ").count()
    };
    assert_eq!(branches(["1", "2", "3"]), 3);
    assert_eq!(branches(["0", "2", "-3"]), 0, "what is certain is no lot");
    assert_eq!(branches(["x", "x - 20", "1"]), 2);
    // Nothing but a fault is left where all weigh nothing.
    let model = model(&one(facts, "\"x = 1\"", &then(["x - 9", "-x", "0"])), Decides::Uniformly);
    assert!(model.contains("(place'=fault)"), "{model}");
}

#[test]
fn ids_that_the_language_has_for_itself_get_another_name() {
    let text =
        small().replace("\"good\"", "\"max\"").replace("\"late\"", "\"over\"").replace("calls", "rate");
    let model = model(&text, Decides::Uniformly);
    for line in [
        "label \"max_2\" = place=ending_max; // ending max",
        "label \"over_2\" = place=ending_over; // ending over",
        "label \"over\" = place>=ending_max;",
        "  rate_2 : [0..3] init 0; // rate",
    ] {
        assert!(model.contains(line), "{line}\n{model}");
    }
}

#[test]
fn a_model_is_printed_or_written() {
    let place = Place::new();
    check(&place, &["export", "prism", "small.ron"], 0, "\ndtmc\n", "");
    check(&place, &["export", "prism", "--mdp", "small.ron"], 0, "[call_ask] place=scene_call", "");
    check(&place, &["export", "prism", "small.ron", "--output", "small.prism"], 0, "", "");
    assert_eq!(
        fs::read_to_string(place.path().join("small.prism")).unwrap(),
        model(small(), Decides::Uniformly)
    );
    check(&place, &["export", "prism", "none.ron"], 1, "", "none.ron");
}

#[test]
fn a_number_that_checkers_would_round_is_named_with_its_place() {
    let place = Place::new();
    place.write("large.ron", one(r#""x": Count(max: 9)"#, "\"x = x * 4611686018427387904 / 7\"", "Verdict"));
    let said = "large.ron:4:73: a number here may pass 2^53, beyond which model checkers round";
    check(&place, &["export", "prism", "large.ron"], 1, "", said);
}
