//! A tiny line of a meter's values.

use egui::{Color32, Response, Sense, Shape, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::ui::theme;

/// Shows values of 0..=100, oldest first, with a dot on the last.
pub fn sparkline_ui(ui: &mut Ui, values: &[i64], color: Color32) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(220.0, 60.0), Sense::hover());
    response.widget_info(|| {
        let said: Vec<String> = values.iter().map(ToString::to_string).collect();
        WidgetInfo::labeled(WidgetType::Image, true, format!("So far: {}", said.join(", ")))
    });
    let inner = rect.shrink2(vec2(6.0, 6.0));
    for share in [0.0, 0.5, 1.0] {
        let y = egui::lerp(inner.bottom()..=inner.top(), share);
        ui.painter().hline(inner.x_range(), y, Stroke::new(1.0, tokens.track));
    }
    let steps = values.len().saturating_sub(1).max(1) as f32;
    let points: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(place, value)| {
            let share = *value as f32 / 100.0;
            pos2(
                egui::lerp(inner.x_range(), place as f32 / steps),
                egui::lerp(inner.bottom()..=inner.top(), share.clamp(0.0, 1.0)),
            )
        })
        .collect();
    if let Some(last) = points.last().copied() {
        ui.painter().add(Shape::line(points, Stroke::new(2.0, color)));
        ui.painter().circle(last, 4.0, color, Stroke::new(2.0, tokens.raised));
    }
    response
}
