//! Brings the notes of a place together: each state once.
//!
//! Buckets of notes ([`notes`](super::notes)) are brought together apart from each other. How nodes are numbered does not depend on
//! the threads.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU32, Ordering};

use foldhash::fast::FixedState;

use super::NodeId;
use super::notes::{BUCKETS, Notes, WORTH_BUCKETS};
use crate::analysis::share::share;
use crate::scenario::model::Hasher;
use crate::simulation::Key;

/// So many notes are looked at at a time to put new keys in order; few while everything is checked.
const WINDOW: usize = if cfg!(debug_assertions) { 1 << 6 } else { 1 << 12 };

/// So many notes are worth threads; few while everything is checked.
const WORTH_THREADS: usize = if cfg!(debug_assertions) { 1 << 7 } else { 1 << 15 };

/// The states of a place that are known.
pub(super) type Known<K> = HashMap<K, NodeId, Hasher>;

/// Gives every note the node of its key; returns the keys of new nodes, numbered from one on in the order in which they are met.
pub(super) fn merge<K: Key>(
    notes: &[Notes<K>],
    known: &mut Known<K>,
    first: usize,
    leads: &[AtomicU32],
) -> Vec<K> {
    let mut keys = Vec::new();
    for (key, note) in notes.iter().flat_map(|notes| notes.bucket(0)) {
        let node = match known.entry(key) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                keys.push(key);
                *entry.insert((first + keys.len() - 1) as NodeId)
            }
        };
        leads[note as usize].store(node, Ordering::Relaxed);
    }
    keys
}

/// Does as [`merge`] for a place where nothing is known yet and to which plays do not come again; few notes as well as many.
/// New nodes have numbers in the order in which they are met, so that what is read together later stands together.
pub(super) fn merge_once<K: Key>(
    notes: Vec<Notes<K>>,
    first: usize,
    leads: &[AtomicU32],
    tables: &mut [Table<K>],
) -> Vec<K> {
    let count: usize = notes.iter().map(Notes::len).sum();
    let tables = if count < WORTH_THREADS { &mut tables[..1] } else { tables };
    let (notes, buckets) = if count >= WORTH_BUCKETS || notes.iter().any(Notes::are_dealt) {
        (share(tables, notes, |_, notes| notes.deal()), BUCKETS)
    } else {
        (notes, 1)
    };
    let cuts = cuts(&notes, leads.len(), tables.len());
    let mut numbered = share(tables, 0..buckets, |table, bucket| table.number(&notes, bucket, &cuts));
    let keys = in_order(&mut numbered, first, cuts.len(), tables);
    share(tables, numbered.into_iter().enumerate(), |_, (bucket, Numbered { nodes, numbers, .. })| {
        let notes = notes.iter().flat_map(|notes| notes.bucket(bucket));
        for ((_, note), number) in notes.zip(numbers) {
            leads[note as usize].store(nodes[number as usize], Ordering::Relaxed);
        }
    });
    keys
}

/// Gives each new key of all buckets its node, in the order in which they are met, and returns the keys in that order.
fn in_order<K: Key>(
    buckets: &mut [Numbered<K>],
    first: usize,
    cuts: usize,
    tables: &mut [Table<K>],
) -> Vec<K> {
    // Zeros of the system, where keys are numbers: each thread is given memory for what it lays out itself.
    let mut keys = vec![K::default(); buckets.iter().map(|bucket| bucket.new.len()).sum()];
    let mut rest = Stretch {
        from: first as NodeId,
        keys: &mut keys,
        parts: buckets.iter_mut().map(Numbered::part).collect(),
    };
    let mut stretches: Vec<_> = (0..cuts).map(|_| rest.split()).collect();
    stretches.push(rest);
    share(tables, stretches, |_, stretch| stretch.lay_out());
    keys
}

/// The notes at which to cut new keys into stretches, of which each thread takes some eight; `end` is more than any note.
fn cuts<K: Key>(notes: &[Notes<K>], end: usize, threads: usize) -> Vec<u32> {
    let begin = notes.first().map_or(end, |notes| notes.from as usize);
    let step = (end - begin) / (8 * threads) + WINDOW;
    if threads == 1 {
        Vec::new()
    } else {
        (begin..end).step_by(step).skip(1).map(|note| note as u32).collect()
    }
}

/// The new keys of all buckets that are met in a stretch of notes, and the place for them.
struct Stretch<'a, K> {
    /// The first node.
    from: NodeId,
    keys: &'a mut [K],
    parts: Vec<Part<'a, K>>,
}

