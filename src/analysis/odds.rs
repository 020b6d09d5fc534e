//! How likely each end of a play is.

use std::collections::BTreeMap;

use super::graph::{Graph, Node, Offered};

/// How often a play comes to each node, on average; at an end that is how likely it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Odds {
    /// The expected number of visits of each node.
    pub visits: Vec<f64>,
    /// The share of plays that never end.
    pub endless: f64,
    /// By how much the equations of circles are missed at most; 0 without circles.
    pub residual: f64,
}

/// The policy that picks every open choice equally often.
pub fn uniform(options: &[Offered]) -> Vec<f64> {
    vec![1.0 / options.len() as f64; options.len()]
}

impl Odds {
    /// Follows a policy, which gives each open choice of a decision its share; the shares sum to 1.
    ///
    /// Nodes that lead to each other in a circle are solved together, as linear equations; a circle that nothing leads out of
    /// keeps all plays that come to it.
    pub fn of(graph: &Graph, policy: impl Fn(&[Offered]) -> Vec<f64>) -> Self {
        let count = graph.nodes.len();
        let to: Vec<Vec<(usize, f64)>> = graph.nodes.iter().map(|node| leads(node, &policy)).collect();
        let mut odds = Self { visits: vec![0.0; count], endless: 0.0, residual: 0.0 };
        for &(start, share) in &graph.starts {
            odds.visits[start] += share;
        }
        let parts = parts(&to);
        let mut part_of = vec![0; count];
        for (number, part) in parts.iter().enumerate() {
            for node in part {
                part_of[*node] = number;
            }
        }
        for (number, part) in parts.iter().enumerate() {
            let inside = |next: usize| part_of[next] == number;
            odds.solve(&to, part, inside);
            for &from in part {
                for &(next, share) in to[from].iter().filter(|(next, _)| !inside(*next)) {
                    odds.visits[next] += odds.visits[from] * share;
                }
            }
        }
        odds
    }

    /// Turns what flows into a part into how often its nodes are visited.
    fn solve(&mut self, to: &[Vec<(usize, f64)>], part: &[usize], inside: impl Fn(usize) -> bool) {
        let ways = || part.iter().flat_map(|from| &to[*from]);
        if !ways().any(|(next, _)| inside(*next)) {
            return;
        }
        if ways().all(|(next, _)| inside(*next)) {
            self.endless += part.iter().map(|node| self.visits[*node]).sum::<f64>();
            return;
        }
        // What a node is visited is what flows into the part there, and what comes from the part's own nodes.
        let size = part.len();
        let row_of: BTreeMap<usize, usize> = part.iter().copied().zip(0..).collect();
        let mut rows = vec![vec![0.0; size + 1]; size];
        for (row, node) in part.iter().enumerate() {
            rows[row][row] = 1.0;
            rows[row][size] = self.visits[*node];
        }
        for (column, from) in part.iter().enumerate() {
            for (next, share) in to[*from].iter().filter(|(next, _)| inside(*next)) {
                rows[row_of[next]][column] -= share;
            }
        }
        let equations = rows.clone();
        let visits = eliminate(rows);
        for row in &equations {
            let left: f64 = row.iter().zip(&visits).map(|(a, x)| a * x).sum();
            self.residual = self.residual.max((left - row[size]).abs());
        }
        for (node, visits) in part.iter().zip(visits) {
            self.visits[*node] = visits;
        }
    }
}

/// Returns what a node leads to under a policy, each node once for each choice.
fn leads(node: &Node, policy: impl Fn(&[Offered]) -> Vec<f64>) -> Vec<(usize, f64)> {
    match node {
        Node::Ending(_) | Node::Fault(_) => Vec::new(),
        Node::Decision(options) => {
            let shares = policy(options);
            let ways = options.iter().zip(shares).filter(|(_, share)| *share > 0.0);
            ways.flat_map(|(option, share)| option.to.iter().map(move |(next, odds)| (*next, share * odds)))
                .collect()
        }
    }
}

/// Solves linear equations, the right side last in each row, by Gauss with the largest pivot of each column.
fn eliminate(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    let size = rows.len();
    for column in 0..size {
        let pivot = (column..size).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
        rows.swap(column, pivot.unwrap_or(column));
        let (above, below) = rows.split_at_mut(column + 1);
        let pivot = &above[column];
        for row in below {
            let factor = row[column] / pivot[column];
            if factor != 0.0 {
                row.iter_mut().zip(pivot).skip(column).for_each(|(a, b)| *a -= factor * b);
            }
        }
    }
    let mut x = vec![0.0; size];
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|column| rows[row][column] * x[column]).sum();
        x[row] = (rows[row][size] - known) / rows[row][row];
    }
    x
}

/// Returns the strongly connected parts, each before those that it leads to (Tarjan 1972, without recursion).
fn parts(to: &[Vec<(usize, f64)>]) -> Vec<Vec<usize>> {
    const NEW: usize = usize::MAX;
    let (mut number, mut low) = (vec![NEW; to.len()], vec![0; to.len()]);
    let (mut open, mut is_open) = (Vec::new(), vec![false; to.len()]);
    let (mut next_number, mut parts) = (0, Vec::new());
    for root in 0..to.len() {
        if number[root] != NEW {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((node, tried)) = path.last_mut() {
            let node = *node;
            if *tried == 0 {
                (number[node], low[node]) = (next_number, next_number);
                next_number += 1;
                open.push(node);
                is_open[node] = true;
            }
            if let Some((next, _)) = to[node].get(*tried) {
                *tried += 1;
                if number[*next] == NEW {
                    path.push((*next, 0));
                } else if is_open[*next] {
                    low[node] = low[node].min(number[*next]);
                }
                continue;
            }
            path.pop();
            if let Some((before, _)) = path.last() {
                low[*before] = low[*before].min(low[node]);
            }
            if low[node] == number[node] {
                let begin = open.iter().rposition(|other| *other == node).unwrap_or(0);
                let part = open.split_off(begin);
                for node in &part {
                    is_open[*node] = false;
                }
                parts.push(part);
            }
        }
    }
    parts.reverse();
    parts
}
