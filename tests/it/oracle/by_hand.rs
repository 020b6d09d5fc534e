//! The enumerator's answers where they can be worked out by hand, or in another way.

use std::collections::BTreeMap;
use std::sync::Arc;

use two_hats::simulation::Story;

use super::enumerator::{Everything, Node, Open};
use super::odds::uniform;
use super::scenarios::by_lot;
use super::state::State;
use super::step::Happened::{Arrived, Ended, Rolled, Shown};
use crate::support::story;

/// A scenario of scenes, with two meters, a count and two endings.
fn scenario(scenes: &str) -> Arc<Story> {
    story(&format!(
        r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "by-hand", title: "By hand", start: "a",
    meters: {{ "morale": (label: "Morale", start: 50), "risk": (label: "Risk", start: 30, good: Low) }},
    cast: {{ "anna": (name: "Anna", trust: 50) }},
    facts: {{ "tries": Count(max: 3) }},
    scenes: {{ {scenes} }},
    endings: {{
        "good": (when: "morale > 50", title: "Good", text: "Good.", outcome: Success),
        "late": (title: "Late", text: "Late.", outcome: Failure),
    }},
)"#
    ))
}

fn near<K: Ord + std::fmt::Debug>(found: &BTreeMap<K, f64>, wanted: &[(K, f64)]) {
    assert!(found.keys().eq(wanted.iter().map(|(key, _)| key)), "{found:?}");
    assert!(wanted.iter().all(|(key, odds)| (found[key] - odds).abs() < 1e-12), "{found:?}");
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} {b}");
}

/// What ends are worth by a number of the state; what fails is worth nothing, or not asked for.
fn worth<'e>(fault: Option<f64>, of: impl Fn(&State) -> f64 + 'e) -> impl Fn(&Node<'_>) -> Option<f64> + 'e {
    move |node| match node {
        Node::Ended(state) | Node::Decision(state, _) => Some(of(state)),
        Node::Failed(_) => fault,
    }
}

#[test]
fn plays_without_circles_are_counted_and_measured() {
    let story = scenario(
        r#""a": (text: "A.", on_enter: ["risk += 20"], choices: {
            "on": (text: "On.", effects: ["morale += 10", "trust.anna -= 60"], then: Go("b")),
            "luck": (text: "Luck.", then: Chance({
                "x": (1, Go("b")), "y": (1, Go("b")), "never": (0, End("good")), "z": (2, End("late")),
            })),
            "divide": (text: "Divide.", effects: ["morale = 1 / tries"], then: End("good")),
            "shut": (text: "Shut.", when: "tries > 0", then: End("good")),
        }),
        "b": (text: "B.", choices: {
            "stop": (text: "Stop.", then: Verdict),
            "rush": (text: "Rush.", effects: ["morale -= 30", "risk += 40"], then: Verdict),
        }),
        "c": (text: "C.", then: Verdict),"#,
    );
    let all = Everything::of(story.scenario());
    // `a`; `b` with and without `on`; two endings of each, one of which luck comes to at once; the fault.
    assert_eq!(all.nodes.len(), 8);
    assert_eq!(
        (all.plays(), all.shortest(), all.longest(), all.circling()),
        (Some(2 + 2 * 2 + 1 + 1), Some(1), Some(2), 0)
    );
    assert_eq!(
        all.choices().into_iter().collect::<Vec<_>>(),
        ["a.divide", "a.luck", "a.on", "b.rush", "b.stop"]
    );
    let happened: Vec<_> = all.happened().into_iter().cloned().collect();
    let rolled = |branch| Rolled("a.luck".to_owned(), branch);
    let wanted = [
        Arrived("a"),
        Arrived("b"),
        Shown("a"),
        Shown("b"),
        rolled("x"),
        rolled("y"),
        rolled("z"),
        Ended("good"),
        Ended("late"),
    ];
    assert_eq!(happened, wanted);

    let odds = all.odds(uniform);
    near(&odds.endings(&all), &[("good", 1.0 / 6.0), ("late", 1.0 / 2.0)]);
    let faults: Vec<_> =
        odds.faults(&all).into_iter().map(|(fault, odds)| (fault.kind, fault.at.as_str(), odds)).collect();
    assert_eq!(faults, [("division_by_zero", "choice a.divide", 1.0 / 3.0)]);
    let sixth = 1.0 / 6.0;
    near(
        &odds.sums(&all, |state| Some(state.meters[0])),
        &[(20, sixth / 2.0), (30, sixth), (50, 1.5 * sixth), (60, sixth)],
    );
    near(&odds.sums(&all, |state| Some(state.trust[0])), &[(0, 2.0 * sixth), (50, 2.0 * sixth)]);
    close(odds.sums(&all, |state| all.world.aim(state)).values().sum(), 4.0 * sixth);

    // Risk is 50 or 90 at the end: turned, 50 or 10.
    let low = |state: &State| all.world.oriented(state, 1) as f64;
    let possible = all.possible(worth(None, low));
    assert_eq!(possible[all.starts[0].to], Some(50.0));
    let reaching = all.reaching();
    assert_eq!(reaching.keys().copied().collect::<Vec<_>>(), ["good", "late"]);
    let from_good = reaching["good"].iter().filter(|reaches| **reaches).count();
    assert_eq!(from_good, 3, "`a`, `b` after `on`, and the ending");
    let after = |id| {
        let open = all.nodes[all.starts[0].to].open().iter().find(|open| open.id == id).unwrap();
        let chance = odds.expect(&all, |node| f64::from(u8::from(matches!(node, Node::Ended(_)))));
        (open.endings(&reaching).into_iter().collect::<Vec<_>>(), open.weigh(&chance))
    };
    assert_eq!(after("on"), (vec!["good", "late"], 1.0));
    assert_eq!(after("luck"), (vec!["late"], 1.0));
    assert_eq!(after("divide"), (vec![], 0.0));
}

