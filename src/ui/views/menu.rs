//! The menu over a play.

use egui::{Id, Key, Ui};

use crate::ui::keys;
use crate::ui::theme::{Kind, space};
use crate::ui::widgets::button::{primary_button_ui, secondary_button_ui};
use crate::ui::widgets::dialog::dialog_ui;
use crate::ui::widgets::text::{heading_ui, soft_ui, text_ui};

/// What the menu shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MenuView {
    /// The scenario that is being played.
    pub scenario: String,
}

/// What the player asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MenuAction {
    /// Back to the play.
    Resume,
    /// The list of decisions.
    OpenHistory,
    /// The same scenario from its beginning; the player was asked.
    StartAgain,
    /// The keys and the rules.
    OpenHelp,
    /// All scenarios; the play stays saved.
    OpenLibrary,
    /// To save and leave the program.
    SaveAndQuit,
}

/// Draws the menu over whatever lies below.
pub fn menu_ui(ui: &mut Ui, view: &MenuView) -> Option<MenuAction> {
    let asking_key = Id::new("menu asks");
    let asking = ui.data(|data| data.get_temp::<bool>(asking_key)).unwrap_or(false);
    let (action, (), beside) = dialog_ui(
        ui,
        "menu",
        380.0,
        |ui| {
            heading_ui(ui, &view.scenario, Kind::Subheading);
            if asking { start_again_ui(ui, asking_key) } else { entries_ui(ui, asking_key) }
        },
        |ui| {
            soft_ui(ui, "Your play is saved after every choice.", Kind::Small);
        },
    );
    let leave = beside || keys::pressed(ui, Key::Escape);
    let action = action.or(leave.then_some(MenuAction::Resume));
    if action.is_some() {
        ui.data_mut(|data| data.remove::<bool>(asking_key));
    }
    action
}

fn entries_ui(ui: &mut Ui, asking_key: Id) -> Option<MenuAction> {
    let entries = [
        ("Resume", Some(MenuAction::Resume)),
        ("History", Some(MenuAction::OpenHistory)),
        ("Help", Some(MenuAction::OpenHelp)),
        ("Start this scenario again…", None),
        ("Library", Some(MenuAction::OpenLibrary)),
        ("Save and quit", Some(MenuAction::SaveAndQuit)),
    ];
    ui.add_space(space::S);
    let mut action = None;
    let mut ids = Vec::with_capacity(entries.len());
    ui.with_layout(egui::Layout::top_down_justified(egui::Align::Min), |ui| {
        for (place, (text, what)) in entries.into_iter().enumerate() {
            let response = if place == 0 {
                primary_button_ui(ui, text, "Esc")
            } else {
                secondary_button_ui(ui, text, "")
            };
            ids.push(response.id);
            if response.clicked() {
                match what {
                    Some(what) => action = Some(what),
                    None => {
                        ui.data_mut(|data| data.insert_temp(asking_key, true));
                    }
                }
            }
        }
    });
    keys::walk(ui, &ids);
    action.or(keys::go_on(ui).then_some(MenuAction::Resume))
}

fn start_again_ui(ui: &mut Ui, asking_key: Id) -> Option<MenuAction> {
    let ink = crate::ui::theme::tokens(ui.ctx()).ink;
    text_ui(ui, "You start from the beginning. The play so far is set aside.", Kind::Body, ink);
    ui.add_space(space::S);
    ui.horizontal(|ui| {
        let yes = primary_button_ui(ui, "Start again", "").clicked();
        if secondary_button_ui(ui, "Cancel", "").clicked() {
            ui.data_mut(|data| data.remove::<bool>(asking_key));
        }
        yes.then_some(MenuAction::StartAgain)
    })
    .inner
}
