//! Which values of a number are one, at each place where a play can rest, and the key of what is left of a state.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;

use super::super::program::Program;
use super::super::state::{Slot, State};
use super::reads::Reader;
use super::rows::Row;
use crate::scenario::model::Hasher;

/// What is left of a state at a place, as one number: a class for each number that matters.
pub trait Key: Copy + Eq + Ord + Hash + Debug + Default + Send + Sync {
    /// How many bits it holds.
    const BITS: u32;
    /// A key with nothing but a class at a position.
    fn at(class: u32, shift: u32) -> Self;
    /// The class at a position, of 1 to 32 bits.
    fn class(self, shift: u32, bits: u32) -> u32;
    /// Puts together what stands at different positions.
    #[must_use]
    fn join(self, other: Self) -> Self;
    /// Keeps the bits of a mask.
    #[must_use]
    fn only(self, mask: Self) -> Self;
}

macro_rules! keys {
    ($($name:ident),+) => {$(
        impl Key for $name {
            const BITS: u32 = $name::BITS;
            #[inline]
            fn at(class: u32, shift: u32) -> Self {
                Self::from(class) << shift
            }
            #[inline]
            fn class(self, shift: u32, bits: u32) -> u32 {
                (self >> shift) as u32 & u32::MAX >> (u32::BITS - bits)
            }
            #[inline]
            fn join(self, other: Self) -> Self {
                self | other
            }
            #[inline]
            fn only(self, mask: Self) -> Self {
                self & mask
            }
        }
    )+};
}

keys!(u64, u128);

/// A key for states of any size.
pub type WideKey = [u64; 16];

impl Key for WideKey {
    const BITS: u32 = 1024;

    fn at(class: u32, shift: u32) -> Self {
        let mut key = Self::default();
        let (word, shift) = (shift as usize / 64, shift % 64);
        let both = u128::from(class) << shift;
        key[word] = both as u64;
        if let Some(next) = key.get_mut(word + 1) {
            *next = (both >> 64) as u64;
        }
        key
    }

    fn class(self, shift: u32, bits: u32) -> u32 {
        let (word, shift) = (shift as usize / 64, shift % 64);
        let next = self.get(word + 1).copied().unwrap_or(0);
        let both = u128::from(self[word]) | u128::from(next) << 64;
        (both >> shift) as u32 & u32::MAX >> (u32::BITS - bits)
    }

    fn join(self, other: Self) -> Self {
        std::array::from_fn(|word| self[word] | other[word])
    }

    fn only(self, mask: Self) -> Self {
        std::array::from_fn(|word| self[word] & mask[word])
    }
}

/// A place where a play can rest, as a graph of them knows it: a scene with what an interlude interrupted, or an ending.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// What all states here share, and any value of what does not matter.
    pub(super) template: State,
    pub(super) fields: Vec<Field>,
}

/// Where a number that matters stands in the keys of a place, and how its values fall together.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// Its position among the numbers of a state.
    pub(super) number: usize,
    pub(super) slot: Slot,
    pub(super) shift: u32,
    pub(super) bits: u32,
    /// The class of each value and a value of each class; `None` where every value is its own class.
    classes: Option<Box<(Vec<u32>, Vec<u32>)>>,
}

impl Field {
    /// The class of a value.
    #[inline]
    pub(super) fn class(&self, value: u32) -> u32 {
        match &self.classes {
            None => value,
            Some(classes) => classes.0.get(value as usize).copied().unwrap_or(0),
        }
    }

    /// The value that stands for a class.
    #[inline]
    pub(super) fn value(&self, class: u32) -> u32 {
        match &self.classes {
            None => class,
            Some(classes) => classes.1.get(class as usize).copied().unwrap_or(0),
        }
    }

    /// How many classes there are.
    pub(super) fn count(&self) -> usize {
        self.classes.as_ref().map_or(self.slot.top() as usize + 1, |classes| classes.1.len())
    }
}

