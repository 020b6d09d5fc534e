//! How likely every ending still is at a point of a play: against the enumerator, and against a scenario that begins there.

mod command;

use std::collections::HashMap;
use std::sync::Arc;

use two_hats::analysis::{
    Explored, Inquiry, Limits, Odds, Policy, Progress, Rule, Shares, Space, Standing, Sweep, Work,
};
use two_hats::simulation::{Action, Beat, From, Position, Quotient, Session, State, Story};

use crate::oracle;
use crate::oracle::enumerator::{Everything, Node};
use crate::oracle::odds::uniform;
use crate::oracle::scenarios::by_lot;
use crate::policies::Lots;
use crate::support::{begin, pick, small, story};

fn ask<T>(story: &Story, policy: &Policy, ask: impl FnOnce(Inquiry<'_, '_, '_>) -> (T, Explored)) -> T {
    let rule = Rule::of(policy, story).unwrap();
    let work = &mut Work { threads: 1, go_on: &mut |_| true };
    let (answer, explored) = ask(Inquiry { story, rule: &rule, numbers: true, work });
    assert!(explored.complete);
    answer
}

fn now(session: &Session) -> Standing {
    ask(session.story(), &Policy::Uniform, |inquiry| inquiry.now(session.state()))
}

/// What every ending, and every number at ends, comes to at each node of the enumerator.
struct Wanted<'a> {
    nodes: HashMap<Vec<i64>, usize>,
    endings: Vec<(&'a str, Vec<f64>)>,
    faults: Vec<f64>,
    ended: Vec<f64>,
    meters: Vec<Vec<f64>>,
    trust: Vec<Vec<f64>>,
}

impl<'a> Wanted<'a> {
    fn of(all: &Everything<'a>) -> Self {
        let odds = all.odds(uniform);
        let expect = |worth: &dyn Fn(&oracle::state::State) -> f64| {
            odds.expect(all, |node| if let Node::Ended(state) = node { worth(state) } else { 0.0 })
        };
        let scenario = all.world.scenario;
        let ending =
            |id: &'a String| (id.as_str(), expect(&|state| f64::from(all.world.ending(state) == Some(id))));
        let numbers = (0..all.nodes.len()).filter_map(|node| Some((all.state(node)?.numbers(), node)));
        Self {
            nodes: numbers.collect(),
            endings: scenario.endings.keys().map(ending).collect(),
            faults: odds.expect(all, |node| f64::from(matches!(node, Node::Failed(_)))),
            ended: expect(&|_| 1.0),
            meters: (0..scenario.meters.len()).map(|at| expect(&|state| state.meters[at] as f64)).collect(),
            trust: (0..scenario.cast.len()).map(|at| expect(&|state| state.trust[at] as f64)).collect(),
        }
    }

    fn node(&self, story: &Story, state: &State) -> usize {
        let numbers: Vec<_> = story.program().values(state).map(|(_, number)| number).collect();
        self.nodes[&numbers]
    }

    /// Compares with what the enumerator finds at nodes with their odds.
    fn compare(&self, standing: &Standing, nodes: &[(usize, f64)]) {
        let mean = |worth: &[f64]| nodes.iter().map(|(node, odds)| odds * worth[*node]).sum::<f64>();
        let near =
            |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-7, "{found} {wanted} {standing:?}");
        for (id, worth) in &self.endings {
            near(standing.endings[*id].odds, mean(worth));
        }
        near(standing.faults, mean(&self.faults));
        let ended = mean(&self.ended);
        near(standing.endless, 1.0 - ended - mean(&self.faults));
        if ended > 1e-9 {
            let both =
                standing.meters.values().zip(&self.meters).chain(standing.trust.values().zip(&self.trust));
            both.for_each(|(found, worth)| near(found * ended, mean(worth)));
            assert_eq!((standing.meters.len(), standing.trust.len()), (self.meters.len(), self.trust.len()));
        }
    }
}

/// Plays by lot and compares every point of the play; returns how many decisions there were.
fn compare(story: Story, seed: u64) -> Option<usize> {
    let story = Arc::new(story);
    let all = Everything::within(story.scenario(), 200).filter(|all| all.circling() <= 100)?;
    let wanted = Wanted::of(&all);
    let (mut lots, mut session) = (Lots::new(seed), Session::new(Arc::clone(&story), seed).ok()?);
    for _ in 0..4 {
        let open: Vec<_> = session.offers().into_iter().filter(|offer| offer.locked.is_none()).collect();
        if open.is_empty() || session.act(&Action::Pick(open[lots.below(open.len())].id.clone())).is_err() {
            break;
        }
    }
    let node = |state: &State| wanted.node(&story, state);
    wanted.compare(&now(&session), &[(node(session.state()), 1.0)]);
    let moves = ask(&story, &Policy::Uniform, |inquiry| inquiry.along(&session));
    assert_eq!(moves.len(), session.turns().len());
    for (one, turn) in moves.iter().zip(session.turns()) {
        let before = node(&turn.before);
        wanted.compare(&one.before, &[(before, 1.0)]);
        let id = story.choice(turn.choice.unwrap()).0;
        let open = all.nodes[before].open().iter().find(|open| open.id == id).unwrap();
        let ways: Vec<_> = open.ways.iter().map(|way| (way.to, way.odds.as_f64())).collect();
        wanted.compare(&one.picked, &ways);
        wanted.compare(&one.after, &[(node(&turn.after), 1.0)]);
    }
    Some(moves.len())
}

