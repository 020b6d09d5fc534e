//! A person's initial on the person's colour.

use egui::{Align2, Response, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::scenario::model::Top;
use crate::ui::theme::{self, Kind};

/// Shows the first letter of a name on the colour of what the person wears.
pub fn badge_ui(ui: &mut Ui, name: &str, top: Top) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(40.0), Sense::hover());
    let initial: String = name.chars().take(1).flat_map(char::to_uppercase).collect();
    ui.painter().circle_filled(rect.center(), 20.0, tokens.person(top));
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, initial, Kind::Strong.font(), tokens.on_ink);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, name));
    response
}
