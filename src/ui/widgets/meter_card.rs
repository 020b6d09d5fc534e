//! A number of the scenario: its name, value, last change and a bar; its history on hover or focus.

use egui::accesskit::Role;
use egui::{
    Align2, Color32, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::change_list::Tone;
use super::{focus, sparkline, text};
use crate::scenario::model::Good;
use crate::ui::theme::{self, Kind, Tokens, radius, space};

/// What a card shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeterCard {
    /// The meter's name.
    pub label: String,
    /// The value, 0..=100.
    pub value: i64,
    /// How much the last choice moved it, if it did.
    pub change: Option<i64>,
    /// Which end is good.
    pub good: Good,
    /// The values so far, oldest first, the last being `value`.
    pub history: Vec<i64>,
}

/// The height of a card in points.
pub const HEIGHT: f32 = 84.0;

impl MeterCard {
    /// Whether the last change was for the better.
    pub fn tone(&self) -> Tone {
        match (self.change.unwrap_or(0).signum(), self.good) {
            (0, _) => Tone::Neutral,
            (1, Good::High) | (-1, Good::Low) => Tone::Better,
            _ => Tone::Worse,
        }
    }

    /// The change as it is read: "▲ 8", "▼ 3"; empty without one.
    pub fn sign(&self) -> String {
        match self.change.unwrap_or(0) {
            0 => String::new(),
            up if up > 0 => format!("▲ {up}"),
            down => format!("▼ {}", -down),
        }
    }

    fn said(&self) -> String {
        let change = match self.change.unwrap_or(0) {
            0 => "unchanged".to_owned(),
            up if up > 0 => format!("up {up}, {}", self.tone().word()),
            down => format!("down {}, {}", -down, self.tone().word()),
        };
        format!("{}: {} of 100, {change}", self.label, self.value)
    }
}

/// Shows a meter in a card of `width` points; `index` is its place in the scenario and gives the colour.
pub fn meter_card_ui(ui: &mut Ui, meter: &MeterCard, index: usize, width: f32) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::HOVER | Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo {
        value: Some(meter.value as f64),
        ..WidgetInfo::labeled(WidgetType::ProgressIndicator, true, meter.said())
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Meter);
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
    });
    let color = tokens.meter(index);
    paint(ui, rect, meter, color, &tokens);
    if response.has_focus() {
        focus::ring(ui.painter(), rect, radius::CARD, &tokens);
        response.show_tooltip_ui(|ui| history_ui(ui, meter, color));
        return response;
    }
    response.on_hover_ui(|ui| history_ui(ui, meter, color))
}

fn paint(ui: &Ui, rect: Rect, meter: &MeterCard, color: Color32, tokens: &Tokens) {
    let painter = ui.painter();
    painter.rect(rect, radius::CARD, tokens.paper, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    let inner = rect.shrink2(vec2(space::L, space::M));
    let tone = meter.tone().color(tokens);
    let mut right = inner.right();
    let sign = meter.sign();
    if !sign.is_empty() {
        let drawn = painter.text(inner.right_top(), Align2::RIGHT_TOP, sign, Kind::SmallStrong.font(), tone);
        right = drawn.left() - 6.0;
    }
    let value = painter.text(
        pos2(right, inner.top()),
        Align2::RIGHT_TOP,
        meter.value,
        Kind::SmallStrong.font(),
        tokens.ink,
    );
    let mut name = Kind::SmallStrong.line(&meter.label, tokens.ink);
    name.wrap.max_width = value.left() - 8.0 - inner.left();
    name.wrap.max_rows = 1;
    name.wrap.break_anywhere = true;
    let name = painter.layout_job(name);
    painter.galley(pos2(inner.left(), value.center().y - name.size().y / 2.0), name, tokens.ink);

    let bar = Rect::from_min_size(pos2(inner.left(), inner.top() + 25.0), vec2(inner.width(), 10.0));
    paint_bar(ui, bar, meter, color, tokens);
    let low = bar.bottom() + 6.0;
    let end = if meter.good == Good::Low { "low is good" } else { "high is good" };
    let small = egui::FontId::new(12.5, egui::FontFamily::Proportional);
    painter.text(pos2(inner.left(), low), Align2::LEFT_TOP, end, small.clone(), tokens.ink_soft);
    painter.text(pos2(inner.right(), low), Align2::RIGHT_TOP, meter.tone().word(), small, tone);
}

/// The bar up to the value; what the last choice gave or took is hatched by a lighter colour.
fn paint_bar(ui: &Ui, bar: Rect, meter: &MeterCard, color: Color32, tokens: &Tokens) {
    let painter = ui.painter();
    let up_to = |value: i64| {
        let share = value.clamp(0, 100) as f32 / 100.0;
        Rect::from_min_size(bar.min, vec2(bar.width() * share, bar.height()))
    };
    painter.rect_filled(bar, 5, tokens.track);
    let before = meter.value - meter.change.unwrap_or(0);
    let solid = up_to(before.min(meter.value));
    let moved = up_to(before.max(meter.value));
    if before != meter.value {
        let faint = color.lerp_to_gamma(tokens.paper, if before < meter.value { 0.45 } else { 0.68 });
        painter.rect_filled(moved, 5, faint);
    }
    if solid.width() > 0.5 {
        painter.rect_filled(solid, 5, color);
    }
}

fn history_ui(ui: &mut Ui, meter: &MeterCard, color: Color32) {
    ui.set_max_width(240.0);
    let ink = theme::tokens(ui.ctx()).ink;
    text::text_ui(ui, &meter.label, Kind::SmallStrong, ink);
    sparkline::sparkline_ui(ui, &meter.history, color);
    let first = meter.history.first().copied().unwrap_or(meter.value);
    let good = if meter.good == Good::Low { "Lower is better." } else { "Higher is better." };
    text::soft_ui(ui, &format!("{first} at the start, {} now. {good}", meter.value), Kind::Small);
}
