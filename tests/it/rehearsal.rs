//! What an author tries out: beginnings in the middle, every choice with what keeps it closed, drafts, and plays that
//! go on after a save.

use std::sync::Arc;

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use two_hats::diagnostic::Class;
use two_hats::scenario::read;
use two_hats::simulation::{Action, From, Note, Position, Session, Story, replay};

use crate::support::{begin, pick, small, story, value, values};

#[path = "../../benches/scenes.rs"]
mod scenes;

const FLAGSHIP: &str = include_str!("../../scenarios/friday-shipment.ron");

/// The stories that random plays are played of.
fn stories() -> [Arc<Story>; 3] {
    [story(FLAGSHIP), story(small()), story(&scenes::scenes(40, 2))]
}

fn from(scene: &str, values: &[(&str, i64)]) -> From {
    From {
        scene: scene.into(),
        values: values.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect(),
    }
}

/// Picks open choices by lot until the play ends, at most so many.
fn play(session: &mut Session, u: &mut Unstructured<'_>, most: usize, look: impl Fn(&Session)) -> Result<()> {
    for _ in 0..most {
        look(session);
        let open: Vec<_> = session.offers().into_iter().filter(|offer| offer.locked.is_none()).collect();
        if open.is_empty() {
            break;
        }
        let id = open[u.choose_index(open.len())?].id.clone();
        if session.act(&Action::Pick(id)).is_err() {
            break;
        }
    }
    look(session);
    Ok(())
}

#[test]
fn a_beginning_in_the_middle_is_that_of_a_recording_which_begins_there() {
    let stories = stories();
    arbtest(|u| {
        let story = u.choose(&stories)?;
        let program = story.program();
        let ids: Vec<_> = story.scenario().scenes.keys().collect();
        let names: Vec<_> = program.values(program.start_state()).map(|(name, _)| name.to_owned()).collect();
        let mut from = From { scene: ids[u.choose_index(ids.len())?].clone(), ..from("", &[]) };
        for _ in 0..u.int_in_range(0..=4)? {
            let name = &names[u.choose_index(names.len())?];
            if !["scene", "resume"].contains(&name.as_str()) {
                from.values.insert(name.clone(), u.int_in_range(-200..=200)?);
            }
        }
        let seed = u.int_in_range(0..=999)?;
        // An author may begin where the story cannot go on, such as in an interlude that interrupts nothing.
        let Ok(mut session) = Session::start_at(Arc::clone(story), from.clone(), seed) else { return Ok(()) };
        play(&mut session, u, 12, |session| {
            for ((name, value), range) in program.values(session.state()).zip(program.ranges()) {
                assert!(range.contains(&value), "{name} is {value}, not in {range:?}");
            }
        })?;
        let recording = session.recording();
        assert_eq!((recording.from.as_ref(), recording.seed), (Some(&from), seed));
        let again = replay(Arc::clone(story), &recording).unwrap();
        assert_eq!(again.notes, []);
        assert_eq!(again.session.state(), session.state());
        assert_eq!(again.session.opening().beats, session.opening().beats);
        assert_eq!(again.session.recording(), recording);
        Ok(())
    });
}

#[test]
fn a_beginning_in_the_middle_has_the_numbers_of_its_author_and_those_of_the_start() {
    let from = from("talk", &[("morale", 70), ("asked", 1), ("calls", 99), ("risk", -5)]);
    let session = Session::start_at(story(small()), from, 1).unwrap();
    let numbers = ["morale", "asked", "calls", "risk", "trust.anna"].map(|name| value(&session, name));
    // What is out of range is clamped.
    assert_eq!(numbers, [70, 1, 3, 0, 50]);
    assert_eq!(session.offers()[0].id, "listen");
}

#[test]
fn a_beginning_that_cannot_be_is_refused_with_its_reason() {
    for (scene, values, what) in [
        ("lost", vec![], "there is no such scene"),
        ("late", vec![], "there is no such scene"),
        ("call", vec![("moral", 1)], "there is no value `moral` to set"),
        ("call", vec![("scene", 1)], "there is no value `scene` to set"),
        ("call", vec![("resume", 1)], "there is no value `resume` to set"),
    ] {
        let refusal = Session::start_at(story(small()), from(scene, &values), 1).unwrap_err();
        let message = format!("the scenario fails at the beginning at `{scene}`: {what}");
        assert_eq!(refusal.to_string(), message);
    }
}

