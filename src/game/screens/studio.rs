//! The studio screen.

use std::path::PathBuf;

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::draw::{Asked, Layer, draw, take};
use super::{Overlay, Screen, TheDesk};
use crate::game::bridge::studio::studio_view;
use crate::game::idle::Waker;
use crate::game::studio::{Rehearsal, Studio};
use crate::simulation::Recording;
use crate::storage::fresh_seed;
use crate::ui::views::studio::{StudioAction, Tab, studio_ui};

/// What the studio is to open.
#[derive(Resource, Debug, Clone)]
pub struct OpenStudio {
    /// The scenario file.
    pub file: PathBuf,
    /// The play to begin with.
    pub play: Option<Recording>,
}

/// The studio, while it is open.
#[derive(Resource, Deref, DerefMut)]
struct TheStudio(Studio);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Asked<StudioAction>>()
        .add_systems(OnEnter(Screen::Studio), open)
        .add_systems(OnExit(Screen::Studio), close)
        .add_systems(Update, take_news.run_if(resource_exists::<TheStudio>))
        .add_systems(EguiPrimaryContextPass, show.in_set(Layer::Screen).run_if(resource_exists::<TheStudio>))
        .add_systems(Last, answer.run_if(resource_exists::<TheStudio>));
}

fn open(mut commands: Commands, wanted: Option<Res<OpenStudio>>, desk: Res<TheDesk>, waker: Res<Waker>) {
    let Some(wanted) = wanted else { return };
    let waker = waker.clone();
    let seed = desk.seed().unwrap_or_else(|| fresh_seed() % 1000);
    let mut studio = Studio::open(&wanted.file, seed, move || waker.now());
    if let Some(play) = &wanted.play {
        studio.follow(play);
    }
    commands.insert_resource(TheStudio(studio));
}

fn close(mut commands: Commands) {
    commands.remove_resource::<TheStudio>();
}

fn take_news(mut studio: ResMut<TheStudio>, mut redraw: MessageWriter<RequestRedraw>) {
    if studio.bypass_change_detection().take_news() {
        redraw.write(RequestRedraw);
    }
}

fn show(
    mut contexts: EguiContexts,
    desk: Res<TheDesk>,
    studio: Res<TheStudio>,
    overlay: Res<Overlay>,
    mut asked: MessageWriter<Asked<StudioAction>>,
) -> Result {
    let view = studio_view(&studio, overlay.covers(&desk));
    draw(&mut contexts, &mut asked, |ui| studio_ui(ui, &view))
}

fn answer(
    mut asked: MessageReader<Asked<StudioAction>>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut studio: ResMut<TheStudio>,
    mut overlay: ResMut<Overlay>,
    mut screen: ResMut<NextState<Screen>>,
) {
    let Some(action) = take(&mut asked, &mut redraw) else { return };
    match action {
        StudioAction::Back => screen.set(Screen::Library),
        StudioAction::OpenHelp => *overlay = Overlay::Help,
        StudioAction::Look(camera) => studio.camera = Some(camera),
        StudioAction::Select(node, look) => {
            studio.select(node, look);
            studio.tab = Tab::Scene;
        }
        StudioAction::Search(words) => studio.search(words),
        StudioAction::NextHit => studio.next_hit(),
        StudioAction::Show(tab) => studio.tab = tab,
        StudioAction::Jump(problem) => studio.jump(problem),
        StudioAction::Edit(byte) => studio.edit(byte),
        StudioAction::FindPlay => studio.select_where_the_play_is(),
        StudioAction::StartHere => studio.start_here(),
        StudioAction::SetNumber(name, value) => studio.set_number(&name, value),
        StudioAction::TakeNumbers => studio.take_numbers(),
        StudioAction::ForgetNumbers => studio.forget_numbers(),
        StudioAction::Pick(choice) => studio.play(|play| play.pick(&choice)),
        StudioAction::StepBack => studio.play(Rehearsal::step_back),
        StudioAction::Rewind(decision) => studio.play(|play| play.rewind(decision)),
        StudioAction::Restart => studio.play(Rehearsal::restart),
        StudioAction::OtherLuck => studio.play(Rehearsal::other_luck),
        StudioAction::StartOver => studio.play(Rehearsal::start_over),
    }
}
