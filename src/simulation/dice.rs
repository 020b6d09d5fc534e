//! Dice whose every roll depends only on the seed, the place and how often that place was rolled before.

use super::index::SiteIndex;

/// Answers a chance.
pub trait Dice {
    /// Draws.
    fn draw(&mut self, chance: Chance) -> Draw;
}

/// A chance about to fall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chance {
    /// Where it stands in the program.
    pub site: SiteIndex,
    /// The number of its path among the program's paths: chances of one path count rolls together.
    pub path: u32,
    /// The FNV-1a hash of its path.
    pub hash: u64,
    /// The sum of the weights, over zero.
    pub total: u64,
}

/// The answer to a chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draw {
    /// A point in `0..total`; the first branch whose cumulative weight exceeds it is taken.
    Point(u64),
    /// This branch, by position in declared order.
    Branch(usize),
}

/// The dice of a play with a seed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct SeededDice {
    seed: u64,
    /// How often each path was rolled in this play.
    counts: Vec<u32>,
}

impl SeededDice {
    /// Makes the dice of a new play.
    pub const fn new(seed: u64) -> Self {
        Self { seed, counts: Vec::new() }
    }

    /// The seed.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// Counts a roll at a path without making it, and returns how many there were before.
    #[inline]
    pub(super) fn count(&mut self, path: u32) -> u32 {
        let path = path as usize;
        if self.counts.len() <= path {
            self.counts.resize(path + 1, 0);
        }
        let before = self.counts[path];
        self.counts[path] = before + 1;
        before
    }

    /// Begins a new play with another seed, keeping the memory.
    pub fn reset(&mut self, seed: u64) {
        self.seed = seed;
        self.counts.fill(0);
    }
}

impl Dice for SeededDice {
    #[inline]
    fn draw(&mut self, chance: Chance) -> Draw {
        let n = u64::from(self.count(chance.path));
        let point = point(self.seed, chance.hash, n, chance.total);
        Draw::Point(point)
    }
}

/// Returns the point in `0..total` of roll number `n` (from 0) at a path under a seed.
#[inline]
pub fn point(seed: u64, path: u64, n: u64, total: u64) -> u64 {
    let x = mix(mix(seed.wrapping_add(path)).wrapping_add(n));
    ((u128::from(x) * u128::from(total)) >> 64) as u64
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood 2014).
#[inline]
pub const fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The 64-bit FNV-1a hash of a text's bytes.
pub fn fnv1a64(text: &str) -> u64 {
    let mut hash = Fnv1a64::default();
    hash.add(text);
    hash.0
}

/// The 64-bit FNV-1a hash of a text that is given piece by piece.
pub(super) struct Fnv1a64(pub(super) u64);

impl Default for Fnv1a64 {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv1a64 {
    pub(super) fn add(&mut self, text: &str) {
        self.0 =
            text.bytes().fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    }
}
