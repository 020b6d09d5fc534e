//! Explores a scenario, place by place.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::ops::Range;
use std::sync::atomic::AtomicU32;
use std::sync::{Mutex, PoisonError};

use super::ids::Ids;
use super::marks::Seen;
use super::merge::{Known, Notes, merge, merge_once};
use super::share::share;
use super::shares::{ShareId, Shares};
use super::tables::{Fell, Led, Tables};
use super::{Keys, NodeId, Places, Space};
use crate::analysis::outcomes::{Falls, Outcome};
use crate::simulation::{Carry, ChoiceIndex, Fault, Key, Position, Program, Quotient, State, WideKey};

/// So many states are looked at between two looks at the limits.
const BLOCK: usize = 1 << 16;

/// So many states a thread takes at a time; more than that are worth a second one.
const PIECE: usize = 1 << 13;

/// So many states of one place are worth finding out what steps from there look at. While everything is checked, each is: small
/// scenarios show then what is wrong.
const WORTH_TABLES: usize = if cfg!(debug_assertions) { 1 << 4 } else { 1 << 6 };

/// A way that leads to a fault, plus its position; all other nodes are below.
const FAULTS: u32 = 1 << 31;

/// How far an exploring is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The states that were found.
    pub states: usize,
    /// The transitions to states that are still to be looked at.
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
    keys: Vec<K>,
    places: Places,
    choices_from: Vec<u32>,
    choices: Ids,
    ways_from: Vec<u32>,
    to: Vec<AtomicU32>,
    odds: Ids,
    shares: Mutex<Shares>,
    faults: Vec<Fault>,
    /// The notes of places that wait, by place.
    notes: BTreeMap<usize, Vec<Notes<K>>>,
    /// The places that wait.
    waiting: BinaryHeap<Reverse<usize>>,
    /// The states of places that plays may come to again.
    known: BTreeMap<usize, Known<K>>,
    /// What the steps from places look at, where that was asked.
    carries: BTreeMap<usize, Option<Vec<Carry>>>,
}

impl<'a, K: Key> Explorer<'a, K> {
    fn explore(
        program: &'a Program,
        quotient: Quotient,
        from: Option<&State>,
        Limits { threads, go_on }: Limits<'_>,
        wrap: impl FnOnce(Vec<K>) -> Keys,
    ) -> Space {
        let mut explorer = Self {
            program,
            quotient,
            keys: Vec::new(),
            places: Places::default(),
            choices_from: Vec::new(),
            choices: Ids::default(),
            ways_from: Vec::new(),
            to: Vec::new(),
            odds: Ids::default(),
            shares: Mutex::default(),
            faults: Vec::new(),
            notes: BTreeMap::new(),
            waiting: BinaryHeap::new(),
            known: BTreeMap::new(),
            carries: BTreeMap::new(),
        };
        let mut workers: Vec<_> = (0..threads.max(1)).map(|_| Worker::new(program)).collect();
        explorer.begin(from, &mut workers[0]);
        let starts = explorer.to.len();
        let complete = explorer.follow(&mut workers, go_on);
        let mut seen = Seen::new(program);
        for worker in &workers {
            seen.join(&worker.seen);
        }
        explorer.finish(starts, complete, seen, wrap)
    }

    /// Notes how plays begin, as the ways of a choice that no state has.
    fn begin(&mut self, from: Option<&State>, worker: &mut Worker<K>) {
        let mut found = Found::new();
        let mut note = |outcome| {
            let (share, after) = fell(&self.quotient, &self.shares, outcome);
            found.note((share, after.map(|(place, key, _)| (place, key))));
        };
        match from {
            None => worker.falls.begin(self.program, &mut worker.seen, note),
            Some(state) => note(Outcome { odds: 1.0, after: Ok(*state) }),
        }
        self.take(found);
    }

