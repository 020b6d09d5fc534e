//! The most that any way to decide can expect; the least is the most of what is worth the opposite.
//!
//! Without circles a node is worth what its best option is worth. Nodes that lead to each other are solved by policy iteration
//! (Howard 1960), from a policy that surely leaves the circle: a better pick than one of such a policy never makes one that
//! stays in it.

use super::circles::{Equation, solve};
use super::space::{NodeId, Space};
use super::sweep::Sweep;

/// So many questions are worked out at once: their answers for a node are one line of the cache.
pub(super) const LANES: usize = 8;

/// What a node is worth for each of several questions; less than anything where no policy surely ends.
pub(super) type Lanes = [f64; LANES];

/// By how much a pick must be better than another to take its place in a circle: more than rounding makes it.
const BETTER: f64 = 1e-11;

/// So often the policy of a circle is improved at most.
const MOST_IMPROVED: usize = 1_000;

/// What is expected may differ by so much and still be the same.
const SAME: f64 = 1e-9;

/// No option.
const NONE: u32 = u32::MAX;

/// The ways to decide that are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best<'a> {
    pub(super) space: &'a Space,
    pub(super) order: &'a Sweep,
    /// The options that may be picked; all of them where there is nothing.
    pub(super) only: Option<&'a [bool]>,
    /// What plays are worth that go on forever; without it, policies must end with probability 1.
    pub(super) endless: Option<f64>,
}

/// A way on from a node of a circle.
struct Pick {
    /// To nodes of the circle, by position in it.
    inside: Vec<(usize, f64)>,
    /// What the ways out of it are worth.
    outside: Lanes,
    leaves: bool,
}

impl Best<'_> {
    /// Works out what every node is worth, given what each end is worth; returns by how much an equation is missed at most.
    pub(super) fn solve(self, values: &mut [Lanes]) -> f64 {
        let mut residual = 0.0_f64;
        let mut row_of = Rows::new(self.space, self.order);
        self.order.backward(|part| {
            if let Some(node) = self.order.alone(self.space, part) {
                if !self.space.options(node).is_empty() {
                    values[node as usize] = self.of_options(node, values);
                }
            } else {
                residual = residual.max(self.circle(part, values, &mut row_of));
            }
        });
        residual
    }

    /// Picks an option at every node by the first of the questions: the first of equals. In a circle, where all of the equals may
    /// lead round, it is one that leads out of it soonest.
    pub(super) fn picks(self, values: &[Lanes]) -> Vec<Option<u32>> {
        let mut picks = vec![None; self.space.nodes()];
        let mut row_of = Rows::new(self.space, self.order);
        self.order.backward(|part| {
            if let Some(node) = self.order.alone(self.space, part) {
                let value = values[node as usize][0];
                let mut options = self.options(node);
                let first = options.find(|option| self.of_option(*option, values)[0] >= value - SAME);
                picks[node as usize] = first.filter(|_| value.is_finite()).map(|option| option as u32);
                return;
            }
            let rows = self.rows(part, values, &mut row_of);
            let now: Vec<f64> = part.iter().map(|node| values[*node as usize][0]).collect();
            let nearest = nearest(&rows, |row, pick| {
                let worth = worth(pick, 0, &now);
                worth.is_finite() && worth >= now[row] - SAME
            });
            for (node, pick) in part.iter().zip(nearest) {
                picks[*node as usize] =
                    pick.and_then(|pick| self.options(*node).nth(pick)).map(|option| option as u32);
            }
        });
        picks
    }

    fn options(self, node: NodeId) -> impl Iterator<Item = usize> {
        self.space.options(node).filter(move |option| self.only.is_none_or(|only| only[*option]))
    }

    #[inline]
    fn of_option(self, option: usize, values: &[Lanes]) -> Lanes {
        let mut sum = [0.0; LANES];
        for (to, odds) in self.space.ways(option) {
            let worth = &values[to as usize];
            sum.iter_mut().zip(worth).for_each(|(sum, worth)| *sum += odds * worth);
        }
        sum
    }

    fn of_options(self, node: NodeId, values: &[Lanes]) -> Lanes {
        let mut best = [f64::NEG_INFINITY; LANES];
        for option in self.options(node) {
            let sum = self.of_option(option, values);
            best.iter_mut().zip(sum).for_each(|(best, sum)| *best = best.max(sum));
        }
        best
    }

    /// The ways on from each node of a circle.
    fn rows(self, part: &[NodeId], values: &[Lanes], row_of: &mut Rows) -> Vec<Vec<Pick>> {
        for (node, row) in part.iter().zip(0..) {
            row_of.0[*node as usize] = row;
        }
        let pick = |option| {
            let mut pick = Pick { inside: Vec::new(), outside: [0.0; LANES], leaves: false };
            for (to, odds) in self.space.ways(option) {
                match row_of.0[to as usize] {
                    NONE => {
                        let outside = pick.outside.iter_mut().zip(&values[to as usize]);
                        outside.for_each(|(sum, worth)| *sum += odds * worth);
                        pick.leaves = true;
                    }
                    row => pick.inside.push((row as usize, odds)),
                }
            }
            pick
        };
        let rows = part.iter().map(|node| self.options(*node).map(pick).collect()).collect();
        for node in part {
            row_of.0[*node as usize] = NONE;
        }
        rows
    }

    fn circle(self, part: &[NodeId], values: &mut [Lanes], row_of: &mut Rows) -> f64 {
        let mut rows = self.rows(part, values, row_of);
        if let Some(worth) = self.endless {
            // Where nobody has to leave, staying is one more pick.
            let stays = stays(&rows);
            for (row, _) in rows.iter_mut().zip(stays).filter(|(_, stays)| *stays) {
                row.push(Pick { inside: Vec::new(), outside: [worth; LANES], leaves: true });
            }
        }
        let first = surely(&rows);
        let solved: [(Vec<f64>, f64); LANES] =
            std::array::from_fn(|lane| improve(&rows, first.clone(), lane));
        for (row, node) in part.iter().enumerate() {
            let of_lane = |lane: usize| first[row].map_or(f64::NEG_INFINITY, |_| solved[lane].0[row]);
            values[*node as usize] = std::array::from_fn(of_lane);
        }
        solved.iter().map(|(_, missed)| *missed).fold(0.0, f64::max)
    }
}

