//! Steps that need not be taken again: what a step looks at is taken once, and what it carries along is looked up.
//!
//! Thousands of states of a place differ in numbers that a step from there neither reads nor changes, or changes each by itself
//! ([`Carry`]). A step is taken as ever from the first state in which something is new. How it goes, and what becomes of each number,
//! is written down on the way; from the next state that has nothing new, the keys that follow are put together from tables: what is
//! settled by how the step goes, what becomes of each number that changes, and what stays, moved to where it stands in the next
//! key. Nothing but the step itself says what becomes of a state; that one tells nothing new is what [`Carry`] proves.

use std::collections::HashMap;

use super::shares::ShareId;
use crate::scenario::model::Hasher;
use crate::simulation::{Carry, Fault, Key, Quotient, Span, State};

/// The bits of a key that are looked up at a time.
const CHUNK: u32 = 8;

/// Of so many looks at least one in four must find what it looks for.
const TRIES: usize = 1 << 12;

/// So many bytes are written down at most, and a step's worth more.
const MOST: usize = 1 << 23;

/// What is not known to become of a class; no number has so many.
const UNKNOWN: u16 = u16::MAX;

/// What is known of the steps from a place.
#[derive(Debug)]
pub(super) struct Tables<K> {
    place: usize,
    steps: Vec<Step<K>>,
    tries: usize,
    found: usize,
    /// About how many bytes are written down.
    written: usize,
}

/// What is known of one step.
#[derive(Debug)]
struct Step<K> {
    carry: Carry,
    /// The bits of the key of which each pattern counts.
    whole: K,
    /// What others count as, class by class.
    alike: Vec<(Span, Vec<K>)>,
    /// The fields that change, and where the classes of each begin among those of a way.
    changes: Vec<(Span, usize)>,
    /// How many classes they have together.
    classes: usize,
    /// The ways in which a step goes, by what it looks at.
    goes: HashMap<K, (u32, u32), Hasher>,
    ways: Vec<Way<K>>,
    /// For each way, what becomes of each class of each number that changes: its class then.
    becomes: Vec<u16>,
    /// Where what changes and what stays stands in the keys of other places.
    moves: Vec<Moves<K>>,
}

/// A way in which a step goes.
#[derive(Debug, Clone, Copy)]
struct Way<K> {
    share: ShareId,
    /// What is the same wherever the step goes so, and the [`Moves`] to the place that it leads to.
    after: Result<(K, usize), Fault>,
}

/// Where what a step changes, or leaves as it is, stands in the keys of a place.
#[derive(Debug)]
struct Moves<K> {
    place: usize,
    /// The lowest bits of the fields that change.
    shifts: Vec<u32>,
    /// What stays.
    chunks: Vec<(Span, Vec<K>)>,
}

/// What a step leads to: how likely it is, and a key at a place or a fault.
pub(super) type Led<K> = (ShareId, Result<(usize, K), Fault>);

/// The same with the state.
pub(super) type Fell<K> = (ShareId, Result<(usize, K, State), Fault>);

impl<K: Key> Tables<K> {
    /// Knows nothing yet of the steps from a place.
    pub(super) fn new(quotient: &Quotient, place: usize, carries: &[Carry]) -> Self {
        let fields: Vec<Span> = quotient.fields(place).collect();
        let steps = carries.iter().map(|carry| Step::new(&fields, carry)).collect();
        Self { place, steps, tries: 0, found: 0, written: 0 }
    }

    /// Calls `led` with everything that a step leads to, where all of it is known; otherwise returns `false`.
    #[inline]
    pub(super) fn look_up(&mut self, step: usize, key: K, mut led: impl FnMut(Led<K>)) -> bool {
        self.tries += 1;
        let step = &self.steps[step];
        let Some(&(from, to)) = step.goes.get(&step.looks(key)) else { return false };
        let at = |way: u32, (span, offset): &(Span, usize)| {
            step.becomes[way as usize * step.classes + offset + key.class(span.shift, span.bits) as usize]
        };
        // What is known of the first way is known of all.
        if from < to && step.changes.iter().any(|change| at(from, change) == UNKNOWN) {
            return false;
        }
        let mut moved = (usize::MAX, K::default());
        for (way, of) in (from..to).zip(&step.ways[from as usize..to as usize]) {
            led((
                of.share,
                of.after.map(|(settled, moves)| {
                    if moved.0 != moves {
                        moved = (moves, step.moves[moves].of(key));
                    }
                    let Moves { place, shifts, .. } = &step.moves[moves];
                    let changes = step.changes.iter().zip(shifts);
                    let join =
                        |all: K, (change, shift): (_, &u32)| all.join(K::at(at(way, change).into(), *shift));
                    (*place, changes.fold(settled.join(moved.1), join))
                }),
            ));
        }
        self.found += 1;
        true
    }

    /// Writes down what a step leads to from a state with a key: all outcomes, in their order. Where too much is written down
    /// already, it stays as it is.
    pub(super) fn write_down(&mut self, quotient: &Quotient, step: usize, key: K, outcomes: &[Fell<K>]) {
        if self.written < MOST {
            self.written += self.steps[step].write_down(quotient, self.place, key, outcomes);
        }
    }

