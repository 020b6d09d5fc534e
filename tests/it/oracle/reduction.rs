//! States that are taken for one behave as one, and a space of them answers as the enumerator does.

use std::collections::BTreeMap;

use two_hats::analysis::{Graph, Limits, Node, NodeId, Odds, Space, Sweep, Worth, worths};
use two_hats::simulation::{Keep, Look, Position, Program, Quotient, State, Story};

use super::agreement::{Shown, conformance, told};
use super::enumerator::{self, Everything};
use super::odds::uniform;
use super::scenarios::by_lot;
use crate::support::story;

/// Where a state stands, and what is left of it.
pub(super) type Class = (Option<usize>, u128);

pub(super) fn class(quotient: &Quotient, state: &State) -> Class {
    let place = quotient.place(state);
    (place, place.map_or(0, |place| quotient.key(place, state)))
}

fn explore(program: &Program, quotient: Quotient, threads: usize) -> Space {
    Space::explore(program, quotient, Limits { threads, go_on: &mut |_| true })
}

/// The meters and the trust, by position among the values.
pub(super) fn kept(story: &Story) -> Vec<usize> {
    let program = story.program();
    let meters = story.scenario().meters.keys().cloned();
    let names: Vec<_> = meters.chain(story.scenario().cast.keys().map(|id| format!("trust.{id}"))).collect();
    let values = program.values(program.start_state()).enumerate();
    values.filter(|(_, (name, _))| names.iter().any(|other| other == name)).map(|(index, _)| index).collect()
}

/// Sums odds by class; faults have classes of their own.
pub(super) fn spread(
    quotient: &Quotient,
    ways: impl Iterator<Item = (Result<State, String>, f64)>,
) -> BTreeMap<Result<Class, String>, f64> {
    let mut sums = BTreeMap::new();
    for (to, odds) in ways {
        *sums.entry(to.map(|state| class(quotient, &state))).or_insert(0.0) += odds;
    }
    sums
}

pub(super) fn same(one: &BTreeMap<Result<Class, String>, f64>, other: &BTreeMap<Result<Class, String>, f64>) {
    assert!(one.keys().eq(other.keys()), "{one:?} {other:?}");
    assert!(one.iter().all(|(class, odds)| (odds - other[class]).abs() < 1e-12), "{one:?} {other:?}");
}

/// Says whether two numbers are the same; where nothing ends, both are less than anything.
fn equal(one: f64, other: f64) -> bool {
    one.total_cmp(&other).is_eq() || (one - other).abs() < 1e-9
}

/// How many numbers somebody sees.
pub(super) fn count(look: &Look) -> usize {
    look.numbers.len() + usize::from(look.aim)
}

/// One of the numbers that somebody sees in a state; the aim is the last one.
pub(super) fn seen(program: &Program, look: &Look, number: usize, state: &State) -> Option<i64> {
    let Some(index) = look.numbers.get(number) else { return program.aim(state) };
    program.values(state).nth(*index).map(|(_, value)| value)
}

/// Says whether two states stand at the same place, and what is kept there is the same.
pub(super) fn look_alike(program: &Program, keep: &Keep, one: &State, other: &State) -> bool {
    let look = match program.position(one) {
        Position::Scene(_) => &keep.decisions,
        Position::Ending(_) => &keep.ends,
    };
    program.position(one) == program.position(other)
        && (0..count(look))
            .all(|number| seen(program, look, number, one) == seen(program, look, number, other))
}

/// Compares every state of the plain graph with the one that stands for it; what is kept must be the same.
fn behaves(story: &Story, graph: &Graph, space: &Space, keep: &Keep) {
    let program = story.program();
    let fault = |fault| format!("{:?}", told(story, fault));
    let to = |node: usize| match (&graph.nodes[node], &graph.states[node]) {
        (Node::Fault(other), _) => Err(fault(*other)),
        (_, state) => Ok(state.unwrap()),
    };
    let of_space = |node: NodeId| space.state(node).ok_or_else(|| fault(space.fault(node).unwrap()));
    let quotient = &space.quotient;
    let nodes: BTreeMap<Class, NodeId> = (0..space.states() as NodeId)
        .map(|node| (class(quotient, &space.state(node).unwrap()), node))
        .collect();
    assert_eq!(nodes.len(), space.states(), "a class stands in the space twice");
    let mut met = vec![false; space.states()];
    for (index, node) in graph.nodes.iter().enumerate() {
        let Some(state) = &graph.states[index] else { continue };
        let one = *nodes.get(&class(quotient, state)).expect("a state that nothing stands for");
        met[one as usize] = true;
        let stands = space.state(one).unwrap();
        assert!(look_alike(program, keep, state, &stands));
        match node {
            Node::Fault(_) => unreachable!(),
            Node::Ending(_) => {}
            Node::Decision(options) => {
                let open: Vec<_> = options.iter().map(|option| option.choice).collect();
                let choices: Vec<_> = space.options(one).map(|option| space.choice(option)).collect();
                assert_eq!(open, choices);
                for (option, of_space_option) in options.iter().zip(space.options(one)) {
                    let plain = option.to.iter().map(|(next, odds)| (to(*next), *odds));
                    let ways = space.ways(of_space_option).map(|(next, odds)| (of_space(next), odds));
                    same(&spread(quotient, plain), &spread(quotient, ways));
                }
            }
        }
    }
    assert!(met.iter().all(|met| *met), "a class to which no play comes");
    let begins = graph.starts.iter().map(|(node, odds)| (to(*node), *odds));
    let starts = space.starts.iter().map(|(node, odds)| (of_space(*node), *odds));
    same(&spread(quotient, begins), &spread(quotient, starts));
}

