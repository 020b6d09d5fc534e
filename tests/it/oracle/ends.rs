//! What can happen at all, whatever the odds.

use std::collections::{BTreeMap, BTreeSet};

use super::chain::reaching;
use super::enumerator::{Everything, Node, Open};
use super::step::Happened;

impl<'a> Everything<'a> {
    /// What happens in any play: scenes, events, processes, branches and endings. A step that fails does not happen.
    pub(crate) fn happened(&self) -> BTreeSet<&Happened<'a>> {
        let picks = self.nodes.iter().flat_map(Node::open).flat_map(|open| &open.ways);
        let ways = self.starts.iter().chain(picks).filter(|way| self.state(way.to).is_some());
        ways.flat_map(|way| &way.happened).collect()
    }

    /// The choices that can be picked in any play, as `scene.choice`.
    pub(crate) fn choices(&self) -> BTreeSet<String> {
        let name = |node: &Node<'a>, open: &Open<'a>| match node {
            Node::Decision(state, _) => format!("{}.{}", self.world.scene_id(state.place), open.id),
            Node::Ended(_) | Node::Failed(_) => unreachable!("nothing is open there"),
        };
        self.nodes.iter().flat_map(|node| node.open().iter().map(move |open| name(node, open))).collect()
    }

    /// The nodes that lead to each.
    pub(crate) fn before(&self) -> Vec<BTreeSet<usize>> {
        let mut before = vec![BTreeSet::new(); self.nodes.len()];
        for (from, node) in self.nodes.iter().enumerate() {
            node.next().for_each(|to| _ = before[to].insert(from));
        }
        before
    }

    /// For every ending that can be reached, by id, the nodes from which it can.
    pub(crate) fn reaching(&self) -> BTreeMap<&'a str, Vec<bool>> {
        let before = self.before();
        let ending = |node: &Node<'a>| match node {
            Node::Ended(state) => self.world.ending(state),
            Node::Decision(..) | Node::Failed(_) => None,
        };
        let ids: BTreeSet<_> = self.nodes.iter().filter_map(ending).collect();
        let nodes = |id| self.nodes.iter().map(|node| ending(node) == Some(id)).collect::<Vec<_>>();
        ids.into_iter().map(|id| (id, reaching(&before, &nodes(id)))).collect()
    }

    /// How many nodes are in circles or between two of them; 0 where every play is over at some time.
    pub(crate) fn circling(&self) -> usize {
        let before = self.before();
        let mut left = vec![true; self.nodes.len()];
        loop {
            let leads_on = |node: usize| self.nodes[node].next().any(|next| left[next]);
            let still: Vec<bool> = (0..left.len())
                .map(|node| left[node] && leads_on(node) && before[node].iter().any(|from| left[*from]))
                .collect();
            if still == left {
                return left.into_iter().filter(|left| *left).count();
            }
            left = still;
        }
    }

    /// Returns the nodes so that each stands before those it leads to; nothing where there is a circle.
    fn sorted(&self) -> Option<Vec<usize>> {
        let mut before: Vec<usize> = self.before().iter().map(BTreeSet::len).collect();
        let mut open: Vec<usize> = (0..before.len()).filter(|node| before[*node] == 0).collect();
        let mut sorted = Vec::new();
        while let Some(node) = open.pop() {
            sorted.push(node);
            for next in self.nodes[node].next().collect::<BTreeSet<_>>() {
                before[next] -= 1;
                if before[next] == 0 {
                    open.push(next);
                }
            }
        }
        (sorted.len() == self.nodes.len()).then_some(sorted)
    }

    /// How many plays there are: sequences of picks and branches up to an ending or a fault. Nothing where there are
    /// infinitely many.
    pub(crate) fn plays(&self) -> Option<u128> {
        let mut plays = vec![0_u128; self.nodes.len()];
        for node in self.sorted()?.into_iter().rev() {
            let after = self.nodes[node].next().map(|next| plays[next]).sum();
            plays[node] = if self.nodes[node].is_end() { 1 } else { after };
        }
        Some(self.starts.iter().map(|way| plays[way.to]).sum())
    }

    /// The fewest picks after which a play can come to an ending; nothing where none does.
    pub(crate) fn shortest(&self) -> Option<usize> {
        let mut now: BTreeSet<usize> = self.starts.iter().map(|way| way.to).collect();
        let mut met = now.clone();
        for picks in 0.. {
            if now.iter().any(|node| matches!(self.nodes[*node], Node::Ended(_))) {
                return Some(picks);
            }
            now = now
                .iter()
                .flat_map(|node| self.nodes[*node].next())
                .filter(|next| met.insert(*next))
                .collect();
            if now.is_empty() {
                break;
            }
        }
        None
    }

    /// The most picks after which a play can come to an ending; nothing where there is no limit, or no ending.
    pub(crate) fn longest(&self) -> Option<usize> {
        let mut picks = vec![None; self.nodes.len()];
        for node in self.sorted()?.into_iter().rev() {
            let after = self.nodes[node].next().filter_map(|next| picks[next]).max();
            let ended = matches!(self.nodes[node], Node::Ended(_)).then_some(0);
            picks[node] = ended.or(after.map(|after: usize| after + 1));
        }
        self.starts.iter().filter_map(|way| picks[way.to]).max()
    }
}

impl Open<'_> {
    /// The endings that can be reached after this choice, given [`Everything::reaching`].
    pub(crate) fn endings<'a>(&self, reaching: &BTreeMap<&'a str, Vec<bool>>) -> BTreeSet<&'a str> {
        let leads = |reaches: &[bool]| self.ways.iter().any(|way| reaches[way.to]);
        reaching.iter().filter(|(_, reaches)| leads(reaches)).map(|(id, _)| *id).collect()
    }
}
