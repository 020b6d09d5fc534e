//! What steps lead to: as somebody finds it out, and as all of it is gathered.
//!
//! That a way leads to a state is noted with the key of the state, since its number is known later. Steps from states
//! that follow each other often lead to the same one; the ways share a note then, as far as that is seen at once, and there is less to
//! bring together.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicU32;

use super::ids::Ids;
use super::merge::hash;
use super::notes::{Notes, WORTH_BUCKETS};
use super::shares::ShareId;
use super::tables::Led;
use crate::analysis::share::ROOM;
use crate::simulation::{Fault, Key, Quotient};

/// The note of a way that leads to a fault, plus its position; all others are below.
pub(super) const FAULTS: u32 = 1 << 31;

/// Of so many keys that are looked for at least one in four must be found.
const TRIES: usize = 1 << 10;

/// What somebody found out about states that follow each other; all positions are counted from the first.
#[derive(Debug, Default)]
pub(super) struct Found<K> {
    pub(super) choices_from: Vec<u32>,
    pub(super) choices: Vec<u32>,
    pub(super) ways_from: Vec<u32>,
    pub(super) odds: Vec<ShareId>,
    faults: Vec<(u32, Fault)>,
    /// The note of each way; any number where it leads to a fault.
    note_of: Vec<u32>,
    /// How many notes there are.
    noted: u32,
    /// So many of the keys noted lately are looked for, a power of two.
    lately: usize,
    /// By place: what leads there, as it is found out. Those behind the first ones are memory for more.
    noting: Vec<Noted<K>>,
    places: usize,
    /// The same when all is found out.
    notes: Vec<(usize, Notes<K>)>,
}

/// What leads to a place.
#[derive(Debug, Default)]
struct Noted<K> {
    place: usize,
    /// Keys, each with the number of its note; one may stand here several times.
    notes: Vec<(K, u32)>,
    /// By hash: where a key stands that was noted lately.
    lately: Vec<u32>,
    /// How often one was looked for, and how often it was found.
    tries: usize,
    found: usize,
}

/// What was found out so far.
#[derive(Debug)]
pub(super) struct Gathered<K> {
    /// Where the choices of each state begin.
    pub(super) choices_from: Vec<u32>,
    pub(super) choices: Ids,
    /// Where the ways of each choice begin.
    pub(super) ways_from: Vec<u32>,
    /// The note of each way, or [`FAULTS`] and more.
    pub(super) note_of: Vec<u32>,
    /// Where each note leads, once that has a number.
    pub(super) leads: Vec<AtomicU32>,
    pub(super) odds: Ids,
    pub(super) faults: Vec<Fault>,
    /// What leads to places that wait to be looked at, by place.
    notes: BTreeMap<usize, Vec<Notes<K>>>,
}

impl<K: Key> Noted<K> {
    /// Begins with nothing; so many keys are looked for, a power of two.
    fn begin(&mut self, place: usize, lately: usize) {
        self.place = place;
        self.notes.clear();
        self.notes.reserve(ROOM);
        self.lately.clear();
        self.lately.resize(lately, 0);
        (self.tries, self.found) = (0, 0);
    }

    /// The number of the note of a key: that of one that was noted lately, or else the next one.
    #[inline]
    fn note(&mut self, key: K, next: u32) -> u32 {
        if self.tries < TRIES || self.found > self.tries / 4 {
            self.tries += 1;
            let at = hash(key) as usize & (self.lately.len() - 1);
            if let Some((known, note)) = self.notes.get(self.lately[at] as usize)
                && *known == key
            {
                self.found += 1;
                return *note;
            }
            self.lately[at] = self.notes.len() as u32;
        }
        self.notes.push((key, next));
        next
    }
}

impl<K: Key> Found<K> {
    /// Says about how many states something is found out next.
    pub(super) fn begin(&mut self, states: usize) {
        self.lately = (2 * states).next_power_of_two();
        for list in [
            &mut self.choices_from,
            &mut self.choices,
            &mut self.ways_from,
            &mut self.odds,
            &mut self.note_of,
        ] {
            list.reserve(ROOM);
        }
    }

