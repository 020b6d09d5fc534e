//! Many states at one place are brought together in parts, on threads; they are those of the plain graph all the same.

use std::collections::HashMap;
use std::fmt::Write;

use two_hats::analysis::{Graph, Limits, Node, Odds, Space, Sweep, uniform};
use two_hats::simulation::{Keep, Quotient};

use crate::support::story;

/// How many decisions; two of the three options of each do the same.
const DECISIONS: usize = 8;

/// A story whose states double twice with each decision: by what is picked, and by a scene that goes on by chance.
fn doubling() -> String {
    let mut text = "Scenario(format: 1, id: \"doubling\", title: \"Doubling\", start: \"ask0\",\n  \
                    meters: { \"mood\": (label: \"Mood\", start: 50) },\n  facts: { \"picked\": Count(max: 255), \"fell\": Count(max: 255) },\n  scenes: {\n"
        .to_owned();
    for number in 0..DECISIONS {
        let (bit, next) = (1 << number, number + 1);
        let then = if next == DECISIONS { "Verdict".to_owned() } else { format!("Go(\"ask{next}\")") };
        let _ = writeln!(
            text,
            "    \"ask{number}\": (text: \"What now?\", choices: {{
      \"a\": (text: \"A.\", then: Go(\"fall{number}\")),
      \"b\": (text: \"B.\", effects: [\"picked += {bit}\"], then: Go(\"fall{number}\")),
      \"c\": (text: \"C.\", effects: [\"picked += {bit}\"], then: Go(\"fall{number}\")),
    }}),
    \"fall{number}\": (text: \"…\", then: Chance({{ \"up\": (\"picked + 1\", Go(\"up{number}\")), \"down\": (\"30\", {then}) }})),
    \"up{number}\": (text: \"Up.\", on_enter: [\"fell += {bit}\"], then: {then}),"
        );
    }
    text.push_str(
        "  },\n  endings: {\n    \
         \"high\": (when: \"picked + fell > 256\", title: \"High\", text: \"High.\", outcome: Success),\n    \
         \"low\": (title: \"Low\", text: \"Low.\", outcome: Failure),\n  },\n)\n",
    );
    text
}

#[test]
fn many_states_on_several_threads_are_those_of_the_plain_graph() {
    let story = story(&doubling());
    let program = story.program();
    let graph = Graph::explore(program, 1 << 20).unwrap();
    let odds = Odds::of(&graph, uniform).visits;
    let wanted: HashMap<_, f64> =
        graph.states.iter().zip(odds).filter_map(|(state, odds)| Some((*state.as_ref()?, odds))).collect();
    assert!(wanted.len() > 80_000, "{}", wanted.len());
    let explore = |quotient: Quotient, threads| {
        let space = Space::explore(program, quotient, Limits { threads, go_on: &mut |_| true });
        let even = |_, options: std::ops::Range<usize>, shares: &mut Vec<f64>| {
            shares.resize(options.len(), 1.0 / options.len() as f64);
        };
        let odds = Odds::in_space(&space, &Sweep::of(&space), even).visits;
        (space, odds)
    };
    let (one, odds_of_one) = explore(Quotient::whole(program), 1);
    let (several, odds_of_several) = explore(Quotient::whole(program), 3);
    assert_eq!(odds_of_one, odds_of_several);
    assert_eq!(one.states(), wanted.len());
    for (node, odds) in (0..one.states() as u32).zip(odds_of_one) {
        let state = one.state(node).unwrap();
        assert_eq!(several.state(node), Some(state));
        assert!((wanted[&state] - odds).abs() < 1e-12, "{state:?}: {odds}");
    }
    // Each ending is one state, as likely as all of its states together.
    let (fewer, odds_of_fewer) = explore(Quotient::of(program, &Keep::default()), 2);
    let place = |state: &_| format!("{:?}", program.position(state));
    let mut endings: HashMap<String, f64> = HashMap::new();
    for (node, state) in graph.nodes.iter().zip(&graph.states) {
        if let (Node::Ending(_), Some(state)) = (node, state) {
            *endings.entry(place(state)).or_default() += wanted[state];
        }
    }
    for node in (0..fewer.states() as u32).filter(|node| fewer.options(*node).is_empty()) {
        let odds = odds_of_fewer[node as usize];
        assert!((endings[&place(&fewer.state(node).unwrap())] - odds).abs() < 1e-12, "{odds}");
    }
    assert_eq!(endings.len(), 2);
}

#[test]
fn more_odds_than_two_bytes_can_number_are_told_apart() {
    const TENS: usize = 260;
    let choices = |step: usize, count: usize, then: &str| {
        let choice = |number| {
            format!("\"c{number}\": (text: \"C.\", effects: [\"n += {}\"], then: {then}),", number * step)
        };
        (0..count).map(choice).collect::<String>()
    };
    let text = format!(
        "Scenario(format: 1, id: \"odds\", title: \"Odds\", start: \"tens\",
  meters: {{ \"mood\": (label: \"Mood\", start: 50) }}, facts: {{ \"n\": Count(max: 100000) }},
  scenes: {{
    \"tens\": (text: \"Tens?\", choices: {{ {} }}),
    \"ones\": (text: \"Ones?\", choices: {{ {} }}),
  }},
  endings: {{
    \"often\": (title: \"Often\", text: \"Often.\", outcome: Success),
    \"once\": (title: \"Once\", text: \"Once.\", outcome: Failure),
  }},
)",
        choices(TENS, TENS, "Go(\"ones\")"),
        choices(
            1,
            TENS,
            "Chance({ \"often\": (\"n + 1\", End(\"often\")), \"once\": (\"1\", End(\"once\")) })"
        ),
    );
    let story = story(&text);
    let program = story.program();
    let space =
        Space::explore(program, Quotient::whole(program), Limits { threads: 2, go_on: &mut |_| true });
    let both = (0..space.options_of_all()).filter(|option| space.ways(*option).len() == 2);
    let mut odds: Vec<f64> =
        both.map(|option| space.ways(option).map(|(_, odds)| odds).fold(0.0, f64::max)).collect();
    odds.sort_unstable_by(f64::total_cmp);
    let wanted: Vec<f64> = (1..=TENS * TENS).map(|often| often as f64 / (often + 1) as f64).collect();
    assert_eq!(odds, wanted);
}
