//! Which part of a map is seen, and how large.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::overview::{Area, Layout};

/// The part of a map that is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// What of the map is in the middle of the canvas.
    pub middle: Pos2,
    /// How many points of the window a unit of the map has.
    pub zoom: f32,
}

/// The least and the greatest zoom.
const ZOOM: std::ops::RangeInclusive<f32> = 0.004..=2.5;
/// The least zoom at which what was jumped to can be read.
const READABLE: f32 = 0.85;
/// How far above the middle of the canvas it is put, in points.
const AHEAD: f32 = 120.0;
/// The room around a map that is seen as a whole.
const ROOM: f32 = 36.0;

impl Camera {
    /// Looks at a box, as near as before where that is near enough to read.
    pub fn on(area: Area, now: Option<Self>) -> Self {
        let zoom = now.map_or(READABLE, |now| now.zoom.max(READABLE));
        let middle = pos2((area.x + area.width / 2.0) as f32, (area.y + area.height / 2.0) as f32);
        // What follows stands below, and is of more interest than what came before.
        Self { middle: middle + vec2(0.0, AHEAD / zoom), zoom }
    }

    /// Looks at the whole map.
    pub(super) fn whole(layout: &Layout, canvas: Rect) -> Self {
        let size = vec2(layout.width as f32, layout.height as f32).max(Vec2::splat(1.0));
        let room = (canvas.size() - Vec2::splat(2.0 * ROOM)).max(Vec2::splat(1.0));
        let zoom = (room.x / size.x).min(room.y / size.y).clamp(*ZOOM.start(), 1.0);
        Self { middle: (size / 2.0).to_pos2(), zoom }
    }

    /// Where a point of the map is in the window.
    pub(super) fn place(self, canvas: Rect, at: Pos2) -> Pos2 {
        canvas.center() + (at - self.middle) * self.zoom
    }

    /// What of the map is at a point of the window.
    pub(super) fn at(self, canvas: Rect, place: Pos2) -> Pos2 {
        self.middle + (place - canvas.center()) / self.zoom
    }

    /// The part of the map in the window.
    pub(super) fn seen(self, canvas: Rect) -> Rect {
        Rect::from_min_max(self.at(canvas, canvas.min), self.at(canvas, canvas.max))
    }

    /// Moves what is seen along with the pointer.
    pub(super) fn dragged(self, by: Vec2) -> Self {
        Self { middle: self.middle - by / self.zoom, ..self }
    }

    /// Looks nearer (a factor above 1) or from farther away; what is at a point of the window stays there.
    pub(super) fn zoomed(self, canvas: Rect, around: Pos2, factor: f32) -> Self {
        let zoom = (self.zoom * factor).clamp(*ZOOM.start(), *ZOOM.end());
        let still = self.at(canvas, around);
        Self { middle: still - (around - canvas.center()) / zoom, zoom }
    }
}
