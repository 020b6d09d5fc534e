//! The title screen.

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::draw::{Asked, Layer, draw, take};
use super::{Overlay, Screen, TheDesk};
use crate::game::bridge::library::title_view;
use crate::ui::views::title::{TitleAction, title_ui};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Asked<TitleAction>>()
        .add_systems(EguiPrimaryContextPass, show.in_set(Layer::Screen).run_if(in_state(Screen::Title)))
        .add_systems(Last, answer);
}

fn show(
    mut contexts: EguiContexts,
    desk: Res<TheDesk>,
    overlay: Res<Overlay>,
    mut asked: MessageWriter<Asked<TitleAction>>,
) -> Result {
    let view = title_view(&desk, overlay.covers(&desk));
    draw(&mut contexts, &mut asked, |ui| title_ui(ui, &view))
}

fn answer(
    mut asked: MessageReader<Asked<TitleAction>>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut desk: ResMut<TheDesk>,
    mut overlay: ResMut<Overlay>,
    mut screen: ResMut<NextState<Screen>>,
    mut exit: MessageWriter<AppExit>,
) {
    match take(&mut asked, &mut redraw) {
        None => {}
        Some(TitleAction::Continue) => screen.set(Screen::Play),
        Some(TitleAction::Play) => screen.set(Screen::Briefing),
        Some(TitleAction::OpenLibrary) => screen.set(Screen::Library),
        Some(TitleAction::OpenHelp) => *overlay = Overlay::Help,
        Some(TitleAction::DismissNotice) => desk.notice_told(),
        Some(TitleAction::Quit) => {
            exit.write(AppExit::Success);
        }
    }
}
