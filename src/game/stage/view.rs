//! What the stage is to show.

use bevy::prelude::Resource;

use crate::scenario::model::{Face, Look, Place};

/// What the stage is to show. Whoever owns the screen writes it; the same value again costs nothing.
#[derive(Debug, Clone, PartialEq, Resource)]
pub struct StageView {
    /// Where it plays; without a place only the people are drawn.
    pub place: Option<Place>,
    /// The hour of the day, 0..24.
    pub hour: f32,
    /// The weather from 0 (clear) to 1 (heavy rain).
    pub weather: f32,
    /// The team's mood, 0..=1.
    pub mood: f32,
    /// Who is there, from left to right; those past [`MOST`](super::cast::group::MOST) are not drawn.
    pub people: Vec<Actor>,
    /// The part of the window that the stage covers.
    pub area: Area,
    /// Whether there is a stage at all.
    pub visible: bool,
    /// Whether nothing may move.
    pub reduced_motion: bool,
}

impl Default for StageView {
    fn default() -> Self {
        Self {
            place: None,
            hour: 10.0,
            weather: 0.0,
            mood: 0.5,
            people: Vec::new(),
            area: Area::default(),
            visible: false,
            reduced_motion: false,
        }
    }
}

/// Somebody on the stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// The person's id; what the look leaves open follows from it.
    pub id: String,
    /// The look.
    pub look: Look,
    /// Trust in the player, 0..=1.
    pub trust: f32,
    /// A reaction to what was just done.
    pub face: Option<Face>,
    /// Whether this person speaks.
    pub speaking: bool,
}

/// A rectangle in logical pixels of the window, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The left edge.
    pub x: f32,
    /// The upper edge.
    pub y: f32,
    /// The width.
    pub width: f32,
    /// The height.
    pub height: f32,
}

impl Default for Area {
    fn default() -> Self {
        Self { x: 0.0, y: 0.0, width: 760.0, height: 720.0 }
    }
}
