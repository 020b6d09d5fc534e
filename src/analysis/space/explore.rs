//! Explores a scenario, place by place.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::ops::Range;
use std::sync::atomic::AtomicU32;
use std::thread;

use super::marks::Seen;
use super::merge::{Known, Notes, merge, merge_once};
use super::{Keys, NodeId, Space};
use crate::analysis::outcomes::{Falls, Outcome};
use crate::simulation::{ChoiceIndex, Fault, Key, Program, Quotient, State, WideKey};

/// So many states are looked at between two looks at the limits.
const BLOCK: usize = 1 << 16;

/// So many states are worth a second thread.
const WORTH_THREADS: usize = 1 << 14;

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
    places: Vec<u32>,
    choices_from: Vec<u32>,
    choices: Vec<ChoiceIndex>,
    ways_from: Vec<u32>,
    to: Vec<AtomicU32>,
    odds: Vec<f64>,
    faults: Vec<Fault>,
    /// The notes of places that wait, by place.
    notes: BTreeMap<usize, Vec<Notes<K>>>,
    /// The places that wait.
    waiting: BinaryHeap<Reverse<usize>>,
    /// The states of places that plays may come to again.
    known: BTreeMap<usize, Known<K>>,
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
            places: Vec::new(),
            choices_from: Vec::new(),
            choices: Vec::new(),
            ways_from: Vec::new(),
            to: Vec::new(),
            odds: Vec::new(),
            faults: Vec::new(),
            notes: BTreeMap::new(),
            waiting: BinaryHeap::new(),
            known: BTreeMap::new(),
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
        worker.begin(self.program, &self.quotient, from);
        self.take(worker);
    }

    /// Goes from place to place; returns whether everything was followed.
    fn follow(&mut self, workers: &mut [Worker<K>], go_on: &mut dyn FnMut(Progress) -> bool) -> bool {
        while let Some(Reverse(place)) = self.waiting.pop() {
            let Some(notes) = self.notes.remove(&place) else { continue };
            let first = self.keys.len();
            if self.quotient.loops(place) {
                merge(&notes, self.known.entry(place).or_default(), &mut self.keys, &self.to);
            } else {
                merge_once(&notes, &mut self.keys, &self.to, workers.len());
            }
            drop(notes);
            self.places.resize(self.keys.len(), place as u32);
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

    fn follow_block(&mut self, block: Range<usize>, place: usize, workers: &mut [Worker<K>]) {
        let (program, quotient, keys) = (self.program, &self.quotient, &self.keys);
        if block.len() < WORTH_THREADS || workers.len() == 1 {
            workers[0].follow(program, quotient, place, block.clone(), &keys[block]);
            self.take(&mut workers[0]);
            return;
        }
        let share = block.len().div_ceil(workers.len());
        thread::scope(|scope| {
            for (number, worker) in workers.iter_mut().enumerate() {
                let part = (block.start + number * share).min(block.end)
                    ..(block.start + (number + 1) * share).min(block.end);
                scope.spawn(move || worker.follow(program, quotient, place, part.clone(), &keys[part]));
            }
        });
        for worker in workers {
            self.take(worker);
        }
    }

    /// Takes over what a worker found.
    fn take(&mut self, worker: &mut Worker<K>) {
        let (choices, ways) = (self.choices.len() as u32, self.to.len() as u32);
        self.choices_from.extend(worker.choices_from.drain(..).map(|from| from + choices));
        self.choices.append(&mut worker.choices);
        self.ways_from.extend(worker.ways_from.drain(..).map(|from| from + ways));
        self.odds.append(&mut worker.odds);
        self.to.resize_with(self.odds.len(), AtomicU32::default);
        for (way, fault) in worker.faults.drain(..) {
            let known = self.faults.iter().position(|other| *other == fault);
            let index = known.unwrap_or_else(|| {
                self.faults.push(fault);
                self.faults.len() - 1
            });
            *self.to[(ways + way) as usize].get_mut() = FAULTS + index as u32;
        }
        for (place, notes) in worker.notes.drain(..) {
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
            + (self.places.capacity() + self.choices_from.capacity() + self.choices.capacity()) * 4
            + (self.ways_from.capacity() + self.to.capacity()) * 4
            + self.odds.capacity() * 8
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
                merge(&notes, &mut known, &mut self.keys, &self.to);
                self.places.resize(self.keys.len(), place as u32);
            }
        }
        let states = self.keys.len() as u32;
        let node = |to: AtomicU32| match to.into_inner() {
            fault if fault >= FAULTS => states + (fault - FAULTS),
            state => state,
        };
        let mut to: Vec<NodeId> = self.to.into_iter().map(node).collect();
        let odds = self.odds.split_off(starts);
        let begin = std::mem::replace(&mut self.odds, odds);
        let later = to.split_off(starts);
        let starts_at = std::mem::replace(&mut to, later);
        self.choices_from.resize(self.keys.len() + 1, self.choices.len() as u32);
        for from in &mut self.ways_from {
            *from -= starts as u32;
        }
        self.ways_from.push(to.len() as u32);
        // What was not followed has no way on.
        let followed = self.choices_from.windows(2).map(|from| from[0] < from[1]);
        let passes = self.places.iter().zip(followed);
        let passes: Vec<bool> =
            passes.map(|(place, followed)| followed && self.quotient.passes(*place as usize)).collect();
        let mut space = Space {
            quotient: self.quotient,
            starts: starts_at.into_iter().zip(begin).collect(),
            faults: self.faults,
            seen,
            complete,
            keys: wrap(self.keys),
            places: self.places,
            choices_from: self.choices_from,
            choices: self.choices,
            ways_from: self.ways_from,
            to,
            odds: self.odds,
        };
        space.join_legs(&passes);
        space
    }
}

