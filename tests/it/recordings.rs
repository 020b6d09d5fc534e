//! Recordings: exact on the same scenario, followed as far as possible on an edited one, refused otherwise.

use std::sync::Arc;

use two_hats::simulation::{Action, Recording, RecordingError, ReplayError, Session, replay};

use crate::support::{begin, pick, story, values};

const SCENARIO: &str = r#"Scenario(
    format: 1,
    id: "luck",
    title: "Luck",
    meters: { "morale": (label: "Morale", start: 50), "risk": (label: "Risk", start: 40, good: Low) },
    start: "monday",
    scenes: {
        "monday": (text: "It is Monday.", choices: {
            "ask": (text: "Ask.", effects: ["morale += 5"], then: Go("tuesday")),
            "tell": (text: "Tell.", effects: ["morale -= 5"], then: Go("tuesday")),
        }),
        "tuesday": (text: "It is Tuesday.", choices: {
            "ship": (text: "Ship.", then: Chance({ "late": ("risk", Go("friday")), "fine": ("100 - risk", Go("friday")) })),
            "wait": (text: "Wait.", effects: ["risk -= 10"], then: Go("tuesday")),
        }),
        "friday": (text: "It is Friday.", choices: { "end": (text: "Go home.", then: Verdict) }),
    },
    endings: {
        "good": (when: "morale >= 55", title: "Good", text: "Good.", outcome: Success),
        "bad": (title: "Bad", text: "Bad.", outcome: Failure),
    },
)"#;

const PICKS: &[&str] = &["monday.ask", "tuesday.wait", "tuesday.ship", "friday.end"];

/// Records a play, edits the scenario, and compares what the replay reports. Whatever the edit, the play can
/// go on to an ending.
fn check(edits: &[(&str, &str)], notes: &[&str]) {
    let mut session = begin(SCENARIO, 1);
    pick(&mut session, PICKS);
    let recording = Recording::read(&session.recording().write()).unwrap();
    let mut edited = SCENARIO.to_owned();
    for (from, to) in edits {
        assert!(edited.contains(from), "{from}");
        edited = edited.replacen(from, to, 1);
    }
    let replayed = replay(story(&edited), &recording).unwrap();
    let found: Vec<_> = replayed.notes.iter().map(ToString::to_string).collect();
    assert_eq!(found, notes);
    assert_eq!(replayed.is_exact(), notes.is_empty());
    go_on(replayed.session);
}

/// Plays on, always by the first open choice, to an ending.
fn go_on(mut session: Session) {
    for _ in 0..50 {
        if session.ended().is_some() {
            return;
        }
        let offer = session.offers().into_iter().find(|offer| offer.locked.is_none());
        session.act(&Action::Pick(offer.expect("something can be picked").id)).unwrap();
    }
    panic!("the play never ends");
}

const EDITED: &str = "the scenario was edited since this was recorded";

#[test]
fn a_replay_is_exact() {
    let mut session = begin(SCENARIO, 1);
    pick(&mut session, PICKS);
    let recording = session.recording();
    let again = replay(story(SCENARIO), &recording).unwrap();
    assert!(again.is_exact());
    assert_eq!(values(&again.session), values(&session));
    assert_eq!(again.session.recording().write(), recording.write());
    insta::assert_snapshot!(recording.write());
}

#[test]
fn other_words_change_nothing() {
    check(
        &[
            ("It is Monday.", "Monday, [morale], in other words."),
            (
                "text: \"Ask.\"",
                "text: \"Ask them.\", shows: { \"influence\": 2 }, notes: \"New.\", feedback: \"Good.\"",
            ),
            ("label: \"Risk\"", "label: \"The risk\""),
            ("title: \"Luck\",", "title: \"Other luck\", summary: \"New.\", aim: \"morale\","),
            ("scenes: {", "/* a comment */ scenes: {"),
        ],
        &[],
    );
}

