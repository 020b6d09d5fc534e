//! Goes through a space from its ends to its starts and works out what each node is worth.
//!
//! Without circles every way leads to a node with a higher number, and the numbers are the order. With circles, nodes that
//! lead to each other stand together in a part; what they are worth is solved as linear equations.

use std::ops::Range;

use super::circles::{Equation, parts, solve};
use super::space::{NodeId, Space};

/// In which order the nodes of a space are worked out.
#[derive(Debug)]
pub struct Sweep {
    /// The parts of nodes that lead to each other, each before those that it leads to; `None` where each is one node, in the
    /// order of the numbers.
    parts: Option<Vec<Vec<NodeId>>>,
    nodes: usize,
}

/// What a node, or an option of it, is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// The most that any play can reach, with luck; less than anything where no play ends.
    pub most: f64,
    /// The least.
    pub least: f64,
    /// The mean of all plays in which every open choice is equally likely. Plays that fail or never end count as 0.
    pub mean: f64,
}

impl Worth {
    /// What nothing is known about yet.
    const NONE: Self = Self { most: f64::NEG_INFINITY, least: f64::INFINITY, mean: 0.0 };

    /// Takes in what can be reached, too.
    #[inline]
    fn reach(&mut self, other: Self) {
        // Comparisons, since nothing here is without a number: `f64::max` would look for that.
        self.most = if other.most > self.most { other.most } else { self.most };
        self.least = if other.least < self.least { other.least } else { self.least };
    }
}

impl Sweep {
    /// Finds the order of a space.
    pub fn of(space: &Space) -> Self {
        let nodes = space.nodes();
        let parts = (!space.is_forward()).then(|| {
            let parts = parts(nodes, |node| space.leads(node as NodeId).map(|to| to as usize));
            parts.into_iter().map(|part| part.into_iter().map(|node| node as NodeId).collect()).collect()
        });
        Self { parts, nodes }
    }

    /// Says whether some play can come to a state a second time.
    pub fn circles(&self, space: &Space) -> bool {
        let Some(parts) = &self.parts else { return false };
        parts.iter().any(|part| self.alone(space, part).is_none())
    }

    /// The node of a part that stands in no circle.
    #[inline]
    pub(super) fn alone(&self, space: &Space, part: &[NodeId]) -> Option<NodeId> {
        let [node] = part else { return None };
        (self.is_forward() || space.leads(*node).all(|to| to != *node)).then_some(*node)
    }

    /// Says whether every way leads to a higher number, so that no play goes on for ever.
    pub(super) const fn is_forward(&self) -> bool {
        self.parts.is_none()
    }

    /// Calls `part` with nodes that lead to each other, those that they lead to first.
    pub fn backward(&self, mut part: impl FnMut(&[NodeId])) {
        match &self.parts {
            None => (0..self.nodes as NodeId).rev().for_each(|node| part(&[node])),
            Some(parts) => parts.iter().rev().for_each(|nodes| part(nodes)),
        }
    }
}

/// Works out what every node is worth, in several ways at once, where `end` gives the worths of each end; `look` sees each node with
/// what its options are worth, those that follow it first.
pub fn worths<const N: usize>(
    space: &Space,
    sweep: &Sweep,
    end: impl Fn(NodeId) -> [f64; N],
    mut look: impl FnMut(NodeId, Range<usize>, &[[Worth; N]]),
) -> Vec<[Worth; N]> {
    let mut worths = vec![[Worth::NONE; N]; space.nodes()];
    let mut options = Vec::new();
    let mut row_of = vec![u32::MAX; if sweep.parts.is_some() { space.nodes() } else { 0 }];
    sweep.backward(|part| {
        if let Some(node) = sweep.alone(space, part) {
            let range = space.options(node);
            worths[node as usize] = if range.is_empty() {
                end(node).map(|worth| Worth { most: worth, least: worth, mean: worth })
            } else {
                let worth = of_options(space, node, &worths, &mut options);
                look(node, range, &options);
                worth
            };
            return;
        }
        circle(space, part, &mut worths, &mut row_of);
        for node in part {
            of_options(space, *node, &worths, &mut options);
            look(*node, space.options(*node), &options);
        }
    });
    worths
}

/// What a node is worth by its options, and what they are worth each.
fn of_options<const N: usize>(
    space: &Space,
    node: NodeId,
    worths: &[[Worth; N]],
    options: &mut Vec<[Worth; N]>,
) -> [Worth; N] {
    options.clear();
    let mut all = [Worth::NONE; N];
    for option in space.options(node) {
        let mut of_option = [Worth::NONE; N];
        for (to, odds) in space.ways(option) {
            for (of_option, worth) in of_option.iter_mut().zip(&worths[to as usize]) {
                of_option.reach(*worth);
                of_option.mean += odds * worth.mean;
            }
        }
        for (all, of_option) in all.iter_mut().zip(&of_option) {
            all.reach(*of_option);
            all.mean += of_option.mean;
        }
        options.push(of_option);
    }
    for all in &mut all {
        all.mean /= options.len() as f64;
    }
    all
}

/// Nodes that lead to each other: whatever one can reach, all can; the means are solved.
fn circle<const N: usize>(space: &Space, part: &[NodeId], worths: &mut [[Worth; N]], row_of: &mut [u32]) {
    for (node, row) in part.iter().zip(0..) {
        row_of[*node as usize] = row;
    }
    let mut reached = [Worth::NONE; N];
    let mut leaves = false;
    let mut equations: Vec<[Equation; N]> = vec![std::array::from_fn(|_| Equation::default()); part.len()];
    for (node, equations) in part.iter().zip(&mut equations) {
        let options = space.options(*node);
        let share = 1.0 / options.len() as f64;
        for (to, odds) in options.flat_map(|option| space.ways(option)) {
            match row_of[to as usize] {
                u32::MAX => {
                    for ((reached, equation), worth) in
                        reached.iter_mut().zip(&mut *equations).zip(&worths[to as usize])
                    {
                        reached.reach(*worth);
                        equation.plus += share * odds * worth.mean;
                    }
                    leaves = true;
                }
                row => {
                    for equation in &mut *equations {
                        equation.from.push((row as usize, share * odds));
                    }
                }
            }
        }
    }
    for node in part {
        row_of[*node as usize] = u32::MAX;
    }
    for (which, reached) in reached.into_iter().enumerate() {
        let of_one: Vec<_> = equations.iter_mut().map(|all| std::mem::take(&mut all[which])).collect();
        let means = if leaves { solve(&of_one).0 } else { vec![0.0; part.len()] };
        for (node, mean) in part.iter().zip(means) {
            worths[*node as usize][which] = Worth { mean, ..reached };
        }
    }
}
