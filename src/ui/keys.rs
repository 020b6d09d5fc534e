//! The keys that screens answer to, beside those that egui handles for the focused widget.

use egui::{Event, FocusDirection, Id, Key, Modifiers, Ui};

/// The keys of the digits 1 to 9, in order.
const DIGITS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// Whether a key was pressed afresh, without Ctrl, Alt or Command.
///
/// A key that is held down repeats; a repeat must never take a decision.
pub fn pressed(ui: &Ui, wanted: Key) -> bool {
    ui.input(|input| {
        input.events.iter().any(|event| {
            matches!(event, Event::Key { key, pressed: true, repeat: false, modifiers, .. }
                if *key == wanted && plain(*modifiers))
        })
    })
}

/// The digit pressed afresh, as an index from 0 (the key 1) to 8 (the key 9).
pub fn digit(ui: &Ui) -> Option<usize> {
    DIGITS.iter().position(|key| pressed(ui, *key))
}

/// Whether help is asked for: `?` however the keyboard makes it, or F1.
pub fn help(ui: &Ui) -> bool {
    pressed(ui, Key::F1)
        || ui
            .input(|input| input.events.iter().any(|event| matches!(event, Event::Text(text) if text == "?")))
}

/// Whether Enter or Space was pressed while no widget has the focus to take it.
pub fn go_on(ui: &Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none()) && (pressed(ui, Key::Enter) || pressed(ui, Key::Space))
}

/// Moves the focus among the widgets of a list with the up and down arrows.
///
/// With nothing focused, down goes to the first and up to the last; at an end the focus stays.
pub fn walk(ui: &Ui, list: &[Id]) {
    let (up, down) = ui.input(|input| (arrow(input, Key::ArrowUp), arrow(input, Key::ArrowDown)));
    if up == down || list.is_empty() {
        return;
    }
    let here = ui.memory(egui::Memory::focused).and_then(|id| list.iter().position(|other| *other == id));
    let end = list.len() - 1;
    let next = match here {
        None if down => 0,
        None => end,
        Some(place) if down => (place + 1).min(end),
        Some(place) => place.saturating_sub(1),
    };
    ui.memory_mut(|memory| {
        // egui's own walk by geometry would take a second step from here.
        memory.move_focus(FocusDirection::None);
        memory.request_focus(list[next]);
    });
    // The ring is drawn in the next frame, which nothing else may ask for.
    ui.ctx().request_repaint();
}

/// Scrolls the area that `ui` lies in with Page up, Page down, Home and End.
///
/// `page` is the height of what is seen, in points.
pub fn scroll(ui: &Ui, page: f32) {
    let by = ui.input(|input| {
        let step = page * 0.85;
        let far = 1.0e6;
        [(Key::PageDown, -step), (Key::PageUp, step), (Key::End, -far), (Key::Home, far)]
            .into_iter()
            .filter(|(key, _)| input.key_pressed(*key))
            .map(|(_, by)| by)
            .sum::<f32>()
    });
    if by != 0.0 {
        ui.scroll_with_delta_animation(egui::vec2(0.0, by), egui::style::ScrollAnimation::none());
    }
}

/// Keys that were pressed faster than frames came. What a key shows decides what the next one does, so each frame answers one.
#[derive(Debug, Default)]
pub struct Queue(Vec<Event>);

impl Queue {
    /// Takes what happened since the last frame, in order; returns what the next frame is told: everything before the second key
    /// pressed afresh that was not told yet, or all while somebody types.
    pub fn next(&mut self, happened: Vec<Event>, types: bool) -> Vec<Event> {
        self.0.extend(happened);
        let fresh = |event: &Event| matches!(event, Event::Key { pressed: true, repeat: false, .. });
        let mut presses = (0..self.0.len()).filter(|at| fresh(&self.0[*at]));
        let end = presses.nth(1).filter(|_| !types).unwrap_or(self.0.len());
        self.0.drain(..end).collect()
    }

    /// Says whether something is still to be told.
    pub const fn waits(&self) -> bool {
        !self.0.is_empty()
    }
}

fn arrow(input: &egui::InputState, key: Key) -> bool {
    input.modifiers.is_none() && input.key_pressed(key)
}

fn plain(modifiers: Modifiers) -> bool {
    !modifiers.ctrl && !modifiers.alt && !modifiers.command
}
