//! One thing the player can do, as a numbered card.

use egui::{
    Align2, Color32, CursorIcon, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType,
};
use egui::{pos2, vec2};

use super::focus;
use crate::ui::theme::{self, Kind, Tokens, radius, space};

/// What a card says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChoiceCard {
    /// What the player would do.
    pub text: String,
    /// What it takes: "takes 1 h"; may be empty.
    pub detail: String,
    /// Why it cannot be picked, if it cannot: "Anna will not put her name to it yet".
    pub locked: Option<String>,
}

const BADGE: f32 = 28.0;
const PAD: f32 = space::L;
/// Above and below: tight enough that four cards of two lines fit the smallest window beside a scene.
const PAD_Y: f32 = 9.0;
/// How far below the badge's top the text begins, so that its first line is level with the number.
const DROP: f32 = 3.0;

/// Shows a card with its number (from 1). A locked card takes the focus, so that its reason is read,
/// but the caller must not act on its clicks: see [`ChoiceCard::locked`].
pub fn choice_card_ui(ui: &mut Ui, card: &ChoiceCard, number: usize) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let open = card.locked.is_none();
    let (ink, faint) = if open { (tokens.ink, tokens.ink_soft) } else { (tokens.ink_soft, tokens.ink_soft) };
    let width = ui.available_width();
    let room = width - 2.0 * PAD - BADGE - PAD + 2.0;
    let below = card.locked.as_ref().map_or_else(|| card.detail.clone(), |why| format!("Locked: {why}"));
    let text = ui.painter().layout_job(Kind::Choice.job(&card.text, ink, room));
    let below_text = ui.painter().layout_job(Kind::Small.job(&below, faint, room));
    let gap = if below.is_empty() { 0.0 } else { below_text.size().y + 2.0 };
    let height = (text.size().y + gap + DROP).max(BADGE) + 2.0 * PAD_Y;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| {
        let full_stop = if card.text.ends_with(['.', '!', '?', '…', '”', '"']) { "" } else { "." };
        let said = format!("{number}. {}{full_stop} {below}", card.text);
        WidgetInfo::labeled(WidgetType::Button, open, said.trim_end())
    });
    focus::follow(&response);
    if ui.is_rect_visible(rect) {
        paint_ground(ui, rect, open, &response, &tokens);
        paint_badge(ui, rect, number, open, &tokens);
        let left = rect.left() + PAD + BADGE + PAD - 2.0;
        let top = rect.top() + PAD_Y + DROP;
        let next = top + text.size().y + 2.0;
        ui.painter().galley(pos2(left, top), text, ink);
        if !below.is_empty() {
            ui.painter().galley(pos2(left, next), below_text, faint);
        }
    }
    response.on_hover_cursor(if open { CursorIcon::PointingHand } else { CursorIcon::Default })
}

fn paint_ground(ui: &Ui, rect: Rect, open: bool, response: &Response, tokens: &Tokens) {
    let near = open && response.hovered();
    let (fill, line) = match (open, near) {
        (false, _) => (tokens.well, tokens.line),
        (true, true) => (tokens.hover, tokens.teal),
        (true, false) => (tokens.raised, tokens.line),
    };
    ui.painter().rect(rect, radius::CARD, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    if response.has_focus() {
        focus::ring(ui.painter(), rect, radius::CARD, tokens);
    }
}

fn paint_badge(ui: &Ui, rect: Rect, number: usize, open: bool, tokens: &Tokens) {
    let corner = rect.min + vec2(PAD, PAD_Y);
    let badge = Rect::from_min_size(corner, vec2(BADGE, BADGE));
    let (fill, ink): (Color32, Color32) =
        if open { (tokens.ink, tokens.on_ink) } else { (tokens.track, tokens.ink_soft) };
    ui.painter().rect_filled(badge, radius::SMALL, fill);
    ui.painter().text(badge.center(), Align2::CENTER_CENTER, number, Kind::Strong.font(), ink);
}