impl Place {
    /// Takes every state for itself.
    pub(super) fn whole(program: &Program, standing: (u32, u32)) -> Self {
        let mut place = Self::new(program, standing);
        for (number, slot) in program.slots.iter().enumerate().skip(2).filter(|(_, slot)| slot.top() > 0) {
            place.add(number, *slot, slot.top(), None);
        }
        place
    }

    /// Takes values for one between which there is no cut.
    pub(super) fn cut(reader: &Reader<'_>, standing: (u32, u32), values: &Row, cuts: &Row) -> Self {
        let shape = &reader.shape;
        let mut place = Self::new(reader.program, standing);
        for number in shape.numbers() {
            let slot = reader.program.slots[number];
            if slot.top() == 0 {
                continue;
            }
            if shape.is_wide(number) {
                if cuts.any(shape, number) {
                    place.add(number, slot, slot.top(), None);
                }
                continue;
            }
            let mut class_of = vec![0; slot.top() as usize + 1];
            let (mut least, mut before) = (Vec::new(), None);
            for value in values.values(shape, number) {
                if before.is_none_or(|before| cuts.divides(shape, number, before, value)) {
                    least.push(value);
                }
                before = Some(value);
                class_of[value as usize] = least.len() as u32 - 1;
            }
            slot.put(&mut place.template, least.first().copied().unwrap_or(0));
            if least.len() > 1 {
                let (whole, top) = (least.len() == class_of.len(), least.len() as u32 - 1);
                place.add(number, slot, top, (!whole).then(|| Box::new((class_of, least))));
            }
        }
        place
    }

    fn new(program: &Program, (place, resume): (u32, u32)) -> Self {
        let mut template = program.start;
        template.stand(place, resume);
        Self { template, fields: Vec::new() }
    }

    /// Adds a field with classes up to `last` above the others.
    fn add(&mut self, number: usize, slot: Slot, last: u32, classes: Option<Box<(Vec<u32>, Vec<u32>)>>) {
        let shift = self.bits();
        self.fields.push(Field { number, slot, shift, bits: bits(last), classes });
    }

    pub(super) fn bits(&self) -> u32 {
        self.fields.last().map_or(0, |last| last.shift + last.bits)
    }

    #[inline]
    pub(super) fn key<K: Key>(&self, state: &State) -> K {
        self.key_of(state, |_| true)
    }

    /// The part of a key that some numbers make up.
    #[inline]
    pub(super) fn key_of<K: Key>(&self, state: &State, which: impl Fn(usize) -> bool) -> K {
        let fields = self.fields.iter().filter(|field| which(field.number));
        fields
            .fold(K::default(), |key, field| key.join(K::at(field.class(field.slot.raw(state)), field.shift)))
    }

    #[inline]
    pub(super) fn state<K: Key>(&self, key: K) -> State {
        let mut state = self.template;
        for field in &self.fields {
            field.slot.put(&mut state, field.value(key.class(field.shift, field.bits)));
        }
        state
    }
}

/// How many bits numbers up to `top` take.
const fn bits(top: u32) -> u32 {
    u32::BITS - top.leading_zeros()
}

/// The places of a program in their order, found by where a state stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    pub(super) all: Vec<Place>,
    /// By where the story is, for those that are in no interlude; `u32::MAX` for none.
    plain: Vec<u32>,
    /// The others, by where the story is and the scene to go back to plus one.
    inner: HashMap<(u32, u32), u32, Hasher>,
}

impl Places {
    pub(super) fn add(&mut self, (place, resume): (u32, u32), made: Place) {
        let index = self.all.len() as u32;
        self.all.push(made);
        if resume != 0 {
            self.inner.insert((place, resume), index);
            return;
        }
        if self.plain.len() <= place as usize {
            self.plain.resize(place as usize + 1, u32::MAX);
        }
        self.plain[place as usize] = index;
    }

    /// The place where a state stands, by position.
    #[inline]
    pub(super) fn of(&self, state: &State) -> Option<usize> {
        let index = match state.resume() {
            0 => self.plain.get(state.place() as usize).copied().filter(|index| *index != u32::MAX),
            resume => self.inner.get(&(state.place(), resume)).copied(),
        };
        index.map(|index| index as usize)
    }
}
