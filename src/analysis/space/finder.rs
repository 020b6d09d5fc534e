//! Finds the node that stands for a state.

use super::{Keys, NodeId, Space, Stands};
use crate::simulation::{Key, State, WideKey};

/// The states of a space, sorted so that each can be found.
#[derive(Debug)]
pub struct Finder(Vec<NodeId>);

impl Finder {
    /// Sorts the states of a space.
    pub fn of(space: &Space) -> Self {
        let mut nodes: Vec<NodeId> = (0..space.states() as NodeId).collect();
        match &space.keys {
            Keys::Narrow(keys) => sort(&mut nodes, space, keys),
            Keys::Middle(keys) => sort(&mut nodes, space, keys),
            Keys::Wide(keys) => sort(&mut nodes, space, keys),
        }
        Self(nodes)
    }

    /// The node that stands for a state in the space that was sorted; `None` for a state that no play comes to.
    pub fn node(&self, space: &Space, state: &State) -> Option<NodeId> {
        let place = space.quotient.place(state)?;
        match &space.keys {
            Keys::Narrow(keys) => self.find::<u64>(space, keys, place, state),
            Keys::Middle(keys) => self.find::<u128>(space, keys, place, state),
            Keys::Wide(keys) => self.find::<WideKey>(space, keys, place, state),
        }
    }

    fn find<K: Key>(&self, space: &Space, keys: &[Vec<K>], place: usize, state: &State) -> Option<NodeId> {
        let wanted = (place, space.quotient.key::<K>(place, state));
        self.0.binary_search_by_key(&wanted, |node| key(space, keys, *node)).ok().map(|index| self.0[index])
    }
}

fn sort<K: Key>(nodes: &mut [NodeId], space: &Space, keys: &[Vec<K>]) {
    nodes.sort_unstable_by_key(|node| key(space, keys, *node));
}

/// The place and the key of a state.
fn key<K: Key>(space: &Space, keys: &[Vec<K>], node: NodeId) -> (usize, K) {
    let Stands { place, run, at } = space.places.of(node);
    (place, keys[run][at])
}
