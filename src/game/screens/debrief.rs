//! Looking back on a play.

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::draw::{Asked, Layer, draw, take};
use super::{Overlay, Screen, TheDesk};
use crate::game::bridge::debrief::debrief_view;
use crate::ui::views::debrief::{DebriefAction, DebriefView, debrief_ui};

/// The view, computed when the screen opens: a play does not change while one looks back on it.
#[derive(Resource, Default)]
struct Shown(Option<DebriefView>);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Asked<DebriefAction>>()
        .init_resource::<Shown>()
        .add_systems(OnEnter(Screen::Debrief), open)
        .add_systems(EguiPrimaryContextPass, show.in_set(Layer::Screen).run_if(in_state(Screen::Debrief)))
        .add_systems(Last, answer);
}

fn open(desk: Res<TheDesk>, mut shown: ResMut<Shown>) {
    shown.0 = desk.play().map(|play| debrief_view(&play.session, false));
}

fn show(
    mut contexts: EguiContexts,
    desk: Res<TheDesk>,
    overlay: Res<Overlay>,
    mut shown: ResMut<Shown>,
    mut asked: MessageWriter<Asked<DebriefAction>>,
) -> Result {
    let Some(view) = &mut shown.0 else { return Ok(()) };
    view.covered = overlay.covers(&desk);
    draw(&mut contexts, &mut asked, |ui| debrief_ui(ui, view))
}

fn answer(
    mut asked: MessageReader<Asked<DebriefAction>>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut desk: ResMut<TheDesk>,
    mut overlay: ResMut<Overlay>,
    mut screen: ResMut<NextState<Screen>>,
) {
    match take(&mut asked, &mut redraw) {
        None => {}
        Some(DebriefAction::PlayAgain) => {
            desk.leave_play();
            screen.set(Screen::Briefing);
        }
        Some(DebriefAction::Rewind(decision)) => {
            desk.rewind(decision);
            screen.set(Screen::Play);
        }
        Some(DebriefAction::OpenLibrary) => {
            desk.leave_play();
            screen.set(Screen::Library);
        }
        Some(DebriefAction::OpenHelp) => *overlay = Overlay::Help,
    }
}
