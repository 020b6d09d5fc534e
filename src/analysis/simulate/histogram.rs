//! How often a number took each value.

use std::collections::BTreeMap;

use serde::Serialize;

/// How often a number took each value. Those of 0..=100, where meters and trust always lie, are counted without searching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Histogram {
    usual: Box<[u64; 101]>,
    others: BTreeMap<i64, u64>,
}

/// What is told of a number: in the middle, and how it spreads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Numbers {
    /// The mean.
    pub mean: f64,
    /// The standard error of the mean.
    pub error: f64,
    /// 5 of 100 values are at most this; like every quantile here, it is a value that was met.
    pub p5: i64,
    /// The first quarter.
    pub p25: i64,
    /// The median.
    pub p50: i64,
    /// The third quarter.
    pub p75: i64,
    /// 95 of 100 values are at most this.
    pub p95: i64,
    /// How often each value was met, ascending; values never met are left out.
    pub histogram: BTreeMap<i64, u64>,
}

impl Default for Histogram {
    fn default() -> Self {
        Self { usual: Box::new([0; 101]), others: BTreeMap::new() }
    }
}

impl Histogram {
    /// Counts a value.
    #[inline]
    pub(super) fn add(&mut self, value: i64) {
        self.add_many(value, 1);
    }

    #[inline]
    fn add_many(&mut self, value: i64, count: u64) {
        match usize::try_from(value).ok().and_then(|value| self.usual.get_mut(value)) {
            Some(usual) => *usual += count,
            None => *self.others.entry(value).or_default() += count,
        }
    }

    /// Adds what another one counted.
    pub(super) fn merge(&mut self, other: &Self) {
        other.values().for_each(|(value, count)| self.add_many(value, count));
    }

    /// Returns the values that were met, in no order, each with how often.
    fn values(&self) -> impl Iterator<Item = (i64, u64)> {
        let usual = (0..).zip(self.usual.iter().copied()).filter(|(_, count)| *count > 0);
        usual.chain(self.others.iter().map(|(value, count)| (*value, *count)))
    }

    /// Says how the number spreads; nothing where none was counted.
    pub(super) fn numbers(&self) -> Option<Numbers> {
        let histogram: BTreeMap<_, _> = self.values().collect();
        let count: u64 = histogram.values().sum();
        let quantile = |of_100: u64| {
            // The least value that so many of 100 do not exceed.
            let wanted = (u128::from(count) * u128::from(of_100)).div_ceil(100);
            let mut sum = 0;
            histogram.iter().find_map(|(value, count)| {
                sum += u128::from(*count);
                (sum >= wanted).then_some(*value)
            })
        };
        let mean_of = |f: &dyn Fn(f64) -> f64| {
            histogram.iter().map(|(value, count)| f(*value as f64) * *count as f64).sum::<f64>()
                / count as f64
        };
        let mean = mean_of(&|value| value);
        let variance = mean_of(&|value| (value - mean) * (value - mean));
        Some(Numbers {
            mean,
            // Of a single play nothing is known about the spread.
            error: (variance / count.saturating_sub(1).max(1) as f64).sqrt(),
            p5: quantile(5)?,
            p25: quantile(25)?,
            p50: quantile(50)?,
            p75: quantile(75)?,
            p95: quantile(95)?,
            histogram,
        })
    }
}