#[test]
fn the_start_has_a_value_in_the_range_of_each_number() {
    for story in stories() {
        let program = story.program();
        let values = program.values(program.start_state());
        assert_eq!(values.count(), program.ranges().count());
        for ((name, value), range) in program.values(program.start_state()).zip(program.ranges()) {
            assert!(range.contains(&value), "{name} is {value}, not in {range:?}");
        }
    }
    let story = story(&small().replace("facts: {", "facts: { \"debt\": Count(min: -5, start: 2, max: 7),"));
    let program = story.program();
    let named = || program.values(program.start_state()).zip(program.ranges());
    let told = |name: &str| named().find(|((other, _), _)| *other == name).unwrap();
    assert_eq!(told("morale"), (("morale", 60), 0..=100));
    assert_eq!(told("trust.anna"), (("trust.anna", 50), 0..=100));
    assert_eq!(told("asked"), (("asked", 0), 0..=1));
    assert_eq!(told("debt"), (("debt", 2), -5..=7));
}

/// A scene with choices that are closed in every way.
const CLOSED: &str = r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "closed", title: "Closed", start: "a", meters: { "m": (label: "Mood", start: 50) },
    scenes: {
        "a": (text: "A.", choices: {
            "open": (text: "Open at [m].", then: Go("a")),
            "once": (text: "Once.", once: true, then: Go("a")),
            "hidden": (text: "Hidden.", when: "m > 60 and m < 90", then: Go("a")),
            "why": (text: "Why.", when: "m > 60 and not chose('a.open')", locked: Why, then: Go("a")),
            "own": (text: "Own.", when: "m > 60", locked: "Not in this mood.", then: Go("a")),
            "fails": (text: "Fails.", when: "100 / (m - 50) > 1", locked: Why, then: Go("a")),
        }),
    },
    endings: { "e": (title: "E", text: "E.", outcome: Mixed) },
)"#;

#[test]
fn every_choice_is_inspected_with_what_keeps_it_closed() {
    let mut session = begin(CLOSED, 1);
    let told = |session: &Session| -> Vec<String> {
        let inspected = session.inspect().into_iter();
        inspected
            .map(|choice| {
                let hidden = if choice.hidden { " hidden" } else { "" };
                format!("{} “{}”{hidden}: {}", choice.id, choice.text, choice.failing.join("; "))
            })
            .collect()
    };
    let first = [
        "open “Open at 50.”: ",
        "once “Once.”: ",
        "hidden “Hidden.” hidden: Mood must be above 60 (it is 50)",
        "why “Why.”: Mood must be above 60 (it is 50)",
        "own “Own.”: Mood must be above 60 (it is 50)",
        "fails “Fails.”: the value must be above 1 (it is ?)",
    ];
    assert_eq!(told(&session), first);
    pick(&mut session, &["once", "open"]);
    let then = told(&session);
    assert_eq!(then[1], "once “Once.” hidden: it is offered only once");
    assert_eq!(then[3], "why “Why.”: Mood must be above 60 (it is 50); you must not have chosen `a.open`");
}

#[test]
fn what_is_inspected_agrees_with_what_is_offered() {
    let stories = stories();
    arbtest(|u| {
        let story = u.choose(&stories)?;
        let mut session = Session::new(Arc::clone(story), u.int_in_range(0..=999)?).unwrap();
        play(&mut session, u, 40, |session| {
            let (inspected, program) = (session.inspect(), session.story().program());
            let Position::Scene(scene) = program.position(session.state()) else {
                assert!(inspected.is_empty());
                return;
            };
            let ids: Vec<_> = inspected.iter().map(|choice| choice.id.as_str()).collect();
            let all: Vec<_> = program.choices(scene).map(|choice| session.story().choice(choice).0).collect();
            assert_eq!(ids, all);
            let seen = inspected.iter().filter(|choice| !choice.hidden);
            let seen: Vec<_> = seen
                .map(|choice| (&choice.id, &choice.text, choice.failing.is_empty(), &choice.takes))
                .collect();
            let offers = session.offers();
            let offered: Vec<_> = offers
                .iter()
                .map(|offer| (&offer.id, &offer.text, offer.locked.is_none(), &offer.takes))
                .collect();
            assert_eq!(seen, offered);
            assert!(inspected.iter().all(|choice| !choice.hidden || !choice.failing.is_empty()));
        })
    });
}

