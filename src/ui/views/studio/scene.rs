//! What is selected: its words, its choices, and who sets and reads its numbers.

use std::ops::RangeInclusive;

use egui::{DragValue, Id, Ui, vec2};

use super::StudioAction;
use super::links::links_ui;
use crate::ui::theme::{self, Kind, space};
use crate::ui::widgets::button::{primary_button_ui, quiet_button_ui};
use crate::ui::widgets::card::card_ui;
use crate::ui::widgets::fold;
use crate::ui::widgets::text::{heading_ui, soft_ui, text_ui};

/// What is selected, in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SceneView {
    /// What it is, and where: `Scene · warehouse · Anna, John`.
    pub kicker: String,
    /// The headline.
    pub title: String,
    /// The author's id.
    pub id: String,
    /// Where it stands in the text.
    pub byte: u32,
    /// What it says and does, in order.
    pub details: Vec<Detail>,
    /// What leads to it.
    pub from: Vec<Link>,
    /// Its choices.
    pub choices: Vec<ChoiceView>,
    /// Where it leads by itself.
    pub to: Vec<Link>,
    /// The numbers that it reads or changes.
    pub names: Vec<NameView>,
    /// Whether a play can begin here.
    pub can_start: bool,
    /// The numbers that a play would begin with here.
    pub numbers: Vec<Number>,
}

/// A piece of what something says or does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    /// What it is: `if`, `does`, `takes`; empty for the text itself.
    pub label: String,
    /// The words of the source.
    pub text: String,
}

/// A choice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChoiceView {
    /// Its id.
    pub id: String,
    /// Where it stands in the text.
    pub byte: u32,
    /// What it says and does.
    pub details: Vec<Detail>,
    /// Where it leads.
    pub to: Vec<Link>,
}

/// Something that can be gone to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// Its name.
    pub text: String,
    /// Its place on the map.
    pub node: Option<usize>,
    /// Its place in the text, for what is not on the map.
    pub byte: u32,
}

/// A number, and where else it is used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameView {
    /// The number's name.
    pub name: String,
    /// Where it is set.
    pub sets: Vec<Link>,
    /// Where it is read.
    pub reads: Vec<Link>,
}

/// A number that a play begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The number's name, as in recordings.
    pub name: String,
    /// What it says to people: `Team morale`.
    pub label: String,
    /// Its value.
    pub value: i64,
    /// What it may be.
    pub range: RangeInclusive<i64>,
    /// How it reads, where that is not the number itself: `Tue 10:00`.
    pub words: String,
}

/// Shows what is selected.
pub(super) fn scene_ui(ui: &mut Ui, view: &SceneView) -> Option<StudioAction> {
    let mut action = None;
    soft_ui(ui, &view.kicker, Kind::Kicker);
    heading_ui(ui, &view.title, Kind::Subheading);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 24.0;
        if view.title != view.id {
            soft_ui(ui, &view.id, Kind::Mono);
        }
        if quiet_button_ui(ui, "Open in editor").clicked() {
            action = Some(StudioAction::Edit(view.byte));
        }
    });
    if view.can_start {
        action = action.or(start_ui(ui, view));
    }
    details_ui(ui, &view.details);
    action = action.or(places_ui(ui, "From", &view.from));
    for (number, choice) in view.choices.iter().enumerate() {
        action =
            action.or(ui.push_id(("choice", number), |ui| card_ui(ui, |ui| choice_ui(ui, choice))).inner);
    }
    action = action.or(places_ui(ui, "To", &view.to));
    if !view.names.is_empty() {
        ui.add_space(space::S);
        heading_ui(ui, "Who sets and reads", Kind::SmallStrong);
        for (number, name) in view.names.iter().enumerate() {
            action = action.or(ui.push_id(("name", number), |ui| name_ui(ui, name)).inner);
        }
    }
    action
}

