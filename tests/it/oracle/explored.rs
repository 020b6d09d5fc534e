//! What an exploring answers is what the enumerator finds.

use std::sync::Arc;

use two_hats::analysis::{Bound, Exploration, NoPolicy, NumberOdds, Question, Work, explore, prove};
use two_hats::scenario::model::Good;
use two_hats::simulation::Story;

use super::agreement::{Shown, conformance};
use super::deciding::Policy;
use super::enumerator::{Everything, Node};
use super::odds::Odds;
use super::scenarios::by_lot;
use super::state::State;
use crate::support::story;

/// How many nodes may lie in circles: both sides solve them again and again.
const MOST_CIRCLING: usize = 30;

pub(super) fn explored(story: &Arc<Story>, policy: &str, reduce: bool) -> Result<Exploration, NoPolicy> {
    let policy = policy.parse().unwrap();
    let question = Question { policy, reduce, unreduced: usize::MAX, witnesses: false };
    explore(story, &question, &mut Work { threads: 2, go_on: &mut |_| true })
}

fn near(found: f64, wanted: f64, most: f64, what: &str) {
    assert!((found - wanted).abs() <= most, "{what}: {found} is not {wanted}");
}

/// A number of the end: which one, and what it is.
type Number<'a> = (&'a NumberOdds, Box<dyn Fn(&State) -> Option<i64> + 'a>);

fn numbers<'a>(all: &'a Everything<'_>, found: &'a Exploration) -> Vec<Number<'a>> {
    let mut numbers: Vec<Number<'a>> = Vec::new();
    for (at, number) in found.meters.iter().enumerate() {
        numbers.push((number, Box::new(move |state: &State| Some(state.meters[at]))));
    }
    for (at, number) in found.trust.iter().enumerate() {
        numbers.push((number, Box::new(move |state: &State| Some(state.trust[at]))));
    }
    numbers.push((&found.aim, Box::new(|state: &State| all.world.aim(state))));
    numbers
}

/// Compares the odds of endings and faults, and how numbers are spread.
fn same_odds(all: &Everything<'_>, odds: &Odds, found: &Exploration) {
    let endings = odds.endings(all);
    let mut sum = found.endless.unwrap();
    near(sum, odds.endless, 1e-9, "endless");
    for ending in &found.endings {
        let wanted = endings.get(ending.id.as_str()).copied().unwrap_or(0.0);
        near(ending.probability.unwrap(), wanted, 1e-9, &ending.id);
        sum += ending.probability.unwrap();
    }
    let faults: f64 = found.faults.iter().map(|fault| fault.probability.unwrap()).sum();
    near(faults, odds.faults(all).values().sum(), 1e-9, "faults");
    near(sum + faults, 1.0, if found.residual == Some(0.0) { 1e-12 } else { 1e-9 }, "everything");
    for (number, value) in numbers(all, found) {
        let wanted = odds.sums(all, value);
        let Some(distribution) = &number.distribution else {
            assert!(wanted.is_empty());
            continue;
        };
        assert!(distribution.histogram.keys().eq(wanted.keys()), "{}: {wanted:?}", number.id);
        let of_ended: f64 = wanted.values().sum();
        for (value, share) in &distribution.histogram {
            near(*share, wanted[value], 1e-9, &number.id);
        }
        let mean = wanted.iter().map(|(value, share)| *value as f64 * share / of_ended).sum();
        near(distribution.mean, mean, 1e-7, &number.id);
        for (of_100, found) in [(5.0, distribution.p5), (50.0, distribution.p50), (95.0, distribution.p95)] {
            let below: f64 = wanted.range(..found).map(|(_, share)| share).sum();
            let upto = below + wanted[&found];
            let wanted = of_100 / 100.0 * of_ended;
            assert!(below < wanted + 1e-9 && upto > wanted - 1e-9, "{}: {found} at {of_100}", number.id);
        }
    }
}