    /// Goes from place to place; returns whether everything was followed.
    fn follow(&mut self, workers: &mut [Worker<K>], go_on: &mut dyn FnMut(Progress) -> bool) -> bool {
        while let Some(Reverse(place)) = self.waiting.pop() {
            let Some(notes) = self.notes.remove(&place) else { continue };
            let first = self.keys.len();
            self.places.begin(place, first);
            if self.quotient.loops(place) {
                merge(&notes, self.known.entry(place).or_default(), &mut self.keys, &self.to);
            } else {
                merge_once(notes, &mut self.keys, &self.to, workers.len());
            }
            self.prepare(place, self.keys.len() - first, workers);
            let mut from = first;
            while from < self.keys.len() {
                let block = from..self.keys.len().min(from + BLOCK);
                from = block.end;
                self.follow_block(block, place, workers);
                let progress = Progress {
                    states: self.keys.len(),
                    waiting: self.notes.values().flatten().map(|notes| notes.notes.len()).sum(),
                    transitions: self.to.len(),
                    bytes: self.bytes(),
                };
                let full = self.keys.len() >= FAULTS as usize || self.to.len() >= FAULTS as usize;
                if full || !go_on(progress) {
                    return false;
                }
            }
        }
        true
    }

    /// Tells workers what the steps from a place look at, where it has many states.
    fn prepare(&mut self, place: usize, states: usize, workers: &mut [Worker<K>]) {
        let (program, quotient) = (self.program, &self.quotient);
        let carries = (states >= WORTH_TABLES)
            .then(|| self.carries.entry(place).or_insert_with(|| quotient.carries(program, place)).as_ref())
            .flatten();
        for worker in workers {
            worker.tables = carries.map(|carries| Tables::new(quotient, place, carries));
        }
    }

    fn follow_block(&mut self, block: Range<usize>, place: usize, workers: &mut [Worker<K>]) {
        let (steps, keys) = (Steps::of(self, place), &self.keys);
        let pieces = block.clone().step_by(PIECE).map(|from| from..block.end.min(from + PIECE));
        let found = share(workers, pieces.collect(), |worker, piece: Range<usize>| {
            worker.follow(&steps, piece.clone(), &keys[piece])
        });
        for found in found {
            self.take(found);
        }
    }

    /// Takes over what a worker found.
    fn take(&mut self, found: Found<K>) {
        let (choices, ways) = (self.choices.len() as u32, self.to.len() as u32);
        self.choices_from.extend(found.choices_from.into_iter().map(|from| from + choices));
        self.choices.extend(&found.choices);
        self.ways_from.extend(found.ways_from.into_iter().map(|from| from + ways));
        self.odds.extend(&found.odds);
        self.to.resize_with(self.odds.len(), AtomicU32::default);
        for (way, fault) in found.faults {
            let known = self.faults.iter().position(|other| *other == fault);
            let index = known.unwrap_or_else(|| {
                self.faults.push(fault);
                self.faults.len() - 1
            });
            *self.to[(ways + way) as usize].get_mut() = FAULTS + index as u32;
        }
        for (place, notes) in found.notes {
            let waiting = self.notes.entry(place).or_default();
            if waiting.is_empty() {
                self.waiting.push(Reverse(place));
            }
            waiting.push(Notes { from: ways, notes });
        }
    }

    fn bytes(&self) -> usize {
        let waiting: usize = self.notes.values().flatten().map(|notes| notes.notes.capacity()).sum();
        self.keys.capacity() * size_of::<K>()
            + (self.choices_from.capacity() + self.ways_from.capacity() + self.to.capacity()) * 4
            + self.choices.capacity()
            + self.odds.capacity()
            + waiting * size_of::<(K, u32)>()
    }

