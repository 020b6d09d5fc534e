//! A line that says what happened, until it is dismissed.

use egui::{Align, Frame, Layout, Response, Stroke, Ui};

use super::{button, text};
use crate::ui::theme::{self, Kind, radius};

/// Something that the player should know, and can do nothing about now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// What happened and where things are now.
    pub text: String,
}

/// Shows the notice; the response is that of its Dismiss button.
pub fn notice_ui(ui: &mut Ui, notice: &Notice) -> Response {
    let tokens = theme::tokens(ui.ctx());
    Frame::new()
        .fill(tokens.amber_soft)
        .stroke(Stroke::new(1.0, tokens.amber))
        .corner_radius(radius::CARD)
        .inner_margin(12)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            text::text_ui(ui, &notice.text, Kind::Small, tokens.ink);
            ui.with_layout(Layout::top_down(Align::Max), |ui| button::quiet_button_ui(ui, "Dismiss")).inner
        })
        .inner
}