/// Compares what luck and ways to decide can make of endings and numbers.
fn same_bounds(all: &Everything<'_>, found: &Exploration) {
    let at_start = |worths: Vec<Option<f64>>| {
        let worths: Option<Vec<f64>> = all.starts.iter().map(|way| worths[way.to]).collect();
        let sum = |worths: Vec<f64>| {
            all.starts.iter().zip(worths).map(|(way, worth)| way.odds.as_f64() * worth).sum::<f64>()
        };
        worths.map(sum)
    };
    for ending in &found.endings {
        let sign = |sign: f64| {
            let worth = move |node: &Node<'_>| match node {
                Node::Ended(state) if all.world.ending(state) == Some(ending.id.as_str()) => Some(sign),
                _ => Some(0.0),
            };
            at_start(all.expected(worth, Some(0.0))).unwrap()
        };
        near(ending.most.unwrap(), sign(1.0), 1e-9, &ending.id);
        near(ending.least.unwrap(), -sign(-1.0), 1e-9, &ending.id);
        let is_met = all.nodes.iter().any(
            |node| matches!(node, Node::Ended(state) if all.world.ending(state) == Some(ending.id.as_str())),
        );
        assert_eq!(ending.possible, Some(is_met), "{}", ending.id);
    }
    for (number, value) in numbers(all, found) {
        let turned = |value: f64| if number.good == Good::Low { 100.0 - value } else { value };
        let worth = |sign: f64| {
            let (value, turned) = (&value, &turned);
            move |node: &Node<'_>| match node {
                Node::Ended(state) => Some(sign * value(state).map_or(0.0, |value| turned(value as f64))),
                Node::Failed(_) => Some(0.0),
                Node::Decision(..) => None,
            }
        };
        let wanted = at_start(all.expected(worth(1.0), None)).zip(at_start(all.expected(worth(-1.0), None)));
        match (number.expected, wanted) {
            (None, None) => {}
            (Some(expected), Some((best, worst))) => {
                near(turned(expected.best), best, 1e-7, &number.id);
                near(turned(expected.worst), -worst, 1e-7, &number.id);
            }
            other => panic!("{}: {other:?}", number.id),
        }
        let ends = all.nodes.iter().filter_map(|node| match node {
            Node::Ended(state) => value(state),
            _ => None,
        });
        let mut ends: Vec<i64> = ends.collect();
        ends.sort_unstable();
        if number.good == Good::Low {
            ends.reverse();
        }
        let found = number.possible.as_ref().map(|possible| (possible.best.value, possible.worst.value));
        assert_eq!(found, ends.last().copied().zip(ends.first().copied()), "{}", number.id);
    }
}

/// Compares how many plays there are, how long they take, and what none comes to.
fn same_sizes(all: &Everything<'_>, found: &Exploration) {
    let plays = all.plays().map_or(Bound::Infinite, |plays| Bound::Finite(plays.to_string()));
    assert_eq!(found.plays, Some(plays));
    assert_eq!(found.decisions.shortest, all.shortest().map(|picks| picks as u32));
    if let Some(Bound::Finite(longest)) = found.decisions.longest {
        assert_eq!(Some(longest as usize), all.longest());
    } else {
        assert_eq!(all.longest(), None);
    }
    assert_eq!(found.decisions.expected.is_some(), found.endless == Some(0.0));
    if all.circling() == 0 {
        let expected = expected_decisions(all);
        near(found.decisions.expected.unwrap(), expected, 1e-9, "decisions");
    }
    let states = all.nodes.iter().filter(|node| !matches!(node, Node::Failed(_))).count();
    assert_eq!(found.unreduced.map(|size| (size.states, size.complete)), Some((states, true)));
    assert!(found.states <= states);
    let never = found.never.as_ref().unwrap();
    let open = all.choices();
    assert!(never.choices.iter().all(|choice| !open.contains(choice)));
    assert_eq!(never.endings.len() + all.reaching().len(), found.endings.len());
    let reaching = all.reaching();
    let is_stuck = |node: usize| !reaching.values().any(|reaches| reaches[node]);
    let stuck = (0..all.nodes.len()).filter(|node| all.state(*node).is_some() && is_stuck(*node)).count();
    assert_eq!(found.stuck.as_ref().unwrap().states == 0, stuck == 0);
}

/// The expected number of uniform decisions, followed node by node: without circles.
fn expected_decisions(all: &Everything<'_>) -> f64 {
    fn walk(all: &Everything<'_>, node: usize, known: &mut [Option<f64>]) -> f64 {
        if let Some(known) = known[node] {
            return known;
        }
        let open = all.nodes[node].open();
        let mut sum = if open.is_empty() { 0.0 } else { 1.0 };
        for choice in open {
            for way in &choice.ways {
                sum += way.odds.as_f64() / open.len() as f64 * walk(all, way.to, known);
            }
        }
        known[node] = Some(sum);
        sum
    }
    let mut known = vec![None; all.nodes.len()];
    all.starts.iter().map(|way| way.odds.as_f64() * walk(all, way.to, &mut known)).sum()
}

/// Compares all of it; returns nothing where the scenario is too large to say.
fn agree(number: usize, text: &str, story: &Arc<Story>, most: usize) -> Option<usize> {
    let _shown = Shown(text);
    let all = Everything::within(story.scenario(), most)?;
    if all.circling() > MOST_CIRCLING {
        return None;
    }
    let uniform = explored(story, "uniform", true).unwrap();
    assert!(uniform.complete && uniform.left_out.is_empty());
    let odds = all.decided(Policy::Uniform);
    same_odds(&all, &odds, &uniform);
    same_sizes(&all, &uniform);
    let meter = format!("greedy:{}", story.scenario().meters.keys().next().map_or("aim", String::as_str));
    let greedy = if meter == "greedy:aim" { Policy::GreedyAim } else { Policy::GreedyMeter(0) };
    let policies = [
        ("leader", Policy::Leader),
        ("careless", Policy::Careless),
        (&*meter, greedy),
        ("manager", Policy::Manager),
        ("greedy:aim", Policy::GreedyAim),
    ];
    let (name, policy) = policies[number % policies.len()];
    let other = explored(story, name, number.is_multiple_of(2)).unwrap();
    same_odds(&all, &all.decided(policy), &other);
    assert_eq!(other.dilemmas, uniform.dilemmas);
    as_proved(story, &uniform);
    if number.is_multiple_of(2) {
        same_bounds(&all, &uniform);
    } else {
        same_wishes(story, &uniform);
    }
    Some(all.nodes.len())
}