    /// Says whether it is of use.
    pub(super) fn pays(&self) -> bool {
        self.tries < TRIES || self.found > self.tries / 4
    }
}

impl<K: Key> Step<K> {
    fn new(fields: &[Span], carry: &Carry) -> Self {
        let (mut whole, mut alike) = (K::default(), Vec::new());
        for look in &carry.looks {
            let span = fields[look.field];
            if look.alike.iter().zip(0..).all(|(least, class)| *least == class) {
                whole = whole.join(K::at(u32::MAX >> (u32::BITS - span.bits), span.shift));
            } else {
                let counts = look.alike.iter().map(|least| K::at(*least, span.shift));
                alike.push((span, counts.collect()));
            }
        }
        let mut classes = 0;
        let changes = carry.changes.iter().map(|field| {
            classes += fields[*field].classes;
            (fields[*field], classes - fields[*field].classes)
        });
        Self {
            changes: changes.collect(),
            carry: carry.clone(),
            whole,
            alike,
            classes,
            goes: HashMap::default(),
            ways: Vec::new(),
            becomes: Vec::new(),
            moves: Vec::new(),
        }
    }

    /// What a step looks at.
    #[inline]
    fn looks(&self, key: K) -> K {
        self.alike.iter().fold(key.only(self.whole), |looks, (span, counts)| {
            looks.join(counts[key.class(span.shift, span.bits) as usize])
        })
    }

    /// Returns about how many bytes that took.
    fn write_down(&mut self, quotient: &Quotient, here: usize, key: K, outcomes: &[Fell<K>]) -> usize {
        let (looks, before) = (self.looks(key), self.ways.len());
        let from = self.goes.get(&looks).map_or(self.ways.len(), |(from, _)| *from as usize);
        if from == self.ways.len() {
            for (share, after) in outcomes {
                let after = after.map(|(place, _, state)| {
                    let settled = quotient.settled(&self.carry, here, place, &state);
                    (settled, self.moves_to(quotient, here, place))
                });
                self.ways.push(Way { share: *share, after });
            }
            self.goes.insert(looks, (from as u32, self.ways.len() as u32));
            self.becomes.resize(self.ways.len() * self.classes, UNKNOWN);
        }
        debug_assert_eq!(self.goes[&looks], (from as u32, (from + outcomes.len()) as u32), "goes alike");
        for (way, (_, after)) in (from..).zip(outcomes) {
            for (field, (span, offset)) in self.carry.changes.iter().zip(&self.changes) {
                let becomes = |(place, _, state)| quotient.changed((here, *field), place, &state) as u16;
                let class = key.class(span.shift, span.bits) as usize;
                self.becomes[way * self.classes + offset + class] = after.map_or(0, becomes);
            }
        }
        (self.ways.len() - before) * (size_of::<Way<K>>() + self.classes * size_of::<u16>())
    }

    /// The position of the moves to a place.
    fn moves_to(&mut self, quotient: &Quotient, here: usize, place: usize) -> usize {
        if let Some(known) = self.moves.iter().position(|moves| moves.place == place) {
            return known;
        }
        self.moves.push(Moves::new(quotient, here, &self.carry, place));
        self.moves.len() - 1
    }
}

impl<K: Key> Moves<K> {
    fn new(quotient: &Quotient, here: usize, carry: &Carry, place: usize) -> Self {
        let shift = |field: &usize| quotient.stands((here, *field), place).map_or(0, |there| there.shift);
        let shifts = carry.changes.iter().map(shift).collect();
        let fields: Vec<Span> = quotient.fields(here).collect();
        let mut chunks: Vec<(Span, Vec<K>)> = Vec::new();
        for field in &carry.stays {
            let span = fields[*field];
            let parts: Vec<K> = (0..span.classes as u32)
                .map(|class| quotient.carried((here, *field), class, place))
                .collect();
            if parts.iter().all(|part| *part == K::default()) {
                continue;
            }
            match chunks.last_mut() {
                Some((chunk, known)) if span.shift + span.bits - chunk.shift <= CHUNK => {
                    chunk.bits = span.shift + span.bits - chunk.shift;
                    let below = known.len();
                    let (gap, all) = (span.shift - chunk.shift, 1 << chunk.bits);
                    let pattern =
                        |at: usize| known[at % below].join(parts.get(at >> gap).copied().unwrap_or_default());
                    *known = (0..all).map(pattern).collect();
                }
                _ => {
                    let mut parts = parts;
                    parts.resize(1 << span.bits, K::default());
                    chunks.push((span, parts));
                }
            }
        }
        Self { place, shifts, chunks }
    }

    /// What stays of a key.
    #[inline]
    fn of(&self, key: K) -> K {
        self.chunks.iter().fold(K::default(), |all, (span, parts)| {
            all.join(parts[key.class(span.shift, span.bits) as usize])
        })
    }
}
