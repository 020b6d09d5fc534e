//! A scenario from above: its map, laid out in layers, pictures of it, and its numbers.
//!
//! The map needs only what was written, so that a scenario with errors has one too; the numbers come from plays.

mod figures;
mod layout;
mod map;
mod picture;
mod places;
mod sheet;
mod uses;

pub use figures::{Figures, PLAYS, Plays, Reading, Speaker, Spread, WORDS_A_MINUTE, Written};
pub use layout::{Area, Layout, Point};
pub use map::{Edge, Kind, Map, Node, Via, Way};
pub use picture::{dot, mermaid, svg};
pub use places::Places;
pub use sheet::words::by_luck;
pub use sheet::{Caption, LABEL_LINE, Label, SMALL_LINE, Sheet, TITLE_LINE};
pub use uses::{Use, Uses};