/// Compares odds, spreads and what can be reached with the enumerator.
fn answers(story: &Story, all: &Everything<'_>, space: &Space) {
    let program = story.program();
    let order = Sweep::of(space);
    let even = |_, options: std::ops::Range<usize>, shares: &mut Vec<f64>| {
        shares.resize(options.len(), 1.0 / options.len() as f64);
    };
    let (odds, wanted) = (Odds::in_space(space, &order, even), all.odds(uniform));
    assert!((odds.endless - wanted.endless).abs() < 1e-9);
    let mut endings = BTreeMap::new();
    for (node, share) in (0..).zip(&odds.visits).filter(|(_, share)| **share > 0.0) {
        if let Some(Position::Ending(ending)) = space.position(program, node) {
            *endings.entry(story.ending(ending).0).or_insert(0.0) += share;
        }
    }
    let wanted_endings = wanted.endings(all);
    for (id, share) in &wanted_endings {
        assert!((share - endings.get(id).copied().unwrap_or(0.0)).abs() < 1e-9, "{id}: {share} {endings:?}");
    }
    for (meter, index) in kept(story).into_iter().enumerate().take(story.scenario().meters.len()) {
        let value = |node: NodeId| {
            let state = space.state(node);
            state.map_or(0.0, |state| program.values(&state).nth(index).unwrap().1 as f64)
        };
        let worth =
            worths::<Worth, 1, _>(space, &order, |node| [value(node)], &mut [(), ()], |(), _, _, _| {});
        let of_node = |node: &enumerator::Node<'_>| match node {
            enumerator::Node::Ended(state) => Some(state.meters[meter] as f64),
            enumerator::Node::Failed(_) => Some(0.0),
            enumerator::Node::Decision(..) => None,
        };
        let most = all.possible(of_node);
        let least = all.possible(|node| of_node(node).map(|value| -value));
        let mean = wanted.expect(all, |node| of_node(node).unwrap_or(0.0));
        let at_start = |worths: &[Option<f64>]| {
            all.starts.iter().filter_map(|way| worths[way.to]).fold(f64::NEG_INFINITY, f64::max)
        };
        let starts = || space.starts.iter().map(|(node, odds)| (worth[*node as usize][0], odds));
        let highest = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::NEG_INFINITY, f64::max);
        assert!(equal(highest(&mut starts().map(|(worth, _)| worth.most)), at_start(&most)));
        assert!(equal(highest(&mut starts().map(|(worth, _)| -worth.least)), at_start(&least)));
        let found: f64 = starts().map(|(worth, odds)| worth.mean * odds).sum();
        let mean = all.at_start(&mean);
        assert!((found - mean).abs() < 1e-6, "{found} {mean}");
    }
}

/// Compares; returns how many states there are, and how many are left when nothing is kept.
pub(super) fn agree(text: &str, story: &Story, most: usize) -> Option<(usize, usize)> {
    let _shown = Shown(text);
    let program = story.program();
    let whole = Quotient::whole(program);
    if whole.bits() > u128::BITS {
        return None;
    }
    let all = Everything::within(story.scenario(), most)?;
    let graph = Graph::explore(program, most + 100).unwrap();
    let whole = explore(program, whole, 1);
    let look = Look { numbers: kept(story), aim: true };
    let ends = Keep { ends: look.clone(), decisions: Look::default() };
    let decisions = Keep { ends: Look::default(), decisions: look };
    behaves(story, &graph, &whole, &ends);
    let nothing = Keep::default();
    let reduced = explore(program, Quotient::of(program, &nothing), 1);
    behaves(story, &graph, &reduced, &nothing);
    let decided = explore(program, Quotient::of(program, &decisions), 1);
    behaves(story, &graph, &decided, &decisions);
    let kept = explore(program, Quotient::of(program, &ends), 2);
    behaves(story, &graph, &kept, &ends);
    if all.circling() <= 150 {
        answers(story, &all, &kept);
    }
    Some((whole.states(), reduced.states()))
}

#[test]
fn states_taken_for_one_behave_as_one_on_scenarios_by_lot() {
    let found: Vec<_> = by_lot(0..250).filter_map(|(text, story)| agree(&text, &story, 300)).collect();
    assert!(found.len() >= 180, "{} are small enough", found.len());
    let (all, left) = found.iter().fold((0, 0), |(all, left), (a, b)| (all + a, left + b));
    assert!(left * 2 < all, "of {all} states {left} are left");
}

/// Gives clocks and counts more values than are followed one by one.
pub(super) fn with_many_values(text: &str) -> String {
    let text = text.replace(r#"tick: "1h", end: "Wed 12:00""#, r#"tick: "1m", end: "Week 3 Wed 12:00""#);
    let text = text.replace(r#"tick: "30m", end: "Tue 12:00""#, r#"tick: "1m", end: "Week 3 Tue 12:00""#);
    text.replace("Count(max: 3)", "Count(max: 3000)").replace("min: -2, max: 2)", "min: -2000, max: 2)")
}

#[test]
fn states_taken_for_one_behave_as_one_where_numbers_have_many_values() {
    let texts = by_lot(0..100).map(|(text, _)| (with_many_values(&text), text));
    let texts = texts.filter(|(many, text)| many != text).map(|(many, _)| many);
    let found = texts.filter_map(|text| agree(&text, &story(&text), 60)).count();
    assert!(found >= 30, "{found} are small enough");
}

#[test]
fn states_taken_for_one_behave_as_one_on_the_conformance_cases() {
    let agreed = conformance().into_iter().filter_map(|(text, story)| agree(&text, &story, 1_500)).count();
    assert!(agreed >= 45, "{agreed} cases are small enough");
}
