//! Every state that a play can come to, and what leads to which.

use std::collections::HashMap;

use thiserror::Error;

use super::outcomes::{Outcome, beginnings, outcomes};
use crate::scenario::model::Hasher;
use crate::simulation::{ChoiceIndex, EndingIndex, Fault, Position, Program, State};

/// All that can happen in a scenario, state by state.
///
/// This is the plain way to build it: every state whole, nothing left out. What is faster is tested against it.
#[derive(Debug, Clone)]
pub struct Graph {
    /// The states that a play can come to, and what it can come to besides; in the order in which they are met.
    pub nodes: Vec<Node>,
    /// The states of the nodes; nothing for a fault.
    pub states: Vec<Option<State>>,
    /// The nodes that a play begins at, with their odds.
    pub starts: Vec<(usize, f64)>,
}

/// Something that a play can come to.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// The player picks one of these.
    Decision(Vec<Offered>),
    /// The play ended.
    Ending(EndingIndex),
    /// The scenario fails.
    Fault(Fault),
}

/// A choice that is open in a state.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    /// The choice.
    pub choice: ChoiceIndex,
    /// The nodes that can follow, each once, with their odds.
    pub to: Vec<(usize, f64)>,
}

/// There are more states than were allowed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("more than {most} states can be reached")]
pub struct TooLarge {
    /// How many were allowed.
    pub most: usize,
}

impl Graph {
    /// Follows every choice and every chance from the start on; at most `most` states are kept.
    pub fn explore(program: &Program, most: usize) -> Result<Self, TooLarge> {
        let mut search = Search { nodes: HashMap::default(), states: Vec::new() };
        let starts = search.meet(beginnings(program));
        let mut nodes = Vec::new();
        while nodes.len() < search.states.len() {
            if search.states.len() > most {
                return Err(TooLarge { most });
            }
            nodes.push(match search.states[nodes.len()] {
                Err(fault) => Node::Fault(fault),
                Ok(state) => match program.position(&state) {
                    Position::Ending(ending) => Node::Ending(ending),
                    Position::Scene(_) => {
                        let open = program.open(&state);
                        let options = open.map(|choice| {
                            let to = search.meet(outcomes(program, &state, choice));
                            Offered { choice, to }
                        });
                        Node::Decision(options.collect())
                    }
                },
            });
        }
        let states = search.states.into_iter().map(Result::ok).collect();
        Ok(Self { nodes, states, starts })
    }
}

/// What was met so far, in order.
struct Search {
    nodes: HashMap<Result<State, Fault>, usize, Hasher>,
    states: Vec<Result<State, Fault>>,
}

impl Search {
    /// Returns the nodes of some outcomes, each once.
    fn meet(&mut self, outcomes: Vec<Outcome>) -> Vec<(usize, f64)> {
        let mut to: Vec<(usize, f64)> = Vec::with_capacity(outcomes.len());
        for Outcome { odds, after } in outcomes {
            let node = self.node(after);
            match to.iter_mut().find(|(known, _)| *known == node) {
                Some((_, sum)) => *sum += odds,
                None => to.push((node, odds)),
            }
        }
        to
    }

    fn node(&mut self, after: Result<State, Fault>) -> usize {
        let next = self.states.len();
        let node = *self.nodes.entry(after).or_insert(next);
        if node == next {
            self.states.push(after);
        }
        node
    }
}
