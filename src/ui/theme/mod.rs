//! Every colour, font, size and distance of the program; nothing outside this folder names one.

mod distances;
mod fonts;
mod install;
mod scale;
mod tokens;
mod type_scale;

pub use distances::{radius, space};
pub(in crate::ui) use install::DIALOG_MARGIN;
pub use install::{install, tokens};
pub use scale::scale_for;
pub use tokens::Tokens;
pub use type_scale::Kind;
