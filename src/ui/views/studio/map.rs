//! The map on its canvas: seen in part, dragged, zoomed, walked.
//!
//! Only what is in sight is drawn, and the smaller it is, the less of it: no words where they could not be read, no
//! corners where a box has a few points.

use egui::{
    Event, Key, MouseWheelUnit, Painter, Pos2, Rect, Response, Sense, Ui, Vec2, WidgetInfo, WidgetType, pos2,
};

use super::camera::Camera;
use super::shapes::{Drawing, Tone, area_rect, mark, node, way, words};
use super::{StudioAction, StudioView};
use crate::overview::Sheet;
use crate::ui::keys;
use crate::ui::theme::{self, Kind};

/// How much nearer one turn of a wheel, or one press of a key, brings the map.
const NEARER: f32 = 1.25;
/// Below this zoom the words beside lines are left out.
const LABELS: f32 = 0.6;

/// Shows the map in `canvas` and answers to the pointer and to the keys.
pub(super) fn map_ui(ui: &mut Ui, canvas: Rect, view: &StudioView<'_>) -> Option<StudioAction> {
    let tokens = theme::tokens(ui.ctx());
    let response = ui.interact(canvas, ui.id().with("studio map"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, described(view)));
    let painter = ui.painter_at(canvas);
    let Some(sheet) = view.sheet else {
        let words = if view.drawing {
            "Laying out the map…"
        } else {
            "There is no map yet: the file cannot be read as a scenario. The problems say why."
        };
        painter.text(canvas.center(), egui::Align2::CENTER_CENTER, words, Kind::Body.font(), tokens.ink_soft);
        return None;
    };
    let camera = view.camera.unwrap_or_else(|| Camera::whole(&sheet.layout, canvas));
    draw(&painter, canvas, camera, sheet, view);
    if view.drawing {
        let corner = canvas.left_bottom() + egui::vec2(14.0, -12.0);
        let words = "Laying out what was saved…";
        painter.text(corner, egui::Align2::LEFT_BOTTOM, words, Kind::Small.font(), tokens.ink_soft);
    }
    name_hovered(&response, canvas, camera, sheet);
    pointed(ui, &response, canvas, camera, sheet).or_else(|| pressed(ui, canvas, camera, sheet, view))
}

fn described(view: &StudioView<'_>) -> String {
    let count = view.sheet.map_or(0, |sheet| sheet.map.nodes.len());
    let selected = view.selected.and_then(|at| view.sheet?.map.nodes.get(at));
    let selected = selected.map_or_else(String::new, |node| format!(", selected: {}", node.id));
    format!("Map of {count} places{selected}")
}

fn draw(painter: &Painter, canvas: Rect, camera: Camera, sheet: &Sheet, view: &StudioView<'_>) {
    let seen = camera.seen(canvas);
    let drawing = Drawing { painter, canvas, camera, tokens: theme::tokens(painter.ctx()) };
    for (number, edge) in sheet.map.edges.iter().enumerate() {
        let line = &sheet.layout.lines[number];
        let bounds = line.iter().fold(Rect::NOTHING, |bounds, point| {
            bounds.union(Rect::from_min_max(
                pos2(point.x as f32, point.y as f32),
                pos2(point.x as f32, point.y as f32),
            ))
        });
        if seen.intersects(bounds) {
            let tone = if view.trail.contains(&(edge.from, edge.to)) {
                Tone::Trail
            } else if view.selected.is_some_and(|at| edge.from == at || edge.to == at) {
                Tone::Near
            } else {
                Tone::Plain
            };
            way(&drawing, edge, line, tone);
        }
    }
    for (at, area) in sheet.layout.boxes.iter().enumerate() {
        if !seen.intersects(area_rect(*area).expand(20.0)) {
            continue;
        }
        let marks = view.marks.get(at).copied().unwrap_or_default();
        node(&drawing, &sheet.map.nodes[at], &sheet.captions[at], *area, marks);
        mark(&drawing, *area, marks, view.selected == Some(at));
    }
    if camera.zoom >= LABELS {
        for label in &sheet.labels {
            if seen.intersects(area_rect(label.area)) {
                words(&drawing, label);
            }
        }
    }
}

/// Names what the pointer is over, where its own words are too small to read.
fn name_hovered(response: &Response, canvas: Rect, camera: Camera, sheet: &Sheet) {
    if camera.zoom >= LABELS {
        return;
    }
    let over = response.hover_pos().and_then(|at| hit(sheet, camera.at(canvas, at)));
    let Some(node) = over.map(|at| &sheet.map.nodes[at]) else { return };
    let words = if node.title.is_empty() { node.id.clone() } else { format!("{} ({})", node.title, node.id) };
    response.clone().on_hover_text_at_pointer(words);
}

