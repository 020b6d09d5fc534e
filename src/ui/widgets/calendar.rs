//! The days of the story, where it is now and what is due.

use egui::{Align2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, vec2};

use crate::ui::theme::{self, Kind, Tokens, radius, space};

/// The strip above the stage. At most seven days fit; a longer story shows the week it is in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calendar {
    /// The days shown, in order.
    pub days: Vec<Day>,
    /// The moment and what is left: "Tuesday 14:00 · 27 working hours left".
    pub now: String,
}

/// One day of the strip.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Day {
    /// What the strip says: "Tue".
    pub short: String,
    /// What is read aloud: "Tuesday".
    pub name: String,
    /// Where the day lies.
    pub when: When,
    /// Whether something is due on it.
    pub deadline: bool,
}

/// Where a day lies from the story's present.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum When {
    /// It is over.
    Past,
    /// It is this day.
    Today,
    /// It is to come.
    #[default]
    Ahead,
}

const HEIGHT: f32 = 36.0;

/// Shows the strip in one row.
pub fn calendar_ui(ui: &mut Ui, calendar: &Calendar) -> Response {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for day in &calendar.days {
            day_ui(ui, day);
        }
        now_ui(ui, &calendar.now);
    })
    .response
}

fn day_ui(ui: &mut Ui, day: &Day) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let text = if day.deadline { format!("{} ⚑", day.short) } else { day.short.clone() };
    let galley = ui.painter().layout_no_wrap(text, Kind::SmallStrong.font(), tokens.ink);
    let (rect, response) =
        ui.allocate_exact_size(vec2((galley.size().x + 24.0).max(54.0), HEIGHT), Sense::hover());
    let said = format!(
        "{}{}{}",
        day.name,
        match day.when {
            When::Past => ", over",
            When::Today => ", today",
            When::Ahead => "",
        },
        if day.deadline { ", the deadline" } else { "" }
    );
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
    paint_day(ui, rect, day, galley, &tokens);
    response
}

fn paint_day(ui: &Ui, rect: Rect, day: &Day, galley: std::sync::Arc<egui::Galley>, tokens: &Tokens) {
    let (fill, ink) = match day.when {
        When::Today => (tokens.ink, tokens.on_ink),
        When::Past => (tokens.track, tokens.ink_soft),
        When::Ahead => (tokens.paper, tokens.ink),
    };
    let line = if day.deadline { Stroke::new(2.0, tokens.coral) } else { Stroke::NONE };
    ui.painter().rect(rect, radius::BUTTON, fill, line, StrokeKind::Inside);
    let text = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
    ui.painter().galley_with_override_text_color(text.min, galley, ink);
}

fn now_ui(ui: &mut Ui, now: &str) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let mut job = Kind::Small.line(now, tokens.ink);
    job.wrap.max_width = (ui.available_width() - 24.0).max(60.0);
    let galley = ui.painter().layout_job(job);
    let size = vec2(galley.size().x + 24.0, HEIGHT.max(galley.size().y + 12.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, now));
    ui.painter().rect_filled(rect, radius::BUTTON, tokens.paper);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens.ink);
    response
}
