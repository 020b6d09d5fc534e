//! Goes through a space from its ends to its starts and works out what each node is worth.
//!
//! Without circles every way leads to a node with a higher number, and the numbers are the order. With circles, nodes that
//! lead to each other stand together in a part; what they are worth is solved as linear equations.

use std::ops::Range;

use super::circles::{Equation, parts, solve};
use super::share::{fill, share};
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

/// What is worked out of nodes, from where their ways lead.
pub trait Measure: Copy + Send + Sync {
    /// What nothing is known about yet.
    const NONE: Self;
    /// What an end is worth.
    fn end(worth: f64) -> Self;
    /// The mean, where every open choice is equally likely.
    fn mean(self) -> f64;
    /// The same with another mean.
    #[must_use]
    fn with_mean(self, mean: f64) -> Self;
    /// Takes in where a way leads, and how likely it is.
    fn lead(&mut self, to: Self, odds: f64);
    /// Everything that there is to compare.
    fn each(self) -> impl Iterator<Item = f64>;
}

/// Nothing but the mean.
impl Measure for f64 {
    const NONE: Self = 0.0;

    fn end(worth: f64) -> Self {
        worth
    }

    #[inline]
    fn mean(self) -> f64 {
        self
    }

    #[inline]
    fn with_mean(self, mean: f64) -> Self {
        mean
    }

    #[inline]
    fn lead(&mut self, to: Self, odds: f64) {
        *self += odds * to;
    }

    fn each(self) -> impl Iterator<Item = f64> {
        [self].into_iter()
    }
}

impl Measure for Worth {
    const NONE: Self = Self { most: f64::NEG_INFINITY, least: f64::INFINITY, mean: 0.0 };

    fn end(worth: f64) -> Self {
        Self { most: worth, least: worth, mean: worth }
    }

    #[inline]
    fn mean(self) -> f64 {
        self.mean
    }

    #[inline]
    fn with_mean(self, mean: f64) -> Self {
        Self { mean, ..self }
    }

    #[inline]
    fn lead(&mut self, to: Self, odds: f64) {
        // Comparisons, since nothing here is without a number: `f64::max` would look for that.
        self.most = if to.most > self.most { to.most } else { self.most };
        self.least = if to.least < self.least { to.least } else { self.least };
        self.mean += odds * to.mean;
    }

    fn each(self) -> impl Iterator<Item = f64> {
        [self.most, self.least, self.mean].into_iter()
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

/// So many nodes a thread takes at a time; few while everything is checked, so that small scenarios have enough of them.
const PIECE: usize = if cfg!(debug_assertions) { 1 << 4 } else { 1 << 13 };

/// Works out what every node is worth, in several ways at once, where `end` gives the worths of each end; `look` sees each node that
/// has options with what those are worth, nodes of later places first. As many threads work on it as there are `lookers`,
/// at least one, of whom each sees some of the nodes, unless places loop: the first looker sees all then.
pub fn worths<T: Measure, const N: usize, L: Send>(
    space: &Space,
    sweep: &Sweep,
    end: impl Fn(NodeId) -> [f64; N] + Sync,
    lookers: &mut [L],
    look: impl Fn(&mut L, NodeId, Range<usize>, &[[T; N]]) + Sync,
) -> Vec<[T; N]> {
    let mut worths = vec![[T::NONE; N]; space.nodes()];
    let mut workers: Vec<_> = lookers.iter_mut().map(|looker| (looker, Options::new(space))).collect();
    let of_node = |(looker, options): &mut (&mut L, Options<T, N>), node, known: Known<'_, T, N>| {
        let range = space.options(node);
        if range.is_empty() {
            return end(node).map(T::end);
        }
        let worth = options.work_out(space, node, known);
        look(looker, node, range, &options.of_node);
        worth
    };
    if !space.loops() {
        let faults = space.states()..space.nodes();
        for nodes in space.runs().chain([faults]).rev() {
            let (before, later) = worths.split_at_mut(nodes.end);
            let known = Known { from: nodes.end, worths: later };
            let pieces = nodes.clone().step_by(PIECE).zip(before[nodes].chunks_mut(PIECE));
            share(&mut workers, pieces, |worker, (first, piece)| {
                for (node, worth) in (first as NodeId..).zip(piece) {
                    *worth = of_node(worker, node, known);
                }
            });
        }
        return worths;
    }
    let Some(worker) = workers.first_mut() else { return worths };
    let mut row_of = vec![u32::MAX; if sweep.parts.is_some() { space.nodes() } else { 0 }];
    sweep.backward(|part| {
        if let Some(node) = sweep.alone(space, part) {
            worths[node as usize] = of_node(worker, node, Known { from: 0, worths: &worths });
            return;
        }
        circle(space, part, &mut worths, &mut row_of);
        for node in part {
            of_node(worker, *node, Known { from: 0, worths: &worths });
        }
    });
    worths
}

/// What nodes from one on are worth.
#[derive(Debug, Clone, Copy)]
struct Known<'a, T, const N: usize> {
    from: usize,
    worths: &'a [[T; N]],
}

/// What options are worth.
struct Options<T, const N: usize> {
    /// Those of one node.
    of_node: Vec<[T; N]>,
    /// By [`Space::shares`]: where those that have the same ways stand in the next table, plus one; 0 for what is not known yet.
    shared: Vec<u32>,
    of_shared: Vec<[T; N]>,
}

impl<T: Measure, const N: usize> Options<T, N> {
    fn new(space: &Space) -> Self {
        Self { of_node: Vec::new(), shared: fill(0, space.shared()), of_shared: Vec::new() }
    }

    /// Works out the options of a node; returns what the node is worth by them. Where they lead, everything is known.
    fn work_out(&mut self, space: &Space, node: NodeId, known: Known<'_, T, N>) -> [T; N] {
        self.of_node.clear();
        let of_ways = |option| {
            let mut of_option = [T::NONE; N];
            for (to, odds) in space.ways(option) {
                for (of_option, worth) in of_option.iter_mut().zip(&known.worths[to as usize - known.from]) {
                    of_option.lead(*worth, odds);
                }
            }
            of_option
        };
        let mut all = [T::NONE; N];
        for option in space.options(node) {
            let of_option = match space.shares(option) {
                Some(shared) => {
                    let at = &mut self.shared[shared];
                    if *at == 0 {
                        self.of_shared.push(of_ways(option));
                        *at = self.of_shared.len() as u32;
                    }
                    self.of_shared[*at as usize - 1]
                }
                None => of_ways(option),
            };
            for (all, of_option) in all.iter_mut().zip(of_option) {
                all.lead(of_option, 1.0);
            }
            self.of_node.push(of_option);
        }
        all.map(|all| all.with_mean(all.mean() / self.of_node.len() as f64))
    }
}

/// Nodes that lead to each other: whatever one can reach, all can; the means are solved.
fn circle<T: Measure, const N: usize>(
    space: &Space,
    part: &[NodeId],
    worths: &mut [[T; N]],
    row_of: &mut [u32],
) {
    for (node, row) in part.iter().zip(0..) {
        row_of[*node as usize] = row;
    }
    let mut reached = [T::NONE; N];
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
                        reached.lead(*worth, share * odds);
                        equation.plus += share * odds * worth.mean();
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
            worths[*node as usize][which] = reached.with_mean(mean);
        }
    }
}
