//! The tests of every layer, one module each, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod architecture;
mod authoring_doc;
mod checks;
mod conformance;
mod covering;
mod debriefs;
#[cfg(feature = "game")]
mod desk;
mod diagnostics;
mod differing;
mod editing;
mod editor;
mod exploring;
mod flagship;
mod format_doc;
mod map;
mod formatting;
mod oracle;
mod packs;
mod page;
mod places;
mod prism;
mod proving;
mod plots;
mod policies;
mod reading;
mod rehearsal;
mod readme;
mod recordings;
mod simulating;
mod simulation;
#[cfg(feature = "game")]
mod stage;
mod standing;
mod stats;
mod storage;
#[cfg(feature = "game")]
mod studio;
mod support;
mod syntax;
mod terminal;
mod uses;
#[cfg(feature = "ui")]
mod views;
