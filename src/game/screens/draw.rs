//! How screens are drawn and answered: a view over the whole window, one answer a frame.

use bevy::prelude::*;
use bevy::window::{PrimaryWindow, RequestRedraw};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};
use egui::{Id, LayerId, Ui, UiBuilder};

use super::{Overlay, Screen, TheDesk};
use crate::game::bridge::stage::{preview, stage_view};
use crate::game::stage::{Area, StageView};
use crate::ui::theme;
use crate::ui::views::layout::layout;

/// Something that the player asks for.
#[derive(Message)]
pub(super) struct Asked<A: Send + Sync + 'static>(A);

/// Keeps the size of type and the stage in step with the window and the desk.
pub(super) struct DrawPlugin;

/// Screens are drawn before what lies above them.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Layer {
    /// The screen.
    Screen,
    /// What lies above it.
    Overlay,
}

impl Plugin for DrawPlugin {
    fn build(&self, app: &mut App) {
        app.configure_sets(EguiPrimaryContextPass, (Layer::Screen, Layer::Overlay).chain())
            .add_systems(EguiPrimaryContextPass, set_zoom.before(Layer::Screen))
            .add_systems(Update, set_stage);
    }
}

/// Draws a view over the whole window and passes on what the player asks for.
///
/// egui may draw a frame twice; what is asked is answered once, after drawing.
pub(super) fn draw<A: Send + Sync + 'static>(
    contexts: &mut EguiContexts<'_, '_>,
    asked: &mut MessageWriter<'_, Asked<A>>,
    view: impl FnOnce(&mut Ui) -> Option<A>,
) -> Result {
    let context = contexts.ctx_mut()?;
    let mut ui = Ui::new(
        context.clone(),
        Id::new("window"),
        UiBuilder::new().layer_id(LayerId::background()).max_rect(context.viewport_rect()),
    );
    if let Some(action) = view(&mut ui) {
        asked.write(Asked(action));
    }
    Ok(())
}

/// Takes the answer that a frame is about; the screen is then drawn again.
pub(super) fn take<A: Clone + Send + Sync + 'static>(
    asked: &mut MessageReader<'_, '_, Asked<A>>,
    redraw: &mut MessageWriter<'_, RequestRedraw>,
) -> Option<A> {
    let first = asked.read().next().map(|Asked(action)| action.clone());
    asked.clear();
    if first.is_some() {
        redraw.write(RequestRedraw);
    }
    first
}

fn zoom(window: &Window) -> f32 {
    theme::scale_for(egui::vec2(window.width(), window.height()))
}

fn set_zoom(mut contexts: EguiContexts, window: Single<&Window, With<PrimaryWindow>>) -> Result {
    contexts.ctx_mut()?.set_zoom_factor(zoom(&window));
    Ok(())
}

/// Shows on the stage what the desk is about.
fn set_stage(
    desk: Res<TheDesk>,
    screen: Res<State<Screen>>,
    overlay: Res<Overlay>,
    window: Single<&Window, With<PrimaryWindow>>,
    mut stage: ResMut<StageView>,
) {
    let area = stage_area(&window);
    let view = match screen.get() {
        Screen::Play => desk.play().map(|play| stage_view(play, area)),
        Screen::Title | Screen::Briefing => desk.story().map(|story| preview(story, area)),
        Screen::Library | Screen::Debrief | Screen::Studio => None,
    };
    // Under a list that covers the window, nobody has to move.
    let still = *overlay != Overlay::None;
    let view = view.map(|view| StageView { reduced_motion: still, ..view }).unwrap_or_default();
    stage.set_if_neq(view);
}

/// The part of the window that the stage covers, in logical pixels.
fn stage_area(window: &Window) -> Area {
    let zoom = zoom(window);
    let size = egui::vec2(window.width(), window.height()) / zoom;
    let stage = layout(egui::Rect::from_min_size(egui::Pos2::ZERO, size)).stage * zoom;
    Area { x: stage.left(), y: stage.top(), width: stage.width(), height: stage.height() }
}
