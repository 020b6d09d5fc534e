//! Everything is tested in one binary: one module for each layer.

#[cfg(feature = "game")]
mod stage;
