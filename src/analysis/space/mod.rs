//! Everything that plays can come to, with states that nothing can tell apart taken for one.
//!
//! A [`Space`] is what [`Graph`](super::Graph) is, built for large scenarios. The exploring ([`explore`]) goes from place to place in
//! the order in which plays come to them: by the time a place is looked at, everything that leads to it is known, unless it
//! stands in a loop. What steps lead to is only noted on the way ([`gathered`], [`notes`]); the notes of a place are brought together at
//! once, each state once ([`merge`]), so that the table in use is that of one place and not of all. A step is taken once for all states
//! in which it looks at the same; what it carries along is looked up ([`tables`]). States are kept as keys
//! ([`Key`](crate::simulation::Key)), a list for each run of them at one place; steps as three flat tables: choices of a state, ways of a
//! choice, where each leads and how likely ([`shares`]).

mod explore;
mod finder;
mod gathered;
mod ids;
mod legs;
mod marks;
mod merge;
mod notes;
mod shares;
mod tables;

use std::ops::Range;

pub use self::explore::{Limits, Progress};
pub use self::finder::Finder;
use self::ids::Ids;
pub use self::marks::{Seen, Where};
use self::shares::Shares;
use crate::simulation::{ChoiceIndex, Fault, Position, Program, Quotient, State, WideKey};

/// A state, or a fault, by its number.
pub type NodeId = u32;

/// Everything that plays can come to.
#[derive(Debug)]
pub struct Space {
    /// Which states are one.
    pub quotient: Quotient,
    /// The nodes that a play begins at, with their odds.
    pub starts: Vec<(NodeId, f64)>,
    /// What can fail; as nodes they come after all states.
    pub faults: Vec<Fault>,
    /// What happens in some play, each with the first node and choice where it does.
    pub seen: Seen,
    /// Whether everything was followed; otherwise some states have no choices here that have some in truth.
    pub complete: bool,
    keys: Keys,
    places: Places,
    /// Where the choices of each state begin; one more than there are states.
    choices_from: Vec<u32>,
    choices: Ids,
    /// Where the ways of each choice begin; one more than there are choices.
    ways_from: Vec<u32>,
    /// Where they end, if that is not where those of the next choice begin: choices that lead to the same may share them.
    ways_to: Option<Vec<u32>>,
    /// So many ways, the first ones, may be shared.
    shared: usize,
    /// Where each way leads; those of the start, which no choice has, may come first.
    to: Vec<NodeId>,
    /// How likely each way is.
    odds: Ids,
    shares: Shares,
}

/// The keys of states, run by run.
#[derive(Debug)]
enum Keys {
    Narrow(Vec<Vec<u64>>),
    Middle(Vec<Vec<u128>>),
    Wide(Vec<Vec<WideKey>>),
}

impl Space {
    /// How many states there are.
    pub fn states(&self) -> usize {
        self.choices_from.len() - 1
    }

    /// How many nodes there are: states, then faults.
    pub fn nodes(&self) -> usize {
        self.states() + self.faults.len()
    }

    /// How many ways lead from states to nodes; a choice has one for each way in which its chances can fall.
    pub fn transitions(&self) -> usize {
        (0..self.choices.len()).map(|option| self.ways_of(option).len()).sum()
    }

    /// About how many bytes this takes.
    pub fn bytes(&self) -> usize {
        let key = match &self.keys {
            Keys::Narrow(_) => size_of::<u64>(),
            Keys::Middle(_) => size_of::<u128>(),
            Keys::Wide(_) => size_of::<WideKey>(),
        };
        self.states() * key
            + self.places.0.len() * (size_of::<(NodeId, u32)>() + size_of::<Vec<u64>>())
            + size_of_val(&self.choices_from[..])
            + self.choices.bytes()
            + size_of_val(&self.ways_from[..])
            + self.ways_to.as_ref().map_or(0, |to| size_of_val(&to[..]))
            + size_of_val(&self.to[..])
            + self.odds.bytes()
            + self.shares.bytes()
    }

    /// A state of a node; `None` for a fault.
    pub fn state(&self, node: NodeId) -> Option<State> {
        let Stands { place, run, at } = self.stands(node)?;
        Some(match &self.keys {
            Keys::Narrow(keys) => self.quotient.state(place, keys[run][at]),
            Keys::Middle(keys) => self.quotient.state(place, keys[run][at]),
            Keys::Wide(keys) => self.quotient.state(place, keys[run][at]),
        })
    }

    /// Says whether a state of a play is one of those that a node stands for.
    pub fn is(&self, node: NodeId, state: &State) -> bool {
        let Some(Stands { place, run, at }) = self.stands(node) else { return false };
        self.quotient.place(state) == Some(place)
            && match &self.keys {
                Keys::Narrow(keys) => self.quotient.key::<u64>(place, state) == keys[run][at],
                Keys::Middle(keys) => self.quotient.key::<u128>(place, state) == keys[run][at],
                Keys::Wide(keys) => self.quotient.key::<WideKey>(place, state) == keys[run][at],
            }
    }

