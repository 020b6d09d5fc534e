//! Plays by lot: against exact odds, each policy where what it picks is known, and the command.

mod command;
mod policies;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;

use two_hats::analysis::{
    Graph, MOST_DECISIONS, Node, Numbers, Odds, Offered, Order, Policy, Rule, Share, Shares, Simulation,
    simulate,
};
use two_hats::simulation::{Action, Beat, ChoiceIndex, Refusal, Session, State, Story};

use crate::support::{begin, small, story};

const FLAGSHIP: &str = include_str!("../../scenarios/friday-shipment.ron");

/// A scenario of scenes in which a play starts at `a`, with time, two meters, two people, a count and three endings.
fn scenario(scenes: &str) -> String {
    format!(
        r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "lots", title: "Lots", start: "a",
    meters: {{ "morale": (label: "Morale", start: 50), "risk": (label: "Risk", start: 40, good: Low) }},
    cast: {{ "anna": (name: "Anna", role: "Logistics"), "ben": (name: "Ben", role: "Line", trust: 30) }},
    facts: {{ "tries": Count(max: 9) }},
    clock: (start: "Mon 09:00", deadline: "Fri 17:00", hours: ("09:00", "17:00"), tick: "30m"),
    aim: "3 * morale - risk",
    scenes: {{ {scenes} }},
    endings: {{
        "good": (when: "morale > 60", title: "Good", text: "Good.", outcome: Success),
        "so_so": (when: "morale > 50", title: "So, so", text: "So, so.", outcome: Mixed),
        "bad": (title: "Bad", text: "Bad.", outcome: Failure),
    }},
)"#
    )
}

/// Four decisions that differ in all that policies look at, with luck and a way back.
fn varied() -> String {
    scenario(
        r#""a": (text: "A.", choices: {
            "lead": (text: "Lead.", shows: { "vision": 2 }, takes: "1h", effects: ["morale += 6", "risk += 3"], then: Go("b")),
            "manage": (text: "Manage.", shows: { "execution": 2 }, takes: "30m", effects: ["risk -= 9"], then: Go("b")),
            "both": (text: "Both.", shows: { "vision": 1, "execution": 1 }, takes: "30m", effects: ["trust.anna += 5"], then: Chance({
                "well": ("morale", Go("b")), "badly": ("risk", Go("c")), "never": (0, End("bad")),
            })),
        }),
        "b": (text: "B.", choices: {
            "again": (text: "Again.", shows: { "warmth": 1 }, when: "tries < 3", effects: ["tries += 1", "morale += 2"], then: Go("a")),
            "on": (text: "On.", shows: { "clarity": 1 }, until: "Mon 10:00", then: Go("c")),
            "late": (text: "Late.", shows: { "clarity": 1 }, when: "tries > 1", then: Chance({ "b": (1, Go("b")), "c": (2, Go("c")) })),
        }),
        "c": (text: "C.", choices: {
            "end": (text: "End.", shows: { "caution": 1 }, effects: ["morale += trust.ben / 5"], then: Verdict),
            "dare": (text: "Dare.", shows: { "daring": 1 }, then: Chance({ "up": (3, Go("up")), "down": (1, Go("down")) })),
        }),
        "up": (text: "Up.", on_enter: ["morale += 10"], then: Verdict),
        "down": (text: "Down.", on_enter: ["morale -= 10", "risk += 20"], then: Verdict),"#,
    )
}

fn order(policy: &str, plays: u64, seed: u64, threads: usize) -> Order {
    let (policy, threads) = (policy.parse().unwrap(), NonZeroUsize::new(threads).unwrap());
    Order { policy, plays, seed, threads }
}

fn run(story: &Story, order: &Order) -> Simulation {
    let rule = Rule::of(&order.policy, story).unwrap();
    simulate(story, order, &rule, &AtomicBool::new(false))
}

/// Plays by a policy on two threads with seed 1.
fn simulated(text: &str, policy: &str, plays: u64) -> Simulation {
    run(&story(text), &order(policy, plays, 1, 2))
}

/// The exact odds of a scenario under a policy.
fn exact(story: &Story, graph: &Graph, policy: &str) -> Odds {
    let policy: Policy = policy.parse().unwrap();
    let rule = Rule::of(&policy, story).unwrap();
    let states: BTreeMap<*const Offered, State> = graph
        .nodes
        .iter()
        .zip(&graph.states)
        .filter_map(|(node, state)| match node {
            Node::Decision(options) => Some((options.as_ptr(), (*state)?)),
            _ => None,
        })
        .collect();
    Odds::of(graph, |options: &[Offered]| {
        let open: Vec<_> = options.iter().map(|option| option.choice).collect();
        let mut shares = vec![0.0; open.len()];
        rule.share(&states[&options.as_ptr()], &open, &mut shares);
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        shares
    })
}