#[test]
fn there_is_a_draft_where_a_scenario_could_be_read_and_has_errors() {
    let unread = ["", "(", "Other(title: \"No scenario\")", "Scenario(format: 99)"].map(str::to_owned);
    let drafts = [
        "Scenario(title: \"No id\")".to_owned(),
        small().replace("Go(\"packed\")", "Go(\"lost\")"),
        small().replace("morale < 20", "moral < 20"),
        small().replace("takes: \"2h\"", "takes: \"2 h\""),
        small().replace("start: \"call\"", "start: \"lost\""),
    ];
    let stories = [small(), FLAGSHIP, CLOSED].map(str::to_owned);
    let of = |what, texts: &[String]| texts.iter().map(|text| (what, text.clone())).collect::<Vec<_>>();
    let texts = [of("nothing", &unread), of("a draft", &drafts), of("a story", &stories)].concat();
    for (what, text) in texts {
        let (loaded, found) = Story::load_or_draft(&text);
        let (story, same) = Story::load(&text);
        assert_eq!((story.is_some(), same), (what == "a story", found.clone()), "{text}");
        let errors = found.iter().any(|diagnostic| diagnostic.class == Class::Error);
        assert_eq!(errors, what != "a story", "{text}");
        match loaded {
            Ok(_) => assert_eq!(what, "a story", "{text}"),
            Err(None) => assert_eq!(what, "nothing", "{text}"),
            Err(Some(draft)) => {
                assert_eq!(what, "a draft", "{text}");
                assert_eq!(format!("{draft:?}"), format!("{:?}", read(&text).0.unwrap()));
            }
        }
    }
}

#[test]
fn a_scenario_whose_numbers_are_too_many_is_a_draft() {
    let each = |word: fn(usize) -> String| (0..200).map(word).collect::<Vec<_>>().concat();
    let facts = each(|fact| format!("\"f{fact}\": Count(max: 1000), "));
    let used = each(|fact| format!("\"f{fact} += 1\", "));
    let text = small()
        .replace("facts: {", &format!("facts: {{ {facts}"))
        .replace("\"packed\": (text", &format!("\"packed\": (on_enter: [{used}], text"));
    let (loaded, found) = Story::load_or_draft(&text);
    assert_eq!(found.iter().filter(|diagnostic| diagnostic.class == Class::Error).count(), 1);
    assert_eq!(loaded.unwrap_err().unwrap().scenes.len(), 3);
}

#[test]
fn after_a_save_a_play_says_where_it_goes_on_and_what_is_different() {
    let mut session = begin(small(), 3);
    pick(&mut session, &["ask", "go"]);
    let recording = session.recording();
    let after = |text: &str| replay(story(text), &recording).unwrap();
    let same = "The file was saved: the play goes on at the same decision.";
    assert_eq!(after(small()).after_save(), [same]);
    // That the scenario was edited, its author knows.
    let edited = after(&small().replace("morale += 5", "morale += 6"));
    assert_eq!((&edited.notes[..], &edited.after_save()[..]), (&[Note::Edited][..], &[same.to_owned()][..]));
    assert_eq!(value(&edited.session, "morale"), 66);
    let renamed = after(&small().replace("\"ask\": (", "\"ask_her\": (")).after_save();
    assert_eq!(renamed[0], "The file was saved: the play goes on at the last decision that is still there.");
    assert_eq!(renamed.len(), 2);
    assert!(renamed[1].starts_with("followed 0 of 2 decisions, then `call.ask`"), "{renamed:?}");
    assert!(renamed[1].ends_with("the play goes on from there."), "{renamed:?}");
    assert_eq!(values(&after(small()).session), values(&session));
}