    /// The fault of a node; `None` for a state.
    pub fn fault(&self, node: NodeId) -> Option<Fault> {
        self.faults.get((node as usize).checked_sub(self.states())?).copied()
    }

    /// Where a node stands; `None` for a fault.
    pub fn position(&self, program: &Program, node: NodeId) -> Option<Position> {
        self.state(node).map(|state| program.position(&state))
    }

    /// The place of a state.
    pub fn place(&self, node: NodeId) -> Option<usize> {
        Some(self.stands(node)?.place)
    }

    /// Where a state stands; `None` for a fault.
    fn stands(&self, node: NodeId) -> Option<Stands> {
        ((node as usize) < self.states()).then(|| self.places.of(node))
    }

    /// The options of a node: choices that are open there, by position; none at an end.
    #[inline]
    pub fn options(&self, node: NodeId) -> Range<usize> {
        let node = node as usize;
        if node >= self.states() {
            return 0..0;
        }
        self.choices_from[node] as usize..self.choices_from[node + 1] as usize
    }

    /// How many options all nodes have together.
    pub fn options_of_all(&self) -> usize {
        self.choices.len()
    }

    /// The choice of an option.
    #[inline]
    pub fn choice(&self, option: usize) -> ChoiceIndex {
        ChoiceIndex::new(self.choices.get(option) as usize)
    }

    /// The ways of an option: where they lead, and their odds, which sum to 1. Two may lead to one node.
    #[inline]
    pub fn ways(&self, option: usize) -> impl ExactSizeIterator<Item = (NodeId, f64)> {
        let ways = self.ways_of(option);
        let odds = ways.clone().map(|way| self.shares.value(self.odds.get(way)));
        self.to[ways].iter().copied().zip(odds)
    }

    /// A number that an option has together with all that have the same ways, below [`shared`](Self::shared); `None` where it is not
    /// known that others have.
    #[inline]
    pub fn shares(&self, option: usize) -> Option<usize> {
        let from = self.ways_from[option] as usize;
        (from < self.shared).then_some(from)
    }

    /// More than any number of what options [share](Self::shares).
    pub const fn shared(&self) -> usize {
        self.shared
    }

    /// Where the ways of an option stand.
    #[inline]
    fn ways_of(&self, option: usize) -> Range<usize> {
        let to = match &self.ways_to {
            None => self.ways_from[option + 1],
            Some(to) => to[option],
        };
        self.ways_from[option] as usize..to as usize
    }

    /// Every way from a node, whatever is picked.
    #[inline]
    pub fn leads(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        self.options(node).flat_map(|option| self.to[self.ways_of(option)].iter().copied())
    }

    /// Says whether plays can come to some place a second time. Otherwise nodes lead to later [runs](Self::runs) only.
    pub fn loops(&self) -> bool {
        (0..self.quotient.places()).any(|place| self.quotient.loops(place))
    }

    /// The states of each place.
    pub fn runs(&self) -> impl DoubleEndedIterator<Item = Range<usize>> {
        self.places.runs(self.states()).map(|(nodes, _)| nodes)
    }

    /// Says whether every way leads to a higher number, so that no play goes on for ever.
    pub fn is_forward(&self) -> bool {
        // Nodes are numbered place by place, and places are in order but for loops.
        !self.loops() || (0..self.nodes() as NodeId).all(|node| self.leads(node).all(|to| to > node))
    }
}

/// The places of nodes: where those of a place begin, and the place. States of a place follow each other.
#[derive(Debug, Default)]
struct Places(Vec<(NodeId, u32)>);

impl Places {
    /// Says that the nodes from one on are at a place.
    fn begin(&mut self, place: usize, node: usize) {
        self.0.push((node as NodeId, place as u32));
    }

    /// The nodes of each place, of so many nodes; a place to which plays come again may have several runs of them.
    fn runs(&self, nodes: usize) -> impl DoubleEndedIterator<Item = (Range<usize>, usize)> {
        self.0.iter().enumerate().map(move |(number, (first, place))| {
            let end = self.0.get(number + 1).map_or(nodes, |(next, _)| *next as usize);
            (*first as usize..end, *place as usize)
        })
    }

    fn of(&self, node: NodeId) -> Stands {
        let run = self.0.partition_point(|(first, _)| *first <= node) - 1;
        let (first, place) = self.0[run];
        Stands { place: place as usize, run, at: (node - first) as usize }
    }
}

/// Where a state stands: at a place, at a position in a run of its states.
struct Stands {
    place: usize,
    run: usize,
    at: usize,
}
