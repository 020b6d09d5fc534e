//! A key and what it does; pressing the hint does the same.

use egui::text::LayoutJob;
use egui::{CursorIcon, Response, Sense, Ui, WidgetInfo, WidgetType, vec2};

use super::focus;
use crate::ui::theme::{self, Kind, radius};

/// Shows a key and what it does as a small button.
pub fn key_hint_ui(ui: &mut Ui, key: &str, what: &str) -> Response {
    let response = hint_ui(ui, key, what, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, format!("{what} ({key})")));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Shows a key and what it does, for keys that no button stands for.
pub fn key_note_ui(ui: &mut Ui, key: &str, what: &str) -> Response {
    let response = hint_ui(ui, key, what, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{key} {what}")));
    response
}

fn hint_ui(ui: &mut Ui, key: &str, what: &str, sense: Sense) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let mut job = LayoutJob::default();
    job.append(key, 0.0, Kind::SmallStrong.format(tokens.ink));
    job.append(what, 6.0, Kind::Small.format(tokens.ink_soft));
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(12.0, 8.0), sense);
    if sense.senses_click() && response.hovered() {
        ui.painter().rect_filled(rect, radius::SMALL, tokens.track);
    }
    if response.has_focus() {
        focus::ring(ui.painter(), rect, radius::SMALL, &tokens);
    }
    ui.painter().galley(rect.min + vec2(6.0, 4.0), galley, tokens.ink);
    response
}
