//! The play screen.

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::draw::{Asked, Layer, draw, take};
use super::{Overlay, Screen, TheDesk};
use crate::game::bridge::play::play_view;
use crate::ui::views::play::{PlayAction, play_ui};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Asked<PlayAction>>()
        .add_systems(EguiPrimaryContextPass, show.in_set(Layer::Screen).run_if(in_state(Screen::Play)))
        .add_systems(Last, answer);
}

fn show(
    mut contexts: EguiContexts,
    desk: Res<TheDesk>,
    overlay: Res<Overlay>,
    mut asked: MessageWriter<Asked<PlayAction>>,
) -> Result {
    let covered = overlay.covers(&desk);
    let Some(view) = desk.play().and_then(|play| play_view(play, covered)) else { return Ok(()) };
    draw(&mut contexts, &mut asked, |ui| play_ui(ui, &view))
}

fn answer(
    mut asked: MessageReader<Asked<PlayAction>>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut desk: ResMut<TheDesk>,
    mut overlay: ResMut<Overlay>,
    mut screen: ResMut<NextState<Screen>>,
) {
    match take(&mut asked, &mut redraw) {
        None => {}
        Some(PlayAction::Choose(card)) => desk.pick(card),
        Some(PlayAction::Continue) => desk.turn_page(),
        Some(PlayAction::SeeDebrief) => screen.set(Screen::Debrief),
        Some(PlayAction::OpenHistory) => *overlay = Overlay::History,
        Some(PlayAction::OpenMenu) => *overlay = Overlay::Menu,
        Some(PlayAction::OpenHelp) => *overlay = Overlay::Help,
    }
}
