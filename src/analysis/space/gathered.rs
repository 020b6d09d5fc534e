//! What steps lead to: as somebody finds it out, and as all of it is gathered.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicU32;

use super::ids::Ids;
use super::merge::Notes;
use super::shares::ShareId;
use super::tables::Led;
use crate::simulation::Fault;

/// A way that leads to a fault, plus its position; all other nodes are below.
pub(super) const FAULTS: u32 = 1 << 31;

/// What somebody found out about states that follow each other; all positions are counted from the first.
#[derive(Debug)]
pub(super) struct Found<K> {
    pub(super) choices_from: Vec<u32>,
    pub(super) choices: Vec<u32>,
    pub(super) ways_from: Vec<u32>,
    pub(super) odds: Vec<ShareId>,
    faults: Vec<(u32, Fault)>,
    /// By place: what leads there, and by which way.
    notes: Vec<(usize, Vec<(K, u32)>)>,
}

/// What was found out so far.
#[derive(Debug)]
pub(super) struct Gathered<K> {
    /// Where the choices of each state begin.
    pub(super) choices_from: Vec<u32>,
    pub(super) choices: Ids,
    /// Where the ways of each choice begin.
    pub(super) ways_from: Vec<u32>,
    /// Where each way leads, once that has a number.
    pub(super) to: Vec<AtomicU32>,
    pub(super) odds: Ids,
    pub(super) faults: Vec<Fault>,
    /// What leads to places that wait to be looked at, by place.
    notes: BTreeMap<usize, Vec<Notes<K>>>,
}

impl<K> Found<K> {
    pub(super) const fn new() -> Self {
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
    pub(super) fn note(&mut self, (share, after): Led<K>) {
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

impl<K> Gathered<K> {
    pub(super) const fn new() -> Self {
        Self {
            choices_from: Vec::new(),
            choices: Ids::new(),
            ways_from: Vec::new(),
            to: Vec::new(),
            odds: Ids::new(),
            faults: Vec::new(),
            notes: BTreeMap::new(),
        }
    }

    /// Takes over what was found about the states that come next, one lot after the other.
    pub(super) fn take(&mut self, found: impl IntoIterator<Item = Found<K>>) {
        for found in found {
            self.take_one(found);
        }
    }

    fn take_one(&mut self, found: Found<K>) {
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
            self.notes.entry(place).or_default().push(Notes { from: ways, notes });
        }
    }

    /// The first place that waits, and what leads there; it waits no longer.
    pub(super) fn next_place(&mut self) -> Option<(usize, Vec<Notes<K>>)> {
        self.notes.pop_first()
    }

    /// How many ways lead to places that wait.
    pub(super) fn waiting(&self) -> usize {
        self.notes.values().flatten().map(|notes| notes.notes.len()).sum()
    }

    /// About how many bytes are in use.
    pub(super) fn bytes(&self) -> usize {
        let waiting: usize = self.notes.values().flatten().map(|notes| notes.notes.capacity()).sum();
        (self.choices_from.capacity() + self.ways_from.capacity() + self.to.capacity()) * size_of::<u32>()
            + self.choices.capacity()
            + self.odds.capacity()
            + waiting * size_of::<(K, u32)>()
    }
}
