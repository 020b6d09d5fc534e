//! The shapes on the map's canvas.

use egui::epaint::CubicBezierShape;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::Mark;
use super::camera::Camera;
use crate::overview::{
    Area, Caption, Edge, Kind, LABEL_LINE, Label, Node, Point, SMALL_LINE, TITLE_LINE, by_luck,
};
use crate::scenario::model::Outcome;
use crate::ui::theme::{Kind as Text, Tokens};

/// The sizes of letters on a sheet, in its units.
const TITLE: f32 = 13.5;
const SMALL: f32 = 10.5;
/// The least size of letters that are drawn, in points.
const LEGIBLE: f32 = 5.0;
/// Below this zoom boxes have neither corners nor borders, and lines are straight and thin.
const PLAIN: f32 = 0.22;
/// Below this length, in points, a piece of a line is left out.
const SPECK: f32 = 0.8;

/// What shapes are drawn with.
pub(super) struct Drawing<'a> {
    pub(super) painter: &'a Painter,
    pub(super) canvas: Rect,
    pub(super) camera: Camera,
    pub(super) tokens: Tokens,
}

impl Drawing<'_> {
    fn place(&self, point: Point) -> Pos2 {
        self.camera.place(self.canvas, pos2(point.x as f32, point.y as f32))
    }

    fn rect(&self, area: Area) -> Rect {
        let area = area_rect(area);
        Rect::from_min_max(self.camera.place(self.canvas, area.min), self.camera.place(self.canvas, area.max))
    }

    /// Letters of a size on the sheet; in steps, so that a slow zoom does not make every size there is.
    fn font(&self, kind: Text, size: f32) -> Option<FontId> {
        let size = (size * self.camera.zoom * 2.0).round() / 2.0;
        (size >= LEGIBLE).then(|| FontId::new(size, kind.font().family))
    }
}

/// An area of the map as a rectangle.
pub(super) fn area_rect(area: Area) -> Rect {
    Rect::from_min_size(pos2(area.x as f32, area.y as f32), vec2(area.width as f32, area.height as f32))
}

/// What a line between two boxes is to the author just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Nothing special.
    Plain,
    /// It leaves or comes to what is selected.
    Near,
    /// The play went along it.
    Trail,
}

/// Draws a line between two boxes.
pub(super) fn way(drawing: &Drawing<'_>, edge: &Edge, line: &[Point], tone: Tone) {
    let Drawing { painter, camera, tokens, .. } = drawing;
    let (color, wider) = match tone {
        Tone::Plain => (tokens.handle, 1.0),
        Tone::Near => (tokens.ink_soft, 1.2),
        Tone::Trail => (tokens.teal, 2.2),
    };
    let width = (1.0 + 0.4 * (edge.ways.len().clamp(1, 5) - 1) as f32) * wider;
    let points: Vec<Pos2> = line.iter().map(|point| drawing.place(*point)).collect();
    if camera.zoom < PLAIN {
        let stroke = Stroke::new(0.8 * wider, color);
        for pair in points.windows(2).filter(|pair| pair[0].distance(pair[1]) > SPECK) {
            painter.line_segment([pair[0], pair[1]], stroke);
        }
        return;
    }
    let stroke = Stroke::new((width * camera.zoom).clamp(0.7, 5.0), color);
    let curve = flat(&points, edge.from == edge.to);
    if by_luck(edge) {
        painter.extend(Shape::dashed_line(&curve, stroke, 2.5, 4.0));
    } else {
        painter.add(Shape::line(curve.clone(), stroke));
    }
    if let [.., before, end] = curve.as_slice() {
        tip(painter, *before, *end, (7.0 * camera.zoom).clamp(3.0, 9.0), color);
    }
}

/// Returns a line as short straight pieces: curves that leave and come to each point vertically, but for a loop.
fn flat(points: &[Pos2], is_loop: bool) -> Vec<Pos2> {
    if is_loop {
        return points.to_vec();
    }
    let mut flat: Vec<Pos2> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if (from.x - to.x).abs() < 0.5 {
            flat.push(to);
            continue;
        }
        let middle = f32::midpoint(from.y, to.y);
        let curve = CubicBezierShape::from_points_stroke(
            [from, pos2(from.x, middle), pos2(to.x, middle), to],
            false,
            Color32::TRANSPARENT,
            Stroke::NONE,
        );
        flat.extend(curve.flatten(Some(0.4)).into_iter().skip(1));
    }
    flat
}

fn tip(painter: &Painter, before: Pos2, end: Pos2, size: f32, color: Color32) {
    let along = (end - before).normalized() * size;
    let across = along.rot90() * 0.45;
    let corners = vec![end, end - along + across, end - along - across];
    painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
}

