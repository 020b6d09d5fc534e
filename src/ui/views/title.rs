//! The first screen: what this is, and one press from a play.

use egui::{Id, Key, Ui};

use super::layout::layout;
use crate::ui::keys;
use crate::ui::theme::{Kind, space};
use crate::ui::widgets::button::{primary_button_ui, secondary_button_ui};
use crate::ui::widgets::card::card_ui;
use crate::ui::widgets::column::{Footer, column_ui};
use crate::ui::widgets::hats::hats_ui;
use crate::ui::widgets::key_hint::{key_hint_ui, key_note_ui};
use crate::ui::widgets::notice::{Notice, notice_ui};
use crate::ui::widgets::text::{body_ui, heading_ui, soft_ui};

/// What the first screen shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TitleView {
    /// Whether an overlay lies above; then the screen answers to no key.
    pub covered: bool,
    /// The play to take up again, if there is one.
    pub saved: Option<SavedPlay>,
    /// The scenario to begin with, if there is one.
    pub featured: Option<Featured>,
    /// Something that the player should know.
    pub notice: Option<Notice>,
}

/// A play that was left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedPlay {
    /// The scenario's title.
    pub scenario: String,
    /// Where the play stands: "Tuesday, 14:00 — What could stop us?".
    pub place: String,
}

/// A scenario, as the first screen presents it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Featured {
    /// The title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// About how long a play takes.
    pub minutes: u32,
}

/// What the player asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleAction {
    /// To take up the saved play.
    Continue,
    /// To play the featured scenario.
    Play,
    /// All scenarios.
    OpenLibrary,
    /// The keys and the rules.
    OpenHelp,
    /// To have the notice gone.
    DismissNotice,
    /// To leave the program.
    Quit,
}

/// Draws the first screen over a window whose left part shows a stage.
pub fn title_ui(ui: &mut Ui, view: &TitleView) -> Option<TitleAction> {
    let column = layout(ui.max_rect()).column;
    let (content, footer) = column_ui(
        ui,
        column,
        "title",
        !view.covered,
        Footer::Keys,
        |ui| content_ui(ui, view),
        |ui| {
            key_note_ui(ui, "↑ ↓", "move");
            key_note_ui(ui, "Enter", "choose");
            key_hint_ui(ui, "?", "help").clicked().then_some(TitleAction::OpenHelp)
        },
    );
    let help = (!view.covered && keys::help(ui)).then_some(TitleAction::OpenHelp);
    content.or(footer).or(help)
}

fn content_ui(ui: &mut Ui, view: &TitleView) -> Option<TitleAction> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut action = None;
    if let Some(notice) = &view.notice {
        if notice_ui(ui, notice).clicked() {
            action = Some(TitleAction::DismissNotice);
        }
        ui.add_space(space::XL);
    } else {
        ui.add_space(space::M);
    }
    hats_ui(ui);
    ui.add_space(space::S);
    heading_ui(ui, "Two Hats", Kind::Display);
    ui.add_space(space::S);
    body_ui(ui, "A week with a team. You lead, you manage, and both come back to you.");
    ui.add_space(space::XL);
    if let Some(featured) = &view.featured {
        featured_ui(ui, featured);
        ui.add_space(space::XL);
    }
    action.or(buttons_ui(ui, view))
}

fn featured_ui(ui: &mut Ui, featured: &Featured) {
    card_ui(ui, |ui| {
        heading_ui(ui, &featured.title, Kind::Subheading);
        ui.add_space(space::XS);
        body_ui(ui, &featured.summary);
        ui.add_space(space::S);
        soft_ui(ui, &format!("about {} minutes", featured.minutes), Kind::Small);
    });
}

fn buttons_ui(ui: &mut Ui, view: &TitleView) -> Option<TitleAction> {
    let mut entries = Vec::new();
    if let Some(saved) = &view.saved {
        entries.push((format!("Continue “{}”", saved.scenario), TitleAction::Continue));
    }
    if let Some(featured) = &view.featured {
        entries.push((format!("Play “{}”", featured.title), TitleAction::Play));
    }
    let mut action = None;
    let mut ids: Vec<Id> = Vec::with_capacity(entries.len());
    ui.with_layout(egui::Layout::top_down_justified(egui::Align::Min), |ui| {
        for (place, (text, what)) in entries.iter().enumerate() {
            let response = if place == 0 {
                primary_button_ui(ui, text, "Enter")
            } else {
                secondary_button_ui(ui, text, "")
            };
            ids.push(response.id);
            if response.clicked() {
                action = Some(*what);
            }
            ui.add_space(space::XS + 2.0);
            if let (TitleAction::Continue, Some(saved)) = (*what, &view.saved) {
                soft_ui(ui, &saved.place, Kind::Small);
                ui.add_space(space::M);
            }
        }
        ui.spacing_mut().item_spacing.x = space::M;
        ui.columns_const(|[left, right]| {
            for (ui, text, what) in
                [(left, "Library", TitleAction::OpenLibrary), (right, "Quit", TitleAction::Quit)]
            {
                let response = secondary_button_ui(ui, text, "");
                ids.push(response.id);
                if response.clicked() {
                    action = Some(what);
                }
            }
        });
    });
    if !view.covered {
        keys::walk(ui, &ids);
        let nothing_focused = ui.memory(|memory| memory.focused().is_none());
        if nothing_focused && keys::pressed(ui, Key::Enter) {
            action = action.or(Some(entries.first().map_or(TitleAction::OpenLibrary, |(_, what)| *what)));
        }
    }
    action
}
