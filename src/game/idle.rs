//! When the window draws: after something changed, while something moves, and otherwise not at all.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use bevy::prelude::*;
use bevy::winit::{EventLoopProxyWrapper, UpdateMode, WinitUserEvent};

/// How the window waits: for input and for [`Waker`], nothing else.
///
/// The wait is long and never changes: a changed wait costs a frame each time.
pub const MODE: UpdateMode = UpdateMode::Reactive {
    wait: Duration::from_hours(1),
    react_to_device_events: false,
    react_to_user_events: true,
    react_to_window_events: true,
};

/// The time between two frames of an animation.
pub const FRAME: Duration = Duration::from_millis(34);

/// How long after the last frame the window looks once more for what was pressed meanwhile.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// Wakes the sleeping window at a given moment.
#[derive(Resource, Clone)]
pub struct Waker(Option<Sender<Instant>>);

impl Waker {
    /// Asks for a frame at `moment`; several wishes are all kept.
    pub fn at(&self, moment: Instant) {
        if let Some(sender) = &self.0 {
            // Without a receiver the window is closing.
            let _ = sender.send(moment);
        }
    }

    /// Asks for a frame at once.
    pub fn now(&self) {
        self.at(Instant::now());
    }

    /// Asks for a frame after `wait`.
    pub fn after(&self, wait: Duration) {
        self.at(Instant::now() + wait);
    }
}

pub(super) fn plugin(app: &mut App) {
    let waker = app.world().get_resource::<EventLoopProxyWrapper>().and_then(|proxy| {
        let proxy = (**proxy).clone();
        let (sender, receiver) = channel();
        let wake = move || proxy.send_event(WinitUserEvent::WakeUp).is_ok();
        std::thread::Builder::new()
            .name("waker".to_owned())
            .spawn(move || keep_time(&receiver, wake))
            .ok()
            .map(|_| sender)
    });
    app.insert_resource(Waker(waker)).add_systems(Startup, first_frames).add_systems(Last, look_again);
}

/// Wakes the window once more after it has come to rest.
///
/// Under X11 the threads that draw share a connection with the one that waits for input. What is pressed while a picture is sent can
/// be read by a drawing thread, which puts it into the queue of the other without waking it: without another wake it would
/// stay there until something else is pressed.
#[expect(clippy::needless_pass_by_value, reason = "systems take their parameters by value")]
fn look_again(waker: Res<Waker>, mut look: Local<Option<Instant>>, mut drew: Local<bool>) {
    let now = Instant::now();
    match *look {
        // A wake may come a little early.
        Some(moment) if now + FRAME / 2 < moment => *drew = true,
        Some(_) if !*drew => *look = None,
        _ => {
            *look = Some(now + LOOK_AGAIN);
            *drew = false;
            waker.after(LOOK_AGAIN);
        }
    }
}

/// Draws again and again in the beginning: shaders are made ready meanwhile, and until they are a frame
/// shows nothing.
#[expect(clippy::needless_pass_by_value, reason = "systems take their parameters by value")]
fn first_frames(waker: Res<Waker>) {
    for milliseconds in [100, 250, 500, 1000, 2000, 4000] {
        waker.after(Duration::from_millis(milliseconds));
    }
}

/// Sleeps until the next wish is due; ends with the window.
fn keep_time(wishes: &Receiver<Instant>, wake: impl Fn() -> bool) {
    let mut due: Vec<Instant> = Vec::new();
    loop {
        let next = due.iter().min().copied();
        let wish = match next {
            None => wishes.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(next) => wishes.recv_timeout(next.saturating_duration_since(Instant::now())),
        };
        match wish {
            // Wishes closer together than half a frame become the later one, which is too early for none.
            Ok(wish) => {
                let near =
                    |other: &&mut Instant| wish.max(**other).duration_since(wish.min(**other)) < FRAME / 2;
                match due.iter_mut().find(near) {
                    Some(other) => *other = wish.max(*other),
                    None => due.push(wish),
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                let now = Instant::now();
                due.retain(|moment| *moment > now);
                if !wake() {
                    return;
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
