//! The state of a play, packed into bits, and how a program lays it out.

use std::fmt;

/// The most bits that a state may hold.
pub const MAX_BITS: usize = 1024;

/// How many 64-bit words hold [`MAX_BITS`].
const WORDS: usize = MAX_BITS / 64;

/// Everything that decides what can happen next, and nothing else: where the story is, meters, trust,
/// facts, the clock, which events are armed or due, and what was seen or chosen where something reads it.
///
/// A copy is 128 bytes. Only the program that made a state can read it; two states of one program are
/// equal exactly if everything in them is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct State {
    /// The first word says where the story is: [`State::place`] in its low half, [`State::resume`] in its high
    /// half. Slots hold the rest.
    words: [u64; WORDS],
}

impl State {
    /// The state in which every slot has its least value.
    pub(super) const ZERO: Self = Self { words: [0; WORDS] };

    /// The position of the story: a scene, or past the scenes an ending.
    #[inline]
    pub(super) const fn place(&self) -> u32 {
        self.words[0] as u32
    }

    /// The scene to go back to plus one; 0 for none.
    #[inline]
    pub(super) const fn resume(&self) -> u32 {
        (self.words[0] >> 32) as u32
    }

    /// Moves the story to a position, with a scene to go back to plus one.
    #[inline]
    pub(super) const fn stand(&mut self, place: u32, resume: u32) {
        self.words[0] = place as u64 | (resume as u64) << 32;
    }

    /// Returns the words that a program with so many bits uses; the rest are zero.
    pub fn words(&self, bits: usize) -> &[u64] {
        &self.words[..bits.div_ceil(64).min(WORDS)]
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let used = self.words.iter().rposition(|word| *word != 0).map_or(0, |last| last + 1);
        write!(f, "State({:x?})", &self.words[..used])
    }
}

/// Where in a state a number stands, and its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Slot {
    word: u8,
    shift: u8,
    /// As many low ones as it takes bits.
    mask: u32,
    min: i32,
    /// The greatest value above `min`.
    top: u32,
}

impl Slot {
    /// The slot of [`State::place`], in `0..=top`.
    pub(super) const fn place(top: u32) -> Self {
        Self { word: 0, shift: 0, mask: u32::MAX, min: 0, top }
    }

    /// The slot of [`State::resume`], in `0..=top`.
    pub(super) const fn resume(top: u32) -> Self {
        Self { word: 0, shift: 32, mask: u32::MAX, min: 0, top }
    }

    /// Reads the number.
    #[inline]
    pub(super) fn get(self, state: &State) -> i64 {
        i64::from(self.raw(state)) + i64::from(self.min)
    }

    /// Writes a number, clamped to the range.
    #[inline]
    pub(super) fn set(self, state: &mut State, value: i64) {
        self.put(state, self.clamped(value));
    }

    /// Adds to the number, clamped to the range.
    #[inline]
    pub(super) fn add(self, state: &mut State, by: i32) {
        let sum = i64::from(self.raw(state)) + i64::from(by);
        self.put(state, sum.clamp(0, self.top.into()) as u32);
    }

    /// The range of the number, from the least value to the greatest.
    pub(super) fn range(self) -> std::ops::RangeInclusive<i64> {
        let min = i64::from(self.min);
        min..=min + i64::from(self.top)
    }

    /// The greatest value above the least one.
    pub(super) const fn top(self) -> u32 {
        self.top
    }

    /// A number above the least value, clamped to the range.
    pub(super) fn clamped(self, value: i64) -> u32 {
        value.saturating_sub(self.min.into()).clamp(0, self.top.into()) as u32
    }

    /// Reads the number above the least value.
    #[inline]
    pub(super) fn raw(self, state: &State) -> u32 {
        (state.words[usize::from(self.word) % WORDS] >> self.shift) as u32 & self.mask
    }

    /// Writes the number above the least value, which must be in range.
    #[inline]
    pub(super) fn put(self, state: &mut State, raw: u32) {
        let word = &mut state.words[usize::from(self.word) % WORDS];
        *word = *word & !(u64::from(self.mask) << self.shift) | (u64::from(raw) << self.shift);
    }
}

/// A range for a number: `low..=low + span`, both counted from the number's least value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Within {
    pub(super) slot: Slot,
    pub(super) low: u32,
    pub(super) span: u32,
}

impl Within {
    /// What every state satisfies: a number without bits, which is always 0, is 0.
    pub(super) const ALWAYS: Self =
        Self { slot: Slot { word: 0, shift: 0, mask: 0, min: 0, top: 0 }, low: 0, span: 0 };

    /// Says whether the number lies in the range.
    #[inline]
    pub(super) fn holds(self, state: &State) -> bool {
        self.slot.raw(state).wrapping_sub(self.low) <= self.span
    }
}

/// Hands out the bits of a state past the first word. No slot crosses a word.
#[derive(Debug)]
pub(super) struct Layout {
    /// For each word, how many bits are taken.
    taken: Vec<u32>,
}

impl Layout {
    pub(super) fn new() -> Self {
        Self { taken: vec![u64::BITS] }
    }

    /// Reserves room for a number in `min..=max`; `None` where the state is full.
    pub(super) fn slot(&mut self, min: i32, max: i32) -> Option<Slot> {
        let top = max.abs_diff(min);
        let bits = u32::BITS - top.leading_zeros();
        if bits == 0 {
            return Some(Slot { word: 0, shift: 0, mask: 0, min, top: 0 });
        }
        let word = match self.taken.iter().position(|taken| taken + bits <= u64::BITS) {
            Some(word) => word,
            None if self.taken.len() < WORDS => {
                self.taken.push(0);
                self.taken.len() - 1
            }
            None => return None,
        };
        let shift = self.taken[word] as u8;
        self.taken[word] += bits;
        Some(Slot { word: word as u8, shift, mask: u32::MAX >> (u32::BITS - bits), min, top })
    }

    /// The bits of the words in use.
    pub(super) const fn span(&self) -> usize {
        self.taken.len() * 64
    }
}
