//! The strip above the map: what is open, what just happened, and the search.

use egui::{Align, Key, Layout, TextEdit, Ui, vec2};

use super::{StudioAction, StudioView};
use crate::ui::keys;
use crate::ui::theme::{self, Kind, space};
use crate::ui::widgets::button::secondary_button_ui;
use crate::ui::widgets::text::{soft_ui, text_ui};

const SEARCH: f32 = 220.0;

/// Shows the strip.
pub(super) fn head_ui(ui: &mut Ui, view: &StudioView<'_>) -> Option<StudioAction> {
    let tokens = theme::tokens(ui.ctx());
    ui.spacing_mut().item_spacing.x = space::M;
    ui.add_space(space::L);
    let mut action = secondary_button_ui(ui, "Back", "Esc").clicked().then_some(StudioAction::Back);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(space::L);
        action = action.take().or(search_ui(ui, view));
        let (state, color) = match (view.errors, view.advice) {
            (0, 0) => ("No problems".to_owned(), tokens.teal_ink),
            (0, advice) => (format!("{advice} to look at"), tokens.amber_ink),
            (1, _) => ("1 error".to_owned(), tokens.coral_ink),
            (errors, _) => (format!("{errors} errors"), tokens.coral_ink),
        };
        ui.add(egui::Label::new(Kind::SmallStrong.line(&state, color)));
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            ui.add_space(8.0);
            one_line(ui, |ui| {
                text_ui(ui, &view.title, Kind::Strong, tokens.ink);
            });
            one_line(ui, |ui| match &view.notice {
                Some((words, true)) => drop(text_ui(ui, words, Kind::Small, tokens.coral_ink)),
                Some((words, false)) => drop(text_ui(ui, words, Kind::Small, tokens.teal_ink)),
                None => drop(soft_ui(ui, &view.file, Kind::Small)),
            });
        });
    });
    action
}

/// Shows what does not fit a line cut short.
fn one_line(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        content(ui);
    });
}

fn search_ui(ui: &mut Ui, view: &StudioView<'_>) -> Option<StudioAction> {
    let count = match (view.query.is_empty(), view.hits.len()) {
        (true, _) => String::new(),
        (false, found) => format!("{found} found"),
    };
    let mut words = view.query.to_owned();
    let id = ui.id().with("studio search");
    let field = TextEdit::singleline(&mut words)
        .id(id)
        .font(Kind::Small.font())
        .hint_text(egui::RichText::new("Search scenes and words").font(Kind::Small.font()))
        .desired_width(SEARCH)
        .margin(egui::Margin::symmetric(10, 7));
    let response = ui.add(field);
    soft_ui(ui, &count, Kind::Small);
    if !view.covered && !response.has_focus() && !ui.ctx().egui_wants_keyboard_input() {
        let slash = ui.input(|input| {
            input.events.iter().any(|event| matches!(event, egui::Event::Text(t) if t == "/"))
        });
        let find = ui.input(|input| input.modifiers.command && input.key_pressed(Key::F));
        if slash || find {
            response.request_focus();
        }
    }
    if response.lost_focus() && keys::pressed(ui, Key::Enter) {
        // The field keeps the focus, so that Enter goes on from hit to hit.
        response.request_focus();
        return Some(StudioAction::NextHit);
    }
    (words != view.query).then_some(StudioAction::Search(words))
}
