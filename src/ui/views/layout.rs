//! Where the stage and the reading column lie; shared with the drawing of the stage.

use egui::Rect;

/// The two parts of a window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// The left part, behind which the game draws the stage.
    pub stage: Rect,
    /// The right part, which is paper.
    pub column: Rect,
}

/// The share of the window that is read.
const SHARE: f32 = 0.4;
/// The width of the column in points, whatever the share: room for 45 letters, no more than 75.
const WIDTH: std::ops::RangeInclusive<f32> = 480.0..=760.0;

/// Divides a window; `screen` is in the zoomed points that egui draws in.
pub fn layout(screen: Rect) -> Layout {
    let width = (screen.width() * SHARE).clamp(*WIDTH.start(), *WIDTH.end()).min(screen.width());
    let (stage, column) = screen.split_left_right_at_x(screen.right() - width);
    Layout { stage, column }
}
