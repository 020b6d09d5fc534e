//! Opens the window, or says why that is not possible.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

use bevy::app::{App, AppExit};

use super::AppPlugin;

/// The exit code when no window can be opened.
pub const NO_WINDOW: u8 = 3;

/// Why no window can be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoWindow {
    /// Nothing to show a window on.
    #[error(
        "no display: {0}\n  help: start `two-hats` on a desktop, or use `two-hats play FILE` in a terminal"
    )]
    NoDisplay(String),
    /// Nothing to draw with.
    #[error(
        "no graphics adapter was found\n  help: install a driver for the graphics card, or Mesa's software \
         one (Debian, Ubuntu: mesa-vulkan-drivers), or use `two-hats play FILE` in a terminal"
    )]
    NoGpu,
    /// Something else went wrong on the way.
    #[error("no window could be opened: {0}\n  help: `two-hats play FILE` plays in a terminal")]
    Other(String),
}

/// Opens the window with what `setup` adds to it and runs until it is closed.
///
/// Without a display or a graphics adapter it says so on standard error and returns [`NO_WINDOW`].
pub fn run(setup: impl FnOnce(&mut App)) -> AppExit {
    match open() {
        Ok(mut app) => {
            setup(&mut app);
            app.run()
        }
        Err(trouble) => {
            eprintln!("error: {trouble}");
            AppExit::from_code(NO_WINDOW)
        }
    }
}

/// Builds the app. Bevy and winit panic where there is no display or adapter: that is caught here.
fn open() -> Result<App, NoWindow> {
    display()?;
    let hook = take_hook();
    set_hook(Box::new(|_| {}));
    let built = catch_unwind(AssertUnwindSafe(|| {
        let mut app = App::new();
        app.add_plugins(AppPlugin);
        app
    }));
    set_hook(hook);
    built.map_err(|payload| reason(&*payload))
}

/// Looks for a display before anything is started.
fn display() -> Result<(), NoWindow> {
    if cfg!(all(unix, not(target_vendor = "apple"))) {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        if !set("DISPLAY") {
            let text = if set("WAYLAND_DISPLAY") {
                "this build needs X11 (on Wayland: XWayland), and DISPLAY is not set"
            } else {
                "neither DISPLAY nor WAYLAND_DISPLAY is set"
            };
            return Err(NoWindow::NoDisplay(text.to_owned()));
        }
    }
    Ok(())
}

fn reason(payload: &(dyn Any + Send)) -> NoWindow {
    let text = payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("for no known reason");
    if text.contains("event loop") {
        let display = std::env::var("DISPLAY").unwrap_or_default();
        NoWindow::NoDisplay(format!("the display “{display}” cannot be reached"))
    } else if text.contains("GPU") || text.contains("adapter") {
        NoWindow::NoGpu
    } else {
        NoWindow::Other(text.to_owned())
    }
}
