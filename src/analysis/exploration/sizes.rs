//! How many plays there are, and how long they take.

use super::ends::endings;
use super::result::{Bound, Length};
use crate::analysis::odds::Odds;
use crate::analysis::plays::count;
use crate::analysis::space::{NodeId, Space};
use crate::analysis::sweep::Sweep;
use crate::simulation::Story;

/// Counts plays up to an ending or a fault.
pub(super) fn plays(space: &Space, order: &Sweep) -> Bound<String> {
    if order.circles(space) { Bound::Infinite } else { Bound::Finite(count(space, order)) }
}

/// Measures the plays that come to an ending; what is expected counts those that fail, too.
pub(super) fn length(story: &Story, space: &Space, order: &Sweep, odds: &Odds) -> Length {
    let decisions = (0..space.states() as NodeId).filter(|node| !space.options(*node).is_empty());
    let expected = decisions.map(|node| odds.visits[node as usize]).sum();
    let is_ending = is_ending(story, space);
    Length {
        shortest: shortest(space, &is_ending),
        longest: longest(space, order, &is_ending),
        expected: (odds.endless == 0.0).then_some(expected),
    }
}

/// Counts the states from which no ending can be reached, and returns the first of them.
pub(super) fn stuck(story: &Story, space: &Space, order: &Sweep) -> (usize, Option<NodeId>) {
    let mut reaches = is_ending(story, space);
    order.backward(|part| {
        let leads = |node: &NodeId| space.leads(*node).any(|to| reaches[to as usize]);
        let any = part.iter().any(leads);
        for node in part {
            reaches[*node as usize] |= any;
        }
    });
    let mut stuck = (0..space.states()).filter(|node| !reaches[*node]).map(|node| node as NodeId);
    let first = stuck.next();
    (usize::from(first.is_some()) + stuck.count(), first)
}

fn is_ending(story: &Story, space: &Space) -> Vec<bool> {
    let mut is_ending = vec![false; space.nodes()];
    endings(story, space).for_each(|(node, ..)| is_ending[node as usize] = true);
    is_ending
}

fn shortest(space: &Space, is_ending: &[bool]) -> Option<u32> {
    let mut met = vec![false; space.nodes()];
    let mut now: Vec<NodeId> = space.starts.iter().map(|(node, _)| *node).collect();
    for picks in 0.. {
        if now.is_empty() {
            break;
        }
        if now.iter().any(|node| is_ending[*node as usize]) {
            return Some(picks);
        }
        let next = now.iter().flat_map(|node| space.leads(*node));
        now = next.filter(|to| !std::mem::replace(&mut met[*to as usize], true)).collect();
    }
    None
}

fn longest(space: &Space, order: &Sweep, is_ending: &[bool]) -> Option<Bound<u32>> {
    if order.circles(space) {
        return Some(Bound::Infinite);
    }
    let mut picks: Vec<Option<u32>> = is_ending.iter().map(|ending| ending.then_some(0)).collect();
    order.backward(|part| {
        for node in part {
            let after = space.leads(*node).filter_map(|to| picks[to as usize]).max();
            picks[*node as usize] = picks[*node as usize].or_else(|| Some(after? + 1));
        }
    });
    space.starts.iter().filter_map(|(node, _)| picks[*node as usize]).max().map(Bound::Finite)
}