    fn finish(
        mut self,
        starts: usize,
        complete: bool,
        seen: Seen,
        wrap: impl FnOnce(Vec<K>) -> Keys,
    ) -> Space {
        // What was found but not followed has no choices.
        if !complete {
            for (place, notes) in std::mem::take(&mut self.notes) {
                let mut known = self.known.remove(&place).unwrap_or_default();
                self.places.begin(place, self.keys.len());
                merge(&notes, &mut known, &mut self.keys, &self.to);
            }
        }
        let states = self.keys.len() as u32;
        let node = |to: AtomicU32| match to.into_inner() {
            fault if fault >= FAULTS => states + (fault - FAULTS),
            state => state,
        };
        let mut to: Vec<NodeId> = self.to.into_iter().map(node).collect();
        let shares = self.shares.into_inner().unwrap_or_else(PoisonError::into_inner);
        let begin: Vec<f64> = (0..starts).map(|way| shares.value(self.odds.get(way))).collect();
        self.odds.drop_first(starts);
        let later = to.split_off(starts);
        let starts_at = std::mem::replace(&mut to, later);
        self.choices_from.resize(self.keys.len() + 1, self.choices.len() as u32);
        for from in &mut self.ways_from {
            *from -= starts as u32;
        }
        self.ways_from.push(to.len() as u32);
        let mut passes = vec![false; self.keys.len()];
        let runs = self.places.runs(self.keys.len());
        for (nodes, _) in runs.filter(|(_, place)| self.quotient.passes(*place)) {
            for node in nodes {
                // What was not followed has no way on.
                passes[node] = self.choices_from[node] < self.choices_from[node + 1];
            }
        }
        let mut space = Space {
            starts: starts_at.into_iter().zip(begin).collect(),
            quotient: self.quotient,
            faults: self.faults,
            seen,
            complete,
            keys: wrap(self.keys),
            places: self.places,
            choices_from: self.choices_from,
            choices: self.choices,
            ways_from: self.ways_from,
            ways_to: None,
            shared: 0,
            to,
            odds: self.odds,
            shares,
        };
        space.join_legs(&passes);
        space
    }
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

/// What somebody found out about states that follow each other; all positions are counted from the first.
struct Found<K> {
    choices_from: Vec<u32>,
    choices: Vec<u32>,
    ways_from: Vec<u32>,
    odds: Vec<ShareId>,
    faults: Vec<(u32, Fault)>,
    /// By place: what leads there, and by which way.
    notes: Vec<(usize, Vec<(K, u32)>)>,
}

impl<K: Key> Worker<K> {
    fn new(program: &Program) -> Self {
        Self { falls: Falls::default(), seen: Seen::new(program), tables: None, outcomes: Vec::new() }
    }

    /// Follows states of one place. Where the story goes on by itself, that is an option without a choice.
    fn follow(&mut self, steps: &Steps<'_>, nodes: Range<usize>, keys: &[K]) -> Found<K> {
        let mut found = Found::new();
        for (node, key) in nodes.zip(keys) {
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
        if self.tables.as_ref().is_some_and(|tables| !tables.pays()) {
            self.tables = None;
        }
        found
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

impl<K: Key> Found<K> {
    const fn new() -> Self {
        Self {
            choices_from: Vec::new(),
            choices: Vec::new(),
            ways_from: Vec::new(),
            odds: Vec::new(),
            faults: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Notes where a way leads.
    #[inline]
    fn note(&mut self, (share, after): Led<K>) {
        let way = self.odds.len() as u32;
        self.odds.push(share);
        match after {
            Err(fault) => self.faults.push((way, fault)),
            // The places that one place leads to are few.
            Ok((place, key)) => match self.notes.iter_mut().find(|(known, _)| *known == place) {
                Some((_, notes)) => notes.push((key, way)),
                None => self.notes.push((place, vec![(key, way)])),
            },
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
    fn of<K: Key>(explorer: &'a Explorer<'_, K>, place: usize) -> Self {
        let Explorer { program, quotient, shares, .. } = explorer;
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
    let share = shares.lock().unwrap_or_else(PoisonError::into_inner).id(odds);
    (share, after.map(at))
}
