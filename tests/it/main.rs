//! The tests of every layer, one module each, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod checks;
mod diagnostics;
mod reading;
#[cfg(feature = "game")]
mod stage;
mod support;
mod syntax;
#[cfg(feature = "ui")]
mod views;
