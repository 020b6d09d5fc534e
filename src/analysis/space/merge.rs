//! Brings the notes of a place together: each state once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::scenario::model::Hasher;
use crate::simulation::Key;

use super::NodeId;

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
    for Notes { from, notes } in notes {
        for (key, way) in notes {
            let next = keys.len() as NodeId;
            let node = match known.entry(*key) {
                Entry::Occupied(entry) => *entry.get(),
                Entry::Vacant(entry) => {
                    keys.push(*key);
                    *entry.insert(next)
                }
            };
            to[(from + way) as usize].store(node, Ordering::Relaxed);
        }
    }
}
