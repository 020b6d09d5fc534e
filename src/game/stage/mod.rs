//! The drawn part of the window: a place, its light, the people in it.
//!
//! What is shown is one value, [`StageView`]. The drawing itself knows nothing of Bevy: [`scene::Scene`] turns a
//! view into pictures and says which of them changed; `show` alone hands them to the engine.

#![expect(
    clippy::many_single_char_names,
    clippy::similar_names,
    reason = "in a drawing x, y, w, h and their likes are the plainest names"
)]

pub mod cast;
pub mod color;
pub mod light;
pub mod outline;
pub mod palette;
pub mod picture;
pub mod places;
pub mod scene;
mod show;
pub mod view;

pub(super) use show::plugin;
pub use view::{Actor, Area, StageView};