/// The new keys of a bucket that are met in a stretch, in order, with their nodes, which are still their first notes.
struct Part<'a, K> {
    new: &'a [K],
    nodes: &'a mut [NodeId],
    /// How many are met before each cut that is left, and after the one before.
    counts: &'a [usize],
}

impl<K: Key> Stretch<'_, K> {
    /// Takes out what is met before the next cut.
    fn split(&mut self) -> Self {
        let parts: Vec<_> = self.parts.iter_mut().map(Part::split).collect();
        let (from, count) = (self.from, parts.iter().map(|part| part.new.len()).sum::<usize>());
        self.from += count as NodeId;
        Self { from, keys: self.keys.split_off_mut(..count).unwrap_or_default(), parts }
    }

    /// Lays the keys out by their notes: those of a window of notes at a time.
    fn lay_out(mut self) {
        const NONE: (usize, usize) = (usize::MAX, 0);
        let (mut next, mut window) = (vec![0; self.parts.len()], vec![NONE; WINDOW]);
        let mut keys = (self.from..).zip(self.keys);
        while let Some(begin) =
            self.parts.iter().zip(&next).filter_map(|(part, next)| part.nodes.get(*next)).min().copied()
        {
            for (number, (part, next)) in self.parts.iter().zip(&mut next).enumerate() {
                while let Some(note) = part.nodes.get(*next)
                    && let Some(slot) = window.get_mut((note - begin) as usize)
                {
                    *slot = (number, *next);
                    *next += 1;
                }
            }
            for (part, number) in window.iter_mut().map(|slot| std::mem::replace(slot, NONE)) {
                if let Some(part) = self.parts.get_mut(part)
                    && let Some((node, key)) = keys.next()
                {
                    part.nodes[number] = node;
                    *key = part.new[number];
                }
            }
        }
    }
}

impl<K: Key> Part<'_, K> {
    /// Takes out what is met before the next cut.
    fn split(&mut self) -> Self {
        let count = self.counts.split_off_first().map_or(0, |count| *count);
        Self {
            new: self.new.split_off(..count).unwrap_or_default(),
            nodes: self.nodes.split_off_mut(..count).unwrap_or_default(),
            counts: &[],
        }
    }
}

/// Where the keys of a bucket stand among its new ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Table<K> {
    /// By hash: the number of a key plus one; 0 for none. One that is taken already has its key further on.
    slots: Vec<u32>,
    /// The new keys, each with its first note.
    new: Vec<(K, u32)>,
}

/// The keys of a bucket.
struct Numbered<K> {
    /// Each once, in the order in which they are met.
    new: Vec<K>,
    /// The node of each of them; its first note until all buckets are known.
    nodes: Vec<NodeId>,
    /// How many of them are met before each cut and after the one before.
    counts: Vec<usize>,
    /// The number of each note's key among them.
    numbers: Vec<u32>,
}

impl<K: Key> Table<K> {
    /// Numbers the keys of a bucket, and counts them between cuts.
    fn number(&mut self, notes: &[Notes<K>], bucket: usize, cuts: &[u32]) -> Numbered<K> {
        let count: usize = notes.iter().map(|notes| notes.bucket(bucket).len()).sum();
        let mask = (2 * count).next_power_of_two() - 1;
        self.slots.clear();
        self.slots.resize(mask + 1, 0);
        let mut numbers = Vec::with_capacity(count);
        self.new.clear();
        for (key, note) in notes.iter().flat_map(|notes| notes.bucket(bucket)) {
            let mut at = hash(key) as usize & mask;
            while self.slots[at] != 0 && self.new[self.slots[at] as usize - 1].0 != key {
                at = (at + 1) & mask;
            }
            if self.slots[at] == 0 {
                self.new.push((key, note));
                self.slots[at] = self.new.len() as u32;
            }
            numbers.push(self.slots[at] - 1);
        }
        let mut before = 0;
        let between = |cut: &u32| {
            let at = self.new.partition_point(|(_, first)| first < cut);
            at - std::mem::replace(&mut before, at)
        };
        let counts = cuts.iter().map(between).collect();
        let (new, first) = self.new.iter().copied().unzip();
        Numbered { new, nodes: first, counts, numbers }
    }
}

impl<K> Numbered<K> {
    fn part(&mut self) -> Part<'_, K> {
        Part { new: &self.new, nodes: &mut self.nodes, counts: &self.counts }
    }
}

/// A hash that is the same for everybody.
pub(super) fn hash<K: Key>(key: K) -> u64 {
    FixedState::default().hash_one(key)
}
