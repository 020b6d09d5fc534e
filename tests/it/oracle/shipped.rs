//! What is shipped answers alike with whole states and with states taken for one.
//!
//! A scenario with more whole states than there is room for is asked about its first decisions, as many as fit: each play is cut
//! after them, and what it is worth there is what is asked about. Plays by lot say where its last decisions begin.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use two_hats::analysis::{Finder, Limits, NodeId, Space, beginnings, outcomes};
use two_hats::simulation::{Fault, Keep, Look, Position, Program, Quotient, SeededDice, State, Story};

use super::prefix::{PLAYS, Prefix, QUESTIONS, Question};
use super::reduction::{class, count, kept, look_alike, same, seen, spread};
use crate::policies::Lots;
use crate::support::story;

/// A whole state, or what fails.
type Whole = Result<State, Fault>;

/// So many whole states are followed of the first decisions: a few seconds' worth where nothing is optimised.
const MOST_FIRST: usize = 20_000;

/// So many whole states are followed of the last decisions of a play.
const MOST_LAST: usize = 8_000;

/// So many states that stand for others are enough for the first decisions of which there are as many.
const MOST_REDUCED: usize = 100_000;

/// Every scenario that is shipped.
fn shipped() -> Vec<Arc<Story>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "ron"));
    let stories: Vec<_> = files.map(|path| story(&std::fs::read_to_string(path).unwrap())).collect();
    assert!(!stories.is_empty());
    stories
}

/// What questions look at: everything, the aim, nothing.
fn looks(story: &Story) -> [Look; 3] {
    let aim = Look { numbers: Vec::new(), aim: true };
    [Look { numbers: kept(story), aim: true }, aim, Look::default()]
}

/// The states of a play by lot at its decisions, and at its end.
fn by_lot(program: &Program, seed: u64) -> Vec<State> {
    let (mut dice, mut lots) = (SeededDice::new(seed), Lots::new(seed));
    let mut state = program.begin(&mut dice, &mut ()).unwrap();
    let mut states = vec![state];
    loop {
        let open: Vec<_> = program.open(&state).collect();
        if open.is_empty() {
            return states;
        }
        program.step(&mut state, open[lots.below(open.len())], &mut dice, &mut ()).unwrap();
        states.push(state);
    }
}

/// Plays with whole states, from the start or from a state on.
fn whole(program: &Program, from: Option<&State>, most: usize) -> Prefix<Whole> {
    let begin = match from {
        None => beginnings(program).into_iter().map(|outcome| (outcome.after, outcome.odds)).collect(),
        Some(state) => vec![(Ok(*state), 1.0)],
    };
    let ways = |state: &State, choice| {
        let ways = outcomes(program, state, choice).into_iter();
        ways.map(|outcome| (outcome.after, outcome.odds)).collect()
    };
    let follow = |node: Whole| {
        let Ok(state) = node else { return Vec::new() };
        program.open(&state).map(|choice| (choice, ways(&state, choice))).collect()
    };
    Prefix::of(begin, follow, most, usize::MAX)
}

/// Says whether plays are cut before they end.
fn is_cut(program: &Program, whole: &Prefix<Whole>) -> bool {
    whole.ends().flatten().any(|state| matches!(program.position(&state), Position::Scene(_)))
}

/// Plays with whole states, and the same plays with those that stand for them.
struct Both<'a> {
    story: &'a Story,
    space: &'a Space,
    /// What is told apart in the space.
    keep: &'a Keep,
    whole: &'a Prefix<Whole>,
    reduced: Prefix<NodeId>,
    /// For each whole state of a layer, where the one that stands for it is in the same layer.
    stands: Vec<Vec<usize>>,
}

impl<'a> Both<'a> {
    /// Finds what stands for every whole state; whatever plays come to must stand for some.
    fn of(story: &'a Story, whole: &'a Prefix<Whole>, space: &'a Space, keep: &'a Keep) -> Self {
        let follow = |node| {
            let options = space.options(node);
            options.map(|option| (space.choice(option), space.ways(option).collect())).collect()
        };
        let reduced = Prefix::of(space.starts.clone(), follow, usize::MAX, whole.decisions());
        assert_eq!(reduced.decisions(), whole.decisions());
        let finder = Finder::of(space);
        let fault = |fault| space.faults.iter().position(|other| *other == fault).unwrap();
        let node = |whole: Whole| match whole {
            Ok(state) => finder.node(space, &state).expect("a state that nothing stands for"),
            Err(failed) => (space.states() + fault(failed)) as NodeId,
        };
        let stands = |layer| {
            let at: HashMap<NodeId, usize> = reduced.layer(layer).map(|(node, _)| node).zip(0..).collect();
            let stands: Vec<_> = whole.layer(layer).map(|(state, _)| at[&node(state)]).collect();
            assert_eq!(
                stands.iter().collect::<BTreeSet<_>>().len(),
                at.len(),
                "a class to which no play comes"
            );
            stands
        };
        let stands = (0..=whole.decisions()).map(stands).collect();
        Self { story, space, keep, whole, reduced, stands }
    }

    fn state(&self, node: NodeId) -> Whole {
        self.space.state(node).ok_or_else(|| self.space.fault(node).unwrap())
    }

    /// Compares everything that can be asked.
    fn agree(&self) {
        self.offer_alike();
        self.are_as_likely();
        let program = self.story.program();
        let look = &self.keep.ends;
        for number in 0..count(look) {
            self.are_worth(&QUESTIONS, |state| seen(program, look, number, state).unwrap_or(0) as f64);
        }
        let ends = self.whole.ends().flatten().map(|end| program.position(&end));
        let mut endings: Vec<Position> = Vec::new();
        for position in ends.filter(|position| matches!(position, Position::Ending(_))) {
            if !endings.contains(&position) {
                endings.push(position);
            }
        }
        for ending in endings {
            self.are_worth(&QUESTIONS, |state| f64::from(u8::from(program.position(state) == ending)));
        }
        self.are_worth(&[PLAYS], |_| 1.0);
    }

