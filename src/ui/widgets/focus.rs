//! The ring around what has the focus.

use egui::{Painter, Rect, Stroke, StrokeKind};

use crate::ui::theme::Tokens;

/// Paints the ring just outside of `rect`: a strong line and a soft one around it.
pub fn ring(painter: &Painter, rect: Rect, radius: u8, tokens: &Tokens) {
    painter.rect_stroke(rect.expand(1.0), radius + 1, Stroke::new(4.0, tokens.teal_soft), StrokeKind::Outside);
    painter.rect_stroke(rect, radius, Stroke::new(2.0, tokens.teal), StrokeKind::Outside);
}
