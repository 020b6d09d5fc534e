//! The sign of the program: two hats, one for leading and one for managing.

use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Response, Sense, Ui, pos2, vec2};
use egui::{WidgetInfo, WidgetType};

use crate::ui::theme::{self, Tokens};

/// Shows the sign at the left.
pub fn hats_ui(ui: &mut Ui) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(150.0, 50.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, "Two hats"));
    let floor = rect.bottom() - 4.0;
    bowler(ui.painter(), pos2(rect.left() + 36.0, floor), tokens.purple, &tokens);
    helmet(ui.painter(), pos2(rect.left() + 108.0, floor), tokens.teal, &tokens);
    response
}

/// A round hat with a band; `foot` is the middle of its brim.
fn bowler(painter: &Painter, foot: Pos2, color: Color32, tokens: &Tokens) {
    let crown = Rect::from_min_max(foot + vec2(-21.0, -38.0), foot + vec2(21.0, -2.0));
    painter.rect_filled(crown, CornerRadius { nw: 19, ne: 19, sw: 2, se: 2 }, color);
    let band = Rect::from_min_max(foot + vec2(-21.0, -14.0), foot + vec2(21.0, -5.0));
    painter.rect_filled(band, 0, tokens.amber);
    let brim = Rect::from_min_max(foot + vec2(-36.0, -5.0), foot + vec2(36.0, 3.0));
    painter.rect_filled(brim, 4, color);
}

/// A hard hat with a rib and a peak.
fn helmet(painter: &Painter, foot: Pos2, color: Color32, tokens: &Tokens) {
    let shell = Rect::from_min_max(foot + vec2(-25.0, -34.0), foot + vec2(25.0, -2.0));
    painter.rect_filled(shell, CornerRadius { nw: 25, ne: 25, sw: 2, se: 2 }, color);
    let rib = Rect::from_min_max(foot + vec2(-5.0, -39.0), foot + vec2(5.0, -5.0));
    painter.rect_filled(rib, CornerRadius { nw: 4, ne: 4, sw: 0, se: 0 }, tokens.coral);
    let brim = Rect::from_min_max(foot + vec2(-31.0, -5.0), foot + vec2(38.0, 3.0));
    painter.rect_filled(brim, 4, color);
}
