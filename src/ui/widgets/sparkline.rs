//! A tiny line of a meter's values, drawn large enough for its shape to be seen.

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
    let (low, high) = range(values);
    let steps = values.len().saturating_sub(1).max(1) as f32;
    let points: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(place, value)| {
            let share = (*value as f32 - low) / (high - low);
            pos2(
                egui::lerp(inner.x_range(), place as f32 / steps),
                egui::lerp(inner.bottom()..=inner.top(), share.clamp(0.0, 1.0)),
            )
        })
        .collect();
    if let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) {
        let level = [first, pos2(inner.right(), first.y)];
        ui.painter().extend(Shape::dashed_line(&level, Stroke::new(1.0, tokens.handle), 3.0, 3.0));
        ui.painter().add(Shape::line(points, Stroke::new(2.0, color)));
        ui.painter().circle(last, 4.0, color, Stroke::new(2.0, tokens.raised));
    }
    response
}

/// The least and the greatest value shown: those that occur, and at least thirty points apart.
fn range(values: &[i64]) -> (f32, f32) {
    let low = values.iter().min().copied().unwrap_or(0) as f32;
    let high = values.iter().max().copied().unwrap_or(100) as f32;
    let more = (30.0 - (high - low)).max(0.0) / 2.0;
    (low - more, high + more)
}
