//! How large everything is drawn in a window of a given size.

use egui::Vec2;

/// The window for which sizes are written: at this size the factor is 1.
const REFERENCE: Vec2 = Vec2::new(1280.0, 720.0);
/// The part of a larger window's growth that goes into larger type; the rest becomes room.
const GROWTH: f32 = 0.75;

/// The zoom factor for a window of `size` in unzoomed points, in 0.8..=3.0.
///
/// It is 1.0 at 1280×720 and about 1.4 at 1920×1080.
pub fn scale_for(size: Vec2) -> f32 {
    let fit = (size.x / REFERENCE.x).min(size.y / REFERENCE.y);
    let factor = if fit > 1.0 { 1.0 + (fit - 1.0) * GROWTH } else { fit };
    factor.clamp(0.8, 3.0)
}
