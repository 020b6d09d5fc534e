//! What ways to decide can make of endings and numbers, at most and at least.

use super::ends::endings;
use crate::analysis::best::{Best, LANES};
use crate::analysis::policy::Objective;
use crate::analysis::space::{NodeId, Space};
use crate::analysis::sweep::Sweep;
use crate::scenario::model::Outcome;
use crate::simulation::{State, Story};

/// Something that an end is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Goal {
    /// 1 at an ending, by position, and 0 elsewhere.
    Ending(usize),
    /// 1 at endings that turn out so well.
    Outcome(Outcome),
    /// A number, turned round where its low end is good.
    Number(Objective),
}

/// The least and the most that can be expected; nothing where no way to decide surely comes to an end.
pub(super) type Bounds = Option<(f64, f64)>;

impl Goal {
    /// Plays that fail are worth nothing.
    fn worth(self, story: &Story, ending: usize, state: &State) -> f64 {
        let outcome = || story.scenario().endings.get_index(ending).map(|(_, ending)| ending.value.outcome);
        match self {
            Self::Ending(wanted) => f64::from(u8::from(ending == wanted)),
            Self::Outcome(wanted) => f64::from(u8::from(outcome() == Some(wanted))),
            Self::Number(number) => number.value(story, state).unwrap_or(0.0),
        }
    }
}

/// Works out the bounds of goals, all either odds, where plays may also go on forever, or numbers; also returns by how much an
/// equation is missed at most. Ends early, with fewer bounds, where `go_on` says so.
pub(super) fn bounds(
    story: &Story,
    space: &Space,
    order: &Sweep,
    goals: &[Goal],
    mut go_on: impl FnMut() -> bool,
) -> (Vec<Bounds>, f64) {
    let (mut found, mut residual) = (Vec::new(), 0.0_f64);
    let is_odds = goals.iter().all(|goal| !matches!(goal, Goal::Number(_)));
    let best = Best { space, order, only: None, endless: is_odds.then_some(0.0) };
    let mut values = vec![[0.0; LANES]; space.nodes()];
    for few in goals.chunks(LANES / 2) {
        if !go_on() {
            break;
        }
        values.fill([0.0; LANES]);
        for (node, ending, state) in endings(story, space) {
            for (goal, lanes) in few.iter().zip(values[node as usize].chunks_mut(2)) {
                let worth = goal.worth(story, ending, &state);
                lanes.copy_from_slice(&[-worth, worth]);
            }
        }
        residual = residual.max(best.solve(&mut values));
        for lane in (0..2 * few.len()).step_by(2) {
            let at_start = |lane: usize| {
                let sum = |(node, odds): &(NodeId, f64)| odds * values[*node as usize][lane];
                space.starts.iter().map(sum).sum::<f64>()
            };
            let (least, most) = (0.0 - at_start(lane), at_start(lane + 1));
            found.push(most.is_finite().then_some((least, most)));
        }
    }
    (found, residual)
}
