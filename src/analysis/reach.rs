//! Which endings can still be reached.

use super::space::Space;
use super::sweep::Sweep;
use crate::simulation::{Position, Program};

/// So many endings are looked at in one go.
pub(super) const AT_ONCE: usize = 64;

/// The endings that can be reached from each node, as bits: [`AT_ONCE`] from a first one on.
pub(super) fn reaching(program: &Program, space: &Space, sweep: &Sweep, first: usize) -> Vec<u64> {
    let mut reach = vec![0_u64; space.nodes()];
    sweep.backward(|part| {
        let mut all = 0;
        for node in part {
            let ended = space.options(*node).is_empty().then(|| space.position(program, *node)).flatten();
            if let Some(Position::Ending(ending)) = ended {
                all |=
                    ending.index().checked_sub(first).filter(|bit| *bit < AT_ONCE).map_or(0, |bit| 1 << bit);
            }
            all = space.leads(*node).fold(all, |all, to| all | reach[to as usize]);
        }
        for node in part {
            reach[*node as usize] = all;
        }
    });
    reach
}
