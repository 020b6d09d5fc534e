//! Explores a scenario, place by place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

use super::gathered::{FAULTS, Found, Gathered};
use super::marks::Seen;
use super::merge::{Known, Table, merge, merge_once};
use super::notes::Notes;
use super::shares::Shares;
use super::tables::{Fell, Tables};
use super::{Keys, NodeId, Places, Space};
use crate::analysis::outcomes::{Falls, Outcome};
use crate::analysis::share::{lock, share, share_in_order};
use crate::simulation::{Carry, ChoiceIndex, Key, Position, Program, Quotient, State, WideKey};

/// So many states a thread takes at a time, at least and at most; few while everything is checked, so that small scenarios have enough
/// of them.
const LEAST: usize = if cfg!(debug_assertions) { 1 << 5 } else { 1 << 10 };
const MOST: usize = 1 << 13;

/// So many ways a thread takes at a time.
const WAYS: usize = 1 << 16;

/// So many states of one place are worth finding out what steps from there look at. While everything is checked, each is: small
/// scenarios show then what is wrong.
const WORTH_TABLES: usize = if cfg!(debug_assertions) { 1 << 4 } else { 1 << 6 };

/// How far an exploring is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The states that were found.
    pub states: usize,
    /// About how many states are still to be looked at; one may be counted several times.
    pub waiting: usize,
    /// The transitions that were taken.
    pub transitions: usize,
    /// About how many bytes are in use.
    pub bytes: usize,
}

/// How an exploring goes on.
pub struct Limits<'a> {
    /// How many threads work on it, at least one.
    pub threads: usize,
    /// Says from time to time whether to go on.
    pub go_on: &'a mut dyn FnMut(Progress) -> bool,
}

impl Space {
    /// Follows every choice and every chance from the start on, until everything is known or the limits say to stop.
    pub fn explore(program: &Program, quotient: Quotient, limits: Limits<'_>) -> Self {
        Self::follow(program, quotient, None, limits)
    }

    /// Does as [`explore`](Self::explore) for plays that go on from a decision or an ending; the quotient is
    /// [one for them](Quotient::after).
    pub fn explore_after(program: &Program, quotient: Quotient, state: &State, limits: Limits<'_>) -> Self {
        Self::follow(program, quotient, Some(state), limits)
    }

    fn follow(program: &Program, quotient: Quotient, from: Option<&State>, limits: Limits<'_>) -> Self {
        let bits = quotient.bits();
        if bits <= u64::BITS {
            Explorer::<u64>::explore(program, quotient, from, limits, Keys::Narrow)
        } else if bits <= u128::BITS {
            Explorer::<u128>::explore(program, quotient, from, limits, Keys::Middle)
        } else {
            Explorer::<WideKey>::explore(program, quotient, from, limits, Keys::Wide)
        }
    }
}

/// What is known so far.
struct Explorer<'a, K> {
    program: &'a Program,
    quotient: Quotient,
    /// By run.
    keys: Vec<Vec<K>>,
    places: Places,
    states: usize,
    shares: Mutex<Shares>,
    gathered: Gathered<K>,
    /// The states of places that plays may come to again.
    known: BTreeMap<usize, Known<K>>,
    /// What those who bring notes together have in their hands.
    tables: Vec<Table<K>>,
    /// What the steps from places look at, where that was asked.
    carries: BTreeMap<usize, Option<Vec<Carry>>>,
}

impl<'a, K: Key> Explorer<'a, K> {
    fn explore(
        program: &'a Program,
        quotient: Quotient,
        from: Option<&State>,
        Limits { threads, go_on }: Limits<'_>,
        wrap: impl FnOnce(Vec<Vec<K>>) -> Keys,
    ) -> Space {
        let mut explorer = Self {
            program,
            quotient,
            keys: Vec::new(),
            places: Places::default(),
            states: 0,
            shares: Mutex::default(),
            gathered: Gathered::new(),
            known: BTreeMap::new(),
            tables: vec![Table::default(); threads.max(1)],
            carries: BTreeMap::new(),
        };
        let mut workers: Vec<_> = (0..threads.max(1)).map(|_| Worker::new(program)).collect();
        explorer.begin(from, &mut workers[0]);
        let starts = explorer.gathered.note_of.len();
        let complete = explorer.follow(&mut workers, go_on);
        explorer.finish(starts, complete, &mut workers, wrap)
    }

    /// Notes how plays begin, as the ways of a choice that no state has.
    fn begin(&mut self, from: Option<&State>, worker: &mut Worker<K>) {
        let mut found = Found::default();
        found.begin(1);
        let mut note = |outcome| {
            let (share, after) = fell(&self.quotient, &self.shares, outcome);
            found.note((share, after.map(|(place, key, _)| (place, key))));
        };
        match from {
            None => worker.falls.begin(self.program, &mut worker.seen, note),
            Some(state) => note(Outcome { odds: 1.0, after: Ok(*state) }),
        }
        found.end(&self.quotient);
        self.gathered.take(&mut found);
    }

