//! What is wrong with the file, each problem with its place.

use egui::Ui;

use super::StudioAction;
use crate::ui::theme::{self, Kind};
use crate::ui::widgets::button::quiet_button_ui;
use crate::ui::widgets::card::tinted_ui;
use crate::ui::widgets::text::{soft_ui, text_ui};

/// A problem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProblemView {
    /// Its number among all that are known.
    pub number: usize,
    /// Whether the scenario cannot run.
    pub error: bool,
    /// `TH0012 · tuesday.push_on · line 40`.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// The line of the source.
    pub line: String,
    /// How to mend it; may be empty.
    pub help: String,
    /// Where it stands; none for the file as a whole.
    pub byte: Option<u32>,
}

/// Shows the problems; a click on one goes to it.
pub(super) fn problems_ui(ui: &mut Ui, problems: &[ProblemView], all: usize) -> Option<StudioAction> {
    let tokens = theme::tokens(ui.ctx());
    if problems.is_empty() {
        text_ui(ui, "Nothing is wrong with this scenario.", Kind::Body, tokens.teal_ink);
        return None;
    }
    let mut action = None;
    for problem in problems {
        let (sign, fill, ink) = if problem.error {
            ("×", tokens.coral_soft, tokens.coral_ink)
        } else {
            ("!", tokens.amber_soft, tokens.amber_ink)
        };
        tinted_ui(ui, fill, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            text_ui(ui, &format!("{sign} {}", problem.message), Kind::SmallStrong, ink);
            soft_ui(ui, &problem.place, Kind::Small);
            if !problem.line.is_empty() {
                text_ui(ui, &problem.line, Kind::Mono, tokens.ink);
            }
            if !problem.help.is_empty() {
                soft_ui(ui, &problem.help, Kind::Small);
            }
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 24.0;
                ui.push_id(problem.number, |ui| {
                    if quiet_button_ui(ui, "Show on the map").clicked() {
                        action = Some(StudioAction::Jump(problem.number));
                    }
                    if let Some(byte) = problem.byte
                        && quiet_button_ui(ui, "Open in editor").clicked()
                    {
                        action = Some(StudioAction::Edit(byte));
                    }
                });
            });
        });
    }
    if all > problems.len() {
        soft_ui(ui, &format!("{} more follow once these are mended.", all - problems.len()), Kind::Small);
    }
    action
}
