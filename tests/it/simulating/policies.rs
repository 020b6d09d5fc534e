//! What each policy picks, where that is known.

use std::sync::atomic::AtomicBool;

use two_hats::analysis::{
    Decider, Limits, Objective, Plan, Policy, Question, Rule, Shares, Space, Work, explore, simulate,
};
use two_hats::simulation::{Quotient, SeededDice};

use super::{assert_near, order, scenario, simulated, varied};
use crate::support::story;

/// The shares that a policy gives the choices of the first scene, in declared order.
fn shares(text: &str, policy: &str) -> Vec<f64> {
    let story = story(text);
    let program = story.program();
    let state = program.begin(&mut SeededDice::new(1), &mut ()).unwrap();
    let open: Vec<_> = program.open(&state).collect();
    let policy: Policy = policy.parse().unwrap();
    let mut shares = vec![0.5; open.len()];
    Rule::of(&policy, &story).unwrap().share(&state, &open, &mut shares);
    shares
}

/// A first scene of choices, each of which ends the play.
fn first(choices: &[&str]) -> String {
    let choices: Vec<_> = choices
        .iter()
        .zip('p'..)
        .map(|(rest, id)| {
            let then = if rest.contains("then:") { "" } else { "then: Verdict" };
            format!("\"{id}\": (text: \"Do.\", {rest} {then}),")
        })
        .collect();
    scenario(&format!(
        "\"a\": (text: \"A.\", choices: {{ {} }}), \
         \"up\": (text: \"Up.\", on_enter: [\"morale += 20\"], then: Verdict), \
         \"down\": (text: \"Down.\", on_enter: [\"morale -= 20\"], then: Verdict),",
        choices.join("\n")
    ))
}

