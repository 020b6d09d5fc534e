//! The one place that knows how `bevy_egui` wants to be treated.

use bevy::asset::AssetEventSystems;
use bevy::prelude::*;
use bevy_egui::{
    EguiContext, EguiGlobalSettings, EguiInput, EguiPlugin, EguiPostUpdateSet, EguiPreUpdateSet,
};

use super::idle::Waker;
use crate::ui::keys::Queue;

/// Called once with the window's egui context before its first frame: fonts, theme, text size.
#[derive(Resource)]
pub struct ContextSetup(pub fn(&egui::Context));

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(EguiPlugin::default());
    // A click or key that a view takes is gone for everybody else.
    app.world_mut().resource_mut::<EguiGlobalSettings>().enable_absorb_bevy_input_system = true;
    // A larger texture of letters has to reach the graphics card in the frame that first uses it: otherwise
    // that frame shows no text and no cards at all, and a window at rest stays like that.
    app.configure_sets(PostUpdate, EguiPostUpdateSet::PostProcessOutput.before(AssetEventSystems));
    app.add_systems(
        PreUpdate,
        (set_up_context, drop_stale_modifiers, tell_keys)
            .chain()
            .after(EguiPreUpdateSet::ProcessInput)
            .before(EguiPreUpdateSet::BeginPass),
    );
}

fn set_up_context(
    mut contexts: Query<&mut EguiContext, Added<EguiContext>>,
    setup: Option<Res<ContextSetup>>,
) {
    let Some(setup) = setup else { return };
    for mut context in &mut contexts {
        (setup.0)(context.get_mut());
    }
}

/// `bevy_egui` reports the modifier keys in every frame, changed or not; egui takes any event for a reason to
/// paint again, so that a window that waits for events would never sleep.
fn drop_stale_modifiers(mut contexts: Query<(&mut EguiContext, &mut EguiInput)>) {
    for (mut context, mut input) in &mut contexts {
        let mut known = context.get_mut().input(|input| input.modifiers);
        input.events.retain(|event| match event {
            egui::Event::ModifiersChanged(modifiers) => {
                std::mem::replace(&mut known, *modifiers) != *modifiers
            }
            _ => true,
        });
    }
}

/// Of keys that come at once, each frame is told one.
fn tell_keys(
    mut contexts: Query<(&mut EguiContext, &mut EguiInput)>,
    mut queue: Local<Queue>,
    waker: Option<Res<Waker>>,
) {
    for (mut context, mut input) in &mut contexts {
        let types = context.get_mut().egui_wants_keyboard_input();
        input.events = queue.next(std::mem::take(&mut input.events), types);
    }
    if let Some(waker) = waker.filter(|_| queue.waits()) {
        waker.now();
    }
}