    /// Goes from place to place; returns whether everything was followed.
    fn follow(&mut self, workers: &mut [Worker<K>], go_on: &mut dyn FnMut(Progress) -> bool) -> bool {
        while let Some((place, notes)) = self.gathered.next_place() {
            if !self.bring_together(place, notes) {
                continue;
            }
            self.prepare(place, workers);
            let goes_on = self.follow_place(place, workers, go_on);
            if !goes_on {
                return false;
            }
        }
        true
    }

    /// Makes a run of states of what leads to a place; returns whether there are new ones.
    fn bring_together(&mut self, place: usize, notes: Vec<Notes<K>>) -> bool {
        let Self { quotient, known, gathered: Gathered { leads, .. }, tables, states, .. } = self;
        let keys = if quotient.loops(place) {
            merge(&notes, known.entry(place).or_default(), *states, leads)
        } else {
            merge_once(notes, *states, leads, tables)
        };
        if keys.is_empty() {
            return false;
        }
        self.places.begin(place, self.states);
        self.states += keys.len();
        self.keys.push(keys);
        true
    }

    /// Tells workers what the steps from a place look at, where its last run has many states.
    fn prepare(&mut self, place: usize, workers: &mut [Worker<K>]) {
        let (program, quotient) = (self.program, &self.quotient);
        let many = self.keys.last().is_some_and(|keys| keys.len() >= WORTH_TABLES);
        let carries = many
            .then(|| self.carries.entry(place).or_insert_with(|| quotient.carries(program, place)).as_ref())
            .flatten();
        for worker in workers {
            worker.tables = carries.map(|carries| Tables::new(quotient, place, carries));
        }
    }

    /// Follows the states of a place's last run; what is found is gathered meanwhile. Returns whether all were followed.
    fn follow_place(
        &mut self,
        place: usize,
        workers: &mut [Worker<K>],
        go_on: &mut dyn FnMut(Progress) -> bool,
    ) -> bool {
        let Self { program, quotient, keys, states, shares, gathered, .. } = self;
        let steps = Steps::of::<K>(program, quotient, shares, place);
        let run = keys.last().map_or(&[][..], Vec::as_slice);
        let first = *states - run.len();
        let (spare, mut goes_on) = (Mutex::new(Vec::new()), true);
        let follow = |worker: &mut Worker<K>, piece: Range<usize>| {
            let mut found = lock(&spare).pop().unwrap_or_default();
            worker.follow(&steps, first + piece.start, &run[piece], &mut found);
            found
        };
        share_in_order(workers, pieces(run.len(), workers.len()), follow, |mut found| {
            gathered.take(&mut found);
            lock(&spare).push(found);
            let progress = Progress {
                states: *states,
                waiting: gathered.waiting(),
                transitions: gathered.note_of.len(),
                bytes: *states * size_of::<K>() + gathered.bytes(),
            };
            let full = *states >= FAULTS as usize || gathered.note_of.len() >= FAULTS as usize;
            goes_on = goes_on && !full && go_on(progress);
            goes_on
        });
        goes_on
    }

    fn finish(
        mut self,
        starts: usize,
        complete: bool,
        workers: &mut [Worker<K>],
        wrap: impl FnOnce(Vec<Vec<K>>) -> Keys,
    ) -> Space {
        // What was found but not followed has no choices.
        if !complete {
            while let Some((place, notes)) = self.gathered.next_place() {
                self.bring_together(place, notes);
            }
        }
        let states = self.states as u32;
        let Gathered {
            mut choices_from, choices, mut ways_from, note_of: mut to, leads, odds, faults, ..
        } = self.gathered;
        share(workers, to.chunks_mut(WAYS), |_, ways| {
            for way in ways {
                *way = match *way {
                    fault if fault >= FAULTS => states + (fault - FAULTS),
                    note => leads[note as usize].load(Ordering::Relaxed),
                };
            }
        });
        drop(leads);
        let shares = self.shares.into_inner().unwrap_or_else(PoisonError::into_inner);
        let starts = to[..starts].iter().zip(0..).map(|(node, way)| (*node, shares.value(odds.get(way))));
        let starts = starts.collect();
        choices_from.resize(self.states + 1, choices.len() as u32);
        ways_from.push(to.len() as u32);
        let mut seen = Seen::new(self.program);
        for worker in &*workers {
            seen.join(&worker.seen);
        }
        let mut space = Space {
            starts,
            quotient: self.quotient,
            faults,
            seen,
            complete,
            keys: wrap(self.keys),
            places: self.places,
            choices_from,
            choices,
            ways_from,
            ways_to: None,
            shared: 0,
            to,
            odds,
            shares,
        };
        space.join_legs(workers.len());
        space
    }
}