/// What is picked where the story goes on by itself.
const NO_CHOICE: ChoiceIndex = ChoiceIndex::NONE;

/// Somebody who takes steps, and what was found since it was last taken over.
struct Worker<K> {
    falls: Falls,
    seen: Seen,
    choices_from: Vec<u32>,
    choices: Vec<ChoiceIndex>,
    ways_from: Vec<u32>,
    odds: Vec<f64>,
    faults: Vec<(u32, Fault)>,
    notes: Vec<(usize, Vec<(K, u32)>)>,
}

impl<K: Key> Worker<K> {
    fn new(program: &Program) -> Self {
        Self {
            falls: Falls::default(),
            seen: Seen::new(program),
            choices_from: Vec::new(),
            choices: Vec::new(),
            ways_from: Vec::new(),
            odds: Vec::new(),
            faults: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn begin(&mut self, program: &Program, quotient: &Quotient, from: Option<&State>) {
        let Self { falls, seen, odds, faults, notes, .. } = self;
        let mut found = |outcome| note(quotient, outcome, odds, faults, notes);
        match from {
            None => falls.begin(program, seen, found),
            Some(state) => found(Outcome { odds: 1.0, after: Ok(*state) }),
        }
    }

    /// Follows states of one place. Where the story goes on by itself, that is an option without a choice.
    fn follow(
        &mut self,
        program: &Program,
        quotient: &Quotient,
        place: usize,
        nodes: Range<usize>,
        keys: &[K],
    ) {
        let Self { falls, seen, choices_from, choices, ways_from, odds, faults, notes } = self;
        let (passes, legs) = (quotient.passes(place), quotient.has_legs());
        let rests = |state: &State| quotient.place(state).is_some();
        for (node, key) in nodes.zip(keys) {
            choices_from.push(choices.len() as u32);
            let state = quotient.state(place, *key);
            if passes {
                seen.now = Some((node as NodeId, NO_CHOICE));
                choices.push(NO_CHOICE);
                ways_from.push(odds.len() as u32);
                falls.leg(program, &state, seen, rests, |outcome| {
                    note(quotient, outcome, odds, faults, notes);
                });
                continue;
            }
            for choice in program.open(&state) {
                seen.now = Some((node as NodeId, choice));
                choices.push(choice);
                ways_from.push(odds.len() as u32);
                let found = |outcome| note(quotient, outcome, odds, faults, notes);
                if legs {
                    falls.first_leg(program, &state, choice, seen, rests, found);
                } else {
                    falls.step(program, &state, choice, seen, found);
                }
            }
        }
    }
}

/// Notes where a way leads.
#[inline]
fn note<K: Key>(
    quotient: &Quotient,
    Outcome { odds: share, after }: Outcome,
    odds: &mut Vec<f64>,
    faults: &mut Vec<(u32, Fault)>,
    notes: &mut Vec<(usize, Vec<(K, u32)>)>,
) {
    let way = odds.len() as u32;
    odds.push(share);
    match after {
        Err(fault) => faults.push((way, fault)),
        Ok(state) => {
            let place = quotient.place(&state).unwrap_or(0);
            let key = quotient.key(place, &state);
            // The places that one place leads to are few.
            match notes.iter_mut().find(|(known, _)| *known == place) {
                Some((_, notes)) => notes.push((key, way)),
                None => notes.push((place, vec![(key, way)])),
            }
        }
    }
}