    /// Notes where a way leads.
    #[inline]
    pub(super) fn note(&mut self, (share, after): Led<K>) {
        self.odds.push(share);
        let note = match after {
            Err(fault) => {
                self.faults.push((self.note_of.len() as u32, fault));
                0
            }
            Ok((place, key)) => {
                // The places that one place leads to are few.
                let at = self.noting[..self.places].iter().position(|noted| noted.place == place);
                let at = at.unwrap_or_else(|| self.begin_place(place));
                let note = self.noting[at].note(key, self.noted);
                self.noted = self.noted.max(note + 1);
                note
            }
        };
        self.note_of.push(note);
    }

    /// Begins with what leads to a place; returns where that stands.
    fn begin_place(&mut self, place: usize) -> usize {
        if self.noting.len() == self.places {
            self.noting.push(Noted::default());
        }
        self.noting[self.places].begin(place, self.lately);
        self.places += 1;
        self.places - 1
    }

    /// Says that nothing more is found out about these states.
    pub(super) fn end(&mut self, quotient: &Quotient) {
        for Noted { place, notes, .. } in &self.noting[..self.places] {
            // Where plays come again, notes are met one after the other.
            let deal = notes.len() >= WORTH_BUCKETS && !quotient.loops(*place);
            self.notes.push((*place, if deal { Notes::dealt(notes) } else { Notes::of(notes) }));
        }
        self.places = 0;
    }
}

impl<K: Key> Gathered<K> {
    pub(super) const fn new() -> Self {
        Self {
            choices_from: Vec::new(),
            choices: Ids::new(),
            ways_from: Vec::new(),
            note_of: Vec::new(),
            leads: Vec::new(),
            odds: Ids::new(),
            faults: Vec::new(),
            notes: BTreeMap::new(),
        }
    }

    /// Takes over what was found about the states that come next; leaves nothing but the memory for more.
    pub(super) fn take(&mut self, found: &mut Found<K>) {
        let (choices, ways) = (self.choices.len() as u32, self.note_of.len() as u32);
        let noted = self.leads.len() as u32;
        self.choices_from.extend(found.choices_from.drain(..).map(|from| from + choices));
        self.choices.extend(&found.choices);
        self.ways_from.extend(found.ways_from.drain(..).map(|from| from + ways));
        self.odds.extend(&found.odds);
        self.note_of.extend(found.note_of.drain(..).map(|note| note + noted));
        self.leads.resize_with((noted + found.noted) as usize, AtomicU32::default);
        found.choices.clear();
        found.odds.clear();
        found.noted = 0;
        for (way, fault) in found.faults.drain(..) {
            let known = self.faults.iter().position(|other| *other == fault);
            let index = known.unwrap_or_else(|| {
                self.faults.push(fault);
                self.faults.len() - 1
            });
            self.note_of[(ways + way) as usize] = FAULTS + index as u32;
        }
        for (place, mut notes) in found.notes.drain(..) {
            notes.from = noted;
            self.notes.entry(place).or_default().push(notes);
        }
    }

    /// The first place that waits, and what leads there; it waits no longer.
    pub(super) fn next_place(&mut self) -> Option<(usize, Vec<Notes<K>>)> {
        self.notes.pop_first()
    }

    /// How many notes there are of what leads to places that wait.
    pub(super) fn waiting(&self) -> usize {
        self.notes.values().flatten().map(Notes::len).sum()
    }

    /// About how many bytes are in use, with what it takes to bring together what waits.
    pub(super) fn bytes(&self) -> usize {
        let waiting: usize = self.notes.values().flatten().map(Notes::bytes).sum();
        // Each note may be a new key, which is kept twice for a while, with a number and a node.
        let together = self.waiting() * 2 * (size_of::<K>() + size_of::<u32>());
        (self.choices_from.capacity()
            + self.ways_from.capacity()
            + self.note_of.capacity()
            + self.leads.capacity())
            * size_of::<u32>()
            + self.choices.capacity()
            + self.odds.capacity()
            + waiting
            + together
    }
}
