//! The library screen.

use std::path::PathBuf;

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::draw::{Asked, Layer, draw, take};
use super::{OpenStudio, Overlay, Screen, TheDesk};
use crate::game::bridge::library::{broken, library_view, listed, playable};
use crate::ui::views::library::{LibraryAction, library_ui};

/// For each listed story, how many endings were reached.
#[derive(Resource, Default)]
struct EndingsSeen(Vec<usize>);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Asked<LibraryAction>>()
        .init_resource::<EndingsSeen>()
        .add_systems(OnEnter(Screen::Library), open)
        .add_systems(EguiPrimaryContextPass, show.in_set(Layer::Screen).run_if(in_state(Screen::Library)))
        .add_systems(Last, answer);
}

/// Files may have changed since the library was last looked at.
fn open(mut desk: ResMut<TheDesk>, mut seen: ResMut<EndingsSeen>) {
    desk.read_library();
    seen.0 = listed(desk.library()).into_iter().map(|story| desk.endings_seen(story).len()).collect();
}

fn show(
    mut contexts: EguiContexts,
    desk: Res<TheDesk>,
    seen: Res<EndingsSeen>,
    overlay: Res<Overlay>,
    mut asked: MessageWriter<Asked<LibraryAction>>,
) -> Result {
    let view = library_view(&desk, &seen.0, overlay.covers(&desk));
    draw(&mut contexts, &mut asked, |ui| library_ui(ui, &view))
}

fn answer(
    mut commands: Commands,
    mut asked: MessageReader<Asked<LibraryAction>>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut desk: ResMut<TheDesk>,
    mut overlay: ResMut<Overlay>,
    mut screen: ResMut<NextState<Screen>>,
) {
    match take(&mut asked, &mut redraw) {
        None => {}
        Some(LibraryAction::Play(index)) => {
            let Some(story) = listed(desk.library()).get(index).map(|story| (*story).clone()) else { return };
            let goes_on = desk.choose(&story);
            screen.set(if goes_on { Screen::Play } else { Screen::Briefing });
        }
        Some(LibraryAction::Study(index)) => {
            let path = playable(desk.library()).nth(index).map(|entry| entry.path.clone());
            study(&mut commands, &mut screen, path);
        }
        Some(LibraryAction::Mend(index)) => {
            let path = broken(desk.library()).nth(index).map(|entry| entry.path.clone());
            study(&mut commands, &mut screen, path);
        }
        Some(LibraryAction::Back) => screen.set(Screen::Title),
        Some(LibraryAction::OpenHelp) => *overlay = Overlay::Help,
    }
}

fn study(commands: &mut Commands, screen: &mut NextState<Screen>, path: Option<PathBuf>) {
    if let Some(path) = path {
        commands.insert_resource(OpenStudio { file: path, play: None });
        screen.set(Screen::Studio);
    }
}
