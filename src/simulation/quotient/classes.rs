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
    /// Adds a class below what is there already.
    #[must_use]
    fn push(self, bits: u32, class: u32) -> Self;
    /// Takes the last class off.
    fn pop(&mut self, bits: u32) -> u32;
}

macro_rules! keys {
    ($($name:ident),+) => {$(
        impl Key for $name {
            const BITS: u32 = $name::BITS;
            #[inline]
            fn push(self, bits: u32, class: u32) -> Self {
                self << bits | Self::from(class)
            }
            #[inline]
            fn pop(&mut self, bits: u32) -> u32 {
                let class = (*self & ((1 << bits) - 1)) as u32;
                *self >>= bits;
                class
            }
        }
    )+};
}

keys!(u64, u128);

/// A key for states of any size.
pub type WideKey = [u64; 16];

impl Key for WideKey {
    const BITS: u32 = 1024;

    fn push(mut self, bits: u32, class: u32) -> Self {
        let mut carry = u64::from(class);
        for word in &mut self {
            let next = word.checked_shr(64 - bits).unwrap_or(0);
            *word = word.checked_shl(bits).unwrap_or(0) | carry;
            carry = next;
        }
        self
    }

    fn pop(&mut self, bits: u32) -> u32 {
        let class = (self[0] & ((1 << bits) - 1)) as u32;
        let mut carry = 0;
        for word in self.iter_mut().rev() {
            let next = word.checked_shl(64 - bits).unwrap_or(0);
            *word = *word >> bits | carry;
            carry = next;
        }
        class
    }
}

/// A place where a play can rest, as a graph of them knows it: a scene with what an interlude interrupted, or an ending.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// What all states here share, and any value of what does not matter.
    template: State,
    fields: Vec<Field>,
}

/// How the values of a number that matters fall together.
#[derive(Debug, Clone)]
struct Field {
    slot: Slot,
    bits: u32,
    /// The class of each value and a value of each class; `None` where every value is its own class.
    classes: Option<Box<(Vec<u32>, Vec<u32>)>>,
}

impl Place {
    /// Takes every state for itself.
    pub(super) fn whole(program: &Program, (place, resume): (u32, u32)) -> Self {
        let mut template = program.start;
        template.stand(place, resume);
        let fields = program.slots.iter().skip(2).filter(|slot| slot.top() > 0);
        let fields = fields.map(|slot| Field { slot: *slot, bits: bits(slot.top()), classes: None });
        Self { template, fields: fields.collect() }
    }

    /// Takes values for one between which there is no cut.
    pub(super) fn cut(reader: &Reader<'_>, (place, resume): (u32, u32), values: &Row, cuts: &Row) -> Self {
        let shape = &reader.shape;
        let (mut template, mut fields) = (reader.program.start, Vec::new());
        template.stand(place, resume);
        for number in shape.numbers() {
            let slot = reader.program.slots[number];
            if slot.top() == 0 {
                continue;
            }
            if shape.is_wide(number) {
                if cuts.any(shape, number) {
                    fields.push(Field { slot, bits: bits(slot.top()), classes: None });
                }
                continue;
            }
            let mut class_of = vec![0; slot.top() as usize + 1];
            let mut least: Vec<u32> = Vec::new();
            for value in values.values(shape, number) {
                if least.last().is_none_or(|least| cuts.divides(shape, number, *least, value)) {
                    least.push(value);
                }
                class_of[value as usize] = least.len() as u32 - 1;
            }
            slot.put(&mut template, least.first().copied().unwrap_or(0));
            if least.len() > 1 {
                let whole = least.len() == class_of.len();
                let bits = bits(least.len() as u32 - 1);
                fields.push(Field { slot, bits, classes: (!whole).then(|| Box::new((class_of, least))) });
            }
        }
        Self { template, fields }
    }

    pub(super) fn bits(&self) -> u32 {
        self.fields.iter().map(|field| field.bits).sum()
    }

    #[inline]
    pub(super) fn key<K: Key>(&self, state: &State) -> K {
        self.fields.iter().fold(K::default(), |key, field| {
            let value = field.slot.raw(state);
            let class = match &field.classes {
                None => value,
                Some(classes) => classes.0.get(value as usize).copied().unwrap_or(0),
            };
            key.push(field.bits, class)
        })
    }

    #[inline]
    pub(super) fn state<K: Key>(&self, mut key: K) -> State {
        let mut state = self.template;
        for field in self.fields.iter().rev() {
            let class = key.pop(field.bits);
            let value = match &field.classes {
                None => class,
                Some(classes) => classes.1.get(class as usize).copied().unwrap_or(0),
            };
            field.slot.put(&mut state, value);
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
