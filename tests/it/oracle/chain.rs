//! Chains of nodes without picks, solved by taking one node out after the other.

use std::collections::{BTreeMap, BTreeSet};

/// Nodes with the odds of what follows each, and nothing at an end.
pub(crate) struct Chain {
    /// The nodes from which an end can be reached, in the order in which they were taken out; each with the odds of
    /// coming next to each of those that were left.
    taken: Vec<(usize, BTreeMap<usize, f64>)>,
    /// The nodes from which no end can be reached.
    pub(crate) endless: Vec<bool>,
}

impl Chain {
    /// Solves a chain. A node is taken out by leading those before it to where it leads (Grassmann, Taksar and Heyman
    /// 1985): odds are only added, multiplied and divided, so that no digits are lost to differences.
    pub(crate) fn new(mut rows: Vec<BTreeMap<usize, f64>>) -> Self {
        let is_end: Vec<bool> = rows.iter().map(BTreeMap::is_empty).collect();
        let mut before = vec![BTreeSet::new(); rows.len()];
        for (node, row) in rows.iter().enumerate() {
            for next in row.keys() {
                before[*next].insert(node);
            }
        }
        let ends = reaching(&before, &is_end);
        let mut taken = Vec::new();
        for node in order(&rows).into_iter().filter(|node| ends[*node] && !is_end[*node]) {
            let mut row = std::mem::take(&mut rows[node]);
            row.remove(&node);
            let leaves: f64 = row.values().sum();
            for (next, odds) in &mut row {
                *odds /= leaves;
                before[*next].remove(&node);
            }
            for from in std::mem::take(&mut before[node]) {
                let Some(share) = rows[from].remove(&node) else { continue };
                for (next, odds) in &row {
                    *rows[from].entry(*next).or_default() += share * odds;
                    before[*next].insert(from);
                }
            }
            taken.push((node, row));
        }
        Self { taken, endless: ends.iter().map(|ends| !ends).collect() }
    }

    /// Returns what is expected from every node on, where a play is worth `worth` at the end or endless node it comes to.
    pub(crate) fn expect(&self, mut worth: Vec<f64>) -> Vec<f64> {
        for (node, row) in self.taken.iter().rev() {
            worth[*node] = row.iter().map(|(next, odds)| odds * worth[*next]).sum();
        }
        worth
    }

    /// Returns how likely plays end at each node, or come to it if it is endless, given how likely they begin there.
    pub(crate) fn arrive(&self, mut begin: Vec<f64>) -> Vec<f64> {
        for (node, row) in &self.taken {
            let share = std::mem::take(&mut begin[*node]);
            for (next, odds) in row {
                begin[*next] += share * odds;
            }
        }
        begin
    }
}

/// Tells of each node whether it is one of some, or leads to one of them.
pub(crate) fn reaching(before: &[BTreeSet<usize>], goals: &[bool]) -> Vec<bool> {
    let mut reaches = vec![false; goals.len()];
    let mut open: Vec<usize> = (0..goals.len()).filter(|node| goals[*node]).collect();
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut reaches[node], true) {
            open.extend(&before[node]);
        }
    }
    reaches
}

/// Returns the nodes so that each stands before those it leads to, but in circles: what is taken out then leads few others on.
fn order(rows: &[BTreeMap<usize, f64>]) -> Vec<usize> {
    let mut done = Vec::new();
    let mut met = vec![false; rows.len()];
    for root in 0..rows.len() {
        let mut path = vec![(root, false)];
        while let Some((node, is_left)) = path.pop() {
            if is_left {
                done.push(node);
            } else if !std::mem::replace(&mut met[node], true) {
                path.push((node, true));
                path.extend(rows[node].keys().map(|next| (*next, false)));
            }
        }
    }
    done.reverse();
    done
}
