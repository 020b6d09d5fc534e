//! Sets of things, as bits.

/// Some of the things of a scenario, by number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Set(Box<[u64]>);

/// How many words so many things take.
pub(super) const fn words(things: usize) -> usize {
    things.div_ceil(64)
}

impl Set {
    /// None of so many things.
    pub(super) fn none(things: usize) -> Self {
        Self(vec![0; words(things)].into())
    }

    pub(super) fn of(things: usize, numbers: impl IntoIterator<Item = u32>) -> Self {
        let mut set = Self::none(things);
        numbers.into_iter().for_each(|number| set.add(number));
        set
    }

    /// Those of so many things whose bits are set; bits beyond them are left out.
    pub(super) fn from_words(bits: &[u64], things: usize) -> Self {
        let mut set = Self::none(things);
        set.0.iter_mut().zip(bits).for_each(|(word, bits)| *word = *bits);
        if let (Some(last), rest @ 1..) = (set.0.last_mut(), things % 64) {
            *last &= (1 << rest) - 1;
        }
        set
    }

    pub(super) fn add(&mut self, number: u32) {
        self.0[number as usize / 64] |= 1 << (number % 64);
    }

    pub(super) fn remove(&mut self, number: u32) {
        self.0[number as usize / 64] &= !(1 << (number % 64));
    }

    pub(super) fn has(&self, number: u32) -> bool {
        self.0[number as usize / 64] >> (number % 64) & 1 == 1
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    pub(super) fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
    }

    #[must_use]
    pub(super) fn and(mut self, other: &Self) -> Self {
        self.keep(other);
        self
    }

    #[must_use]
    pub(super) fn without(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= !other);
        self
    }

    /// How many numbers there is room for.
    pub(super) fn size(&self) -> usize {
        self.0.len() * 64
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many things this and another one share.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(word, other)| (word & other).count_ones() as usize).sum()
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(word, other)| word & other != 0)
    }

    pub(super) fn is_within(&self, other: &Self) -> bool {
        is_within(&self.0, &other.0)
    }

    pub(super) fn words(&self) -> &[u64] {
        &self.0
    }

    /// The numbers, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        numbers(&self.0)
    }
}

/// Says whether all bits of one are in another.
#[inline]
pub(super) fn is_within(one: &[u64], other: &[u64]) -> bool {
    one.iter().zip(other).all(|(one, other)| one & !other == 0)
}

/// The numbers of bits, in order.
pub(super) fn numbers(words: &[u64]) -> impl Iterator<Item = u32> + '_ {
    words.iter().zip(0..).flat_map(|(word, position)| {
        let mut left = *word;
        std::iter::from_fn(move || {
            let bit = (left != 0).then(|| left.trailing_zeros())?;
            left &= left - 1;
            Some(position * 64 + bit)
        })
    })
}
