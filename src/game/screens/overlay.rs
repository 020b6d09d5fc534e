//! What lies above a screen: the menu, the list of decisions, help, and trouble.

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::draw::{Asked, Layer, draw, take};
use super::{Overlay, Screen, TheDesk};
use crate::game::bridge::play::decisions;
use crate::ui::views::help::{HelpAction, HelpView, help_ui};
use crate::ui::views::history::{HistoryAction, HistoryView, history_ui};
use crate::ui::views::menu::{MenuAction, MenuView, menu_ui};
use crate::ui::views::message::{MessageAction, MessageView, message_ui};

/// What the player asks of an overlay.
#[derive(Debug, Clone, Copy)]
enum OverlayAction {
    Menu(MenuAction),
    History(HistoryAction),
    Help(HelpAction),
    Message(MessageAction),
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Asked<OverlayAction>>()
        .add_systems(EguiPrimaryContextPass, show.in_set(Layer::Overlay))
        .add_systems(Last, answer);
}

fn show(
    mut contexts: EguiContexts,
    desk: Res<TheDesk>,
    overlay: Res<Overlay>,
    screen: Res<State<Screen>>,
    mut asked: MessageWriter<Asked<OverlayAction>>,
) -> Result {
    if !overlay.covers(&desk) {
        return Ok(());
    }
    draw(&mut contexts, &mut asked, |ui| {
        if let Some(trouble) = desk.trouble() {
            let view = MessageView {
                title: trouble.title.clone(),
                text: trouble.text.clone(),
                details: trouble.details.clone(),
            };
            return message_ui(ui, &view).map(OverlayAction::Message);
        }
        match *overlay {
            Overlay::None => None,
            Overlay::Menu => {
                let title = desk.story().map_or_else(String::new, |story| story.scenario().title.clone());
                menu_ui(ui, &MenuView { scenario: title }).map(OverlayAction::Menu)
            }
            Overlay::History => {
                let decisions = desk.play().map_or_else(Vec::new, |play| decisions(&play.session));
                history_ui(ui, &HistoryView { decisions }).map(OverlayAction::History)
            }
            Overlay::Help => {
                let about = if *screen.get() == Screen::Studio { HelpView::Studio } else { HelpView::Play };
                help_ui(ui, about).map(OverlayAction::Help)
            }
        }
    })
}

fn answer(
    mut asked: MessageReader<Asked<OverlayAction>>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut desk: ResMut<TheDesk>,
    mut overlay: ResMut<Overlay>,
    mut screen: ResMut<NextState<Screen>>,
    mut exit: MessageWriter<AppExit>,
) {
    let Some(action) = take(&mut asked, &mut redraw) else { return };
    *overlay = Overlay::None;
    match action {
        OverlayAction::Message(MessageAction::Dismiss) => desk.trouble_told(),
        OverlayAction::Help(HelpAction::Close)
        | OverlayAction::History(HistoryAction::Close)
        | OverlayAction::Menu(MenuAction::Resume) => {}
        OverlayAction::History(HistoryAction::Rewind(decision)) => {
            desk.rewind(decision);
            screen.set(Screen::Play);
        }
        OverlayAction::Menu(MenuAction::OpenHistory) => *overlay = Overlay::History,
        OverlayAction::Menu(MenuAction::OpenHelp) => *overlay = Overlay::Help,
        OverlayAction::Menu(MenuAction::StartAgain) => {
            desk.begin();
        }
        OverlayAction::Menu(MenuAction::OpenLibrary) => {
            desk.leave_play();
            screen.set(Screen::Library);
        }
        // Every decision was saved before its result was shown.
        OverlayAction::Menu(MenuAction::SaveAndQuit) => {
            exit.write(AppExit::Success);
        }
    }
}
