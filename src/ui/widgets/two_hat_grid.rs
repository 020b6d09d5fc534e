//! The two-hat grid: how much of the managing and of the leading that was offered somebody did.

use egui::{
    Align2, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType,
};
use egui::{pos2, vec2};

use super::focus;
use crate::ui::theme::{self, Kind, Tokens, radius};

/// The grid and a place on it. Both axes run from 0 to 100.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TwoHatGrid {
    /// How much of the managing on offer was done; none when there was little room to say.
    pub managing: Option<f32>,
    /// How much of the leading on offer was done; none when there was little room to say.
    pub leading: Option<f32>,
    /// The corners of the convex region that other picks at the same decisions give, as (managing, leading);
    /// a line or a place where there are fewer than three.
    pub attainable: Vec<[f32; 2]>,
    /// The place in words: "Mostly managing."
    pub words: String,
}

const LEFT: f32 = 34.0;
const BELOW: f32 = 40.0;

/// Shows the grid as a square of at most `side` points.
pub fn two_hat_grid_ui(ui: &mut Ui, grid: &TwoHatGrid, side: f32) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let side = side.min(ui.available_width() - LEFT);
    let (rect, response) =
        ui.allocate_exact_size(vec2(side + LEFT, side + BELOW), Sense::HOVER | Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, grid.said()));
    let plot = Rect::from_min_size(rect.min + vec2(LEFT, 0.0), vec2(side, side));
    if ui.is_rect_visible(rect) {
        ui.painter().rect(
            plot,
            radius::CARD,
            tokens.raised,
            Stroke::new(1.0, tokens.line),
            StrokeKind::Inside,
        );
        let inner = plot.shrink(14.0);
        paint_attainable(ui.painter(), inner, &grid.attainable, &tokens);
        paint_frame(ui.painter(), plot, inner, &tokens);
        paint_place(ui.painter(), inner, grid, &tokens);
    }
    if response.has_focus() {
        focus::ring(ui.painter(), plot, radius::CARD, &tokens);
    }
    focus::follow(&response);
    response
}

impl TwoHatGrid {
    fn said(&self) -> String {
        let pole = |value: Option<f32>| match value {
            Some(value) => format!("{value:.0} of 100"),
            None => "little room to say".to_owned(),
        };
        format!(
            "Two-hat grid. Managing: {}. Leading: {}. {}",
            pole(self.managing),
            pole(self.leading),
            self.words
        )
    }
}

fn at(inner: Rect, place: [f32; 2]) -> Pos2 {
    pos2(
        egui::lerp(inner.x_range(), (place[0] / 100.0).clamp(0.0, 1.0)),
        egui::lerp(inner.bottom()..=inner.top(), (place[1] / 100.0).clamp(0.0, 1.0)),
    )
}

fn paint_attainable(painter: &Painter, inner: Rect, corners: &[[f32; 2]], tokens: &Tokens) {
    if corners.len() > 2 {
        let region = corners.iter().map(|place| at(inner, *place)).collect();
        painter.add(Shape::convex_polygon(region, tokens.teal_soft, Stroke::new(1.0, tokens.teal_soft)));
    } else {
        for place in corners {
            painter.circle_filled(at(inner, *place), inner.width() * 0.028, tokens.teal_soft);
        }
    }
}

fn paint_frame(painter: &Painter, plot: Rect, inner: Rect, tokens: &Tokens) {
    let faint = Stroke::new(1.0, tokens.track);
    painter.vline(inner.center().x, plot.shrink(1.0).y_range(), faint);
    painter.hline(plot.shrink(1.0).x_range(), inner.center().y, faint);
    let words = [
        (plot.left_bottom() + vec2(10.0, -9.0), Align2::LEFT_BOTTOM, "few moves of either kind"),
        (plot.right_bottom() + vec2(-10.0, -9.0), Align2::RIGHT_BOTTOM, "mostly managing"),
        (plot.left_top() + vec2(10.0, 9.0), Align2::LEFT_TOP, "mostly leading"),
        (plot.right_top() + vec2(-10.0, 9.0), Align2::RIGHT_TOP, "many of both"),
    ];
    for (place, align, word) in words {
        painter.text(place, align, word, Kind::Small.font(), tokens.ink_soft);
    }
    let below = pos2(plot.center().x, plot.bottom() + 10.0);
    painter.text(below, Align2::CENTER_TOP, "managing →", Kind::SmallStrong.font(), tokens.ink);
    let galley = painter.layout_no_wrap("leading →".to_owned(), Kind::SmallStrong.font(), tokens.ink);
    let start = pos2(plot.left() - 26.0, plot.center().y + galley.size().x / 2.0);
    let turned = egui::epaint::TextShape::new(start, galley, tokens.ink);
    painter.add(turned.with_angle(-std::f32::consts::FRAC_PI_2));
}

/// A dot where both are known, a line where one is, nothing where none is.
fn paint_place(painter: &Painter, inner: Rect, grid: &TwoHatGrid, tokens: &Tokens) {
    let line = Stroke::new(2.0, tokens.coral);
    match (grid.managing, grid.leading) {
        (Some(managing), Some(leading)) => {
            let place = at(inner, [managing, leading]);
            painter.circle(place, 10.0, tokens.coral, Stroke::new(3.0, tokens.raised));
            let above = leading < 85.0;
            let (offset, align) = if above {
                (vec2(0.0, -15.0), Align2::CENTER_BOTTOM)
            } else {
                (vec2(0.0, 15.0), Align2::CENTER_TOP)
            };
            let wide = inner.shrink2(vec2(14.0, 0.0));
            let label = pos2((place + offset).x.clamp(wide.left(), wide.right()), (place + offset).y);
            painter.text(label, align, "you", Kind::SmallStrong.font(), tokens.ink);
        }
        (Some(managing), None) => {
            painter.vline(at(inner, [managing, 0.0]).x, inner.y_range(), line);
        }
        (None, Some(leading)) => {
            painter.hline(inner.x_range(), at(inner, [0.0, leading]).y, line);
        }
        (None, None) => {
            let text = "little room to say";
            painter.text(inner.center(), Align2::CENTER_CENTER, text, Kind::Strong.font(), tokens.ink);
        }
    }
}
