//! What must be told apart though only one thing ever makes it matter: scenarios that lots write too seldom.

use super::reduction::{agree, with_many_values};
use crate::support::story;

/// A scenario with a meter that nothing but an event reads; the event's scene is an interlude.
fn with_event(clock: &str, scenes: &str, event: &str) -> String {
    format!(
        r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "event", title: "Event", start: "a",
    {clock}
    meters: {{ "morale": (label: "Morale", start: 50) }},
    scenes: {{
        {scenes}
        "talk": (text: "Talk.", choices: {{ "back": (text: "Back.", then: Back) }}),
    }},
    events: {{ "comes": (scene: "talk", {event}) }},
    endings: {{ "over": (title: "Over", text: "Over.", outcome: Success) }},
)"#
    )
}

#[test]
fn whether_an_event_that_surely_came_comes_again_is_told_apart() {
    let scenes = r#""a": (text: "A.", choices: {
            "low": (text: "Low.", effects: ["morale = 30"], then: Go("b")),
            "stay": (text: "Stay.", then: Go("b")),
        }),
        "b": (text: "B.", choices: { "on": (text: "On.", effects: ["morale = 60"], then: Go("c")) }),
        "c": (text: "C.", choices: { "on": (text: "On.", then: End("over")) }),"#;
    let text = with_event("", scenes, r#"when: "morale > 40", once: false"#);
    assert!(agree(&text, &story(&text), 100).is_some());
}

#[test]
fn an_event_that_was_surely_dropped_does_not_come_later() {
    let clock = r#"clock: (start: "Mon 09:00", deadline: "Mon 17:00", tick: "1h"),"#;
    let scenes = r#""a": (text: "A.", choices: { "wait": (text: "Wait.", takes: "2h", then: Go("b")) }),
        "b": (text: "B.", choices: { "on": (text: "On.", effects: ["morale = 60"], then: Go("c")) }),
        "c": (text: "C.", choices: { "on": (text: "On.", then: End("over")) }),"#;
    let text = with_event(clock, scenes, r#"at: "Mon 10:00", when: "morale > 55""#);
    assert!(agree(&text, &story(&text), 100).is_some());
}

/// Compares a scenario in which nothing but a process makes the time matter, with times few enough to be followed and with many.
fn agree_on_process(process: &str, choices: &str, good: &str) {
    let text = format!(
        r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "process", title: "Process", start: "a",
    clock: (start: "Mon 09:00", deadline: "Tue 12:00", hours: ("09:00", "12:00"), tick: "1h", end: "Wed 12:00"),
    meters: {{ "morale": (label: "Morale", start: 50) }},
    cast: {{ "anna": (name: "Anna", trust: 50) }},
    facts: {{ "tries": Count(start: 1, max: 3) }},
    scenes: {{ {choices} }},
    processes: {{ "works": (every: {process}) }},
    endings: {{
        "good": (when: "morale > {good}", title: "Good", text: "Good.", outcome: Success),
        "late": (title: "Late", text: "Late.", outcome: Failure),
    }},
)"#
    );
    let many = with_many_values(&text);
    assert_ne!(text, many);
    for text in [text, many] {
        assert!(agree(&text, &story(&text), 100).is_some());
    }
}

#[test]
fn times_between_which_a_process_acts_once_more_are_told_apart() {
    let choices = r#""a": (text: "A.", choices: {
            "one": (text: "One.", takes: "1h", then: Go("b")),
            "two": (text: "Two.", effects: ["morale -= 10"], takes: "2h", then: Go("b")),
        }),
        "b": (text: "B.", choices: { "on": (text: "On.", takes: "1h", then: Verdict) }),"#;
    agree_on_process(r#""2h", effects: ["morale += 10"]"#, choices, "55");
}

#[test]
fn a_process_acts_as_often_as_time_lets_it() {
    let choices = r#""a": (text: "A.", choices: {
            "wait": (text: "Wait.", takes: "1d", then: Go("b")),
            "go": (text: "Go.", then: Go("b")),
        }),
        "b": (text: "B.", choices: { "on": (text: "On.", then: Verdict) }),"#;
    agree_on_process(r#""1h", effects: ["morale += 10"]"#, choices, "75");
}

#[test]
fn times_at_which_a_process_acts_in_another_way_are_told_apart() {
    let choices = r#""a": (text: "A.", choices: {
            "one": (text: "One.", takes: "1h", then: Go("b")),
            "two": (text: "Two.", takes: "2h", then: Go("b")),
        }),
        "b": (text: "B.", choices: { "on": (text: "On.", takes: "1h", then: Verdict) }),"#;
    agree_on_process(r#""1h", effects: ["if hour < 11: morale += 10"]"#, choices, "65");
}

#[test]
fn times_between_which_a_process_fails_are_told_apart() {
    let choices = r#""a": (text: "A.", choices: {
            "one": (text: "One.", takes: "1h", then: Go("b")),
            "two": (text: "Two.", takes: "2h", then: Go("b")),
        }),
        "b": (text: "B.", choices: { "none": (text: "None.", effects: ["tries = 0"], takes: "1h", then: Verdict) }),"#;
    agree_on_process(r#""2h", effects: ["trust.anna = 1 / tries"]"#, choices, "40");
}

#[test]
fn a_number_with_many_values_that_an_effect_may_leave_alone_is_told_apart() {
    let text = r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "many", title: "Many", start: "a",
    meters: { "morale": (label: "Morale", start: 50) },
    facts: { "set": Flag(false), "tries": Count(max: 3000) },
    scenes: {
        "a": (text: "A.", choices: {
            "up": (text: "Up.", effects: ["tries = 7"], then: Go("b")),
            "set": (text: "Set.", effects: ["set = true"], then: Go("b")),
            "stay": (text: "Stay.", then: Go("b")),
        }),
        "b": (text: "B.", choices: { "on": (text: "On.", effects: ["if set: tries = 9"], then: Go("c")) }),
        "c": (text: "C.", choices: { "on": (text: "On.", then: Verdict) }),
    },
    endings: {
        "good": (when: "tries > 5", title: "Good", text: "Good.", outcome: Success),
        "late": (title: "Late", text: "Late.", outcome: Failure),
    },
)"#;
    assert!(agree(text, &story(text), 100).is_some());
}
