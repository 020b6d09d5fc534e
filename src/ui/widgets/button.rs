//! Buttons: one primary on a screen, others beside it, and quiet ones inside of lists.

use egui::{Color32, CursorIcon, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, vec2};

use super::focus;
use crate::ui::theme::{self, Kind, Tokens, radius};

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Primary,
    Secondary,
    Quiet,
}

/// Shows the button that a screen is for, with the key that also presses it (may be empty).
pub fn primary_button_ui(ui: &mut Ui, text: &str, key: &str) -> Response {
    button_ui(ui, text, key, Weight::Primary)
}

/// Shows another button, with the key that also presses it (may be empty).
pub fn secondary_button_ui(ui: &mut Ui, text: &str, key: &str) -> Response {
    button_ui(ui, text, key, Weight::Secondary)
}

/// Shows a button that reads like a link, for lists.
pub fn quiet_button_ui(ui: &mut Ui, text: &str) -> Response {
    button_ui(ui, text, "", Weight::Quiet)
}

fn button_ui(ui: &mut Ui, text: &str, key: &str, weight: Weight) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let (pad, kind) = match weight {
        Weight::Quiet => (vec2(0.0, 4.0), Kind::SmallStrong),
        Weight::Primary | Weight::Secondary => (vec2(20.0, 12.0), Kind::Strong),
    };
    let beside = ui.painter().layout_job(Kind::Small.line(key, Color32::PLACEHOLDER));
    let aside = if key.is_empty() { 0.0 } else { beside.size().x + 16.0 };
    let justified = ui.layout().horizontal_justify();
    let room = (ui.available_width() - 2.0 * pad.x - aside).max(40.0);
    let mut job = kind.line(text, Color32::PLACEHOLDER);
    job.wrap.max_width = room;
    let label = ui.painter().layout_job(job);
    let mut size = label.size() + vec2(aside, 0.0) + 2.0 * pad;
    if justified {
        size.x = ui.available_width();
    }
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), text));
    focus::follow(&response);
    if ui.is_rect_visible(rect) {
        let (fill, border, ink, faint) = colors(&tokens, weight, &response);
        let ground = if weight == Weight::Quiet { rect.expand2(vec2(8.0, 0.0)) } else { rect };
        ui.painter().rect(ground, radius::BUTTON, fill, Stroke::new(1.0, border), StrokeKind::Inside);
        if response.has_focus() {
            focus::ring(ui.painter(), ground, radius::BUTTON, &tokens);
        }
        let middle = rect.center().y;
        ui.painter().galley_with_override_text_color(
            egui::pos2(rect.left() + pad.x, middle - label.size().y / 2.0),
            label,
            ink,
        );
        ui.painter().galley_with_override_text_color(
            egui::pos2(rect.right() - pad.x - beside.size().x, middle - beside.size().y / 2.0),
            beside,
            faint,
        );
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The ground, the line around it, the text and the key's name.
fn colors(tokens: &Tokens, weight: Weight, response: &Response) -> (Color32, Color32, Color32, Color32) {
    let near = response.hovered();
    match weight {
        Weight::Primary if near => (tokens.teal, tokens.teal, tokens.on_ink, tokens.on_ink),
        Weight::Primary => (tokens.ink, tokens.ink, tokens.on_ink, tokens.track),
        Weight::Secondary if near => (tokens.hover, tokens.teal, tokens.ink, tokens.ink_soft),
        Weight::Secondary => (tokens.raised, tokens.line, tokens.ink, tokens.ink_soft),
        Weight::Quiet if near => (tokens.teal_soft, tokens.teal_soft, tokens.ink, tokens.ink_soft),
        Weight::Quiet => (Color32::TRANSPARENT, Color32::TRANSPARENT, tokens.teal_ink, tokens.ink_soft),
    }
}
