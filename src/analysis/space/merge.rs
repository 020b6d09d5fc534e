//! Brings the notes of a place together: each state once.
//!
//! Many notes are brought together in parts, by the hash of their keys: the table of a part is smaller, and parts have nothing to
//! do with each other, so that each may have a thread. How many parts there are does not depend on the threads, and neither do
//! the numbers of the nodes.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasher;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use foldhash::fast::FixedState;

use crate::scenario::model::Hasher;
use crate::simulation::Key;

use super::NodeId;

/// So many notes are worth parts, and so many threads for them.
const WORTH_PARTS: usize = 1 << 15;
const WORTH_THREADS: usize = 1 << 16;
/// The parts.
const PARTS: [u32; 4] = [0, 1, 2, 3];
/// Where the number of a part stands in a way, above that of a node of the part.
const PART: u32 = 29;

/// What steps led to at a place: the key of the state, and the way that led there.
#[derive(Debug)]
pub(super) struct Notes<K> {
    /// The number of the first way; those of the notes are counted from it.
    pub(super) from: u32,
    pub(super) notes: Vec<(K, u32)>,
}

/// The states of a place that are known.
pub(super) type Known<K> = HashMap<K, NodeId, Hasher>;

/// Gives every key of the notes its node, and each way where it leads; adds the keys of new nodes, in the order in which they
/// are met.
pub(super) fn merge<K: Key>(notes: &[Notes<K>], known: &mut Known<K>, keys: &mut Vec<K>, to: &[AtomicU32]) {
    for (key, way) in each(notes) {
        let node = number(known, keys, key);
        to[way].store(node, Ordering::Relaxed);
    }
}

/// Does as [`merge`] for a place where nothing is known yet and to which plays do not come again; few notes as well as many.
pub(super) fn merge_once<K: Key>(notes: &[Notes<K>], keys: &mut Vec<K>, to: &[AtomicU32], threads: usize) {
    let count: usize = notes.iter().map(|notes| notes.notes.len()).sum();
    if !(WORTH_PARTS..1 << PART).contains(&count) {
        return merge(notes, &mut Known::default(), keys, to);
    }
    let threads = if count < WORTH_THREADS { 1 } else { threads };
    let parts = side_by_side(threads, &PARTS, |part| {
        let (mut known, mut keys) = (Known::default(), Vec::new());
        for (key, way) in each(notes).filter(|(key, _)| part_of(key) == part) {
            to[way].store(part << PART | number(&mut known, &mut keys, key), Ordering::Relaxed);
        }
        keys
    });
    let mut first = [0; PARTS.len()];
    for (part, first) in parts.into_iter().zip(&mut first) {
        *first = keys.len() as NodeId;
        keys.extend(part);
    }
    let notes: Vec<_> = notes.iter().collect();
    side_by_side(threads, &notes, |notes| {
        for (_, way) in each(std::slice::from_ref(notes)) {
            let node = to[way].load(Ordering::Relaxed);
            let node = first[(node >> PART) as usize] + (node & ((1 << PART) - 1));
            to[way].store(node, Ordering::Relaxed);
        }
    });
}

/// Every key with its way.
fn each<K: Key>(notes: &[Notes<K>]) -> impl Iterator<Item = (K, usize)> {
    notes
        .iter()
        .flat_map(|Notes { from, notes }| notes.iter().map(move |(key, way)| (*key, (from + way) as usize)))
}

/// The number of a key; a new one gets the next.
fn number<K: Key>(known: &mut Known<K>, keys: &mut Vec<K>, key: K) -> NodeId {
    match known.entry(key) {
        Entry::Occupied(entry) => *entry.get(),
        Entry::Vacant(entry) => {
            keys.push(key);
            *entry.insert(keys.len() as NodeId - 1)
        }
    }
}

/// The part of a key: by bits of a hash that is the same for everybody.
fn part_of<K: Key>(key: &K) -> u32 {
    (FixedState::default().hash_one(key) >> 40) as u32 % PARTS.len() as u32
}

/// Does something for each item, on threads; returns what came of each, in order.
fn side_by_side<I: Copy + Sync, T: Send>(threads: usize, items: &[I], run: impl Fn(I) -> T + Sync) -> Vec<T> {
    let work = |thread: usize| -> Vec<(usize, T)> {
        let own = (thread..items.len()).step_by(threads.max(1));
        own.map(|at| (at, run(items[at]))).collect()
    };
    let mut found = thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|thread| {
                let work = &work;
                scope.spawn(move || work(thread))
            })
            .collect();
        let mut found = work(0);
        for other in others {
            found.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        found
    });
    found.sort_unstable_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, found)| found).collect()
}