/// Draws a box with its words.
pub(super) fn node(drawing: &Drawing<'_>, node: &Node, caption: &Caption, area: Area, marks: Mark) {
    let Drawing { painter, camera, tokens, .. } = drawing;
    let rect = drawing.rect(area);
    let (fill, line, ink) = colors(tokens, node.kind);
    let line = if marks.error { tokens.coral } else { line };
    if camera.zoom < PLAIN {
        // What is so small has one colour: that of a mark, else of its border.
        let fill = match marks {
            Mark { error: true, .. } => tokens.coral,
            Mark { advice: true, .. } => tokens.amber,
            Mark { been: true, .. } => tokens.teal,
            _ if fill == tokens.raised => tokens.handle,
            _ => line,
        };
        painter.rect_filled(rect.expand(0.3), 0, fill);
        return;
    }
    let round = match node.kind {
        Kind::Ending(_) | Kind::Back => rect.height() / 2.0,
        Kind::Scene { choices: 0, .. } => 12.0 * camera.zoom,
        _ => 4.0 * camera.zoom,
    };
    let width = if matches!(node.kind, Kind::Ending(_)) { 1.8 } else { 1.2 };
    let stroke = Stroke::new(width * camera.zoom.max(0.6), line);
    if matches!(node.kind, Kind::Event | Kind::Verdict) {
        let cut = 16.0 * camera.zoom;
        let (left, right) = (rect.left() + cut, rect.right() - cut);
        let middle = rect.center().y;
        let corners = if node.kind == Kind::Event {
            vec![
                pos2(left, rect.top()),
                pos2(right, rect.top()),
                pos2(rect.right(), middle),
                pos2(right, rect.bottom()),
                pos2(left, rect.bottom()),
                pos2(rect.left(), middle),
            ]
        } else {
            vec![pos2(left, rect.top()), pos2(right, rect.top()), rect.right_bottom(), rect.left_bottom()]
        };
        painter.add(Shape::convex_polygon(corners, fill, stroke));
    } else {
        painter.rect(rect, round, fill, stroke, StrokeKind::Inside);
    }
    let mut y = rect.center().y - caption.height() as f32 * camera.zoom / 2.0;
    let parts = [
        (&caption.title, Text::SmallStrong, TITLE, TITLE_LINE, ink),
        (
            &caption.small,
            Text::Small,
            SMALL,
            SMALL_LINE,
            if ink == tokens.ink { tokens.ink_soft } else { ink },
        ),
    ];
    for (lines, kind, size, height, ink) in parts {
        let height = height as f32 * camera.zoom;
        for text in lines {
            if let Some(font) = drawing.font(kind, size) {
                painter.text(pos2(rect.center().x, y + height / 2.0), Align2::CENTER_CENTER, text, font, ink);
            }
            y += height;
        }
    }
}

/// The ground, the border and the letters of a box.
const fn colors(tokens: &Tokens, kind: Kind) -> (Color32, Color32, Color32) {
    match kind {
        Kind::Scene { start: true, .. } => (tokens.ink, tokens.ink, tokens.on_ink),
        Kind::Scene { interlude: true, .. } | Kind::Event | Kind::Back => {
            (tokens.purple_soft, tokens.purple, tokens.ink)
        }
        Kind::Scene { choices: 0, .. } => (tokens.well, tokens.handle, tokens.ink),
        Kind::Scene { .. } | Kind::Verdict => (tokens.raised, tokens.ink_soft, tokens.ink),
        Kind::Ending(Outcome::Success) => (tokens.teal_soft, tokens.teal, tokens.ink),
        Kind::Ending(Outcome::Mixed) => (tokens.amber_soft, tokens.amber, tokens.ink),
        Kind::Ending(Outcome::Failure) => (tokens.coral_soft, tokens.coral, tokens.ink),
    }
}

/// Draws what is marked at a box: rings around it, signs at its upper corners.
pub(super) fn mark(drawing: &Drawing<'_>, area: Area, marks: Mark, selected: bool) {
    let Drawing { painter, camera, tokens, .. } = drawing;
    let rect = drawing.rect(area);
    let rings = [
        (marks.hit, 3.0, tokens.amber, 3.0),
        (selected, 4.0, tokens.ink, 2.0),
        (marks.here, 7.0, tokens.teal, 3.0),
    ];
    for (_, away, color, width) in rings.into_iter().filter(|(is, ..)| *is) {
        painter.rect_stroke(rect.expand(away), 8.0, Stroke::new(width, color), StrokeKind::Outside);
    }
    if camera.zoom < PLAIN {
        return;
    }
    let size = (9.0 * camera.zoom).clamp(3.0, 10.0);
    let sign = |corner: Pos2, color: Color32, letter: &str| {
        painter.circle_filled(corner, size, color);
        if size > 5.5 {
            let font = FontId::new(size * 1.35, Text::SmallStrong.font().family);
            painter.text(corner, Align2::CENTER_CENTER, letter, font, tokens.on_ink);
        }
    };
    if marks.error {
        sign(rect.right_top(), tokens.coral_ink, "×");
    } else if marks.advice {
        sign(rect.right_top(), tokens.amber_ink, "!");
    }
    if marks.here {
        sign(rect.left_top(), tokens.teal_ink, "▶");
    } else if marks.been {
        sign(rect.left_top(), tokens.teal, "✓");
    }
}

/// Draws the words beside a line.
pub(super) fn words(drawing: &Drawing<'_>, Label { area, lines, .. }: &Label) {
    let Drawing { painter, camera, tokens, .. } = drawing;
    let Some(font) = drawing.font(Text::Small, SMALL) else { return };
    let rect = drawing.rect(*area);
    painter.rect_filled(rect, 3.0, tokens.paper);
    let height = LABEL_LINE as f32 * camera.zoom;
    for (number, text) in lines.iter().enumerate() {
        let at = pos2(rect.center().x, rect.top() + (number as f32 + 0.5) * height);
        painter.text(at, Align2::CENTER_CENTER, text, font.clone(), tokens.ink_soft);
    }
}
