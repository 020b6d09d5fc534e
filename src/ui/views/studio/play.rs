//! The play beside the map: what happened, what can be done, and the way back.

use egui::Ui;

use super::StudioAction;
use crate::ui::theme::{self, Kind, space};
use crate::ui::widgets::button::quiet_button_ui;
use crate::ui::widgets::change_list::{Change, change_line_ui};
use crate::ui::widgets::choice_card::{ChoiceCard, choice_card_ui};
use crate::ui::widgets::text::{heading_ui, soft_ui, text_ui};

/// A play, as its author sees it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RehearsalView {
    /// Where it began and with which dice: `From the start · dice 7`.
    pub origin: String,
    /// Each meter and its value: `Team morale 55 · Delivery 20`.
    pub meters: String,
    /// When, and where: `Tue 10:00 · warehouse`.
    pub kicker: String,
    /// The scene's or the ending's headline.
    pub title: String,
    /// What the latest decision brought, in order.
    pub told: Vec<Told>,
    /// What changed with it.
    pub changes: Vec<Change>,
    /// What can be done, hidden choices too; none at an ending.
    pub choices: Vec<TriedChoice>,
    /// What was decided so far, oldest first.
    pub decisions: Vec<String>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// What is read.
    Text(String),
    /// What somebody says.
    Said(String),
    /// What only an author wants to know: luck, events, processes.
    Aside(String),
}

/// A choice, as its author sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TriedChoice {
    /// Its id.
    pub id: String,
    /// What the card says.
    pub text: String,
    /// How long it takes; may be empty.
    pub takes: String,
    /// The parts of its condition that fail, with whether players see the card at all; none where it is open.
    pub locked: Option<String>,
}

/// Shows the play.
pub(super) fn play_ui(ui: &mut Ui, view: &RehearsalView) -> Option<StudioAction> {
    let tokens = theme::tokens(ui.ctx());
    let mut action = None;
    soft_ui(ui, &view.origin, Kind::Small);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 24.0;
        let buttons = [
            ("Step back", StudioAction::StepBack),
            ("Again", StudioAction::Restart),
            ("Other luck", StudioAction::OtherLuck),
            ("From start", StudioAction::StartOver),
        ];
        for (text, asked) in buttons {
            if quiet_button_ui(ui, text).clicked() {
                action = Some(asked);
            }
        }
    });
    text_ui(ui, &view.meters, Kind::SmallStrong, tokens.ink);
    if !view.changes.is_empty() {
        change_line_ui(ui, &view.changes);
    }
    ui.add_space(space::XS);
    soft_ui(ui, &view.kicker, Kind::Kicker);
    heading_ui(ui, &view.title, Kind::Subheading);
    for told in &view.told {
        match told {
            Told::Text(words) => text_ui(ui, words, Kind::Small, tokens.ink),
            Told::Said(words) => text_ui(ui, words, Kind::SmallStrong, tokens.ink),
            Told::Aside(words) => text_ui(ui, words, Kind::Mono, tokens.amber_ink),
        };
    }
    for (number, choice) in view.choices.iter().enumerate() {
        let card = ChoiceCard {
            text: choice.text.clone(),
            detail: [choice.id.as_str(), choice.takes.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            locked: choice.locked.clone(),
        };
        let response = ui.push_id(&choice.id, |ui| choice_card_ui(ui, &card, number + 1)).inner;
        if response.clicked() && choice.locked.is_none() {
            action = Some(StudioAction::Pick(choice.id.clone()));
        }
    }
    if !view.decisions.is_empty() {
        ui.add_space(space::S);
        heading_ui(ui, "Decided so far", Kind::SmallStrong);
        for (number, decision) in view.decisions.iter().enumerate() {
            let text = format!("{}. {decision}", number + 1);
            if ui.push_id(number, |ui| quiet_button_ui(ui, &text)).inner.clicked() {
                action = Some(StudioAction::Rewind(number));
            }
        }
        soft_ui(ui, "A click goes back to before that decision.", Kind::Small);
    }
    action
}