fn near(found: (f64, f64), wanted: (f64, f64)) {
    assert!((found.0 - wanted.0).abs() + (found.1 - wanted.1).abs() < 1e-12, "{found:?} {wanted:?}");
}

#[test]
fn every_point_of_a_play_stands_as_the_enumerator_says_on_scenarios_by_lot() {
    let compared: Vec<_> =
        by_lot(0..60).zip(0..).filter_map(|((_, story), seed)| compare(story, seed)).collect();
    let decisions: usize = compared.iter().sum();
    assert!(compared.len() >= 35 && decisions >= 60, "{} plays, {decisions} decisions", compared.len());
}

#[test]
fn a_play_from_the_middle_stands_as_one_of_a_scenario_that_begins_there() {
    let values = [("risk".to_owned(), 20), ("asked".to_owned(), 1)].into_iter().collect();
    let from = From { scene: "call".to_owned(), values };
    let middle = Session::start_at(story(small()), from, 1).unwrap();
    let edited = small().replace("start: 35", "start: 20").replace("Flag(false)", "Flag(true)");
    let found = now(&middle);
    assert_eq!(found, now(&begin(&edited, 1)));
    near((found.decisions, found.meters["risk"]), (1.0, 20.0));
}

#[test]
fn the_rest_is_decided_by_the_policy() {
    let mut session = begin(small(), 3);
    let greedy = |session: &Session| {
        let policy = "greedy:morale".parse().unwrap();
        ask(session.story(), &policy, |inquiry| inquiry.now(session.state()))
    };
    // Asking raises morale by 5 and can be done once; then there is only `go`.
    near((greedy(&session).decisions, greedy(&session).meters["morale"]), (2.0, 65.0));
    pick(&mut session, &["ask"]);
    near((greedy(&session).decisions, greedy(&session).meters["morale"]), (1.0, 65.0));
    let careless = ask(session.story(), &Policy::Careless, |inquiry| inquiry.now(&session.opening().after));
    near((careless.decisions, careless.trust["anna"]), (1.0, 50.0));
}

/// How likely each ending is under a policy where every state is taken for itself.
fn in_whole_states(story: &Story, policy: &Policy) -> Option<Vec<f64>> {
    let program = story.program();
    let whole = Quotient::whole(program);
    let mut states = 0;
    let go_on = &mut |progress: Progress| {
        states = progress.states;
        progress.states < 500
    };
    let space = Space::explore(program, whole, Limits { threads: 1, go_on });
    let rule = Rule::of(policy, story).unwrap();
    let odds = Odds::in_space(&space, &Sweep::of(&space), |node, options, shares| {
        let open: Vec<_> = options.map(|option| space.choice(option)).collect();
        shares.resize(open.len(), 0.0);
        rule.share(&space.state(node).unwrap(), &open, shares);
    });
    let mut endings = vec![0.0; program.sizes().endings];
    for (node, share) in (0..).zip(odds.visits) {
        if let Some(Position::Ending(ending)) = space.position(program, node) {
            endings[ending.index()] += share;
        }
    }
    (states < 500).then_some(endings)
}

#[test]
fn states_are_one_only_where_the_policy_decides_alike() {
    let policies = ["careless", "leader", "greedy:m0", "greedy:aim", "greedy:success"];
    let mut compared = 0;
    for (text, story) in by_lot(0..60) {
        for policy in policies.map(|policy| policy.parse::<Policy>().unwrap()) {
            if Rule::of(&policy, &story).is_err() {
                continue;
            }
            let begun = Session::new(Arc::new(story.clone()), 1);
            let rolled = begun.as_ref().is_ok_and(|begun| !begun.opening().beats.iter().any(is_roll));
            let (Some(wanted), true) = (in_whole_states(&story, &policy), rolled) else { continue };
            let begun = begun.unwrap();
            let found = ask(&story, &policy, |inquiry| inquiry.now(begun.state()));
            for (found, wanted) in found.endings.values().zip(wanted) {
                assert!((found.odds - wanted).abs() < 1e-9, "{policy}: {} {wanted}\n{text}", found.odds);
            }
            compared += 1;
        }
    }
    assert!(compared >= 100, "{compared}");
}

fn is_roll(beat: &Beat) -> bool {
    matches!(beat, Beat::Rolled { .. })
}

#[test]
fn a_play_that_is_over_stands_at_its_ending() {
    let mut session = begin(small(), 3);
    pick(&mut session, &["ask", "go"]);
    let ending = session.story().ending(session.ended().unwrap()).0;
    let standing = now(&session);
    near((standing.endings[ending].odds, standing.decisions), (1.0, 0.0));
    near((standing.meters["morale"], standing.trust["anna"]), (65.0, 55.0));
}