#[test]
fn a_removed_choice_stops_the_replay_before_it() {
    check(
        &[("\"wait\": (", "\"pause\": (")],
        &[
            EDITED,
            "followed 1 of 4 decisions, then `tuesday.wait` could not be followed: `tuesday.wait` is not a choice of \
         `tuesday`; it offers `ship`, `pause`; the play goes on from there",
        ],
    );
}

#[test]
fn a_choice_that_became_locked_stops_the_replay_before_it() {
    check(
        &[("text: \"Wait.\",", "text: \"Wait.\", when: \"risk > 90\",")],
        &[
            EDITED,
            "followed 1 of 4 decisions, then `tuesday.wait` could not be followed: `tuesday.wait` cannot be picked now: \
         Risk must be above 90 (it is 40); the play goes on from there",
        ],
    );
}

#[test]
fn a_renamed_branch_falls_by_the_dice() {
    check(
        &[("\"fine\":", "\"in_time\":")],
        &[EDITED, "the chance at `tuesday.ship` has no branch `fine` any more; the dice decided"],
    );
}

#[test]
fn a_new_chance_falls_by_the_dice() {
    let to = "then: Chance({ \"yes\": (1, Go(\"tuesday\")), \"no\": (1, Go(\"tuesday\")) })";
    check(
        &[("then: Go(\"tuesday\")", to)],
        &[EDITED, "the recording knows no chance at `monday.ask`; the dice decided"],
    );
}

#[test]
fn a_chance_that_is_gone_is_reported() {
    let from =
        "then: Chance({ \"late\": (\"risk\", Go(\"friday\")), \"fine\": (\"100 - risk\", Go(\"friday\")) })";
    check(
        &[(from, "then: Go(\"friday\")")],
        &[EDITED, "the recorded chance at `tuesday.ship` did not come up"],
    );
}

#[test]
fn other_weights_show_where_the_dice_would_differ() {
    check(
        &[("\"100 - risk\"", "1")],
        &[EDITED, "at `tuesday.ship` the recording has `fine`; the dice of its seed fall on `late`"],
    );
}

#[test]
fn a_branch_with_no_weight_left_stops_the_replay_before_it() {
    check(
        &[("\"100 - risk\"", "\"0 * risk\"")],
        &[
            EDITED,
            "followed 2 of 4 decisions, then `tuesday.ship` could not be followed: the scenario fails at the chance at \
         `tuesday.ship`: the recorded branch cannot be taken; the play goes on from there",
        ],
    );
}

#[test]
fn a_removed_scene_stops_the_replay_before_it() {
    check(
        &[
            (
                "\"friday\": (text: \"It is Friday.\", choices: { \"end\": (text: \"Go home.\", then: Verdict) }),",
                "",
            ),
            ("Go(\"friday\")", "Verdict"),
            ("Go(\"friday\")", "Verdict"),
        ],
        &[
            EDITED,
            "followed 3 of 4 decisions, then `friday.end` could not be followed: the play has ended; the play goes on \
             from there",
        ],
    );
}

#[test]
fn a_new_first_scene_stops_the_replay_at_once() {
    check(
        &[
            ("start: \"monday\"", "start: \"sunday\""),
            (
                "scenes: {",
                "scenes: { \"sunday\": (text: \"Sunday.\", choices: { \"up\": (text: \"Up.\", then: Go(\"monday\")) }),",
            ),
        ],
        &[
            EDITED,
            "followed 0 of 4 decisions, then `monday.ask` could not be followed: `monday.ask` is not a choice of \
             `sunday`; it offers `up`; the play goes on from there",
        ],
    );
}

#[test]
fn a_recording_of_another_scenario_is_refused() {
    let recording = begin(SCENARIO, 1).recording();
    let other = story(&SCENARIO.replace("id: \"luck\"", "id: \"other\""));
    let expected = ReplayError::OtherScenario { recorded: "luck".into(), given: "other".into() };
    assert_eq!(replay(other, &recording).unwrap_err(), expected);
}