#[test]
fn a_circle_has_the_odds_of_its_closed_form() {
    let story = scenario(
        r#""a": (text: "A.", choices: {
            "try": (text: "Try.", then: Chance({ "through": (1, End("good")), "back": (3, Go("a")) })),
            "leave": (text: "Leave.", then: End("late")),
        }),"#,
    );
    let all = Everything::of(story.scenario());
    // good = 1/2 (1/4 + 3/4 good)
    near(&all.odds(uniform).endings(&all), &[("good", 0.2), ("late", 0.8)]);
    assert_eq!((all.plays(), all.shortest(), all.longest(), all.circling()), (None, Some(1), None, 1));
    // Whoever tries until it works gets through.
    let good = |state: &State| f64::from(u8::from(all.world.ending(state) == Some("good")));
    assert_eq!(all.expected(worth(None, good), None)[0], Some(1.0));
    assert_eq!(all.expected(worth(None, |state| -good(state)), None)[0], Some(0.0));
    // Trying forever is not to be had, whatever it were worth.
    assert_eq!(all.expected(worth(None, good), Some(9.0))[0], Some(1.0));
    // A policy other than the uniform one.
    let mostly =
        |open: &[Open<'_>]| open.iter().map(|open| if open.id == "try" { 0.8 } else { 0.2 }).collect();
    near(&all.odds(mostly).endings(&all), &[("good", 0.5), ("late", 0.5)]);
}

