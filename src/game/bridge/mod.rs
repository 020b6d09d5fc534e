//! From plays to what screens show: view models and the stage, computed from a desk without a window.

mod calendar;
pub mod debrief;
pub mod library;
pub mod page;
pub mod play;
pub mod stage;
pub mod studio;
mod words;
