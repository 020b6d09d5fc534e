//! How it went: the ending, the week as lines, the two-hat grid, and every decision again.

use egui::{Key, Ui};

use super::confirm::{confirm_ui, forget};
use super::decision::{Decision, REWIND};
use super::play::outcome_ui;
use crate::scenario::model::Outcome;
use crate::scenario::traits::Pole;
use crate::ui::keys;
use crate::ui::theme::{self, Kind, Tokens, radius, space};
use crate::ui::widgets::button::{primary_button_ui, secondary_button_ui};
use crate::ui::widgets::card::card_ui;
use crate::ui::widgets::change_list::change_line_ui;
use crate::ui::widgets::line_chart::{LineChart, line_chart_ui};
use crate::ui::widgets::page::page_ui;
use crate::ui::widgets::text::{body_ui, heading_ui, soft_ui, text_ui};
use crate::ui::widgets::two_hat_grid::{TwoHatGrid, two_hat_grid_ui};

/// What the debrief shows.
#[derive(Debug, Clone, PartialEq)]
pub struct DebriefView {
    /// Whether an overlay lies above; then the screen answers to no key.
    pub covered: bool,
    /// The scenario's title.
    pub scenario: String,
    /// The ending's headline.
    pub ending: String,
    /// How well it turned out.
    pub outcome: Outcome,
    /// The meters over time, in the order of the scenario.
    pub charts: Vec<LineChart>,
    /// The two-hat grid.
    pub grid: TwoHatGrid,
    /// The decisions, oldest first.
    pub decisions: Vec<DebriefDecision>,
}

/// A decision, and what it meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DebriefDecision {
    /// When, where, what and what it changed.
    pub decision: Decision,
    /// What the choice showed: a word and its side.
    pub shows: Vec<Shown>,
    /// A sentence or two about the act and its price; may be empty.
    pub feedback: String,
    /// Where luck was involved: "Odds were about 6 in 10; the story drew the 4."; may be empty.
    pub luck: String,
}

/// A trait that a choice showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The trait's word: "warmth".
    pub word: String,
    /// Its side.
    pub pole: Pole,
}

/// What the player asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DebriefAction {
    /// The same scenario from its beginning.
    PlayAgain,
    /// To go back to a decision, by its place in [`DebriefView::decisions`]; the player was asked.
    Rewind(usize),
    /// All scenarios.
    OpenLibrary,
    /// The keys and the rules.
    OpenHelp,
}

/// Draws the debrief over the whole window.
pub fn debrief_ui(ui: &mut Ui, view: &DebriefView) -> Option<DebriefAction> {
    let (rewind, clicked) = page_ui(ui, "debrief", !view.covered, |ui| content_ui(ui, view), footer_ui);
    let action = rewind.map(DebriefAction::Rewind).or(clicked);
    if action.is_some() || view.covered {
        return action;
    }
    let key = shortcut(ui);
    if key == Some(DebriefAction::OpenLibrary) {
        forget(ui, "debrief");
    }
    key
}

fn shortcut(ui: &Ui) -> Option<DebriefAction> {
    if keys::help(ui) {
        Some(DebriefAction::OpenHelp)
    } else if keys::pressed(ui, Key::Escape) {
        Some(DebriefAction::OpenLibrary)
    } else {
        None
    }
}

fn footer_ui(ui: &mut Ui) -> Option<DebriefAction> {
    ui.spacing_mut().item_spacing.x = space::M;
    let again = primary_button_ui(ui, "Play again", "").clicked().then_some(DebriefAction::PlayAgain);
    let library = secondary_button_ui(ui, "Library", "Esc").clicked().then_some(DebriefAction::OpenLibrary);
    again.or(library)
}

