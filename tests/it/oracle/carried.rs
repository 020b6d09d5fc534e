//! Where many states stand at one place, steps from there are looked up; what comes of that is what comes of taking each.
//!
//! Each story has a hub that hundreds of states come to, and a choice there that looks at, or changes, something in one of the
//! ways that the format has.

use std::collections::HashMap;
use std::fmt::Write;

use two_hats::analysis::{Graph, Limits, Node, Odds, Space, Sweep, uniform};
use two_hats::simulation::{Keep, Quotient};

use crate::support::story;

/// A choice of the hub, by the fields after its text; what it may lead to besides the gate is in [`tale`].
const CHOICES: &[&str] = &[
    // What it changes is clamped.
    "effects: [\"mood += 30\", \"anna -= 45\", \"mood -= 7\"], then: Go(\"gate\")",
    // Whether the next scene offers anything depends on a number that this choice does not look at.
    "effects: [\"x = 0\"], then: Go(\"narrow\")",
    "then: Go(\"divided\")",
    "then: Go(\"spent\")",
    // An effect under a condition, on another number and on its own.
    "effects: [\"if b >= 4: mood += 20\", \"if mood < 60: mood += 9\"], then: Go(\"gate\")",
    // Arithmetic with other numbers and with its own.
    "effects: [\"x = a + b\", \"mood = (mood + a) / 2\", \"x += mood\"], then: Go(\"gate\")",
    // A number is changed and then read.
    "effects: [\"a += 3\", \"if a > 8: x = 4\", \"anna += a\"], then: Go(\"gate\")",
    // Arithmetic without an answer.
    "effects: [\"x = 12 / (b - 2)\"], then: Go(\"gate\")",
    // Conditions, and what the choice itself marks.
    "when: \"a > b or asked\", once: true, effects: [\"asked = not asked\"], then: Go(\"gate\")",
    // Chances by numbers; no branch may have any weight.
    "then: Chance({ \"up\": (\"a - 3\", Go(\"gate\")), \"down\": (\"b - 2\", Go(\"other\")) })",
    "effects: [\"b -= 1\"], then: First([(\"b == 2\", Go(\"other\")), (\"asked\", Verdict)], Go(\"gate\"))",
    // What the next scenes do by themselves.
    "then: Go(\"passing\")",
    // Time: processes act, an event becomes due.
    "takes: \"5h\", effects: [\"a -= 2\"], then: Go(\"gate\")",
    "takes: \"20h\", then: Go(\"gate\")",
    // An event starts, and another is ready again.
    "effects: [\"anna += 6\"], then: Go(\"watched\")",
];

