//! Before the first scene: who the player is, who is there, and what counts.

use egui::{Key, Stroke, Ui};

use super::layout::layout;
use crate::scenario::model::{Good, Top};
use crate::ui::keys;
use crate::ui::theme::{self, Kind, space};
use crate::ui::widgets::badge::badge_ui;
use crate::ui::widgets::button::{primary_button_ui, secondary_button_ui};
use crate::ui::widgets::column::{Footer, column_ui};
use crate::ui::widgets::text::{body_ui, heading_ui, soft_ui, text_ui};

/// What the briefing shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BriefingView {
    /// Whether an overlay lies above; then the screen answers to no key.
    pub covered: bool,
    /// The scenario's title.
    pub title: String,
    /// The briefing, a paragraph each.
    pub paragraphs: Vec<String>,
    /// The people.
    pub cast: Vec<CastMember>,
    /// The meters, in the order of the scenario.
    pub meters: Vec<MeterIntro>,
    /// What is due and when: "Friday, 17:00 — 40 working hours"; may be empty.
    pub deadline: String,
}

/// One of the people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CastMember {
    /// The name.
    pub name: String,
    /// What this person does.
    pub role: String,
    /// What this person wears, for the colour.
    pub top: Top,
}

/// One of the meters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeterIntro {
    /// The name.
    pub label: String,
    /// The value at the start, 0..=100.
    pub start: i64,
    /// Which end is good.
    pub good: Good,
}

/// What the player asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BriefingAction {
    /// The first scene.
    Begin,
    /// Where the player came from.
    Back,
    /// The keys and the rules.
    OpenHelp,
}

/// Draws the briefing over a window whose left part shows a stage.
pub fn briefing_ui(ui: &mut Ui, view: &BriefingView) -> Option<BriefingAction> {
    let column = layout(ui.max_rect()).column;
    let ((), clicked) = column_ui(
        ui,
        column,
        ("briefing", &view.title),
        !view.covered,
        Footer::Buttons,
        |ui| content_ui(ui, view),
        footer_ui,
    );
    if clicked.is_some() || view.covered {
        return clicked;
    }
    if keys::help(ui) {
        Some(BriefingAction::OpenHelp)
    } else if keys::pressed(ui, Key::Escape) {
        Some(BriefingAction::Back)
    } else if keys::go_on(ui) {
        Some(BriefingAction::Begin)
    } else {
        None
    }
}

fn content_ui(ui: &mut Ui, view: &BriefingView) {
    ui.spacing_mut().item_spacing.y = 0.0;
    soft_ui(ui, "Before you begin", Kind::Kicker);
    ui.add_space(2.0);
    heading_ui(ui, &view.title, Kind::Heading);
    ui.add_space(space::M);
    for paragraph in &view.paragraphs {
        body_ui(ui, paragraph);
        ui.add_space(space::M);
    }
    if !view.deadline.is_empty() {
        let ink = theme::tokens(ui.ctx()).coral_ink;
        text_ui(ui, &format!("⚑ Due {}", view.deadline), Kind::Strong, ink);
        ui.add_space(space::M);
    }
    cast_ui(ui, &view.cast);
    meters_ui(ui, &view.meters);
}

fn footer_ui(ui: &mut Ui) -> Option<BriefingAction> {
    ui.spacing_mut().item_spacing.x = space::M;
    let begin = primary_button_ui(ui, "Begin", "Enter").clicked().then_some(BriefingAction::Begin);
    let back = secondary_button_ui(ui, "Back", "Esc").clicked().then_some(BriefingAction::Back);
    begin.or(back)
}

fn cast_ui(ui: &mut Ui, cast: &[CastMember]) {
    if cast.is_empty() {
        return;
    }
    part_ui(ui, "Who is there");
    for person in cast {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            badge_ui(ui, &person.name, person.top);
            ui.vertical(|ui| {
                let ink = theme::tokens(ui.ctx()).ink;
                text_ui(ui, &person.name, Kind::Strong, ink);
                soft_ui(ui, &person.role, Kind::Small);
            });
        });
        ui.add_space(space::S);
    }
}

fn meters_ui(ui: &mut Ui, meters: &[MeterIntro]) {
    if meters.is_empty() {
        return;
    }
    part_ui(ui, "What you watch");
    let tokens = theme::tokens(ui.ctx());
    for (index, meter) in meters.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let (dot, _) = ui.allocate_exact_size(egui::vec2(40.0, 26.0), egui::Sense::hover());
            ui.painter().rect_filled(dot.shrink2(egui::vec2(6.0, 9.0)), 4, tokens.meter(index));
            text_ui(ui, &meter.label, Kind::Strong, tokens.ink);
            let good = match meter.good {
                Good::High => "high is good",
                Good::Low => "low is good",
            };
            soft_ui(ui, &format!("starts at {} of 100; {good}", meter.start), Kind::Small);
        });
        ui.add_space(space::XS);
    }
}

fn part_ui(ui: &mut Ui, title: &str) {
    let tokens = theme::tokens(ui.ctx());
    ui.add_space(space::S);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, tokens.line));
    ui.add_space(space::L);
    heading_ui(ui, title, Kind::Subheading);
    ui.add_space(space::M);
}
