//! What plays come to: endings, numbers, faults.

use std::collections::BTreeMap;

use super::result::Distribution;
use crate::analysis::odds::Odds;
use crate::analysis::policy::Objective;
use crate::analysis::space::{NodeId, Space};
use crate::scenario::model::Good;
use crate::simulation::{Position, State, Story};

/// What the ends of a space hold.
pub(super) struct Ends {
    /// By ending: how likely it is, and the first node of it.
    pub(super) endings: Vec<(Sum, Option<NodeId>)>,
    /// By number that was asked for.
    pub(super) numbers: Vec<Values>,
}

/// The values that a number has at the ends.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    spread: BTreeMap<i64, Sum>,
    /// The least with the first node that has it, and the greatest.
    pub(super) least: Option<(i64, NodeId)>,
    pub(super) greatest: Option<(i64, NodeId)>,
}

/// A sum of many small numbers, with what rounding lost (Neumaier 1974).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    sum: f64,
    lost: f64,
}

impl Ends {
    /// Looks at every end; without odds, everything is as likely as not at all.
    pub(super) fn of(story: &Story, space: &Space, odds: Option<&Odds>, numbers: &[Objective]) -> Self {
        let program = story.program();
        let mut ends = Self {
            endings: vec![(Sum::default(), None); program.sizes().endings],
            numbers: vec![Values::default(); numbers.len()],
        };
        for (node, ending, state) in endings(story, space) {
            let share = odds.map_or(0.0, |odds| odds.visits[node as usize]);
            let (sum, first) = &mut ends.endings[ending];
            sum.add(share);
            first.get_or_insert(node);
            for (values, number) in ends.numbers.iter_mut().zip(numbers) {
                if let Some(value) = number.raw(program, &state) {
                    values.add(value, share, node);
                }
            }
        }
        ends
    }
}

/// Every node that is an ending, with the ending's position and the state.
pub(super) fn endings(story: &Story, space: &Space) -> impl Iterator<Item = (NodeId, usize, State)> {
    let ends = (0..space.states() as NodeId).filter(|node| space.options(*node).is_empty());
    ends.filter_map(|node| {
        let state = space.state(node)?;
        match story.program().position(&state) {
            Position::Ending(ending) => Some((node, ending.index(), state)),
            // Where the exploring came to no end, decisions that were not followed have no options.
            Position::Scene(_) => None,
        }
    })
}

/// Which end of a number is the better one.
pub(super) const fn good(number: Objective) -> Good {
    match number {
        Objective::Meter(_, good) => good,
        _ => Good::High,
    }
}

impl Values {
    fn add(&mut self, value: i64, share: f64, node: NodeId) {
        if share > 0.0 {
            self.spread.entry(value).or_default().add(share);
        }
        if self.least.is_none_or(|(least, _)| value < least) {
            self.least = Some((value, node));
        }
        if self.greatest.is_none_or(|(greatest, _)| value > greatest) {
            self.greatest = Some((value, node));
        }
    }

    /// How the number is spread; nothing where no play has a value of it.
    pub(super) fn distribution(&self) -> Option<Distribution> {
        let histogram: BTreeMap<i64, f64> =
            self.spread.iter().map(|(value, sum)| (*value, sum.total())).collect();
        let (mut all, mut weighed) = (Sum::default(), Sum::default());
        for (value, share) in &histogram {
            all.add(*share);
            weighed.add(*share * *value as f64);
        }
        let all = all.total();
        let quantile = |of_100: f64| {
            let mut sum = Sum::default();
            let found = histogram.iter().find_map(|(value, share)| {
                sum.add(*share);
                // What is exact to be reached shall not be missed by rounding.
                (sum.total() >= of_100 / 100.0 * all - 1e-12).then_some(*value)
            });
            found.or_else(|| Some(*histogram.keys().next_back()?))
        };
        Some(Distribution {
            mean: weighed.total() / all,
            p5: quantile(5.0)?,
            p25: quantile(25.0)?,
            p50: quantile(50.0)?,
            p75: quantile(75.0)?,
            p95: quantile(95.0)?,
            histogram,
        })
    }
}

impl Sum {
    pub(super) fn add(&mut self, number: f64) {
        let sum = self.sum + number;
        self.lost += if self.sum.abs() >= number.abs() {
            (self.sum - sum) + number
        } else {
            (number - sum) + self.sum
        };
        self.sum = sum;
    }

    pub(super) fn total(self) -> f64 {
        self.sum + self.lost
    }
}
