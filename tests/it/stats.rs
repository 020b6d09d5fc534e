//! The numbers of a scenario.

use two_hats::overview::{Plays, Spread, Written};

use crate::support::{small, story};

#[test]
fn what_is_written_is_counted() {
    let story = story(small());
    let written = Written::of(story.scenario());
    assert_eq!((written.deciding, written.passing, written.interludes), (2, 1, 1));
    assert_eq!((written.choices, written.events, written.meters, written.facts), (3, 1, 2, 2));
    assert_eq!(written.choices_a_scene, Some(Spread { min: 1, median: 2, max: 2 }));
    assert_eq!(written.endings.values().copied().collect::<Vec<_>>(), [1, 0, 1]);
    let anna = &written.people["anna"];
    assert_eq!((anna.name.as_str(), anna.lines, anna.words), ("Anna", 1, 6));
    // The longer side of each condition counts, and each value as one word.
    let words: Vec<_> = written.words.iter().map(|(kind, count)| (*kind, *count)).collect();
    let expected =
        [("briefing", 0), ("scenes", 77), ("choices", 17), ("lines", 6), ("feedback", 7), ("endings", 7)];
    assert_eq!(words, expected);
}

/// Two scenes: the first offers ten words or a shorter way; each play is one of two.
const TWO_WAYS: &str = r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "ways", title: "Ways", briefing: "You are here.", start: "a", meters: {},
    cast: { "anna": (name: "Anna", role: "Logistics", trust: 50) },
    scenes: {
        "a": (title: "The fork", text: "Left or right?", choices: {
            "left": (text: "Left.", says: { "yes": (who: "anna", text: "Yes, left, by all means.") }, feedback: "Not read in play.", then: Go("b")),
            "right": (text: "Go right.", then: End("e")),
            "never": (text: "Locked, but read.", when: "seen('b')", locked: Why, then: End("e")),
            "hidden": (text: "Hidden and not read.", when: "seen('b')", then: End("e")),
        }),
        "b": (text: "One two three.", then: End("e")),
    },
    endings: { "e": (title: "Done", text: "It is over.", outcome: Mixed) },
)"#;

#[test]
fn a_play_reads_what_is_shown_what_is_offered_and_what_people_answer() {
    let plays = Plays::of(&story(TWO_WAYS));
    // Briefing 3, scene 5, offers 1 + 2 + 3, ending 4; then the answer 5 and the second scene 3.
    let (right, left) = (3 + 5 + 6 + 4, 3 + 5 + 6 + 4 + 5 + 3);
    assert_eq!((plays.played, plays.ended), (1000, 1000));
    assert_eq!(plays.decisions, Some(Spread { min: 1, median: 1, max: 1 }));
    assert_eq!(
        plays.shortest.map(|reading| (reading.words, reading.seconds)),
        Some((right, right * 60 / 200))
    );
    assert_eq!(plays.longest.map(|reading| reading.words), Some(left));
}

#[test]
fn plays_that_do_not_end_are_left_out_and_said() {
    let endless = TWO_WAYS.replace("then: Go(\"b\")", "then: Go(\"a\")").replace(
        "\"right\": (text: \"Go right.\", then: End(\"e\"))",
        "\"right\": (text: \"Go right.\", then: Go(\"a\"))",
    );
    let plays = Plays::of(&story(&endless));
    // 25 plays of 2,000 decisions are as many decisions as are made.
    assert_eq!((plays.played, plays.ended), (25, 0));
    assert_eq!((plays.shortest, plays.typical, plays.longest, plays.decisions), (None, None, None, None));
    let faulty = TWO_WAYS.replace("then: Go(\"b\")", "then: Chance({ \"x\": (\"zero\", Go(\"b\")) })");
    let faulty = faulty.replace("meters: {}", "meters: {}, facts: { \"zero\": Count(max: 1) }");
    let plays = Plays::of(&story(&faulty));
    assert!(plays.played == 1000 && (300..700).contains(&plays.ended), "{plays:?}");
}

#[test]
fn plays_differ_in_what_is_read_and_are_the_same_every_time() {
    let story = story(include_str!("../../scenarios/friday-shipment.ron"));
    let plays = Plays::of(&story);
    let words = [plays.shortest, plays.typical, plays.longest].map(|reading| reading.unwrap().words);
    assert_eq!((plays.played, plays.ended), (1000, 1000));
    assert!(words[0] < words[1] && words[1] < words[2], "{words:?}");
    assert_eq!(plays, Plays::of(&story));
}
