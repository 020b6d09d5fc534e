//! A whole page of paper, for lists and figures.

use egui::{Align, Frame, Layout, Margin, Rect, ScrollArea, Stroke, Ui, UiBuilder, vec2};

use crate::ui::keys;
use crate::ui::theme::{self, space};

const FOOTER: f32 = 76.0;

/// Shows a page over the whole of `ui`: `content` scrolls in a centred column, `footer` stays below.
pub fn page_ui<R, F>(
    ui: &mut Ui,
    id: &str,
    keyboard: bool,
    content: impl FnOnce(&mut Ui) -> R,
    footer: impl FnOnce(&mut Ui) -> F,
) -> (R, F) {
    let tokens = theme::tokens(ui.ctx());
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0, tokens.paper);
    let (upper, lower) = rect.split_top_bottom_at_y(rect.bottom() - FOOTER);
    let side = ((rect.width() - space::PAGE_WIDTH) / 2.0).max(space::PAGE);

    let mut reading = ui.new_child(
        UiBuilder::new().id_salt(("page", id)).max_rect(upper).layout(Layout::top_down(Align::Min)),
    );
    reading.shrink_clip_rect(upper);
    let read = Frame::new().show(&mut reading, |ui| {
        ScrollArea::vertical().id_salt("page").auto_shrink(false).show(ui, |ui| {
            if keyboard {
                keys::scroll(ui, upper.height());
            }
            inset(ui, side, content)
        })
    });

    ui.painter().rect_filled(lower, 0, tokens.paper);
    ui.painter().hline(lower.x_range(), lower.top(), Stroke::new(1.0, tokens.line));
    let bar = Rect::from_min_max(lower.min + vec2(side, 0.0), lower.max - vec2(side, 0.0));
    let mut below = ui.new_child(
        UiBuilder::new()
            .id_salt(("page footer", id))
            .max_rect(bar)
            .layout(Layout::left_to_right(Align::Center)),
    );
    (read.inner.inner, footer(&mut below))
}

/// A column between margins that may be wider than a `Margin` can say.
fn inset<R>(ui: &mut Ui, side: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let width = ui.available_width() - 2.0 * side;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(side);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            Frame::new()
                .inner_margin(Margin { left: 0, right: 0, top: 36, bottom: 24 })
                .show(ui, content)
                .inner
        })
        .inner
    })
    .inner
}
