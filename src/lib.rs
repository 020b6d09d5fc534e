//! Two Hats: a branching simulation of leading and managing a small team.
//!
//! # Layout
//!
//! The folders are the layers. What is pure stands left of what touches the world and may not see it;
//! each layer uses only those to its left:
//!
//! `diagnostic → scenario → checks → simulation → analysis → overview → debrief → {ui | storage} → game → cli → main`
//!
//! | layer | what it knows |
//! |---|---|
//! | [`diagnostic`] | one problem in a text: code, place, sentence, help, and how it is shown |
//! | [`scenario`] | what an author wrote: reading RON with places, expressions, text, times, the model; layout and edits of the text |
//! | [`checks`] | one file for each thing that can be wrong with a scenario that reads well |
//! | [`simulation`] | what happens: the compiled program, the state, the one `step`, dice, sessions, recordings |
//! | [`analysis`] | what can happen: every state that can be reached, exact odds, policies, plays by lot |
//! | [`overview`] | a scenario from above: its map in layers, pictures of it, its numbers |
//! | [`debrief`] | what it meant: meters over time, decisions, the two-hat grid |
//! | `ui` | what is read and pressed, as egui functions of a view model (feature `ui`) |
//! | [`storage`] | files: scenarios, libraries, recordings, the autosave |
//! | `game` | the window: Bevy, the stage, the screens (feature `game`) |
//! | [`cli`] | one file for each command |
//!
//! # Invariants
//!
//! Each is held by a test (`tests/it/architecture.rs`).
//!
//! * No layer uses one to its right.
//! * Nothing left of `storage` reads a clock, a file, the environment or global randomness, or prints.
//! * `bevy` is named only in `game`; `egui` only in `ui` and `game`.
//! * Only [`simulation`] makes or changes a state, and only through its one `step`.
//! * Ids, never positions, are what saves and recordings hold.

pub mod diagnostic;
pub mod scenario;
pub mod checks;
pub mod simulation;
pub mod analysis;
pub mod overview;
pub mod debrief;
#[cfg(feature = "ui")]
pub mod ui;
pub mod storage;
#[cfg(feature = "game")]
pub mod game;
pub mod cli;
