//! The tests, one module for each layer.

#[cfg(feature = "ui")]
mod views;