/// By how many standard errors a share of plays is off, at most 4.5.
fn assert_near(found: u64, plays: u64, odds: f64, what: &str) {
    let (found, error) = (found as f64 / plays as f64, (odds * (1.0 - odds) / plays as f64).sqrt());
    assert!((found - odds).abs() <= 4.5 * error + 1e-12, "{what}: {found} of {odds} ± {error}");
}

#[test]
fn every_policy_comes_to_the_endings_meters_and_choices_that_its_exact_odds_give() {
    const PLAYS: u64 = 10_000;
    let varied = varied();
    for text in [small(), varied.as_str()] {
        let story = story(text);
        let graph = Graph::explore(story.program(), 100_000).unwrap();
        for policy in
            ["uniform", "leader", "manager", "careless", "greedy:morale", "greedy:aim", "greedy:mixed"]
        {
            let odds = exact(&story, &graph, policy);
            let found = run(&story, &order(policy, PLAYS, 7, 2));
            assert_eq!(found.ended(), PLAYS);
            let mut endings = vec![0.0; found.endings.len()];
            let mut morale = 0.0;
            let mut picks = vec![0.0; found.choices.len()];
            for ((node, state), visits) in graph.nodes.iter().zip(&graph.states).zip(&odds.visits) {
                match node {
                    Node::Ending(ending) => {
                        endings[ending.index()] += visits;
                        morale += visits * story.program().meters(&state.unwrap()).next().unwrap() as f64;
                    }
                    Node::Decision(options) => {
                        for option in options {
                            picks[option.choice.index()] += visits;
                        }
                    }
                    Node::Fault(fault) => panic!("{fault:?}"),
                }
            }
            for ((id, hits), odds) in found.endings.iter().zip(endings) {
                assert_near(hits.share.plays, PLAYS, odds, &format!("{policy}, {id}"));
            }
            let Numbers { mean, error, .. } = found.meters["morale"];
            assert!((mean - morale).abs() <= 4.5 * error + 1e-9, "{policy}: {mean} ± {error} of {morale}");
            for ((id, hits), visits) in found.choices.iter().zip(picks) {
                // How often a choice is open in one play varies by little more than how often that is on average.
                let (offered, error) =
                    (hits.offered as f64 / PLAYS as f64, (2.0 * visits / PLAYS as f64).sqrt());
                assert!(
                    (offered - visits).abs() <= 4.5 * error + 1e-12,
                    "{policy}, {id}: {offered} of {visits}"
                );
            }
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_answer_on_any_number_of_threads() {
    for text in [FLAGSHIP, &varied()] {
        let story = story(text);
        let alone = run(&story, &order("uniform", 1_000, 5, 1));
        for threads in [2, 7] {
            assert_eq!(run(&story, &order("uniform", 1_000, 5, threads)), alone);
        }
        let other = run(&story, &order("uniform", 1_000, 6, 1));
        assert_ne!(other.meters, alone.meters);
    }
}

#[test]
fn who_asks_for_equal_shares_gets_what_uniform_gives() {
    let story = story(&varied());
    let order = order("uniform", 1_000, 5, 2);
    let equal = |_: &State, open: &[ChoiceIndex], shares: &mut [f64]| shares.fill(1.0 / open.len() as f64);
    assert_eq!(simulate(&story, &order, &equal, &AtomicBool::new(false)), run(&story, &order));
}

#[test]
fn simulations_with_neighbouring_seeds_share_no_play() {
    let story = story(&varied());
    let seeds = |seed| {
        let found = run(&story, &order("uniform", 300, seed, 1));
        found.endings.values().map(|ending| ending.example.clone().unwrap().seed).collect::<Vec<_>>()
    };
    let (one, two) = (seeds(1), seeds(2));
    assert!(one.iter().all(|seed| !two.contains(seed)), "{one:?} {two:?}");
}

#[test]
fn hits_of_scenes_choices_chances_and_events_add_up() {
    let found = simulated(&varied(), "uniform", 5_000);
    let picked = |ids: &[&str]| ids.iter().map(|id| found.choices[*id].picked).sum::<u64>();
    assert_eq!((found.scenes["a"].plays, found.chances["a.both"]["never"]), (5_000, 0));
    // Whoever is at `a` picks something there.
    assert_eq!(found.scenes["a"].visits, picked(&["a.lead", "a.manage", "a.both"]));
    assert_eq!(found.choices["a.lead"].offered, found.scenes["a"].visits);
    assert!(found.scenes["a"].visits > 5_000 && found.scenes["b"].plays < found.scenes["b"].visits);
    assert_eq!(found.chances["c.dare"].values().sum::<u64>(), picked(&["c.dare"]));
    assert_eq!(found.scenes["up"].visits, found.chances["c.dare"]["up"]);
    assert!(found.choices["b.late"].offered < found.scenes["b"].visits);
    let decisions = found.decisions.unwrap();
    let all: u64 = found.choices.values().map(|choice| choice.picked).sum();
    assert!((decisions.mean - all as f64 / 5_000.0).abs() < 1e-9);
    assert_eq!(decisions.min, 2);
    // An event that interrupts every play.
    let tired = small().replace("when: \"morale < 20\"", "when: \"morale < 90\"");
    let found = simulated(&tired, "uniform", 100);
    assert_eq!((found.events["tired"], found.scenes["talk"].visits), (100, 100));
}

#[test]
fn what_is_not_met_is_listed() {
    let never = simulated(small(), "leader", 100).never;
    assert_eq!((never.endings, never.scenes), (vec!["late".to_owned()], vec!["talk".to_owned()]));
    assert_eq!((never.offered, never.events), (vec!["talk.listen".to_owned()], vec!["tired".to_owned()]));
    let never = simulated(&varied(), "leader", 100).never;
    assert_eq!(never.picked, ["a.manage", "a.both", "c.end"]);
    assert_eq!(never.branches, ["a.both.well", "a.both.badly", "a.both.never"]);
}

#[test]
fn numbers_are_those_of_all_values_in_a_row() {
    let varied = varied();
    // Quantiles of few values show on which side of a value they fall.
    for plays in (1..12).chain([4_001]) {
        let found = simulated(&varied, "uniform", plays);
        for numbers in found.meters.values().chain(found.trust.values()).chain(&found.aim) {
            let values: Vec<i64> = numbers
                .histogram
                .iter()
                .flat_map(|(value, count)| std::iter::repeat_n(*value, *count as usize))
                .collect();
            let count = values.len();
            assert_eq!(count, plays as usize);
            let at = |percent: usize| values[(count * percent).div_ceil(100) - 1];
            let Numbers { mean, error, p5, p25, p50, p75, p95, .. } = *numbers;
            assert_eq!((p5, p25, p50, p75, p95), (at(5), at(25), at(50), at(75), at(95)));
            let wanted = values.iter().sum::<i64>() as f64 / count as f64;
            let squares: f64 = values.iter().map(|value| (*value as f64 - wanted).powi(2)).sum();
            let wanted_error = (squares / (count - 1).max(1) as f64 / count as f64).sqrt();
            assert!((mean - wanted).abs() < 1e-9 && (error - wanted_error).abs() < 1e-9, "{numbers:?}");
        }
    }
    let found = simulated(&varied, "uniform", 4_001);
    // The aim leaves 0 to 100, where meters and trust stay.
    let aim = found.aim.unwrap();
    assert!(*aim.histogram.keys().next_back().unwrap() > 100);
    assert_eq!(found.trust["ben"].histogram.iter().collect::<Vec<_>>(), [(&30, &4_001)]);
}

#[test]
fn intervals_are_wilsons() {
    let near = |share: Share, low: f64, high: f64| {
        assert!((share.low - low).abs() < 5e-5 && (share.high - high).abs() < 5e-5, "{share:?}");
    };
    near(Share::of(8, 10), 0.4902, 0.9433);
    near(Share::of(0, 10), 0.0, 0.2775);
    near(Share::of(10, 10), 0.7225, 1.0);
    assert_eq!(Share::of(0, 0), Share { plays: 0, share: 0.0, low: 0.0, high: 1.0 });
}

#[test]
fn plays_that_never_end_are_given_up_and_counted_apart() {
    let endless = scenario(
        r#""a": (text: "A.", choices: {
            "trap": (text: "Trap.", then: Go("b")),
            "leave": (text: "Leave.", then: End("bad")),
        }),
        "b": (text: "B.", choices: {
            "one": (text: "One.", then: Go("b")),
            "two": (text: "Two.", when: "tries > 0", then: End("good")),
        }),"#,
    );
    let found = simulated(&endless, "uniform", 200);
    assert_eq!((found.given_up.after, found.plays), (MOST_DECISIONS, 200));
    assert_eq!(found.given_up.share.plays + found.endings["bad"].share.plays, 200);
    assert_near(found.given_up.share.plays, 200, 0.5, "given up");
    assert_eq!(found.choices["b.one"].picked, found.given_up.share.plays * (MOST_DECISIONS as u64 - 1));
    assert_eq!(found.decisions.unwrap().max, 1);
    assert_eq!((found.never.picked, found.never.offered), (vec![], vec!["b.two".to_owned()]));
    // Where nothing ends there are no numbers.
    let never = endless.replace("then: End(\"bad\")", "then: Go(\"b\")");
    let found = simulated(&never, "uniform", 20);
    assert_eq!((found.given_up.share.plays, found.decisions, found.aim), (20, None, None));
    assert!(found.meters.is_empty() && found.trust.is_empty());
}

#[test]
fn plays_that_fail_are_counted_by_their_place_and_can_be_made_again() {
    let faulty = scenario(
        r#""a": (text: "A.", choices: {
            "divide": (text: "Divide.", effects: ["morale = 1 / tries"], then: End("good")),
            "on": (text: "On.", then: Go("b")),
        }),
        "b": (text: "B.", choices: {
            "roll": (text: "Roll.", then: Chance({ "x": ("tries", End("good")) })),
            "leave": (text: "Leave.", then: End("bad")),
        }),"#,
    );
    let found = simulated(&faulty, "uniform", 1_000);
    let places: Vec<_> =
        found.faults.iter().map(|fault| (fault.place.as_str(), fault.what.as_str())).collect();
    assert_eq!(
        places,
        [
            ("the choice `a.divide`", "it divides by zero"),
            ("the chance at `b.roll`", "every branch of the chance has zero weight"),
        ]
    );
    let failed: u64 = found.faults.iter().map(|fault| fault.share.plays).sum();
    assert_eq!(failed + found.endings["bad"].share.plays, 1_000);
    for fault in &found.faults {
        let odds = if fault.what == "it divides by zero" { 0.5 } else { 0.25 };
        assert_near(fault.share.plays, 1_000, odds, &fault.place);
        let example = fault.example.as_ref().unwrap();
        let mut session = begin(&faulty, example.seed);
        let (last, before) = example.picks.split_last().unwrap();
        crate::support::pick(&mut session, &before.iter().map(String::as_str).collect::<Vec<_>>());
        let refusal = session.act(&Action::Pick(last.clone())).unwrap_err();
        assert_eq!(refusal, Refusal::Broken { place: fault.place.clone(), what: fault.what.clone() });
    }
}