#[test]
fn whoever_may_never_end_need_not_gamble() {
    let story = scenario(
        r#""a": (text: "A.", choices: {
            "wait": (text: "Wait.", then: Go("a")),
            "gamble": (text: "Gamble.", then: Chance({ "up": (1, End("good")), "down": (1, Go("b")) })),
            "trap": (text: "Trap.", then: Go("c")),
        }),
        "b": (text: "B.", choices: { "end": (text: "End.", effects: ["risk = 90"], then: End("late")) }),
        "c": (text: "C.", choices: { "on": (text: "On.", then: Go("c")) }),"#,
    );
    let all = Everything::of(story.scenario());
    let odds = all.odds(uniform);
    // A third waits, a third gambles, a third never ends.
    near(&odds.endings(&all), &[("good", 0.25), ("late", 0.25)]);
    close(odds.endless, 0.5);
    let worth = || worth(None, |state| if all.world.ending(state) == Some("good") { 1.0 } else { -2.0 });
    let at = |values: Vec<Option<f64>>, scene: usize| {
        let node = all
            .nodes
            .iter()
            .position(|node| matches!(node, Node::Decision(state, _) if state.place == scene));
        values[node.unwrap()]
    };
    assert_eq!(at(all.expected(worth(), None), 0), Some(-0.5));
    assert_eq!(at(all.expected(worth(), Some(0.0)), 0), Some(0.0));
    assert_eq!(at(all.expected(worth(), Some(-1.0)), 0), Some(-0.5));
    assert_eq!(at(all.expected(worth(), Some(9.0)), 0), Some(9.0));
    assert_eq!(at(all.expected(worth(), Some(9.0)), 1), Some(-2.0));
    assert_eq!(at(all.expected(worth(), None), 2), None);
    assert_eq!(at(all.possible(worth()), 0), Some(1.0));
    assert_eq!(at(all.possible(worth()), 2), None);
    close(all.at_start(&odds.expect(&all, |node| worth()(node).unwrap())), 0.25 - 2.0 * 0.25);
}

/// What the best picks bring, worked out from the ends back; for plays without circles.
fn induced(all: &Everything<'_>, node: usize, worth: &dyn Fn(&Node<'_>) -> Option<f64>) -> f64 {
    let expect = |open: &Open<'_>| {
        open.ways.iter().map(|way| way.odds.as_f64() * induced(all, way.to, worth)).sum::<f64>()
    };
    let picks = all.nodes[node].open().iter().map(expect);
    picks.max_by(f64::total_cmp).unwrap_or_else(|| worth(&all.nodes[node]).unwrap())
}

#[test]
fn best_and_worst_hold_what_lies_between_them() {
    let (mut ending, mut induced_too) = (0, 0);
    for (text, story) in by_lot(0..150) {
        let Some(all) = Everything::within(story.scenario(), 80) else { continue };
        let odds = all.odds(uniform);
        let spread = odds.sums(&all, |state| Some(all.world.aim(state).unwrap_or(0)));
        let aim = |state: &State| all.world.aim(state).unwrap_or(0) as f64;
        let mean: f64 = spread.iter().map(|(value, odds)| *value as f64 * odds).sum();
        close(all.at_start(&odds.expect(&all, |node| worth(Some(0.0), aim)(node).unwrap())), mean);
        let sum =
            odds.endings(&all).values().sum::<f64>() + odds.faults(&all).values().sum::<f64>() + odds.endless;
        close(sum, 1.0);

        let some = |values: Vec<Option<f64>>| values.iter().map(|value| value.unwrap()).collect::<Vec<_>>();
        let (up, down) = (worth(Some(0.0), aim), worth(Some(0.0), |state| -aim(state)));
        let best = all.at_start(&some(all.expected(&up, Some(0.0))));
        let worst = -all.at_start(&some(all.expected(&down, Some(0.0))));
        assert!(worst - 1e-9 <= mean && mean <= best + 1e-9, "{worst} {mean} {best}: {text}");
        if odds.endless > 0.0 {
            continue;
        }
        // Every policy that picks everything ends; luck can only do better than the best policy expects.
        ending += 1;
        let sure = all.at_start(&some(all.expected(&up, None)));
        assert!(mean <= sure + 1e-9 && sure <= best + 1e-9, "{mean} {sure} {best}: {text}");
        assert!(sure <= all.at_start(&some(all.possible(&up))) + 1e-9, "{text}");
        if all.circling() == 0 {
            induced_too += 1;
            close(sure, all.starts.iter().map(|way| way.odds.as_f64() * induced(&all, way.to, &up)).sum());
        }
    }
    assert!(ending >= 60 && induced_too >= 30, "{ending} {induced_too}");
}
