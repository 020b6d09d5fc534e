//! The people: how they look, what their faces show, how they move, where they stand.

pub mod arms;
pub mod body;
pub mod expression;
pub mod face;
pub mod figure;
pub mod group;
pub mod hair;
pub mod head;
pub mod life;
pub mod portrait;
