//! Rows of bits: for each number of a state, one bit for each value that it can have.

use super::super::program::Program;
use super::super::state::Slot;

/// Numbers with more values than this are not told apart value by value: they matter as a whole or not at all.
const MOST_VALUES: u32 = 1024;

/// One bit for each value of each number; [`Shape`] says where.
///
/// As a set of *values* a bit says that the number may have the value. As *cuts* it says that something later can
/// tell the value from the one below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row(Vec<u64>);

/// Where the bits of each number stand.
#[derive(Debug)]
pub(super) struct Shape {
    sections: Vec<Section>,
    words: usize,
}

#[derive(Debug, Clone, Copy)]
struct Section {
    /// The first bit.
    from: usize,
    /// How many values; 0 for what is not followed.
    count: u32,
    /// Whether all values share one bit.
    wide: bool,
}

impl Shape {
    /// Lays out the numbers of a program. Where the story is has no bits: rows belong to a place.
    pub(super) fn of(program: &Program) -> Self {
        let mut from = 0;
        let mut section = |(index, slot): (usize, &Slot)| {
            let values = slot.top() + 1;
            let (count, wide) = if index < STANDING {
                (0, false)
            } else {
                (if values > MOST_VALUES { 1 } else { values }, values > MOST_VALUES)
            };
            let section = Section { from, count, wide };
            from += count as usize;
            section
        };
        let sections = program.slots.iter().enumerate().map(&mut section).collect();
        Self { sections, words: from.div_ceil(64) }
    }

    pub(super) fn empty(&self) -> Row {
        Row(vec![0; self.words])
    }

    /// Every number that has bits, by position.
    pub(super) fn numbers(&self) -> std::ops::Range<usize> {
        STANDING..self.sections.len()
    }

    /// Says whether a number has too many values to be followed one by one.
    pub(super) fn is_wide(&self, number: usize) -> bool {
        self.sections[number].wide
    }
}

/// The numbers that say where the story is come first.
const STANDING: usize = 2;

impl Row {
    /// Says whether a number may have a value.
    pub(super) fn has(&self, shape: &Shape, number: usize, value: u32) -> bool {
        let Section { from, wide, .. } = shape.sections[number];
        self.bit(if wide { from } else { from + value as usize })
    }

    /// Adds a value to a number.
    pub(super) fn add(&mut self, shape: &Shape, number: usize, value: u32) {
        let Section { from, wide, .. } = shape.sections[number];
        let bit = if wide { from } else { from + value as usize };
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Takes a value from a number that is not wide.
    pub(super) fn remove(&mut self, shape: &Shape, number: usize, value: u32) {
        let bit = shape.sections[number].from + value as usize;
        if !shape.sections[number].wide {
            self.0[bit / 64] &= !(1 << (bit % 64));
        }
    }

    /// Takes all values from a number.
    pub(super) fn clear(&mut self, shape: &Shape, number: usize) {
        let Section { from, count, .. } = shape.sections[number];
        for bit in from..from + count as usize {
            self.0[bit / 64] &= !(1 << (bit % 64));
        }
    }

    /// Adds all values to a number.
    pub(super) fn fill(&mut self, shape: &Shape, number: usize) {
        let Section { from, count, .. } = shape.sections[number];
        for bit in from..from + count as usize {
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Gives a number one value.
    pub(super) fn put(&mut self, shape: &Shape, number: usize, value: u32) {
        self.clear(shape, number);
        self.add(shape, number, value);
    }

    /// The values of a number that is not wide, from the least.
    pub(super) fn values(&self, shape: &Shape, number: usize) -> Vec<u32> {
        let Section { from, count, .. } = shape.sections[number];
        (0..count).filter(|value| self.bit(from + *value as usize)).collect()
    }

    /// How many values a number that is not wide has.
    pub(super) fn count(&self, shape: &Shape, number: usize) -> usize {
        let Section { from, count, .. } = shape.sections[number];
        (from..from + count as usize).filter(|bit| self.bit(*bit)).count()
    }

    /// Says whether a number has any bit.
    pub(super) fn any(&self, shape: &Shape, number: usize) -> bool {
        let Section { from, count, .. } = shape.sections[number];
        (from..from + count as usize).any(|bit| self.bit(bit))
    }

    /// As cuts: says whether something tells two values of a number apart.
    pub(super) fn divides(&self, shape: &Shape, number: usize, one: u32, other: u32) -> bool {
        let Section { from, wide, .. } = shape.sections[number];
        let (low, high) = (one.min(other), one.max(other));
        if wide {
            return low != high && self.bit(from);
        }
        (low + 1..=high).any(|value| self.bit(from + value as usize))
    }

    /// Adds all of another row; returns whether that changed anything.
    pub(super) fn join(&mut self, other: &Self) -> bool {
        let mut changed = false;
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            changed |= *more & !*word != 0;
            *word |= more;
        }
        changed
    }

    /// Fills every number in which this row and an older one differ.
    pub(super) fn widen(&mut self, shape: &Shape, older: &Self) {
        for number in shape.numbers() {
            let Section { from, count, .. } = shape.sections[number];
            if (from..from + count as usize).any(|bit| self.bit(bit) != older.bit(bit)) {
                self.fill(shape, number);
            }
        }
    }

    fn bit(&self, bit: usize) -> bool {
        self.0[bit / 64] >> (bit % 64) & 1 != 0
    }
}