/// A story with one of the choices at its hub, beside one that does nothing.
fn tale(choice: &str) -> String {
    let mut text = String::from(
        r#"#![enable(implicit_some)]
Scenario(format: 1, id: "tale", title: "A tale", start: "ask0",
  meters: { "mood": (label: "Mood", start: 55), "anna": (label: "Anna", start: 40) },
  facts: { "a": Count(max: 20), "b": Count(max: 20), "x": Count(max: 99), "asked": Flag(false) },
  clock: (start: "Mon 09:00", deadline: "Fri 17:00"),
  processes: { "work": (every: "1d", when: "asked", effects: ["mood -= b", "x += 1"]), "rest": (every: "2h", effects: ["x += 1"]),
    "count": (every: "1d", effects: ["x += 2"]) },
  events: {
    "due": (at: "Mon 13:00", when: "b > 1", scene: "there"),
    "too": (at: "Mon 14:00", scene: "there"),
    "calm": (when: "anna < 20", scene: "there", once: false, divert: false),
    "glad": (when: "mood > 80 and a > 2", scene: "there"),
  },
  scenes: {
"#,
    );
    for number in 0..4 {
        let next = if number == 3 { "hub".to_owned() } else { format!("ask{}", number + 1) };
        let _ = writeln!(
            text,
            r#"    "ask{number}": (text: "What now?", choices: {{
      "one": (text: "One.", effects: ["a += {}", "anna -= 3"], then: Go("{next}")),
      "two": (text: "Two.", effects: ["b += 1", "mood += {}"], takes: "1h", then: Go("{next}")),
      "three": (text: "Three.", effects: ["asked = not asked"], then: Go("{}")),
    }}),"#,
            number + 1,
            3 * number + 4,
            if number == 3 { "spent" } else { &next },
        );
    }
    let _ = writeln!(
        text,
        r#"    "hub": (text: "And now?", choices: {{
      "it": (text: "It.", {choice}),
      "no": (text: "No.", then: Go("gate")),
    }}),
    "narrow": (text: "Narrow.", choices: {{ "go": (text: "Go.", when: "a >= 2 and not asked", then: Verdict) }}),
    "divided": (text: "Divided.", choices: {{ "go": (text: "Go.", when: "10 / (a - 3) < 9", then: Verdict), "or": (text: "Or.", then: Verdict) }}),
    "spent": (text: "Spent.", choices: {{ "go": (text: "Go.", once: true, then: First([("seen(\"hub\")", Go("gate"))], Go("hub"))) }}),
    "passing": (text: "On.", on_enter: ["if asked: x += b"], takes: "3h", then: First([("mood < 50", Go("passed"))], Go("other"))),
    "passed": (text: "On and on.", on_enter: ["mood += a"], then: Chance({{ "up": ("b", Go("gate")), "down": ("1", Verdict) }})),
    "watched": (text: "Watched.", on_enter: ["mood += 12"], choices: {{ "go": (text: "Go.", then: Go("gate")) }}),
    "there": (text: "There.", on_enter: ["x += 2"], choices: {{ "back": (text: "Back.", effects: ["mood -= 2"], takes: "2h", then: Back) }}),
    "other": (text: "Other.", choices: {{ "go": (text: "Go.", effects: ["x += 1"], then: Verdict) }}),
    "gate": (text: "Well.", choices: {{ "go": (text: "Go.", when: "seen(\"other\") or not chose(\"hub.no\") or b < 9", then: Verdict), "or": (text: "Or.", then: Verdict) }}),
  }},
  endings: {{
    "high": (when: "mood + x > 70 and anna < 60", title: "High", text: "High.", outcome: Success),
    "asked": (when: "asked or a > 9", title: "Left", text: "Left.", outcome: Mixed),
    "low": (title: "Low", text: "Low.", outcome: Failure),
  }},
)"#
    );
    text
}

#[test]
fn what_a_step_carries_along_is_what_it_would_be_taken_with() {
    for choice in CHOICES {
        let story = story(&tale(choice));
        let program = story.program();
        let graph = Graph::explore(program, 1 << 20).unwrap();
        let odds = Odds::of(&graph, uniform).visits;
        let faults = |graph: &Graph, odds: &[f64]| -> f64 {
            let faults = graph.nodes.iter().zip(odds).filter(|(node, _)| matches!(node, Node::Fault(_)));
            faults.map(|(_, odds)| odds).sum()
        };
        let wanted: HashMap<_, f64> = graph
            .states
            .iter()
            .zip(&odds)
            .filter_map(|(state, odds)| Some((*state.as_ref()?, *odds)))
            .collect();
        for (quotient, is_whole) in
            [(Quotient::whole(program), true), (Quotient::of(program, &Keep::default()), false)]
        {
            let space = Space::explore(program, quotient, Limits { threads: 2, go_on: &mut |_| true });
            let even = |_, options: std::ops::Range<usize>, shares: &mut Vec<f64>| {
                shares.resize(options.len(), 1.0 / options.len() as f64);
            };
            let found = Odds::in_space(&space, &Sweep::of(&space), even).visits;
            let failed: f64 = found[space.states()..].iter().sum();
            assert!((failed - faults(&graph, &odds)).abs() < 1e-12, "{choice}: {failed}");
            if is_whole {
                assert_eq!(space.states(), wanted.len(), "{choice}");
            }
            let mut ends: HashMap<String, f64> = HashMap::new();
            for (node, odds) in (0..space.states() as u32).zip(&found) {
                let state = space.state(node).unwrap();
                if is_whole {
                    let wanted =
                        wanted.get(&state).unwrap_or_else(|| panic!("{choice}: {state:?} is nowhere"));
                    assert!((wanted - odds).abs() < 1e-12, "{choice}: {state:?}: {odds} for {wanted}");
                }
                if space.options(node).is_empty() {
                    *ends.entry(format!("{:?}", program.position(&state))).or_default() += odds;
                }
            }
            for (node, (state, odds)) in graph.nodes.iter().zip(graph.states.iter().zip(&odds)) {
                if let (Node::Ending(_), Some(state)) = (node, state) {
                    *ends.entry(format!("{:?}", program.position(state))).or_default() -= odds;
                }
            }
            assert!(ends.values().all(|odds| odds.abs() < 1e-12), "{choice}: {ends:?}");
        }
    }
}
