//! Every state that a play can come to, found by trying everything.

use std::collections::{BTreeMap, HashMap};

use two_hats::scenario::model::Scenario;

use super::fraction::Fraction;
use super::state::{State, World};
use super::step::{Fall, Fault, Happened};

/// Everything that can happen in a scenario.
pub(crate) struct Everything<'a> {
    pub(crate) world: World<'a>,
    /// What a play can come to, in the order in which it was found.
    pub(crate) nodes: Vec<Node<'a>>,
    /// How a play can begin.
    pub(crate) starts: Vec<Way<'a>>,
}

/// Something that a play can come to.
pub(crate) enum Node<'a> {
    /// The player picks one of these.
    Decision(State, Vec<Open<'a>>),
    /// The play ended here.
    Ended(State),
    /// The scenario fails.
    Failed(Fault),
}

/// A choice that can be picked.
pub(crate) struct Open<'a> {
    /// Its id, without the scene's.
    pub(crate) id: &'a str,
    /// Every way in which it can fall; several can lead to the same node.
    pub(crate) ways: Vec<Way<'a>>,
}

/// One way in which a step can fall.
pub(crate) struct Way<'a> {
    pub(crate) odds: Fraction,
    pub(crate) happened: Vec<Happened<'a>>,
    /// The node.
    pub(crate) to: usize,
}

impl<'a> Everything<'a> {
    /// Finds everything that can happen.
    pub(crate) fn of(scenario: &'a Scenario) -> Self {
        Self::within(scenario, usize::MAX).unwrap()
    }

    /// Finds everything that can happen, or nothing where a play can come to more than `most` nodes.
    pub(crate) fn within(scenario: &'a Scenario, most: usize) -> Option<Self> {
        let world = World::new(scenario);
        let mut found = Found::default();
        let starts = found.ways(world.begin());
        let mut nodes = Vec::new();
        while nodes.len() < found.met.len() {
            if found.met.len() > most {
                return None;
            }
            nodes.push(match found.met[nodes.len()].clone() {
                Err(fault) => Node::Failed(fault),
                Ok(state) if world.ending(&state).is_some() => Node::Ended(state),
                Ok(state) => {
                    let pick = |id| Open { id, ways: found.ways(world.pick(&state, id)) };
                    let open = world.open(&state).into_iter().map(pick).collect();
                    Node::Decision(state, open)
                }
            });
        }
        Some(Self { world, nodes, starts })
    }

    /// Weighs what every node is worth by the odds of beginning there.
    pub(crate) fn at_start(&self, worth: &[f64]) -> f64 {
        weigh(&self.starts, worth)
    }

    /// Returns the state of a node; nothing for a fault.
    pub(crate) fn state(&self, node: usize) -> Option<&State> {
        match &self.nodes[node] {
            Node::Decision(state, _) | Node::Ended(state) => Some(state),
            Node::Failed(_) => None,
        }
    }
}

impl<'a> Node<'a> {
    /// The choices that can be picked; none at an end.
    pub(crate) fn open(&self) -> &[Open<'a>] {
        match self {
            Self::Decision(_, open) => open,
            Self::Ended(_) | Self::Failed(_) => &[],
        }
    }

    /// Whether a play is over here.
    pub(crate) fn is_end(&self) -> bool {
        !matches!(self, Self::Decision(..))
    }

    /// Returns the nodes that can follow, whatever is picked; some perhaps more than once.
    pub(crate) fn next(&self) -> impl Iterator<Item = usize> {
        self.open().iter().flat_map(|open| &open.ways).map(|way| way.to)
    }
}

impl Open<'_> {
    /// Returns the nodes that can follow, each once, with their odds.
    pub(crate) fn to(&self) -> BTreeMap<usize, Fraction> {
        merged(&self.ways)
    }

    /// Weighs what every node is worth by the odds of coming there.
    pub(crate) fn weigh(&self, worth: &[f64]) -> f64 {
        weigh(&self.ways, worth)
    }
}

/// Sums up the odds of the ways to each node.
pub(crate) fn merged(ways: &[Way<'_>]) -> BTreeMap<usize, Fraction> {
    let mut to = BTreeMap::new();
    for way in ways {
        let sum = to.entry(way.to).or_insert(Fraction::ZERO);
        *sum = *sum + way.odds;
    }
    to
}

fn weigh(ways: &[Way<'_>], worth: &[f64]) -> f64 {
    ways.iter().map(|way| way.odds.as_f64() * worth[way.to]).sum()
}

/// What was met so far.
#[derive(Default)]
struct Found {
    met: Vec<Result<State, Fault>>,
    nodes: HashMap<Result<State, Fault>, usize>,
}

impl Found {
    fn ways<'a>(&mut self, falls: Vec<Fall<'a>>) -> Vec<Way<'a>> {
        let way = |Fall { odds, happened, after }| Way { odds, happened, to: self.node(after) };
        falls.into_iter().map(way).collect()
    }

    fn node(&mut self, after: Result<State, Fault>) -> usize {
        let next = self.met.len();
        let node = *self.nodes.entry(after.clone()).or_insert(next);
        if node == next {
            self.met.push(after);
        }
        node
    }
}