fn choice_ui(ui: &mut Ui, choice: &ChoiceView) -> Option<StudioAction> {
    ui.spacing_mut().item_spacing.y = space::XS;
    let mut action = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 24.0;
        let ink = theme::tokens(ui.ctx()).ink;
        text_ui(ui, &choice.id, Kind::SmallStrong, ink);
        if quiet_button_ui(ui, "Open in editor").clicked() {
            action = Some(StudioAction::Edit(choice.byte));
        }
    });
    details_ui(ui, &choice.details);
    action.or(places_ui(ui, "To", &choice.to))
}

fn details_ui(ui: &mut Ui, details: &[Detail]) {
    let ink = theme::tokens(ui.ctx()).ink;
    for detail in details {
        if detail.label.is_empty() {
            text_ui(ui, &detail.text, Kind::Small, ink);
        } else {
            labelled_ui(ui, &detail.label, |ui| drop(text_ui(ui, &detail.text, Kind::Mono, ink)));
        }
    }
}

fn places_ui(ui: &mut Ui, label: &str, links: &[Link]) -> Option<StudioAction> {
    if links.is_empty() {
        return None;
    }
    let mut action = None;
    labelled_ui(ui, label, |ui| action = links_ui(ui, links));
    action
}

fn name_ui(ui: &mut Ui, name: &NameView) -> Option<StudioAction> {
    let ink = theme::tokens(ui.ctx()).ink;
    text_ui(ui, &name.name, Kind::Mono, ink);
    let sets = ui.push_id("sets", |ui| places_ui(ui, "set in", &name.sets)).inner;
    sets.or(ui.push_id("reads", |ui| places_ui(ui, "read in", &name.reads)).inner)
}

/// Shows a small label and what belongs to it beside.
fn labelled_ui(ui: &mut Ui, label: &str, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.allocate_ui(vec2(54.0, 0.0), |ui| {
            ui.set_min_width(54.0);
            soft_ui(ui, label, Kind::Small);
        });
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            content(ui);
        });
    });
}

/// Shows the button that begins a play here, and the numbers that it begins with.
fn start_ui(ui: &mut Ui, view: &SceneView) -> Option<StudioAction> {
    let mut action = None;
    let key = Id::new("studio numbers");
    let open = fold::is_open(ui, key);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 24.0;
        if primary_button_ui(ui, "Start here", "").clicked() {
            action = Some(StudioAction::StartHere);
        }
        if quiet_button_ui(ui, if open { "Hide the numbers" } else { "With which numbers…" }).clicked() {
            fold::toggle(ui, key);
        }
    });
    if open {
        action = action.or(card_ui(ui, |ui| numbers_ui(ui, &view.numbers)));
    }
    action
}

fn numbers_ui(ui: &mut Ui, numbers: &[Number]) -> Option<StudioAction> {
    let mut action = None;
    ui.spacing_mut().item_spacing.y = 2.0;
    for number in numbers {
        ui.horizontal(|ui| {
            let mut value = number.value;
            if number.range == (0..=1) {
                let mut yes = value != 0;
                ui.checkbox(&mut yes, Kind::Small.line(&number.label, theme::tokens(ui.ctx()).ink));
                value = i64::from(yes);
            } else {
                let drag = DragValue::new(&mut value).range(number.range.clone()).speed(0.5);
                ui.add_sized(vec2(56.0, 24.0), drag);
                soft_ui(ui, &number.label, Kind::Small);
                soft_ui(ui, &number.words, Kind::Small);
            }
            if value != number.value {
                action = Some(StudioAction::SetNumber(number.name.clone(), value));
            }
        });
    }
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 24.0;
        if quiet_button_ui(ui, "As in the play now").clicked() {
            action = Some(StudioAction::TakeNumbers);
        }
        if quiet_button_ui(ui, "As at the start").clicked() {
            action = Some(StudioAction::ForgetNumbers);
        }
    });
    action
}
