//! How likely ways are: each number once.
//!
//! A space has millions of ways and a few hundred numbers that say how likely one is.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::scenario::model::Hasher;

/// Numbers that say how likely something is.
#[derive(Debug)]
pub(super) struct Shares {
    values: Vec<f64>,
    /// Where each stands, by its bits.
    ids: HashMap<u64, u32, Hasher>,
}

/// Where a number stands among [`Shares`].
pub(super) type ShareId = u32;

/// Where 1 stands: what is sure, and most is.
pub(super) const SURE: ShareId = 0;

impl Default for Shares {
    /// Nothing but 1, at [`SURE`].
    fn default() -> Self {
        let mut shares = Self { values: Vec::new(), ids: HashMap::default() };
        shares.id(1.0);
        shares
    }
}

impl Shares {
    /// Where a number stands, which is added if need be.
    pub(super) fn id(&mut self, share: f64) -> ShareId {
        *self.ids.entry(share.to_bits()).or_insert_with(|| {
            self.values.push(share);
            self.values.len() as ShareId - 1
        })
    }

    #[inline]
    pub(super) fn value(&self, id: ShareId) -> f64 {
        self.values[id as usize]
    }

    /// About how many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        self.values.len() * (size_of::<f64>() + size_of::<(u64, ShareId)>())
    }
}

/// Shares times shares: each product once.
#[derive(Debug, Clone, Default)]
pub(super) struct Products(HashMap<(ShareId, ShareId), ShareId, Hasher>);

impl Products {
    /// Where the product of two numbers stands.
    #[inline]
    pub(super) fn of(&mut self, shares: &Mutex<Shares>, one: ShareId, other: ShareId) -> ShareId {
        match (one, other) {
            (SURE, share) | (share, SURE) => share,
            pair => *self.0.entry(pair).or_insert_with(|| {
                let mut shares = shares.lock().unwrap_or_else(PoisonError::into_inner);
                let product = shares.value(pair.0) * shares.value(pair.1);
                shares.id(product)
            }),
        }
    }
}
