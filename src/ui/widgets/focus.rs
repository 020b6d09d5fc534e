//! Showing what has the focus: a ring around it, and scrolling to it.

use egui::{Id, Painter, Rect, Response, Stroke, StrokeKind};

use crate::ui::theme::Tokens;

/// Paints the ring just outside of `rect`: a strong line and a soft one around it.
pub fn ring(painter: &Painter, rect: Rect, radius: u8, tokens: &Tokens) {
    painter.rect_stroke(
        rect.expand(1.0),
        radius + 1,
        Stroke::new(4.0, tokens.teal_soft),
        StrokeKind::Outside,
    );
    painter.rect_stroke(rect, radius, Stroke::new(2.0, tokens.teal), StrokeKind::Outside);
}

/// Scrolls to a widget when the focus has come to it, however it came.
pub fn follow(response: &Response) {
    let key = Id::new("followed focus");
    let last = response.ctx.data(|data| data.get_temp::<Id>(key));
    if response.has_focus() && last != Some(response.id) {
        response.ctx.data_mut(|data| data.insert_temp(key, response.id));
        response.scroll_to_me(None);
    }
}