#[test]
fn each_ending_has_its_shortest_play_to_be_made_again() {
    let found = simulated(FLAGSHIP, "uniform", 2_000);
    let mut reached = 0;
    for (id, ending) in &found.endings {
        let Some(example) = &ending.example else { continue };
        let mut session: Session = begin(FLAGSHIP, example.seed);
        crate::support::pick(&mut session, &example.picks.iter().map(String::as_str).collect::<Vec<_>>());
        let last = session.last().beats.last().unwrap();
        assert!(matches!(last, Beat::Ended { id: ended, .. } if ended == id), "{id}: {last:?}");
        reached += 1;
    }
    assert!(reached >= 6, "{reached}");
    let endings = simulated(&varied(), "uniform", 2_000).endings;
    assert_eq!(endings["bad"].example.as_ref().unwrap().picks, ["both", "dare"]);
}

#[test]
fn a_simulation_that_is_stopped_tells_what_is_known_by_then() {
    let story = story(&varied());
    let order = order("uniform", u64::MAX, 1, 2);
    let stop = AtomicBool::new(false);
    let asked = std::sync::atomic::AtomicU64::new(0);
    let shares = |_: &State, open: &[ChoiceIndex], shares: &mut [f64]| {
        shares.fill(1.0 / open.len() as f64);
        let so_far = asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        stop.store(so_far > 1_000, std::sync::atomic::Ordering::Relaxed);
    };
    let found = simulate(&story, &order, &shares, &stop);
    assert!(found.plays > 50 && found.plays < 1_000, "{}", found.plays);
    assert_eq!((found.ended(), found.asked), (found.plays, u64::MAX));
}
