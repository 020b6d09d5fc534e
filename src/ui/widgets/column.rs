//! The paper beside the stage: what is read, and a line of keys below it.

use std::hash::Hash;

use egui::{Align, Frame, Layout, Margin, Rect, ScrollArea, Shadow, Stroke, Ui, UiBuilder, pos2};

use crate::ui::keys;
use crate::ui::theme::{self, space};

/// What lies below the text, which gives its height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Footer {
    /// A line of keys.
    Keys,
    /// A row of buttons.
    Buttons,
}

impl Footer {
    const fn height(self) -> f32 {
        match self {
            Self::Keys => 48.0,
            Self::Buttons => 76.0,
        }
    }
}

/// Shows the column in `rect`: `content` scrolls, `footer` stays. A new `page` starts at its top.
/// Page up, Page down, Home and End scroll while `keyboard` is set.
pub fn column_ui<R, F>(
    ui: &mut Ui,
    rect: Rect,
    page: impl Hash + std::fmt::Debug,
    keyboard: bool,
    below: Footer,
    content: impl FnOnce(&mut Ui) -> R,
    footer: impl FnOnce(&mut Ui) -> F,
) -> (R, F) {
    let tokens = theme::tokens(ui.ctx());
    let shadow = Shadow { offset: [-6, 0], blur: 24, spread: 0, color: tokens.shadow };
    ui.painter().add(shadow.as_shape(rect, 0));
    ui.painter().rect_filled(rect, 0, tokens.paper);
    let (upper, lower) = rect.split_top_bottom_at_y(rect.bottom() - below.height());

    let mut reading = ui.new_child(
        UiBuilder::new().id_salt(("column", &page)).max_rect(upper).layout(Layout::top_down(Align::Min)),
    );
    reading.shrink_clip_rect(upper);
    let read = Frame::new().show(&mut reading, |ui| {
        ScrollArea::vertical().id_salt("reading").auto_shrink(false).show(ui, |ui| {
            if keyboard {
                keys::scroll(ui, upper.height());
            }
            margin(space::XL, space::M).show(ui, |ui| {
                ui.set_width(ui.available_width());
                content(ui)
            })
        })
    });

    ui.painter().hline(
        rect.left() + space::PAGE..=rect.right() - space::PAGE,
        lower.top(),
        Stroke::new(1.0, tokens.line),
    );
    // Hints have room around them that buttons do not; their text stands on the same edge.
    let outdent = if below == Footer::Keys { 6.0 } else { 0.0 };
    let inner = Rect::from_min_max(pos2(lower.left() + space::PAGE - outdent, lower.top()), lower.max);
    let mut row = ui.new_child(
        UiBuilder::new()
            .id_salt(("column footer", &page))
            .max_rect(inner)
            .layout(Layout::left_to_right(Align::Center)),
    );
    (read.inner.inner.inner, footer(&mut row))
}

fn margin(top: f32, bottom: f32) -> Frame {
    let side = space::PAGE as i8;
    Frame::new().inner_margin(Margin { left: side, right: side, top: top as i8, bottom: bottom as i8 })
}