/// Proving glances at what follows single states before it explores for trust, and exploring does not: both find the same.
pub(super) fn as_proved(story: &Arc<Story>, found: &Exploration) {
    let dilemmas = found.dilemmas.as_ref().unwrap();
    let proved = prove(story, &[], 2, &mut |_| true).findings;
    let told = |code: &str| proved.iter().filter(|found| found.diagnostic.code.to_string() == code).count();
    assert_eq!(told("TH0047"), dilemmas.surpassed.len());
    assert_eq!(told("TH0048"), dilemmas.no_change.len());
    assert_eq!(told("TH0049"), dilemmas.traps.len());
}

/// Lets choices show traits, which scenarios by lot do not.
fn with_traits(text: &str) -> String {
    const SHOWN: [&str; 5] = [
        "\"vision\": 2",
        "\"execution\": 1",
        "\"daring\": 1, \"clarity\": 1",
        "\"warmth\": 1",
        "\"caution\": 3",
    ];
    let mut traits = SHOWN.iter().cycle();
    let mut out = String::new();
    for line in text.lines() {
        let is_choice = line.trim_start().starts_with("\"c") && line.starts_with("            \"");
        let shows = format!("(shows: {{ {} }}, text: ", if is_choice { traits.next().unwrap() } else { "" });
        out += &if is_choice { line.replacen("(text: ", &shows, 1) } else { line.to_owned() };
        out.push('\n');
    }
    out
}

/// What is expected of a number, plays that fail being worth nothing.
fn expects(number: &NumberOdds) -> f64 {
    let turned = |value: f64| if number.good == Good::Low { 100.0 - value } else { value };
    let histogram = number.distribution.iter().flat_map(|distribution| &distribution.histogram);
    histogram.map(|(value, share)| turned(*value as f64) * share).sum()
}

/// A policy that is after something has what can be expected of it.
fn same_wishes(story: &Arc<Story>, uniform: &Exploration) {
    let mut all = Everything::of(story.scenario());
    all.keep_personas();
    let worth = |node: &Node<'_>| match node {
        Node::Ended(state) => Some(all.world.aim(state).unwrap_or(0) as f64),
        Node::Failed(_) => Some(0.0),
        Node::Decision(..) => None,
    };
    let two_hats = all.expected(worth, None);
    let two_hats: Option<Vec<f64>> = all.starts.iter().map(|way| two_hats[way.to]).collect();
    match (explored(story, "two-hats", true), two_hats) {
        (Ok(found), Some(worths)) => {
            let wanted = all.starts.iter().zip(worths).map(|(way, worth)| way.odds.as_f64() * worth).sum();
            near(expects(&found.aim), wanted, 1e-6, "two-hats");
            assert!(found.endless == Some(0.0));
        }
        (Err(NoPolicy::NeverSure(_)), None) => {}
        (found, wanted) => panic!("{found:?} {wanted:?}"),
    }
    let number = uniform.meters.first().unwrap_or(&uniform.aim);
    for (word, of_bounds) in [("best", 0), ("worst", 1)] {
        match (explored(story, &format!("{word}:{}", number.id), true), number.expected) {
            (Ok(found), Some(expected)) => {
                let turned = |value: f64| if number.good == Good::Low { 100.0 - value } else { value };
                let wanted = turned([expected.best, expected.worst][of_bounds]);
                near(expects(found.meters.first().unwrap_or(&found.aim)), wanted, 1e-6, word);
            }
            (Err(NoPolicy::NeverSure(_)), None) => {}
            (found, wanted) => panic!("{found:?} {wanted:?}"),
        }
    }
}

#[test]
fn an_exploring_answers_as_the_enumerator_does_on_scenarios_by_lot() {
    let texts = by_lot(0..90).map(|(text, _)| with_traits(&text)).enumerate();
    let found = texts.filter_map(|(number, text)| agree(number, &text, &story(&text), 120));
    let found: Vec<_> = found.collect();
    assert!(found.len() >= 50, "{} are small enough", found.len());
    let large = found.iter().filter(|nodes| **nodes > 20).count();
    assert!(large >= 20, "only {large} are large enough");
}

#[test]
fn an_exploring_answers_as_the_enumerator_does_on_the_conformance_cases() {
    let cases = conformance().into_iter().enumerate();
    let agreed = cases.filter_map(|(number, (text, story))| agree(number, &text, &story, 60)).count();
    assert!(agreed >= 30, "{agreed} cases are small enough");
}