    /// Compares where every state stands, what is seen there, and what can be picked.
    fn offer_alike(&self) {
        let program = self.story.program();
        for (layer, stands) in self.stands.iter().enumerate() {
            let nodes: Vec<_> = self.reduced.layer(layer).collect();
            for ((one, options), stands) in self.whole.layer(layer).zip(stands) {
                let (other, of_other) = nodes[*stands];
                assert!(options.iter().map(|open| open.0).eq(of_other.iter().map(|open| open.0)));
                if let (Ok(one), Ok(other)) = (one, self.state(other)) {
                    assert!(look_alike(program, self.keep, &one, &other));
                }
            }
        }
    }

    /// Compares how likely plays that pick alike come to each of those that stand for others; with what is seen there, that is how
    /// everything is spread.
    fn are_as_likely(&self) {
        let all = self.whole.odds().into_iter().zip(self.reduced.odds()).zip(&self.stands);
        for ((one, other), stands) in all {
            let mut sums = vec![0.0; other.len()];
            for (odds, stands) in one.iter().zip(stands) {
                sums[*stands] += odds;
            }
            assert!(sums.iter().zip(&other).all(|(sum, odds)| (sum - odds).abs() < 1e-12));
        }
    }

    /// Compares what every state is worth, given what ends and cuts are worth.
    fn are_worth(&self, questions: &[Question], end: impl Fn(&State) -> f64) {
        let ends = self.whole.at_ends(|whole| whole.map_or(0.0, |state| end(&state)));
        let reduced_ends = self.reduced.at_ends(|node| self.state(node).map_or(0.0, |state| end(&state)));
        for question in questions {
            let (one, other) =
                (self.whole.worths(question, &ends), self.reduced.worths(question, &reduced_ends));
            for ((one, other), stands) in one.iter().zip(&other).zip(&self.stands) {
                for (worth, stands) in one.iter().zip(stands) {
                    assert!((worth - other[*stands]).abs() < 1e-9, "{worth} {}", other[*stands]);
                }
            }
        }
    }
}

/// What is told apart at ends, at decisions, or at both where plays are cut at decisions.
fn keeps(story: &Story, is_cut: bool) -> Vec<Keep> {
    let of_look = |look: Look| {
        let ends = Keep { ends: look.clone(), decisions: Look::default() };
        let decisions = Keep { ends: Look::default(), decisions: look.clone() };
        let both = Keep { ends: look.clone(), decisions: look };
        if is_cut { vec![both] } else { vec![ends, decisions] }
    };
    looks(story).into_iter().flat_map(of_look).collect()
}

/// Compares all plays from the start or from a state on, whatever is told apart; returns to how few states they come.
fn agree(story: &Story, from: Option<&State>, whole: &Prefix<Whole>) -> usize {
    let program = story.program();
    let of_keep = |keep: &Keep| {
        let limits = Limits { threads: 1, go_on: &mut |progress| progress.states < MOST_REDUCED };
        let space = match from {
            None => Space::explore(program, Quotient::of(program, keep), limits),
            Some(state) => {
                Space::explore_after(program, Quotient::after(program, keep, state), state, limits)
            }
        };
        let both = Both::of(story, whole, &space, keep);
        both.agree();
        both.reduced.size()
    };
    keeps(story, is_cut(program, whole)).iter().map(of_keep).min().unwrap()
}

#[test]
fn the_first_decisions_of_what_is_shipped_answer_alike() {
    for story in shipped() {
        let whole = whole(story.program(), None, MOST_FIRST);
        let is_long = whole.decisions() >= 5 || !is_cut(story.program(), &whole);
        assert!(is_long, "cut after {} decisions", whole.decisions());
        agree(&story, None, &whole);
    }
}

#[test]
fn the_last_decisions_of_what_is_shipped_answer_alike() {
    for story in shipped() {
        let program = story.program();
        for seed in 0..4 {
            // From the earliest decision of a play by lot from which on there is room for all that can happen.
            let states = by_lot(program, seed);
            let later = states.iter().rev().map(|state| (state, whole(program, Some(state), MOST_LAST)));
            let Some((state, whole)) = later.take_while(|(_, whole)| !is_cut(program, whole)).last() else {
                panic!("a play that is cut at its end");
            };
            let (left, all) = (agree(&story, Some(state), &whole), whole.size());
            assert!(left * 4 < all, "of {all} states {left} are left");
        }
    }
}

#[test]
fn whatever_plays_of_what_is_shipped_come_to_behaves_as_what_stands_for_it() {
    for story in shipped() {
        let program = story.program();
        for keep in keeps(&story, false) {
            let quotient = Quotient::of(program, &keep);
            assert!(quotient.bits() <= u128::BITS);
            for one in (0..60).flat_map(|seed| by_lot(program, seed)) {
                let (place, key) = class(&quotient, &one);
                let other = quotient.state(place.unwrap(), key);
                assert!(look_alike(program, &keep, &one, &other));
                assert!(program.open(&one).eq(program.open(&other)));
                for choice in program.open(&one) {
                    let falls = |state| {
                        let falls = outcomes(program, state, choice).into_iter();
                        let told =
                            falls.map(|fall| (fall.after.map_err(|fault| format!("{fault:?}")), fall.odds));
                        spread(&quotient, told)
                    };
                    same(&falls(&one), &falls(&other));
                }
            }
        }
    }
}
