//! A piece of paper on the paper.

use egui::{Color32, Frame, Margin, Stroke, Ui};

use crate::ui::theme::{self, radius};

/// Shows `content` on a card of the raised colour, over the width that is left.
pub fn card_ui<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = theme::tokens(ui.ctx());
    on_card(ui, tokens.raised, tokens.line, content)
}

/// Shows `content` on a card of a colour without a border, over the width that is left.
pub fn tinted_ui<R>(ui: &mut Ui, fill: Color32, content: impl FnOnce(&mut Ui) -> R) -> R {
    on_card(ui, fill, fill, content)
}

fn on_card<R>(ui: &mut Ui, fill: Color32, border: Color32, content: impl FnOnce(&mut Ui) -> R) -> R {
    // Less below than above: a line of text brings its leading with it.
    let margin = Margin { left: 18, right: 18, top: 15, bottom: 11 };
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, border))
        .corner_radius(radius::CARD)
        .inner_margin(margin)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
        .inner
}