/// The position of each node in the circle that is looked at.
struct Rows(Vec<u32>);

impl Rows {
    fn new(space: &Space, order: &Sweep) -> Self {
        Self(vec![NONE; if order.is_forward() { 0 } else { space.nodes() }])
    }
}

fn worth(pick: &Pick, lane: usize, now: &[f64]) -> f64 {
    pick.outside[lane] + pick.inside.iter().map(|(row, odds)| odds * now[*row]).sum::<f64>()
}

/// Improves a policy until none is better; returns what each node is worth under it.
fn improve(rows: &[Vec<Pick>], mut policy: Vec<Option<usize>>, lane: usize) -> (Vec<f64>, f64) {
    for _ in 1..MOST_IMPROVED {
        let (now, residual) = evaluate(rows, &policy, lane);
        let sure: Vec<bool> = policy.iter().map(Option::is_some).collect();
        let mut changed = false;
        for (row, picks) in rows.iter().enumerate() {
            let Some(old) = policy[row] else { continue };
            let allowed = picks.iter().enumerate().filter(|(_, pick)| is_sure(pick, &sure));
            let mut best = (old, worth(&picks[old], lane, &now) + BETTER);
            for (position, pick) in allowed {
                let worth = worth(pick, lane, &now);
                if worth > best.1 {
                    best = (position, worth);
                    changed = true;
                }
            }
            policy[row] = Some(best.0);
        }
        if !changed {
            return (now, residual);
        }
    }
    evaluate(rows, &policy, lane)
}

fn evaluate(rows: &[Vec<Pick>], policy: &[Option<usize>], lane: usize) -> (Vec<f64>, f64) {
    let equation = |(picks, pick): (&Vec<Pick>, &Option<usize>)| match pick {
        Some(pick) => Equation { from: picks[*pick].inside.clone(), plus: picks[*pick].outside[lane] },
        None => Equation::default(),
    };
    solve(&rows.iter().zip(policy).map(equation).collect::<Vec<_>>())
}

fn is_sure(pick: &Pick, sure: &[bool]) -> bool {
    pick.outside[0] > f64::NEG_INFINITY && pick.inside.iter().all(|(row, _)| sure[*row])
}

/// A policy that surely comes to an end wherever one does.
fn surely(rows: &[Vec<Pick>]) -> Vec<Option<usize>> {
    let mut sure = vec![true; rows.len()];
    loop {
        let policy = nearest(rows, |_, pick| is_sure(pick, &sure));
        let now: Vec<bool> = policy.iter().map(Option::is_some).collect();
        if now == sure {
            return policy;
        }
        sure = now;
    }
}

/// Of the allowed picks of each node the first that leads nearer to a way out; none where none does.
fn nearest(rows: &[Vec<Pick>], allowed: impl Fn(usize, &Pick) -> bool) -> Vec<Option<usize>> {
    let mut policy: Vec<Option<usize>> = vec![None; rows.len()];
    loop {
        let nearer = |row: usize| {
            rows[row].iter().position(|pick| {
                (pick.leaves || pick.inside.iter().any(|(next, _)| policy[*next].is_some()))
                    && allowed(row, pick)
            })
        };
        let far = (0..rows.len()).filter(|row| policy[*row].is_none());
        let found: Vec<_> = far.filter_map(|row| Some((row, nearer(row)?))).collect();
        if found.is_empty() {
            return policy;
        }
        for (row, pick) in found {
            policy[row] = Some(pick);
        }
    }
}

/// Tells of each node whether plays can be kept among such nodes of the circle forever.
fn stays(rows: &[Vec<Pick>]) -> Vec<bool> {
    let mut stays = vec![true; rows.len()];
    loop {
        let keeps = |pick: &Pick| !pick.leaves && pick.inside.iter().all(|(row, _)| stays[*row]);
        let still: Vec<bool> =
            rows.iter().zip(&stays).map(|(picks, stays)| *stays && picks.iter().any(keeps)).collect();
        if still == stays {
            return stays;
        }
        stays = still;
    }
}
