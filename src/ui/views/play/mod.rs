//! The play: the calendar and the meters over the stage, and what is read and chosen beside it.

mod over_stage;
mod pages;

pub(super) use pages::outcome_ui;

use egui::{Key, Ui};

use super::layout::layout;
use crate::scenario::model::Outcome;
use crate::ui::keys;
use crate::ui::widgets::calendar::Calendar;
use crate::ui::widgets::change_list::Change;
use crate::ui::widgets::choice_card::ChoiceCard;
use crate::ui::widgets::column::{Footer, column_ui};
use crate::ui::widgets::key_hint::{key_hint_ui, key_note_ui};
use crate::ui::widgets::meter_card::MeterCard;
use crate::ui::widgets::quote::Quote;

/// What the play shows.
#[derive(Debug, Clone, PartialEq)]
pub struct PlayView {
    /// A number that differs from page to page; a new page starts at its top, with nothing focused.
    pub page_id: u64,
    /// Whether an overlay lies above; then the play answers to no key.
    pub covered: bool,
    /// The days, unless the scenario has no clock.
    pub calendar: Option<Calendar>,
    /// The meters, in the order of the scenario.
    pub meters: Vec<MeterCard>,
    /// What is read now.
    pub page: Page,
}

/// What is read now.
#[derive(Debug, Clone, PartialEq)]
pub enum Page {
    /// A situation and what can be done.
    Scene(ScenePage),
    /// What a choice led to.
    Result(ResultPage),
    /// A scene that goes on by itself.
    Passage(PassagePage),
    /// The end of the story.
    Ending(EndingPage),
}

/// A piece of what is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// What somebody says.
    Quote(Quote),
}

/// A situation and what can be done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScenePage {
    /// When and where: "Tuesday, 14:00 — meeting room".
    pub kicker: String,
    /// The headline; may be empty.
    pub heading: String,
    /// What is read.
    pub blocks: Vec<Block>,
    /// What can be done, at most nine.
    pub choices: Vec<ChoiceCard>,
}

/// What a choice led to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResultPage {
    /// When and where.
    pub kicker: String,
    /// What was chosen, as its card said it.
    pub chosen: String,
    /// What people say and do.
    pub blocks: Vec<Block>,
    /// What changed.
    pub changes: Vec<Change>,
    /// How much time passed: "1 h passes. It is Tuesday, 15:00."; may be empty.
    pub time: String,
}

/// A scene that goes on by itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PassagePage {
    /// When and where.
    pub kicker: String,
    /// The headline; may be empty.
    pub heading: String,
    /// What is read.
    pub blocks: Vec<Block>,
    /// What changed on the way.
    pub changes: Vec<Change>,
}

/// The end of the story.
#[derive(Debug, Clone, PartialEq)]
pub struct EndingPage {
    /// When and where.
    pub kicker: String,
    /// The headline.
    pub heading: String,
    /// What is read.
    pub blocks: Vec<Block>,
    /// How well it turned out.
    pub outcome: Outcome,
}

/// What the player asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlayAction {
    /// To do this, by its place in [`ScenePage::choices`]; never one that is locked.
    Choose(usize),
    /// To go on from a result or a passage.
    Continue,
    /// To see how the story went, from its ending.
    SeeDebrief,
    /// The list of decisions.
    OpenHistory,
    /// The menu.
    OpenMenu,
    /// The keys and the rules.
    OpenHelp,
}

/// Draws the play over a window whose left part shows the stage.
pub fn play_ui(ui: &mut Ui, view: &PlayView) -> Option<PlayAction> {
    let parts = layout(ui.max_rect());
    over_stage::over_stage_ui(ui, parts.stage, view);
    let (page, footer) = column_ui(
        ui,
        parts.column,
        view.page_id,
        !view.covered,
        Footer::Keys,
        |ui| pages::page_ui(ui, view),
        |ui| footer_ui(ui, view),
    );
    let key = if view.covered { None } else { shortcut(ui) };
    page.or(footer).or(key)
}

fn shortcut(ui: &Ui) -> Option<PlayAction> {
    if keys::help(ui) {
        Some(PlayAction::OpenHelp)
    } else if keys::pressed(ui, Key::H) {
        Some(PlayAction::OpenHistory)
    } else if keys::pressed(ui, Key::Escape) {
        Some(PlayAction::OpenMenu)
    } else {
        None
    }
}

fn footer_ui(ui: &mut Ui, view: &PlayView) -> Option<PlayAction> {
    ui.spacing_mut().item_spacing.x = 4.0;
    match &view.page {
        Page::Scene(scene) if scene.choices.len() > 1 => {
            key_note_ui(ui, &format!("1–{}", scene.choices.len()), "choose");
        }
        Page::Scene(_) => {
            key_note_ui(ui, "1", "choose");
        }
        Page::Result(_) | Page::Passage(_) | Page::Ending(_) => {
            key_note_ui(ui, "Enter", "go on");
        }
    }
    let history = key_hint_ui(ui, "H", "history").clicked().then_some(PlayAction::OpenHistory);
    let menu = key_hint_ui(ui, "Esc", "menu").clicked().then_some(PlayAction::OpenMenu);
    let help = key_hint_ui(ui, "?", "help").clicked().then_some(PlayAction::OpenHelp);
    history.or(menu).or(help)
}
