//! Numbers of what there is little of, for what there are millions of.

use std::ops::Range;

/// Numbers in a row: two bytes each while all are small, four otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ids {
    /// [`u16::MAX`] stands for [`u32::MAX`].
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

impl Default for Ids {
    fn default() -> Self {
        Self::new()
    }
}

impl Ids {
    pub(super) const fn new() -> Self {
        Self::Narrow(Vec::new())
    }

    pub(super) const fn len(&self) -> usize {
        match self {
            Self::Narrow(ids) => ids.len(),
            Self::Wide(ids) => ids.len(),
        }
    }

    /// The number at a position.
    #[inline]
    pub(super) fn get(&self, at: usize) -> u32 {
        match self {
            Self::Narrow(ids) => wide(ids[at]),
            Self::Wide(ids) => ids[at],
        }
    }

    #[inline]
    pub(super) fn push(&mut self, id: u32) {
        if narrow(id).is_none() {
            self.widen();
        }
        match self {
            Self::Narrow(ids) => ids.extend(narrow(id)),
            Self::Wide(ids) => ids.push(id),
        }
    }

    pub(super) fn extend(&mut self, more: &[u32]) {
        if let Self::Narrow(ids) = self {
            let before = ids.len();
            ids.extend(more.iter().map_while(|id| narrow(*id)));
            let fit = ids.len() - before;
            if fit == more.len() {
                return;
            }
            ids.truncate(before);
            self.widen();
        }
        if let Self::Wide(ids) = self {
            ids.extend_from_slice(more);
        }
    }

    /// Adds what stands at some positions among others.
    pub(super) fn extend_from(&mut self, others: &Self, range: Range<usize>) {
        match (&mut *self, others) {
            (Self::Narrow(ids), Self::Narrow(others)) => ids.extend_from_slice(&others[range]),
            (_, Self::Wide(others)) => self.extend(&others[range]),
            (Self::Wide(ids), Self::Narrow(others)) => ids.extend(others[range].iter().map(|id| wide(*id))),
        }
    }

    /// How many bytes they take.
    pub(super) const fn bytes(&self) -> usize {
        self.len() * self.width()
    }

    /// How many bytes are set aside for them.
    pub(super) const fn capacity(&self) -> usize {
        let capacity = match self {
            Self::Narrow(ids) => ids.capacity(),
            Self::Wide(ids) => ids.capacity(),
        };
        capacity * self.width()
    }

    /// How many bytes a number takes.
    const fn width(&self) -> usize {
        match self {
            Self::Narrow(_) => size_of::<u16>(),
            Self::Wide(_) => size_of::<u32>(),
        }
    }

    fn widen(&mut self) {
        if let Self::Narrow(ids) = self {
            *self = Self::Wide(ids.iter().map(|id| wide(*id)).collect());
        }
    }
}

/// The short form of a number, if it has one.
#[inline]
const fn narrow(id: u32) -> Option<u16> {
    match id {
        u32::MAX => Some(u16::MAX),
        id if id < u16::MAX as u32 => Some(id as u16),
        _ => None,
    }
}

#[inline]
const fn wide(id: u16) -> u32 {
    if id == u16::MAX { u32::MAX } else { id as u32 }
}
