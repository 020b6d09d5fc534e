//! What steps led to at a place, as those who bring it together want it.
//!
//! Many notes are dealt out to buckets, by the hash of their keys. A bucket has nothing to do with the others, is small enough for a table
//! that stays in a core's cache, and may have a thread of its own. Whoever noted them deals them out, while they are in that
//! core's cache, and may use the memory again.

use super::merge::hash;
use crate::simulation::Key;

/// Notes are dealt out to so many buckets, and so many notes are worth it; few while everything is checked, so that small scenarios
/// have enough of them.
pub(super) const BUCKETS: usize = if cfg!(debug_assertions) { 1 << 3 } else { 1 << 8 };
pub(super) const WORTH_BUCKETS: usize = if cfg!(debug_assertions) { 1 << 3 } else { 1 << 13 };

/// What steps led to at a place: keys of states, each with a number.
#[derive(Debug)]
pub(super) struct Notes<K> {
    /// The numbers are counted from this one.
    pub(super) from: u32,
    all: Vec<(K, u32)>,
    /// Where each bucket ends: one with all of them, or [`BUCKETS`].
    ends: Vec<u32>,
}

impl<K: Key> Notes<K> {
    /// Notes in their order, in one bucket.
    pub(super) fn of(notes: &[(K, u32)]) -> Self {
        Self { from: 0, all: notes.to_vec(), ends: vec![notes.len() as u32] }
    }

    /// Notes dealt out to buckets, in their order in each.
    pub(super) fn dealt(notes: &[(K, u32)]) -> Self {
        let bucket_of = |(key, _): &(K, u32)| ((hash(*key) >> u32::BITS) as usize % BUCKETS) as u8;
        let of: Vec<u8> = notes.iter().map(bucket_of).collect();
        let mut ends = vec![0; BUCKETS];
        for bucket in &of {
            ends[usize::from(*bucket)] += 1;
        }
        let mut end = 0;
        for at in &mut ends {
            end += std::mem::replace(at, end);
        }
        let mut dealt = vec![(K::default(), 0); notes.len()];
        for (note, bucket) in notes.iter().zip(of) {
            let at = &mut ends[usize::from(bucket)];
            dealt[*at as usize] = *note;
            *at += 1;
        }
        Self { from: 0, all: dealt, ends }
    }

    /// The same notes dealt out to buckets.
    pub(super) fn deal(self) -> Self {
        if self.are_dealt() { self } else { Self { from: self.from, ..Self::dealt(&self.all) } }
    }

    pub(super) const fn are_dealt(&self) -> bool {
        self.ends.len() > 1
    }

    pub(super) const fn len(&self) -> usize {
        self.all.len()
    }

    /// How many bytes they take.
    pub(super) const fn bytes(&self) -> usize {
        self.all.capacity() * size_of::<(K, u32)>() + self.ends.capacity() * size_of::<u32>()
    }

    /// The keys of a bucket with their numbers.
    pub(super) fn bucket(&self, bucket: usize) -> impl ExactSizeIterator<Item = (K, u32)> {
        let first = bucket.checked_sub(1).map_or(0, |before| self.ends[before]);
        let notes = &self.all[first as usize..self.ends[bucket] as usize];
        notes.iter().map(|(key, note)| (*key, self.from + note))
    }
}