#[test]
fn a_newer_recording_is_refused_by_its_version_whatever_is_in_it() {
    let text = begin(SCENARIO, 1).recording().write();
    let newer = text.replacen("format: 1", "format: 2", 1);
    for text in [
        newer.clone(),
        newer.replace("seed:", "luck: [1, 2], seed:"),
        newer.replace("steps: [", "steps: [Undo(3), (new: {\"x\": 1.5}), "),
        "Recording(format: 2)".into(),
        "(format: 2, everything: Else)".into(),
    ] {
        assert_eq!(Recording::read(&text), Err(RecordingError::Newer { found: 2 }), "{text}");
    }
    let newer = Recording { format: 2, ..begin(SCENARIO, 1).recording() };
    assert_eq!(replay(story(SCENARIO), &newer).unwrap_err(), ReplayError::Newer(2));
}

#[test]
fn a_recording_cut_short_anywhere_is_refused_with_a_place() {
    let mut session = begin(SCENARIO, 1);
    pick(&mut session, PICKS);
    let text = session.recording().write();
    for cut in 0..text.trim_end().len() {
        match Recording::read(&text[..cut]) {
            Err(RecordingError::Unreadable { line, column, .. }) => assert!(line > 0 && column > 0, "{cut}"),
            other => panic!("{cut}: {other:?}"),
        }
    }
}

#[test]
fn bytes_put_in_anywhere_never_panic_and_never_break_a_play() {
    let mut session = begin(SCENARIO, 1);
    pick(&mut session, PICKS);
    let text = session.recording().write();
    let story = story(SCENARIO);
    for at in 0..text.len() {
        for put in ["\"", "(", "0", "x", "\u{0}", "ä", ",", "-"] {
            let changed = format!("{}{put}{}", &text[..at], &text[at..]);
            if let Ok(recording) = Recording::read(&changed)
                && let Ok(replayed) = replay(Arc::clone(&story), &recording)
            {
                go_on(replayed.session);
            }
        }
    }
}

#[test]
fn a_beginning_in_the_middle_is_recorded_and_replayed() {
    let text = begin(SCENARIO, 1).recording().write();
    let middle =
        text.replacen("seed: 1,", "seed: 1, from: (scene: \"friday\", values: {\"morale\": 70}),", 1);
    let mut session = replay(story(SCENARIO), &Recording::read(&middle).unwrap()).unwrap().session;
    pick(&mut session, &["end"]);
    let recording = Recording::read(&session.recording().write()).unwrap();
    assert_eq!(recording.from.as_ref().unwrap().scene, "friday");
    let again = replay(story(SCENARIO), &recording).unwrap();
    assert!(again.is_exact());
    assert_eq!(again.session.story().ending(again.session.ended().unwrap()).0, "good");
}

#[test]
fn a_beginning_that_the_scenario_no_longer_has_is_refused_by_name() {
    let text = begin(SCENARIO, 1).recording().write();
    for (from, part) in [
        ("(scene: \"sunday\")", "there is no such scene"),
        ("(scene: \"friday\", values: {\"mood\": 1})", "there is no value `mood` to set"),
        ("(scene: \"friday\", values: {\"scene\": 1})", "there is no value `scene` to set"),
        ("(scene: \"friday\", values: {\"resume\": 1})", "there is no value `resume` to set"),
    ] {
        let text = text.replacen("seed: 1,", &format!("seed: 1, from: {from},"), 1);
        let error = replay(story(SCENARIO), &Recording::read(&text).unwrap()).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn a_long_recording_is_replayed_in_linear_time() {
    let text = SCENARIO
        .replace("Go(\"friday\")), \"fine\"", "Go(\"tuesday\")), \"fine\"")
        .replace("\"fine\": (\"100 - risk\", Go(\"friday\"))", "\"fine\": (\"100 - risk\", Go(\"tuesday\"))");
    let mut session = begin(&text, 1);
    pick(&mut session, &["monday.ask"]);
    (0..3000).for_each(|_| pick(&mut session, &["ship"]));
    let recording = session.recording();
    let start = std::time::Instant::now();
    assert!(replay(story(&text), &recording).unwrap().is_exact());
    assert!(start.elapsed().as_secs_f32() < 2.0, "{:?}", start.elapsed());
}
