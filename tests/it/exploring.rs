//! Everything that can happen, with exact odds: against plays by lot, against counting by hand, against closed forms.

mod command;

use std::collections::BTreeMap;

use arbtest::arbtest;
use two_hats::analysis::{Graph, Node, Odds, TooLarge, beginnings, outcomes, uniform};
use two_hats::simulation::{Position, SeededDice, State, Story};

use crate::support::{small, story};

/// A scenario of scenes, with a meter, a fact and two endings.
fn scenario(scenes: &str) -> String {
    format!(
        r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "odds", title: "Odds", start: "a",
    meters: {{ "morale": (label: "Morale", start: 50) }},
    facts: {{ "tries": Count(max: 3) }},
    scenes: {{ {scenes} }},
    endings: {{
        "good": (when: "morale > 50", title: "Good", text: "Good.", outcome: Success),
        "late": (title: "Late", text: "Late.", outcome: Failure),
    }},
)"#
    )
}

/// The odds of each ending, and of failing, by id.
fn ends(story: &Story, odds: &Odds, graph: &Graph) -> BTreeMap<String, f64> {
    let mut ends = BTreeMap::new();
    for (node, visits) in graph.nodes.iter().zip(&odds.visits) {
        let name = match node {
            Node::Decision(_) => continue,
            Node::Ending(ending) => story.ending(*ending).0.to_owned(),
            Node::Fault(_) => "fault".to_owned(),
        };
        *ends.entry(name).or_default() += visits;
    }
    ends
}

fn explored(text: &str) -> (BTreeMap<String, f64>, Odds, Graph) {
    let story = story(text);
    let graph = Graph::explore(story.program(), 1_000_000).unwrap();
    let odds = Odds::of(&graph, uniform);
    (ends(&story, &odds, &graph), odds, graph)
}

fn near(found: &BTreeMap<String, f64>, wanted: &[(&str, f64)]) {
    assert_eq!(found.len(), wanted.len(), "{found:?}");
    for (id, odds) in wanted {
        assert!((found[*id] - odds).abs() < 1e-12, "{id}: {found:?}");
    }
}

/// Follows every play to its end, one after the other, and sums up what each is worth.
fn by_hand(story: &Story, state: &State, share: f64, ends: &mut BTreeMap<String, f64>) {
    let program = story.program();
    if let Position::Ending(ending) = program.position(state) {
        *ends.entry(story.ending(ending).0.to_owned()).or_default() += share;
        return;
    }
    let open: Vec<_> = program.open(state).collect();
    for choice in &open {
        for outcome in outcomes(program, state, *choice) {
            let share = share * outcome.odds / open.len() as f64;
            match outcome.after {
                Ok(after) => by_hand(story, &after, share, ends),
                Err(_) => *ends.entry("fault".to_owned()).or_default() += share,
            }
        }
    }
}

#[test]
fn a_step_falls_in_every_way_that_has_weight_and_their_odds_sum_to_one() {
    let text = scenario(
        r#""a": (text: "A.", choices: {
            "roll": (text: "Roll.", then: Chance({
                "never": (0, Go("a")),
                "first": (1, Chance({ "x": ("morale - 47", End("good")), "y": (1, End("late")), "z": (0, End("late")) })),
                "second": (3, End("late")),
            })),
        }),"#,
    );
    let story = story(&text);
    let program = story.program();
    let [begun] = beginnings(program)[..] else { panic!("one beginning") };
    let roll = story.find_choice("a.roll").unwrap();
    let found = outcomes(program, &begun.after.unwrap(), roll);
    let odds: Vec<_> = found.iter().map(|outcome| outcome.odds).collect();
    assert_eq!(odds, [0.1875, 0.0625, 0.75]);
    let endings: Vec<_> = found.iter().map(|outcome| program.position(&outcome.after.unwrap())).collect();
    assert_eq!(endings[1], endings[2]);
    assert_ne!(endings[0], endings[1]);
}

#[test]
fn whatever_dice_fall_is_among_the_outcomes() {
    let story = story(small());
    let program = story.program();
    arbtest(|u| {
        let mut dice = SeededDice::new(u.arbitrary()?);
        let mut state = program.begin(&mut dice, &mut ()).unwrap();
        for _ in 0..20 {
            let open: Vec<_> = program.open(&state).collect();
            if open.is_empty() {
                break;
            }
            let choice = *u.choose(&open)?;
            let found = outcomes(program, &state, choice);
            let sum: f64 = found.iter().map(|outcome| outcome.odds).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{sum}");
            program.step(&mut state, choice, &mut dice, &mut ()).unwrap();
            assert!(found.iter().any(|outcome| outcome.after == Ok(state)));
        }
        Ok(())
    });
}

