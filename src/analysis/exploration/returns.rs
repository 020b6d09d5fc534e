//! Choices after which an ending is lost for good.

use super::result::Return;
use super::witnessed::Plays;
use crate::analysis::odds::Odds;
use crate::analysis::reach::{AT_ONCE, reaching};
use crate::analysis::space::{NodeId, Space};
use crate::analysis::sweep::Sweep;

/// What is known of one choice and one ending.
#[derive(Debug, Clone, Copy, Default)]
struct Loss {
    /// How often plays by lot come to a state in which the choice loses the ending.
    lost: f64,
    /// The first such state.
    first: Option<NodeId>,
    /// Whether it does not in some state that offers it.
    kept: bool,
}

/// Finds the points of no return, by choice and ending in declared order.
pub(super) fn returns(space: &Space, sweep: &Sweep, plays: &Plays<'_>) -> Vec<Return> {
    let (story, program) = (plays.story, plays.story.program());
    let even = |_, options: std::ops::Range<usize>, shares: &mut Vec<f64>| {
        shares.resize(options.len(), 1.0 / options.len() as f64);
    };
    let visits = Odds::in_space(space, sweep, even).visits;
    let sizes = program.sizes();
    let mut offered = vec![0.0; sizes.choices];
    for node in 0..space.states() as NodeId {
        for option in space.options(node) {
            offered[space.choice(option).index()] += visits[node as usize];
        }
    }
    let mut found = Vec::new();
    for first in (0..sizes.endings).step_by(AT_ONCE) {
        let endings = AT_ONCE.min(sizes.endings - first);
        let mut losses = vec![Loss::default(); sizes.choices * endings];
        let reach = reaching(program, space, sweep, first);
        for node in 0..space.states() as NodeId {
            // What can be reached after each option, and what of it with another decision in between.
            let after: Vec<(u64, u64)> = space
                .options(node)
                .map(|option| {
                    space.ways(option).fold((0, 0), |(all, later), (to, _)| {
                        let decides = if space.options(to).is_empty() { 0 } else { reach[to as usize] };
                        (all | reach[to as usize], later | decides)
                    })
                })
                .collect();
            let later = after.iter().fold(0, |all, (_, later)| all | later);
            for (option, (reached, _)) in space.options(node).zip(&after) {
                let gone = later & !reached;
                for ending in 0..endings {
                    let loss = &mut losses[space.choice(option).index() * endings + ending];
                    if gone >> ending & 1 == 1 {
                        loss.lost += visits[node as usize];
                        loss.first.get_or_insert(node);
                    } else {
                        loss.kept = true;
                    }
                }
            }
        }
        for choice in program.every_choice() {
            for (ending, loss) in losses[choice.index() * endings..][..endings].iter().enumerate() {
                let (Some(node), Some((id, _))) =
                    (loss.first, story.scenario().endings.get_index(first + ending))
                else {
                    continue;
                };
                found.push(Return {
                    choice: story.choice_path(choice),
                    ending: id.clone(),
                    always: !loss.kept,
                    share: if loss.kept { loss.lost / offered[choice.index()] } else { 1.0 },
                    witness: plays.to(node),
                });
            }
        }
    }
    found
}
