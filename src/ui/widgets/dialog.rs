//! A paper that floats above a screen and holds the focus.

use egui::{Frame, Id, Modal, ScrollArea, Stroke, Ui, vec2};

use crate::ui::keys;
use crate::ui::theme::{self, DIALOG_MARGIN, radius};

/// Shows a dialog of `width` points, or less where the window is small; what is too long scrolls,
/// what `footer` draws stays. A click beside the paper is reported as the last part of the result.
pub fn dialog_ui<R, F>(
    ui: &mut Ui,
    id: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
    footer: impl FnOnce(&mut Ui) -> F,
) -> (R, F, bool) {
    let tokens = theme::tokens(ui.ctx());
    let window = ui.ctx().content_rect().size();
    let width = width.min(window.x - 120.0).max(200.0);
    let height = (window.y - 190.0).max(120.0);
    let frame = Frame::new()
        .fill(tokens.paper)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(radius::CARD + 4)
        .shadow(ui.visuals().window_shadow)
        .inner_margin(DIALOG_MARGIN);
    let shown = Modal::new(Id::new(id)).backdrop_color(tokens.scrim).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width);
        let inner = ScrollArea::vertical()
            .id_salt(id)
            .max_height(height)
            // Otherwise the paper grows line by line, a frame each.
            .min_scrolled_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                keys::scroll(ui, height);
                // Room for the focus ring, which the area would cut off.
                Frame::new().inner_margin(6).show(ui, |ui| {
                    ui.set_width(width - 12.0);
                    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                    content(ui)
                })
            })
            .inner
            .inner;
        ui.add_space(10.0);
        let below = Frame::new().inner_margin(egui::Margin::symmetric(6, 0)).show(ui, footer).inner;
        (inner, below)
    });
    (shown.inner.0, shown.inner.1, shown.backdrop_response.clicked())
}
