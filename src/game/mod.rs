//! The window: Bevy, the stage, the screens in it.

pub mod bridge;
pub mod desk;
pub mod egui_setup;
pub mod idle;
pub mod screens;
pub mod stage;
pub mod start;
pub mod studio;

use bevy::ecs::error::error as log_error;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::window::{ExitCondition, WindowCloseRequested, WindowResolution};
use bevy::winit::WinitSettings;

use self::desk::Desk;
use self::egui_setup::ContextSetup;
pub use self::screens::OpenStudio;
use self::screens::{Screen, TheDesk};
use crate::ui::theme;

/// Opens the game and runs it until its window is closed; returns the exit code of the program.
///
/// It begins in the studio where a file for it is given.
pub fn run(desk: Desk, studio: Option<OpenStudio>) -> u8 {
    let exit = start::run(|app| {
        let first = match &studio {
            Some(_) => Screen::Studio,
            None if desk.begins_given() => Screen::Briefing,
            None => Screen::Title,
        };
        if let Some(wanted) = studio {
            app.insert_resource(wanted);
        }
        app.insert_resource(TheDesk(desk))
            .insert_resource(ContextSetup(theme::install))
            .add_plugins(screens::plugin)
            .insert_state(first);
    });
    match exit {
        AppExit::Success => 0,
        AppExit::Error(code) => code.get(),
    }
}

/// The window's size at the first start, in logical pixels.
const SIZE: (u32, u32) = (1280, 720);
/// The least size at which everything can be read.
const LEAST_SIZE: (f32, f32) = (960.0, 600.0);
/// What is seen where nothing is drawn yet.
const PAPER: Color = Color::srgb(0.984, 0.961, 0.918);

/// Everything that a window of the game needs, without the screens in it.
pub struct AppPlugin;

impl Plugin for AppPlugin {
    fn build(&self, app: &mut App) {
        let window = Window {
            title: "Two Hats".to_owned(),
            name: Some("two-hats".to_owned()),
            resolution: WindowResolution::new(SIZE.0, SIZE.1),
            resize_constraints: WindowResizeConstraints {
                min_width: LEAST_SIZE.0,
                min_height: LEAST_SIZE.1,
                ..default()
            },
            ..default()
        };
        let log = LogPlugin {
            level: bevy::log::Level::WARN,
            filter: "wgpu=off,naga=off,winit=error,bevy_winit=error,bevy_render=error,bevy_egui=error"
                .to_owned(),
            ..default()
        };
        app.add_plugins(
            DefaultPlugins
                .set(WindowPlugin {
                    primary_window: Some(window),
                    exit_condition: ExitCondition::DontExit,
                    close_when_requested: false,
                    ..default()
                })
                .set(log),
        )
        .add_plugins((egui_setup::plugin, idle::plugin, stage::plugin))
        // One system that fails is told in the log; the play goes on.
        .set_error_handler(log_error)
        .insert_resource(ClearColor(PAPER))
        .insert_resource(WinitSettings { focused_mode: idle::MODE, unfocused_mode: idle::MODE })
        .add_systems(PostUpdate, close)
        .add_systems(Startup, |mut commands: Commands| {
            commands.spawn((Camera2d, Msaa::Sample4));
        });
    }
}

/// Ends the program when the window is to be closed. Whoever has something to save reads
/// [`WindowCloseRequested`] or [`AppExit`] up to `Last` of the same frame.
///
/// Bevy would close the window first and end a frame later, but without a window no frame comes.
fn close(mut requests: MessageReader<WindowCloseRequested>, mut exit: MessageWriter<AppExit>) {
    if requests.read().last().is_some() {
        exit.write(AppExit::Success);
    }
}
