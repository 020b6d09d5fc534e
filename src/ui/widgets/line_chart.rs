//! A meter over the time of a story, with its decisions.

use egui::{Align2, Color32, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::focus;
use crate::ui::theme::{self, Kind, Tokens, radius};

/// One meter over time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LineChart {
    /// The meter's name.
    pub label: String,
    /// Which end is good, in words: "high is good".
    pub good: String,
    /// The line in words, for those who cannot see it: "From 50 to 64; lowest 42 on Wednesday."
    pub summary: String,
    /// The points, in order of time.
    pub points: Vec<ChartPoint>,
    /// Where days begin, in order.
    pub days: Vec<ChartDay>,
    /// Where the time axis ends.
    pub end: f32,
}

/// One value of the meter.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ChartPoint {
    /// The time, in the unit of the axis (0 is the start).
    pub at: f32,
    /// The value, 0..=100.
    pub value: f32,
    /// The number of the decision that brought it, if one did (from 1).
    pub decision: Option<usize>,
}

/// Where a day begins.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChartDay {
    /// The time, in the unit of the axis.
    pub at: f32,
    /// What the axis says: "Tue".
    pub label: String,
}

const HEIGHT: f32 = 172.0;

/// Shows the chart over the width that is left; `index` gives the colour.
pub fn line_chart_ui(ui: &mut Ui, chart: &LineChart, index: usize) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let size = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::HOVER | Sense::FOCUSABLE);
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Image, true, format!("{} over time. {}", chart.label, chart.summary))
    });
    if response.has_focus() {
        focus::ring(ui.painter(), rect, radius::CARD, &tokens);
    }
    focus::follow(&response);
    if ui.is_rect_visible(rect) {
        ui.painter().rect(
            rect,
            radius::CARD,
            tokens.raised,
            Stroke::new(1.0, tokens.line),
            egui::StrokeKind::Inside,
        );
        paint(ui, rect, chart, tokens.meter(index), &tokens);
    }
    response
}

fn paint(ui: &Ui, rect: Rect, chart: &LineChart, color: Color32, tokens: &Tokens) {
    let painter = ui.painter();
    let head = rect.min + vec2(16.0, 12.0);
    let name = painter.text(head, Align2::LEFT_TOP, &chart.label, Kind::Strong.font(), tokens.ink);
    let beside = pos2(name.right() + 12.0, name.center().y);
    painter.text(beside, Align2::LEFT_CENTER, &chart.good, Kind::Small.font(), tokens.ink_soft);
    let plot = Rect::from_min_max(rect.min + vec2(48.0, 50.0), rect.max - vec2(20.0, 32.0));
    let place = |at: f32, value: f32| {
        let share = if chart.end > 0.0 { (at / chart.end).clamp(0.0, 1.0) } else { 0.0 };
        pos2(
            egui::lerp(plot.x_range(), share),
            egui::lerp(plot.bottom()..=plot.top(), (value / 100.0).clamp(0.0, 1.0)),
        )
    };
    for value in [0.0_f32, 50.0, 100.0] {
        let y = place(0.0, value).y;
        painter.hline(plot.x_range(), y, Stroke::new(1.0, tokens.track));
        painter.text(
            pos2(plot.left() - 10.0, y),
            Align2::RIGHT_CENTER,
            value,
            Kind::Small.font(),
            tokens.ink_soft,
        );
    }
    paint_days(ui, plot, chart, tokens);
    paint_line(ui, chart, color, tokens, &place);
}

fn paint_days(ui: &Ui, plot: Rect, chart: &LineChart, tokens: &Tokens) {
    let share = |at: f32| if chart.end > 0.0 { (at / chart.end).clamp(0.0, 1.0) } else { 0.0 };
    for (index, day) in chart.days.iter().enumerate() {
        let from = egui::lerp(plot.x_range(), share(day.at));
        let to = chart.days.get(index + 1).map_or(chart.end, |next| next.at);
        let to = egui::lerp(plot.x_range(), share(to));
        if index > 0 {
            let line = [pos2(from, plot.top() - 4.0), pos2(from, plot.bottom() + 6.0)];
            ui.painter().extend(Shape::dashed_line(&line, Stroke::new(1.0, tokens.line), 3.0, 3.0));
        }
        let middle = pos2(f32::midpoint(from, to), plot.bottom() + 8.0);
        ui.painter().text(middle, Align2::CENTER_TOP, &day.label, Kind::Small.font(), tokens.ink_soft);
    }
}

/// The line runs level until something moves the meter; decisions are numbered dots.
fn paint_line(
    ui: &Ui,
    chart: &LineChart,
    color: Color32,
    tokens: &Tokens,
    place: &impl Fn(f32, f32) -> egui::Pos2,
) {
    let painter = ui.painter();
    let mut line = Vec::with_capacity(chart.points.len() * 2 + 1);
    for (index, point) in chart.points.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).map(|earlier| chart.points[earlier]) {
            line.push(place(point.at, before.value));
        }
        line.push(place(point.at, point.value));
    }
    if let Some(last) = chart.points.last() {
        line.push(place(chart.end, last.value));
    }
    painter.add(Shape::line(line, Stroke::new(2.5, color)));
    for point in &chart.points {
        let Some(number) = point.decision else { continue };
        let center = place(point.at, point.value);
        painter.circle(center, 9.0, tokens.raised, Stroke::new(2.0, color));
        let font = egui::FontId::new(11.0, Kind::SmallStrong.font().family);
        painter.text(center, Align2::CENTER_CENTER, number, font, tokens.ink);
    }
}
