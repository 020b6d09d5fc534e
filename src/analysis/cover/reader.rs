//! What the ways of a space visit, seen by stepping along them once more.

use std::cell::RefCell;

use indexmap::IndexSet;

use super::set::Set;
use crate::analysis::outcomes::{Falls, Outcome};
use crate::analysis::space::{NodeId, Space};
use crate::analysis::things::{Things, Visits};
use crate::scenario::model::Hasher;
use crate::simulation::Program;

/// A way through a space that does not fail, and what is visited on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    /// The option; the position among the starts for a beginning.
    pub(super) option: usize,
    /// The position among the option's ways: how luck falls.
    pub(super) fall: usize,
    pub(super) to: NodeId,
    pub(super) odds: f64,
    /// By position among the reader's labels.
    pub(super) label: u32,
}

/// Steps through a space and sees what that visits.
pub(super) struct Reader<'a> {
    program: &'a Program,
    /// What is visited on ways, each set once.
    pub(super) labels: IndexSet<Set, Hasher>,
    falls: Falls,
    things: &'a Things,
    numbers: RefCell<Vec<u32>>,
    set: Set,
}

impl<'a> Reader<'a> {
    pub(super) fn new(program: &'a Program, things: &'a Things) -> Self {
        let set = Set::none(things.len());
        Self {
            program,
            labels: IndexSet::default(),
            falls: Falls::default(),
            things,
            numbers: RefCell::default(),
            set,
        }
    }

    /// Tells each way from a node.
    pub(super) fn ways(&mut self, space: &Space, node: NodeId, mut tell: impl FnMut(Way)) {
        let Some(state) = space.state(node) else { return };
        let Self { program, labels, falls, things, numbers, set } = self;
        for option in space.options(node) {
            let mut ways = space.ways(option).enumerate();
            let mut watch = Visits { things, numbers };
            falls.step(program, &state, space.choice(option), &mut watch, |Outcome { after, .. }| {
                let visited = numbers.take();
                if let (Some((fall, (to, odds))), Ok(_)) = (ways.next(), after) {
                    tell(Way { option, fall, to, odds, label: intern(labels, set, &visited) });
                }
                reuse(numbers, visited);
            });
        }
    }

    /// Tells each way in which a play can begin.
    pub(super) fn starts(&mut self, space: &Space, mut tell: impl FnMut(Way)) {
        let Self { program, labels, falls, things, numbers, set } = self;
        let mut watch = Visits { things, numbers };
        let mut starts = space.starts.iter().enumerate();
        falls.begin(program, &mut watch, |Outcome { after, .. }| {
            let visited = numbers.take();
            if let (Some((option, (to, odds))), Ok(_)) = (starts.next(), after) {
                tell(Way { option, fall: 0, to: *to, odds: *odds, label: intern(labels, set, &visited) });
            }
            reuse(numbers, visited);
        });
    }
}

/// Returns the position of a set of things among the labels.
fn intern(labels: &mut IndexSet<Set, Hasher>, set: &mut Set, numbers: &[u32]) -> u32 {
    for number in numbers {
        set.add(*number);
    }
    let known = labels.get_index_of(&*set);
    let label = known.unwrap_or_else(|| labels.insert_full(set.clone()).0);
    for number in numbers {
        set.remove(*number);
    }
    label as u32
}

/// Keeps the memory of some numbers for the next ones.
fn reuse(numbers: &RefCell<Vec<u32>>, mut used: Vec<u32>) {
    used.clear();
    numbers.replace(used);
}
