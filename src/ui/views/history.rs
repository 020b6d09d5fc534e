//! The decisions so far, and the way back to one.

use egui::{Key, Ui};

use super::confirm::{confirm_ui, forget};
use super::decision::{Decision, REWIND};
use crate::ui::keys;
use crate::ui::theme::{self, Kind, space};
use crate::ui::widgets::button::primary_button_ui;
use crate::ui::widgets::card::card_ui;
use crate::ui::widgets::change_list::change_line_ui;
use crate::ui::widgets::dialog::dialog_ui;
use crate::ui::widgets::text::{body_ui, heading_ui, soft_ui, text_ui};

/// What the history shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryView {
    /// The decisions, oldest first.
    pub decisions: Vec<Decision>,
}

/// What the player asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryAction {
    /// To go back to a decision, by its place in [`HistoryView::decisions`]; the player was asked.
    Rewind(usize),
    /// Back to what lies below.
    Close,
}

/// Draws the history over whatever lies below.
pub fn history_ui(ui: &mut Ui, view: &HistoryView) -> Option<HistoryAction> {
    let (rewind, closed, beside) = dialog_ui(
        ui,
        "history",
        720.0,
        |ui| content_ui(ui, view),
        |ui| primary_button_ui(ui, "Close", "Esc").clicked(),
    );
    let key = keys::pressed(ui, Key::Escape) || keys::pressed(ui, Key::H);
    let close = (closed || beside || key).then_some(HistoryAction::Close);
    let action = rewind.map(HistoryAction::Rewind).or(close);
    if action.is_some() {
        forget(ui, "history");
    }
    action
}

fn content_ui(ui: &mut Ui, view: &HistoryView) -> Option<usize> {
    heading_ui(ui, "Your decisions so far", Kind::Heading);
    if view.decisions.is_empty() {
        body_ui(ui, "None yet. The first one is waiting.");
        return None;
    }
    let tokens = theme::tokens(ui.ctx());
    let mut rewind = None;
    for (index, decision) in view.decisions.iter().enumerate() {
        let asked = card_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            soft_ui(ui, &decision.place(index + 1), Kind::Small);
            text_ui(ui, &decision.chosen, Kind::Strong, tokens.ink);
            if !decision.changes.is_empty() {
                change_line_ui(ui, &decision.changes);
            }
            ui.add_space(space::XS);
            confirm_ui(ui, "history", index, "Rewind to here…", REWIND, "Rewind")
        });
        if asked {
            rewind = Some(index);
        }
    }
    rewind
}
