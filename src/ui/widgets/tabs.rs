//! A row of names of which one is chosen.

use egui::{Align2, CursorIcon, Response, Sense, Ui, WidgetInfo, WidgetType, vec2};

use super::focus;
use crate::ui::theme::{self, Kind, radius, space};

const HEIGHT: f32 = 34.0;

/// Shows tabs with the chosen one underlined; returns another one that was pressed.
pub fn tabs_ui<T: Copy + PartialEq>(ui: &mut Ui, tabs: &[(T, &str)], chosen: T) -> Option<T> {
    let mut pressed = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        for (number, (tab, name)) in tabs.iter().enumerate() {
            let response = ui.push_id(number, |ui| tab_ui(ui, name, *tab == chosen)).inner;
            if response.clicked() && *tab != chosen {
                pressed = Some(*tab);
            }
        }
    });
    pressed
}

fn tab_ui(ui: &mut Ui, name: &str, chosen: bool) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let ink = if chosen { tokens.ink } else { tokens.ink_soft };
    let galley = ui.painter().layout_job(Kind::SmallStrong.line(name, ink));
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 24.0, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, ui.is_enabled(), chosen, name));
    if response.hovered() && !chosen {
        ui.painter().rect_filled(rect, radius::SMALL, tokens.track);
    }
    if chosen {
        let below = rect.with_min_y(rect.bottom() - 3.0).shrink2(vec2(8.0, 0.0));
        ui.painter().rect_filled(below, 1, tokens.teal);
    }
    if response.has_focus() {
        focus::ring(ui.painter(), rect, radius::SMALL, &tokens);
    }
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
    ui.painter().galley(at, galley, ink);
    response.on_hover_cursor(CursorIcon::PointingHand)
}
