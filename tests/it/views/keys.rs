//! Keys that come faster than frames.

use egui::{Event, Key, Modifiers};
use two_hats::ui::keys::Queue;

fn key(key: Key, pressed: bool, repeat: bool) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat, modifiers: Modifiers::NONE }
}

fn tapped(keys: &[Key]) -> Vec<Event> {
    keys.iter().flat_map(|tapped| [key(*tapped, true, false), key(*tapped, false, false)]).collect()
}

#[test]
fn each_frame_is_told_one_key_in_the_order_in_which_they_were_pressed() {
    let mut queue = Queue::default();
    assert_eq!(queue.next(tapped(&[Key::P, Key::G]), false), tapped(&[Key::P]));
    assert!(queue.waits());
    assert_eq!(queue.next(tapped(&[Key::Num1]), false), tapped(&[Key::G]), "what came before comes first");
    assert_eq!(queue.next(Vec::new(), false), tapped(&[Key::Num1]));
    assert!(!queue.waits());
    assert_eq!(queue.next(Vec::new(), false), Vec::new());
}

#[test]
fn a_key_that_is_held_down_waits_for_nobody() {
    let held =
        vec![key(Key::ArrowDown, true, false), key(Key::ArrowDown, true, true), Event::Text("x".into())];
    let mut queue = Queue::default();
    assert_eq!(queue.next(held.clone(), false), held);
    assert!(!queue.waits());
}

#[test]
fn who_types_has_every_letter_at_once() {
    let mut queue = Queue::default();
    assert_eq!(queue.next(tapped(&[Key::A, Key::B, Key::C]), true), tapped(&[Key::A, Key::B, Key::C]));
    assert_eq!(queue.next(tapped(&[Key::Slash, Key::D]), false), tapped(&[Key::Slash]));
    assert_eq!(queue.next(tapped(&[Key::E]), true), tapped(&[Key::D, Key::E]), "the slash opened a field");
}