#[test]
fn leader_and_manager_look_at_the_difference_then_at_their_own_side_then_draw() {
    let text = first(&[
        r#"shows: { "vision": 2 },"#,
        r#"shows: { "vision": 2, "warmth": 1, "execution": 1 },"#,
        r#"shows: { "daring": 3, "clarity": 1 },"#,
        r#"shows: { "execution": 2 },"#,
        "",
        r#"shows: { "execution": 3, "vision": 1 },"#,
    ]);
    // Three lead by 2 more than they manage, and of those two by 3 in all; the mirror has one with 3.
    assert_eq!(shares(&text, "leader"), [0.0, 0.5, 0.5, 0.0, 0.0, 0.0]);
    assert_eq!(shares(&text, "manager"), [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    assert_eq!(shares(&text, "uniform"), [1.0 / 6.0; 6]);
    // A choice that is not open is nobody's.
    let shut = text.replace(r#"shows: { "execution": 3,"#, r#"when: "tries > 0", shows: { "execution": 3,"#);
    assert_eq!(shares(&shut, "manager"), [0.0, 0.0, 0.0, 1.0, 0.0]);
}

#[test]
fn careless_takes_what_is_done_soonest_then_what_shows_least_of_both_then_draws() {
    let text = first(&[
        r#"takes: "1h","#,
        r#"takes: "30m", shows: { "vision": 1, "execution": 2 },"#,
        r#"takes: "30m", shows: { "vision": 2 },"#,
        r#"until: "Mon 09:30", shows: { "execution": 2 },"#,
    ]);
    assert_eq!(shares(&text, "careless"), [0.0, 0.0, 0.5, 0.5]);
    // What takes no time is soonest.
    let free = text.replace(r#"takes: "1h","#, "");
    assert_eq!(shares(&free, "careless"), [1.0, 0.0, 0.0, 0.0]);
}

#[test]
fn careless_counts_the_time_that_passes_and_not_the_time_that_is_written() {
    // At ten the wait until half past nine is over before it begins, and nothing takes longer than to the end.
    let text = scenario(
        r#""a": (text: "A.", choices: { "begin": (text: "Begin.", takes: "1h", then: Go("b")) }),
        "b": (text: "B.", choices: {
            "wait": (text: "Wait.", until: "Mon 09:30", shows: { "caution": 1 }, then: Go("c")),
            "short": (text: "Short.", takes: "30m", then: Go("c")),
        }),
        "c": (text: "C.", choices: {
            "long": (text: "Long.", takes: "20d", shows: { "caution": 1 }, then: Verdict),
            "longer": (text: "Longer.", takes: "30d", then: Verdict),
        }),"#,
    );
    let picked = simulated(&text, "careless", 10).choices;
    assert_eq!((picked["b.wait"].picked, picked["b.short"].picked), (10, 0));
    assert_eq!((picked["c.long"].picked, picked["c.longer"].picked), (0, 10));
}

#[test]
fn greedy_takes_the_first_of_those_after_which_most_is_expected() {
    let text = first(&[
        r#"effects: ["risk -= 5"],"#,
        r#"then: Chance({ "up": (3, Go("up")), "down": (1, Go("down")) }),"#,
        r#"effects: ["morale += 9", "trust.ben += 1"],"#,
        r#"effects: ["morale += 10", "risk += 10"],"#,
        r#"effects: ["morale += 8", "risk -= 5"],"#,
    ]);
    for (policy, pick) in [
        // 50, (3 · 70 + 30) / 4 = 60, 59, 60, 58: the first of two.
        ("greedy:morale", 1),
        // Low is good, and the first of two is taken.
        ("greedy:risk", 0),
        ("greedy:trust.ben", 2),
        // All alike.
        ("greedy:trust.anna", 0),
        // 3 · morale − risk: 115, 140, 137, 130, 139.
        ("greedy:aim", 1),
        // Good endings: 0, 3/4, 0, 0, 0.
        ("greedy:success", 1),
        // At least mixed: 0, 3/4, 1, 1, 1.
        ("greedy:mixed", 2),
    ] {
        let mut wanted = [0.0; 5];
        wanted[pick] = 1.0;
        assert_eq!(shares(&text, policy), wanted, "{policy}");
    }
}

#[test]
fn greedy_sees_no_ending_before_it_is_there_and_nothing_in_what_fails() {
    let text = first(&[r#"effects: ["morale = 1 / tries"],"#, r#"effects: ["morale -= 49"],"#]);
    assert_eq!(shares(&text, "greedy:morale"), [0.0, 1.0]);
    let text = scenario(
        r#""a": (text: "A.", choices: {
            "luck": (text: "Luck.", then: Chance({ "one": (1, End("so_so")), "other": (9, Go("b")) })),
            "surely": (text: "Surely.", then: Go("b")),
        }),
        "b": (text: "B.", choices: { "end": (text: "End.", then: End("good")) }),"#,
    );
    // Behind `b` is nothing but a good ending, but that is a decision away.
    assert_eq!(shares(&text, "greedy:mixed"), [1.0, 0.0]);
    assert_eq!(shares(&text.replace("\"surely\"", "\"again\""), "greedy:success"), [1.0, 0.0]);
}

#[test]
fn policies_are_read_as_they_are_written() {
    for name in [
        "uniform",
        "leader",
        "manager",
        "two-hats",
        "careless",
        "greedy:risk",
        "best:trust.anna",
        "worst:aim",
    ] {
        assert_eq!(name.parse::<Policy>().unwrap().to_string(), name);
    }
    for name in ["", "best", "best:", "random:aim", "Uniform", ":aim"] {
        let error = name.parse::<Policy>().unwrap_err().to_string();
        assert!(error.starts_with(&format!("there is no policy `{name}`")), "{error}");
        assert!(error.contains("`two-hats`") && error.contains("`worst:X`"), "{error}");
    }
    let error = "leadr".parse::<Policy>().unwrap_err().to_string();
    assert!(error.contains("did you mean `leader`?"), "{error}");
}

#[test]
fn an_objective_that_a_scenario_lacks_is_refused_with_those_it_has() {
    let story = story(&first(&["", ""]));
    let refused = |name: &str| Rule::of(&name.parse().unwrap(), &story).unwrap_err().to_string();
    let known = "known: `morale`, `risk`, `trust.anna`, `trust.ben`, `aim`, `success`, `mixed`";
    for name in ["greedy:anna", "best:anna", "worst:anna"] {
        assert_eq!(refused(name), format!("there is no objective `anna`; {known}"));
    }
    assert!(refused("greedy:moral").contains("did you mean `morale`?"));
    for name in ["two-hats", "best:morale", "worst:success"] {
        let said = refused(name);
        assert!(said.contains(&format!("`{name}`")) && said.contains("has not been explored"), "{said}");
    }
}

#[test]
fn an_objective_is_oriented_and_a_meter_comes_before_a_word() {
    let text =
        first(&["", ""]).replace("\"morale\": (", "\"success\": (label: \"S\", start: 7), \"morale\": (");
    let story = story(&text);
    let program = story.program();
    let state = program.begin(&mut SeededDice::new(1), &mut ()).unwrap();
    let value = |name| Objective::find(story.scenario(), name).unwrap().value(&story, &state);
    assert_eq!((value("risk"), value("morale"), value("trust.ben")), (Some(60.0), Some(50.0), Some(30.0)));
    assert_eq!((value("aim"), value("mixed"), value("success")), (Some(110.0), Some(0.0), Some(7.0)));
}

#[test]
fn policies_that_look_at_everything_come_to_what_their_exact_odds_give() {
    const PLAYS: u64 = 5_000;
    let story = story(&varied());
    let program = story.program();
    for policy in ["two-hats", "best:risk", "worst:aim", "best:success", "best:trust.anna"] {
        let order = order(policy, PLAYS, 3, 1);
        let question =
            Question { policy: order.policy.clone(), reduce: true, unreduced: 0, witnesses: false };
        let exact = explore(&story, &question, &mut Work { threads: 1, go_on: &mut |_| true }).unwrap();
        let Ok(Decider::Wish(wish)) = Decider::of(&order.policy, &story) else {
            panic!("{policy} is a rule")
        };
        let limits = Limits { threads: 1, go_on: &mut |_| true };
        let space = Space::explore(program, Quotient::of(program, &wish.keep()), limits);
        let plan = Plan::of(&wish, space).unwrap();
        let found = simulate(&story, &order, &plan, &AtomicBool::new(false));
        for ending in exact.endings {
            let plays = found.endings[&ending.id].share.plays;
            assert_near(plays, PLAYS, ending.probability.unwrap(), &format!("{policy}: {}", ending.id));
        }
        let wanted = exact.meters[0].distribution.as_ref().unwrap();
        assert!(found.meters["morale"].histogram.keys().all(|value| wanted.histogram.contains_key(value)));
    }
}

#[test]
fn the_time_is_told_apart_for_who_looks_at_it() {
    let story = story(&scenario(
        r#""a": (text: "A.", choices: {
            "go": (text: "Go.", then: Chance({ "short": (1, Go("short")), "long": (1, Go("long")) })),
        }),
        "short": (text: "S.", takes: "1h", then: Go("b")),
        "long": (text: "L.", takes: "4h", then: Go("b")),
        "b": (text: "B.", choices: {
            "wait": (text: "Wait.", until: "Mon 12:00", then: End("good")),
            "do": (text: "Do.", takes: "1h", then: End("bad")),
        }),"#,
    ));
    let policy = "careless".parse().unwrap();
    let question = Question { policy, reduce: true, unreduced: 0, witnesses: false };
    let found = explore(&story, &question, &mut Work { threads: 1, go_on: &mut |_| true }).unwrap();
    // At ten it is done sooner than noon comes; at one, noon is past.
    let odds: Vec<_> = found.endings.iter().filter_map(|ending| ending.probability).collect();
    assert_eq!(odds, [0.5, 0.0, 0.5]);
}