#[test]
fn odds_are_those_of_following_every_play_by_itself() {
    let new = include_str!("../../assets/new.ron").replace("\"ID\"", "\"new\"");
    for text in [small(), &new] {
        let (found, odds, _) = explored(text);
        let story = story(text);
        let mut wanted = BTreeMap::new();
        for begun in beginnings(story.program()) {
            by_hand(&story, &begun.after.unwrap(), begun.odds, &mut wanted);
        }
        let wanted: Vec<_> = wanted.iter().map(|(id, odds)| (id.as_str(), *odds)).collect();
        near(&found, &wanted);
        assert!((found.values().sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!((odds.endless, odds.residual), (0.0, 0.0));
    }
}

#[test]
fn a_circle_has_the_odds_of_its_closed_form() {
    // Half of the plays leave at once; of those that try, one in four gets through and the others are back.
    let (found, odds, _) = explored(&scenario(
        r#""a": (text: "A.", choices: {
            "try": (text: "Try.", then: Chance({ "through": (1, End("good")), "back": (3, Go("a")) })),
            "leave": (text: "Leave.", then: End("late")),
        }),"#,
    ));
    // good = 1/2 (1/4 + 3/4 good)
    near(&found, &[("good", 0.2), ("late", 0.8)]);
    assert!(odds.residual < 1e-12 && odds.endless == 0.0);
}

#[test]
fn scenes_that_lead_to_each_other_are_solved_together() {
    let (found, odds, graph) = explored(&scenario(
        r#""a": (text: "A.", choices: {
            "go": (text: "Go.", then: Chance({ "one": (1, Go("b")), "two": (2, Go("b")), "late": (1, End("late")) })),
        }),
        "b": (text: "B.", choices: {
            "win": (text: "Win.", then: End("good")),
            "rest": (text: "Rest.", then: Go("c")),
        }),
        "c": (text: "C.", choices: {
            "start": (text: "Start over.", then: Go("a")),
            "again": (text: "Try again.", then: Go("b")),
        }),"#,
    ));
    // a = 3/4 b, b = (1 + c) / 2, c = (a + b) / 2
    near(&found, &[("good", 2.0 / 3.0), ("late", 1.0 / 3.0)]);
    assert!(odds.residual < 1e-12);
    // Two branches to one state are one way.
    let Node::Decision(options) = &graph.nodes[0] else { panic!("a decision") };
    assert_eq!(options[0].to.iter().map(|(_, odds)| *odds).collect::<Vec<_>>(), [0.75, 0.25]);
}

#[test]
fn circles_within_circles_keep_the_state_that_each_round_changes() {
    let (found, odds, graph) = explored(&scenario(
        r#""a": (text: "A.", choices: {
            "on": (text: "On.", effects: ["tries += 1"], then: First([("tries >= 3", End("late"))], Go("b"))),
            "stay": (text: "Stay.", then: Go("a")),
        }),
        "b": (text: "B.", choices: {
            "back": (text: "Back.", then: Go("a")),
            "win": (text: "Win.", then: End("good")),
        }),"#,
    ));
    // Each time at `b` half win; the third `on` ends it.
    near(&found, &[("good", 0.75), ("late", 0.25)]);
    assert!(odds.residual < 1e-12);
    let decisions = graph.nodes.iter().filter(|node| matches!(node, Node::Decision(_))).count();
    assert_eq!(decisions, 5);
}

#[test]
fn plays_that_never_end_and_plays_that_fail_are_counted_apart() {
    let (found, odds, _) = explored(&scenario(
        r#""a": (text: "A.", choices: {
            "trap": (text: "Trap.", then: Go("b")),
            "divide": (text: "Divide.", effects: ["morale = 1 / tries"], then: End("good")),
            "leave": (text: "Leave.", then: End("late")),
        }),
        "b": (text: "B.", choices: {
            "one": (text: "One.", then: Go("b")),
            "two": (text: "Two.", when: "tries > 0", then: End("good")),
        }),"#,
    ));
    near(&found, &[("fault", 1.0 / 3.0), ("late", 1.0 / 3.0)]);
    assert!((odds.endless - 1.0 / 3.0).abs() < 1e-12);
}

#[test]
fn a_space_that_is_too_large_is_refused() {
    let program = story(small());
    assert_eq!(Graph::explore(program.program(), 2).unwrap_err(), TooLarge { most: 2 });
}
