//! The screens: each draws its view and answers what the player asks for.

#![expect(clippy::needless_pass_by_value, reason = "systems take their parameters by value")]

mod briefing;
mod debrief;
mod draw;
mod library;
mod overlay;
mod play;
mod studio;
mod title;

use bevy::prelude::*;

use super::desk::Desk;
use draw::DrawPlugin;
pub use studio::OpenStudio;

/// Which screen is shown.
#[derive(States, Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Screen {
    /// The title.
    #[default]
    Title,
    /// The scenarios.
    Library,
    /// Who and what a scenario is about.
    Briefing,
    /// A play.
    Play,
    /// Looking back on a play.
    Debrief,
    /// A scenario on its author's bench.
    Studio,
}

/// What lies above the screen; trouble lies above everything.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The menu of a play.
    Menu,
    /// The decisions so far.
    History,
    /// The keys and the rules.
    Help,
}

impl Overlay {
    /// Whether the screen below must not answer.
    fn covers(self, desk: &Desk) -> bool {
        self != Self::None || desk.trouble().is_some()
    }
}

/// The desk, as a resource of the window.
#[derive(Resource, Deref, DerefMut)]
pub(super) struct TheDesk(pub(super) Desk);

/// Adds all screens.
pub(super) fn plugin(app: &mut App) {
    app.init_state::<Screen>().init_resource::<Overlay>().add_plugins((
        DrawPlugin,
        title::plugin,
        library::plugin,
        briefing::plugin,
        play::plugin,
        debrief::plugin,
        studio::plugin,
        overlay::plugin,
    ));
}
