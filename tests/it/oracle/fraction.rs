//! Odds without rounding.

use std::ops::{Add, Mul};

/// A number from 0 to 1 as a reduced fraction. What does not fit 128 bits ends the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fraction {
    above: u128,
    below: u128,
}

impl Fraction {
    pub(crate) const ZERO: Self = Self { above: 0, below: 1 };
    pub(crate) const ONE: Self = Self { above: 1, below: 1 };

    pub(crate) fn new(above: u128, below: u128) -> Self {
        let common = common(above, below);
        Self { above: above / common, below: below / common }
    }

    pub(crate) fn as_f64(self) -> f64 {
        self.above as f64 / self.below as f64
    }
}

impl Mul for Fraction {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        // Reduced crosswise first, so that products stay as small as they can.
        let (a, b) = (Self::new(self.above, other.below), Self::new(other.above, self.below));
        Self { above: a.above.checked_mul(b.above).unwrap(), below: a.below.checked_mul(b.below).unwrap() }
    }
}

impl Add for Fraction {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let times = |a: u128, b: u128| a.checked_mul(b).unwrap();
        let common = common(self.below, other.below);
        let (one, two) = (other.below / common, self.below / common);
        let above = times(self.above, one).checked_add(times(other.above, two)).unwrap();
        Self::new(above, times(self.below, one))
    }
}

/// Returns the greatest number that divides both; not both are 0.
const fn common(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
