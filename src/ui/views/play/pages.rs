//! The four kinds of page in the reading column.

use egui::{Id, Stroke, Ui};

use super::{Block, EndingPage, Page, PassagePage, PlayAction, PlayView, ResultPage, ScenePage};
use crate::scenario::model::Outcome;
use crate::ui::keys;
use crate::ui::theme::{self, Kind, space};
use crate::ui::widgets::button::primary_button_ui;
use crate::ui::widgets::card::tinted_ui;
use crate::ui::widgets::change_list::{Change, change_list_ui};
use crate::ui::widgets::choice_card::choice_card_ui;
use crate::ui::widgets::quote::quote_ui;
use crate::ui::widgets::text::{body_ui, heading_ui, soft_ui, text_ui};

/// Draws the page; keys are answered unless something lies above.
pub(super) fn page_ui(ui: &mut Ui, view: &PlayView) -> Option<PlayAction> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let keyboard = !view.covered;
    match &view.page {
        Page::Scene(scene) => scene_ui(ui, scene, keyboard),
        Page::Result(result) => result_ui(ui, result, keyboard),
        Page::Passage(passage) => passage_ui(ui, passage, keyboard),
        Page::Ending(ending) => ending_ui(ui, ending, keyboard),
    }
}

fn scene_ui(ui: &mut Ui, scene: &ScenePage, keyboard: bool) -> Option<PlayAction> {
    head_ui(ui, &scene.kicker, &scene.heading);
    blocks_ui(ui, &scene.blocks);
    ui.add_space(space::XS);
    let mut picked = None;
    let mut cards: Vec<Id> = Vec::with_capacity(scene.choices.len());
    for (index, choice) in scene.choices.iter().enumerate() {
        let response = choice_card_ui(ui, choice, index + 1);
        if response.clicked() && choice.locked.is_none() {
            picked = picked.or(Some(index));
        }
        cards.push(response.id);
        ui.add_space(space::S);
    }
    if !keyboard {
        return picked.map(PlayAction::Choose);
    }
    keys::walk(ui, &cards);
    if let Some((index, choice)) = keys::digit(ui).and_then(|index| Some((index, scene.choices.get(index)?)))
    {
        if choice.locked.is_none() {
            picked = picked.or(Some(index));
        } else {
            // The focus brings the reason into view and has it read.
            ui.memory_mut(|memory| memory.request_focus(cards[index]));
            ui.ctx().request_repaint();
        }
    }
    picked.map(PlayAction::Choose)
}

fn result_ui(ui: &mut Ui, result: &ResultPage, keyboard: bool) -> Option<PlayAction> {
    let tokens = theme::tokens(ui.ctx());
    head_ui(ui, &result.kicker, "");
    tinted_ui(ui, tokens.well, |ui| {
        soft_ui(ui, "You chose", Kind::Small);
        text_ui(ui, &result.chosen, Kind::Strong, tokens.ink);
    });
    ui.add_space(space::XL);
    blocks_ui(ui, &result.blocks);
    changes_ui(ui, &result.changes);
    if !result.time.is_empty() {
        soft_ui(ui, &result.time, Kind::Small);
        ui.add_space(space::L);
    }
    go_on_ui(ui, "Continue", PlayAction::Continue, keyboard)
}

fn passage_ui(ui: &mut Ui, passage: &PassagePage, keyboard: bool) -> Option<PlayAction> {
    head_ui(ui, &passage.kicker, &passage.heading);
    blocks_ui(ui, &passage.blocks);
    changes_ui(ui, &passage.changes);
    go_on_ui(ui, "Continue", PlayAction::Continue, keyboard)
}

fn ending_ui(ui: &mut Ui, ending: &EndingPage, keyboard: bool) -> Option<PlayAction> {
    head_ui(ui, &ending.kicker, &ending.heading);
    blocks_ui(ui, &ending.blocks);
    outcome_ui(ui, ending.outcome);
    ui.add_space(space::XL);
    go_on_ui(ui, "See how the week went", PlayAction::SeeDebrief, keyboard)
}

/// Shows how well it turned out: a sign and a word.
pub(in crate::ui::views) fn outcome_ui(ui: &mut Ui, outcome: Outcome) {
    let tokens = theme::tokens(ui.ctx());
    let (sign, word, fill, ink) = match outcome {
        Outcome::Success => ("✔", "It worked", tokens.teal_soft, tokens.teal_ink),
        Outcome::Mixed => ("◐", "Something won, something lost", tokens.amber_soft, tokens.amber_ink),
        Outcome::Failure => ("✖", "It did not work", tokens.coral_soft, tokens.coral_ink),
    };
    tinted_ui(ui, fill, |ui| {
        text_ui(ui, &format!("{sign}  {word}"), Kind::Strong, ink);
    });
}

fn head_ui(ui: &mut Ui, kicker: &str, heading: &str) {
    if !kicker.is_empty() {
        soft_ui(ui, kicker, Kind::Kicker);
    }
    if heading.is_empty() {
        ui.add_space(space::S);
    } else {
        ui.add_space(2.0);
        heading_ui(ui, heading, Kind::Heading);
        ui.add_space(space::M);
    }
}

fn blocks_ui(ui: &mut Ui, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Text(text) => body_ui(ui, text),
            Block::Quote(quote) => quote_ui(ui, quote),
        };
        ui.add_space(space::M + 2.0);
    }
}

fn changes_ui(ui: &mut Ui, changes: &[Change]) {
    if changes.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui.ctx());
    let top = ui.cursor().top() + space::XS;
    ui.painter().hline(ui.max_rect().x_range(), top, Stroke::new(1.0, tokens.line));
    ui.add_space(space::L);
    soft_ui(ui, "What changed", Kind::Small);
    ui.add_space(space::XS);
    change_list_ui(ui, changes);
    ui.add_space(space::L);
}

fn go_on_ui(ui: &mut Ui, text: &str, action: PlayAction, keyboard: bool) -> Option<PlayAction> {
    let clicked = primary_button_ui(ui, text, "Enter").clicked();
    let asked = keyboard && (keys::go_on(ui) || keys::digit(ui) == Some(0));
    (clicked || asked).then_some(action)
}
