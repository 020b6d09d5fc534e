//! The briefing before a play.

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::draw::{Asked, Layer, draw, take};
use super::{Overlay, Screen, TheDesk};
use crate::game::bridge::library::briefing_view;
use crate::ui::views::briefing::{BriefingAction, briefing_ui};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Asked<BriefingAction>>()
        .add_systems(EguiPrimaryContextPass, show.in_set(Layer::Screen).run_if(in_state(Screen::Briefing)))
        .add_systems(Last, answer);
}

fn show(
    mut contexts: EguiContexts,
    desk: Res<TheDesk>,
    overlay: Res<Overlay>,
    mut asked: MessageWriter<Asked<BriefingAction>>,
) -> Result {
    let Some(story) = desk.story() else { return Ok(()) };
    let view = briefing_view(story, overlay.covers(&desk));
    draw(&mut contexts, &mut asked, |ui| briefing_ui(ui, &view))
}

fn answer(
    mut asked: MessageReader<Asked<BriefingAction>>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut desk: ResMut<TheDesk>,
    mut overlay: ResMut<Overlay>,
    mut screen: ResMut<NextState<Screen>>,
) {
    match take(&mut asked, &mut redraw) {
        None => {}
        Some(BriefingAction::Begin) => {
            let next = if desk.begin() { Screen::Play } else { Screen::Briefing };
            screen.set(next);
        }
        Some(BriefingAction::Back) => screen.set(Screen::Title),
        Some(BriefingAction::OpenHelp) => *overlay = Overlay::Help,
    }
}