fn content_ui(ui: &mut Ui, view: &DebriefView) -> Option<usize> {
    ui.spacing_mut().item_spacing.y = space::S;
    soft_ui(ui, &view.scenario, Kind::Kicker);
    heading_ui(ui, &view.ending, Kind::Heading);
    outcome_ui(ui, view.outcome);
    soft_ui(ui, &practice(view.decisions.len()), Kind::Small);

    part_ui(ui, "How it went");
    for (index, chart) in view.charts.iter().enumerate() {
        line_chart_ui(ui, chart, index);
    }
    if !view.charts.is_empty() {
        soft_ui(ui, "The numbers are your decisions, listed below.", Kind::Small);
    }

    part_ui(ui, "How you worked");
    grid_ui(ui, &view.grid);

    part_ui(ui, "Your decisions");
    let mut rewind = None;
    for (index, decision) in view.decisions.iter().enumerate() {
        if decision_ui(ui, decision, index) {
            rewind = Some(index);
        }
    }
    rewind
}

fn practice(choices: usize) -> String {
    let count = if choices == 1 { "1 choice".to_owned() } else { format!("{choices} choices") };
    format!("This is practice data from {count} in one story. It is not a test of anyone.")
}

fn part_ui(ui: &mut Ui, title: &str) {
    ui.add_space(space::XL);
    heading_ui(ui, title, Kind::Subheading);
    ui.add_space(2.0);
}

fn grid_ui(ui: &mut Ui, grid: &TwoHatGrid) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL + space::S;
        two_hat_grid_ui(ui, grid, 380.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            let ink = theme::tokens(ui.ctx()).ink;
            text_ui(ui, &grid.words, Kind::Body, ink);
            pole_ui(ui, "Managing", grid.managing);
            pole_ui(ui, "Leading", grid.leading);
            soft_ui(
                ui,
                "Of the managing and of the leading that these scenes offered, how much did you do? \
                 The shade shows where other choices in the same scenes would have put you. \
                 No corner is the right one.",
                Kind::Small,
            );
        });
    });
}

fn pole_ui(ui: &mut Ui, name: &str, value: Option<f32>) {
    let words = match value {
        Some(value) => format!("{name}: {value:.0} of 100"),
        None => format!("{name}: little room to say, with too few scenes that asked for it"),
    };
    let ink = theme::tokens(ui.ctx()).ink;
    text_ui(ui, &words, Kind::Strong, ink);
}

/// Draws a decision; says whether to go back to it.
fn decision_ui(ui: &mut Ui, item: &DebriefDecision, index: usize) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let decision = &item.decision;
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        soft_ui(ui, &decision.place(index + 1), Kind::Small);
        text_ui(ui, &decision.chosen, Kind::Strong, tokens.ink);
        if !decision.changes.is_empty() {
            change_line_ui(ui, &decision.changes);
        }
        if !item.shows.is_empty() {
            shows_ui(ui, &item.shows, &tokens);
        }
        if !item.feedback.is_empty() {
            ui.scope(|ui| {
                ui.set_max_width(space::MEASURE);
                body_ui(ui, &item.feedback);
            });
        }
        if !item.luck.is_empty() {
            soft_ui(ui, &format!("Luck: {}", item.luck), Kind::Small);
        }
        confirm_ui(ui, "debrief", index, "Rewind to here…", REWIND, "Rewind")
    })
}

/// What a choice showed, as small labels that name the side as well.
fn shows_ui(ui: &mut Ui, shows: &[Shown], tokens: &Tokens) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::XS);
        for shown in shows {
            let (side, fill, ink) = match shown.pole {
                Pole::Leader => ("leading", tokens.purple_soft, tokens.purple),
                Pole::Manager => ("managing", tokens.teal_soft, tokens.teal_ink),
            };
            let text = format!("{} · {side}", shown.word);
            let galley = ui.painter().layout_no_wrap(text.clone(), Kind::Small.font(), ink);
            let (rect, response) =
                ui.allocate_exact_size(galley.size() + egui::vec2(20.0, 8.0), egui::Sense::hover());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, &text));
            ui.painter().rect_filled(rect, radius::SMALL, fill);
            ui.painter().galley(rect.min + egui::vec2(10.0, 4.0), galley, ink);
        }
    });
}