/// Answers to the pointer: a drag moves, a wheel zooms, a click selects.
fn pointed(
    ui: &Ui,
    response: &Response,
    canvas: Rect,
    camera: Camera,
    sheet: &Sheet,
) -> Option<StudioAction> {
    if response.dragged() && response.drag_delta() != Vec2::ZERO {
        return Some(StudioAction::Look(camera.dragged(response.drag_delta())));
    }
    if response.clicked() {
        response.surrender_focus();
        let at = response.interact_pointer_pos()?;
        return hit(sheet, camera.at(canvas, at)).map(|node| StudioAction::Select(node, false));
    }
    let over = response.hover_pos()?;
    let (mut factor, mut by) = (ui.input(egui::InputState::zoom_delta), Vec2::ZERO);
    ui.input(|input| {
        for event in &input.events {
            match event {
                // A wheel turns by lines; what slides (a touchpad) by points.
                Event::MouseWheel { unit: MouseWheelUnit::Point, delta, modifiers, .. }
                    if !modifiers.command =>
                {
                    by += *delta;
                }
                Event::MouseWheel { unit, delta, modifiers, .. } if !modifiers.command => {
                    let turns = if *unit == MouseWheelUnit::Page { 3.0 * delta.y } else { delta.y };
                    factor *= NEARER.powf(turns.clamp(-3.0, 3.0));
                }
                _ => {}
            }
        }
    });
    if by != Vec2::ZERO {
        return Some(StudioAction::Look(camera.dragged(by)));
    }
    ((factor - 1.0).abs() > 1e-4).then(|| StudioAction::Look(camera.zoomed(canvas, over, factor)))
}

/// Answers to the keys, while no text is written.
fn pressed(
    ui: &Ui,
    canvas: Rect,
    camera: Camera,
    sheet: &Sheet,
    view: &StudioView<'_>,
) -> Option<StudioAction> {
    if view.covered || ui.ctx().egui_wants_keyboard_input() {
        return None;
    }
    let is = |key| keys::pressed(ui, key);
    let zoomed = |factor| Some(StudioAction::Look(camera.zoomed(canvas, canvas.center(), factor)));
    if is(Key::Plus) || is(Key::Equals) {
        return zoomed(NEARER);
    }
    if is(Key::Minus) {
        return zoomed(NEARER.recip());
    }
    if is(Key::Num0) || is(Key::Home) {
        return Some(StudioAction::Look(Camera::whole(&sheet.layout, canvas)));
    }
    if ui.memory(|memory| memory.focused().is_some()) {
        return None;
    }
    let walks = [
        (Key::ArrowDown, Walk::Along),
        (Key::ArrowUp, Walk::Against),
        (Key::ArrowLeft, Walk::Beside(-1.0)),
        (Key::ArrowRight, Walk::Beside(1.0)),
    ];
    let (_, walk) = walks.into_iter().find(|(key, _)| is(*key))?;
    // egui would move its focus by the same key.
    ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    let here = view.selected.unwrap_or(0);
    step(sheet, here, walk).map(|node| StudioAction::Select(node, true))
}

/// A step on the map.
#[derive(Debug, Clone, Copy)]
enum Walk {
    /// To where something leads.
    Along,
    /// To what leads there.
    Against,
    /// To a neighbour of the same layer, left or right.
    Beside(f64),
}

fn step(sheet: &Sheet, here: usize, walk: Walk) -> Option<usize> {
    let edges = || sheet.map.edges.iter().filter(|edge| edge.from != edge.to);
    match walk {
        Walk::Along => edges().find(|edge| edge.from == here).map(|edge| edge.to),
        Walk::Against => edges().find(|edge| edge.to == here).map(|edge| edge.from),
        Walk::Beside(side) => {
            let boxes = &sheet.layout.boxes;
            let from = boxes.get(here)?;
            let level =
                |area: &crate::overview::Area| area.y < from.y + from.height && from.y < area.y + area.height;
            let away = |area: &crate::overview::Area| (area.x - from.x) * side;
            let beside = boxes.iter().enumerate().filter(|(_, area)| level(area) && away(area) > 0.0);
            beside.min_by(|(_, one), (_, other)| away(one).total_cmp(&away(other))).map(|(at, _)| at)
        }
    }
}

/// Returns what is at a point of the map.
fn hit(sheet: &Sheet, at: Pos2) -> Option<usize> {
    sheet.layout.boxes.iter().position(|area| area_rect(*area).expand(4.0).contains(at))
}
