//! How many plays there are.

use super::space::{NodeId, Space};
use super::sweep::Sweep;

/// Counts the plays of a space without circles, as a decimal number: sequences of picks and of ways in which chances fall, up to
/// an ending or a fault.
pub(super) fn count(space: &Space, order: &Sweep) -> String {
    let small = sums(space, order, &1, |sum: &mut u128, more| {
        *sum = sum.checked_add(*more)?;
        Some(())
    });
    let large = || {
        sums(space, order, &Large(vec![1]), |sum: &mut Large, more| {
            sum.add(more);
            Some(())
        })
    };
    small.map(|count| count.to_string()).or_else(|| Some(large()?.decimal())).unwrap_or_default()
}

/// Sums up from the ends to the starts; nothing where a sum does not fit.
fn sums<T: Default + Clone>(
    space: &Space,
    order: &Sweep,
    one: &T,
    add: impl Fn(&mut T, &T) -> Option<()>,
) -> Option<T> {
    let mut counts = vec![T::default(); space.nodes()];
    let mut fits = Some(());
    let sum = |counts: &[T], nodes: &mut dyn Iterator<Item = NodeId>| {
        let mut sum = T::default();
        for node in nodes {
            add(&mut sum, &counts[node as usize])?;
        }
        Some(sum)
    };
    order.backward(|part| {
        for node in part {
            let is_end = space.options(*node).is_empty();
            let count = if is_end { Some(one.clone()) } else { sum(&counts, &mut space.leads(*node)) };
            match count {
                Some(count) => counts[*node as usize] = count,
                None => fits = None,
            }
        }
    });
    fits?;
    sum(&counts, &mut space.starts.iter().map(|(node, _)| *node))
}

/// A whole number of any size, its lowest 64 bits first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Large(Vec<u64>);

impl Large {
    fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let mut carry = false;
        for (position, digit) in self.0.iter_mut().enumerate() {
            let more = other.0.get(position).copied().unwrap_or(0);
            (*digit, carry) = digit.carrying_add(more, carry);
        }
        self.0.extend(carry.then_some(1));
    }

    fn decimal(mut self) -> String {
        const TEN_TO_19: u128 = 10_u128.pow(19);
        let mut parts = Vec::new();
        while !self.0.is_empty() {
            let mut rest = 0;
            for digit in self.0.iter_mut().rev() {
                let number = rest << 64 | u128::from(*digit);
                (*digit, rest) = ((number / TEN_TO_19) as u64, number % TEN_TO_19);
            }
            parts.push(rest);
            while self.0.last() == Some(&0) {
                self.0.pop();
            }
        }
        let first = parts.pop().unwrap_or(0).to_string();
        parts.iter().rev().fold(first, |text, part| format!("{text}{part:019}"))
    }
}