/// States that a thread takes at a time, of so many for so many threads: fewer and fewer, so that nobody waits long for the last.
fn pieces(states: usize, threads: usize) -> Vec<Range<usize>> {
    let (mut pieces, mut from) = (Vec::new(), 0);
    while from < states {
        let size = ((states - from) / (4 * threads)).clamp(LEAST, MOST);
        pieces.push(from..states.min(from + size));
        from += size;
    }
    pieces
}

/// What is picked where the story goes on by itself.
const NO_CHOICE: ChoiceIndex = ChoiceIndex::NONE;

/// Somebody who takes steps.
struct Worker<K> {
    falls: Falls,
    seen: Seen,
    /// What is known of the steps from the place in question.
    tables: Option<Tables<K>>,
    /// What the last step led to.
    outcomes: Vec<Fell<K>>,
}

impl<K: Key> Worker<K> {
    fn new(program: &Program) -> Self {
        Self { falls: Falls::default(), seen: Seen::new(program), tables: None, outcomes: Vec::new() }
    }

    /// Follows states of one place, numbered from one on. Where the story goes on by itself, that is an option without a choice.
    fn follow(&mut self, steps: &Steps<'_>, first: usize, keys: &[K], found: &mut Found<K>) {
        found.begin(keys.len());
        for (node, key) in (first..).zip(keys) {
            found.choices_from.push(found.choices.len() as u32);
            let mut state = None;
            for (number, choice) in steps.choices.iter().enumerate() {
                let first = found.odds.len();
                let known = match &mut self.tables {
                    Some(tables) => tables.look_up(number, *key, |led| found.note(led)),
                    None => false,
                };
                if !known {
                    let state = state.get_or_insert_with(|| steps.quotient.state(steps.place, *key));
                    self.seen.now = Some((node as NodeId, *choice));
                    self.step(steps, (number, *choice), *key, state);
                    for (share, after) in &self.outcomes {
                        found.note((*share, after.map(|(place, key, _)| (place, key))));
                    }
                }
                // A choice that leads nowhere is not open.
                if found.odds.len() > first {
                    found.choices.push(choice.index() as u32);
                    found.ways_from.push(first as u32);
                }
            }
        }
        found.end(steps.quotient);
        if self.tables.as_ref().is_some_and(|tables| !tables.pays()) {
            self.tables = None;
        }
    }

    /// Takes a step and writes down what there is to know.
    fn step(&mut self, steps: &Steps<'_>, (number, choice): (usize, ChoiceIndex), key: K, state: &State) {
        self.outcomes.clear();
        steps.take(state, choice, (&mut self.falls, &mut self.seen), &mut self.outcomes);
        if let Some(tables) = &mut self.tables {
            tables.write_down(steps.quotient, number, key, &self.outcomes);
        }
    }
}

/// The steps from a place.
struct Steps<'a> {
    program: &'a Program,
    quotient: &'a Quotient,
    shares: &'a Mutex<Shares>,
    place: usize,
    /// The choices of its scene, open or not; one that is none where the story goes on by itself.
    choices: Vec<ChoiceIndex>,
    passes: bool,
    legs: bool,
}

impl<'a> Steps<'a> {
    fn of<K: Key>(
        program: &'a Program,
        quotient: &'a Quotient,
        shares: &'a Mutex<Shares>,
        place: usize,
    ) -> Self {
        let passes = quotient.passes(place);
        let choices = match program.position(&quotient.state(place, K::default())) {
            _ if passes => vec![NO_CHOICE],
            Position::Scene(scene) => program.choices(scene).collect(),
            Position::Ending(_) => Vec::new(),
        };
        Self { program, quotient, shares, place, choices, passes, legs: quotient.has_legs() }
    }

    /// Takes a step in every way in which it can fall; does nothing where the choice is not open.
    fn take<K: Key>(
        &self,
        state: &State,
        choice: ChoiceIndex,
        (falls, seen): (&mut Falls, &mut Seen),
        outcomes: &mut Vec<Fell<K>>,
    ) {
        let rests = |state: &State| self.quotient.place(state).is_some();
        let found = |outcome| outcomes.push(fell(self.quotient, self.shares, outcome));
        if self.passes {
            falls.leg(self.program, state, seen, rests, found);
            return;
        }
        match self.program.offers(state, choice) {
            Err(_) => {}
            Ok(()) if self.legs => falls.first_leg(self.program, state, choice, seen, rests, found),
            Ok(()) => falls.step(self.program, state, choice, seen, found),
        }
    }
}

/// Where an outcome leads.
#[inline]
fn fell<K: Key>(quotient: &Quotient, shares: &Mutex<Shares>, Outcome { odds, after }: Outcome) -> Fell<K> {
    let at = |state| {
        let place = quotient.place(&state).unwrap_or(0);
        (place, quotient.key(place, &state), state)
    };
    let share = lock(shares).id(odds);
    (share, after.map(at))
}
