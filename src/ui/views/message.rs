//! Something went wrong: what, and what to do.

use egui::{Key, Ui};

use crate::ui::keys;
use crate::ui::theme::{self, Kind, radius, space};
use crate::ui::widgets::button::primary_button_ui;
use crate::ui::widgets::dialog::dialog_ui;
use crate::ui::widgets::text::{body_ui, heading_ui};

/// What the message says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MessageView {
    /// What happened, in a few words.
    pub title: String,
    /// What it means and what to do.
    pub text: String,
    /// The technical part, for whoever is asked for help; may be empty.
    pub details: String,
}

/// What the player asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageAction {
    /// To have the message gone.
    Dismiss,
}

/// Draws the message over whatever lies below.
pub fn message_ui(ui: &mut Ui, view: &MessageView) -> Option<MessageAction> {
    let ((), ok, _) = dialog_ui(
        ui,
        "message",
        560.0,
        |ui| {
            heading_ui(ui, &view.title, Kind::Subheading);
            body_ui(ui, &view.text);
            if !view.details.is_empty() {
                ui.add_space(space::XS);
                details_ui(ui, &view.details);
            }
        },
        |ui| primary_button_ui(ui, "OK", "Enter").clicked(),
    );
    let key = keys::pressed(ui, Key::Escape) || keys::go_on(ui);
    (ok || key).then_some(MessageAction::Dismiss)
}

/// Shows rendered lines as they are, in a fixed width; long ones scroll sideways.
pub(super) fn details_ui(ui: &mut Ui, details: &str) {
    let tokens = theme::tokens(ui.ctx());
    egui::Frame::new().fill(tokens.well).corner_radius(radius::BUTTON).inner_margin(space::M).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            egui::ScrollArea::both()
                .id_salt("details")
                .max_height(240.0)
                .min_scrolled_height(240.0)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
                    ui.add(egui::Label::new(Kind::Mono.job(details, tokens.ink, f32::INFINITY)));
                });
        },
    );
}
