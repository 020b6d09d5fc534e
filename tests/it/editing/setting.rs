//! Setting a value.

use two_hats::scenario::edit::set;
use two_hats::scenario::read;
use two_hats::simulation::EditError;

use super::{edit, marked};
use crate::support::small;

/// Sets a value, and makes the edits.
fn with(text: &str, path: &str, value: &str) -> String {
    let edits = set(text, path, value).unwrap_or_else(|problem| panic!("{path}: {problem:?}"));
    edit(text, &edits).unwrap_or_else(|error| panic!("{path}: {error:?}"))
}

#[test]
fn setting_a_value_changes_that_value_alone() {
    for (path, value, old, new) in [
        ("minutes", "15", "title: \"A small one\",", "title: \"A small one\",\n    minutes: 15,"),
        ("meters.morale.start", " 70 ", "start: 60", "start: 70"),
        ("meters.morale", "(label: \"M\")", "(label: \"Morale\", start: 60)", "(label: \"M\")"),
        ("meters.morale.good", "Low", "start: 60)", "start: 60, good: Low)"),
        ("cast.anna.look.skin", "3", "look: (hair", "look: (skin: 3, hair"),
        ("cast.anna.look.top", "Teal", "Bob, glasses", "Bob, top: Teal, glasses"),
        ("facts.asked[0]", "true", "Flag(false)", "Flag(true)"),
        ("facts.calls.start", "1", "Count(max", "Count(start: 1, max"),
        ("clock.hours[1]", "\"18:00\"", "(\"09:00\", \"17:00\")", "(\"09:00\", \"18:00\")"),
        ("scenes.call.title", "\"A call\"", "\"call\": (\n", "\"call\": (\n            title: \"A call\",\n"),
        (
            "scenes.call.on_enter",
            "[]",
            "booked already.\",\n",
            "booked already.\",\n            on_enter: [],\n",
        ),
        ("scenes.call.choices.ask.effects[1]", "\"calls -= 1\"", "calls += 1", "calls -= 1"),
        ("scenes.call.choices.go.then[0].well[0]", "1", "\"100 - risk\"", "1"),
        (
            "scenes.call.choices.go.then",
            "Verdict",
            "Chance({ \"well\": (\"100 - risk\", Go(\"packed\")), \"badly\": (\"risk\", Verdict) })",
            "Verdict",
        ),
        ("scenes.packed.notes", "\"Ask.\"", "dock.\", takes", "dock.\", notes: \"Ask.\", takes"),
        ("endings.late.place", "Street", "outcome: Failure)", "outcome: Failure, place: Street)"),
    ] {
        assert_eq!(small().matches(old).count(), 1, "{old}");
        assert_eq!(with(small(), path, value), small().replace(old, new), "{path}");
    }
}

#[test]
fn an_added_field_is_laid_out_like_its_neighbours() {
    let scenario = |meter: &str| {
        let text = format!("\"morale\": {meter}").replace('~', "\n        ");
        let start = small().find("\"morale\": (").unwrap();
        let end = start + small()[start..].find(",\n").unwrap();
        format!("{}{text}{}", &small()[..start], &small()[end..])
    };
    for (path, before, after) in [
        ("start", "(~label: \"M\", // name~)", "(~label: \"M\", // name~start: 7,~)"),
        ("start", "(~label: \"M\" // name~)", "(~label: \"M\", // name~start: 7~)"),
        ("start", "(~label: \"M\", /* a */~good: Low,~)", "(~label: \"M\", /* a */~start: 7,~good: Low,~)"),
        ("start", "(~label: \"M\", /* a~ */ good: Low)", "(~label: \"M\",~start: 7, /* a~ */ good: Low)"),
        ("start", "(label: \"M\", good: Low)", "(label: \"M\", start: 7, good: Low)"),
        ("start", "(label: \"M\", )", "(label: \"M\", start: 7, )"),
        ("start", "( label: \"M\" /* name */ )", "( label: \"M\" /* name */, start: 7 )"),
        ("start", "(label: \"M\",~    good: Low)", "(label: \"M\",~    start: 7,~    good: Low)"),
        ("start", "Some(Meter /* ( */ (label: \"M\"))", "Some(Meter /* ( */ (label: \"M\", start: 7))"),
        ("label", "(start: 7)", "(label: 7, start: 7)"),
        ("label", "( // about~// start~start: 7)", "( // about~label: 7,~// start~start: 7)"),
        ("label", "()", "(label: 7)"),
        ("label", "Some( () )", "Some( (label: 7) )"),
    ] {
        for feed in ["\n", "\r\n"] {
            let (before, after) = (scenario(before).replace('\n', feed), scenario(after).replace('\n', feed));
            let edits = set(&before, &format!("meters.morale.{path}"), "7").unwrap();
            // A label that is a number is wrong: what the text would be is shown with the error.
            let text = match edit(&before, &edits) {
                Ok(text) => text,
                Err(EditError::Broken { edited, .. }) => edited.text().to_owned(),
                Err(error) => panic!("{error}"),
            };
            assert_eq!(text, after, "{path} into {before:?}");
        }
    }
}

#[test]
fn a_path_that_leads_nowhere_is_refused_with_what_there_is() {
    for (path, value, reason) in [
        ("metres.morale", "1", "the scenario has no field `metres` (did you mean `meters`?)"),
        ("meters.moral.start", "1", "`meters` has no `moral` (did you mean `morale`?)"),
        ("meters.morale.strat", "1", "`meters.morale` has no field `strat` (did you mean `start`?)"),
        ("meters.morale.start.x", "1", "`meters.morale.start` is the number 60, which has no `x` ()"),
        ("meters[0]", "1", "`meters` is a map `{…}`, which has no items ()"),
        ("scenes.call.choices.ask.effects[4]", "\"\"", "has no item 4: it has 4, counted from 0"),
        ("processes.work", "1", "the scenario has no `processes` yet (set `processes` as a whole first)"),
        ("facts.asked.start", "1", "`facts.asked` is `Flag(…)`, which has no `start` ()"),
        ("", "1", "the scenario has no field ``"),
        ("scenes.call.on_stage[x]", "1", "`on_stage[x]` is not a part of a path (a path is written"),
        ("scenes.call.on_stage[0", "1", "`on_stage[0` is not a part of a path"),
        ("scenes.call.on_stage[0]x", "1", "`on_stage[0]x` is not a part of a path"),
        ("minutes", "", "`` is not one value: the file is empty"),
        ("minutes", "1, 2", "`1, 2` is not one value: the file goes on"),
        ("minutes", "(1", "is not one value: this `(` is never closed"),
        ("minutes", "1 // one", "is not one value: something stands beside it"),
    ] {
        let problem = set(small(), path, value).expect_err(path);
        let said = format!("{} ({})", problem.message, problem.help.unwrap_or_default());
        assert!(said.contains(reason), "{path}: {said}");
    }
}

#[test]
fn a_value_that_would_break_the_scenario_is_refused() {
    let broken = |text: &str, path: &str, value: &str| match edit(text, &set(text, path, value).unwrap()) {
        Err(EditError::Broken { edited, errors }) => {
            let span = errors[0].span.unwrap();
            assert_eq!(errors.len(), 1);
            format!("{}: {}", errors[0].message, &edited.text()[span.start as usize..span.end as usize])
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(broken(small(), "start", "\"nowhere\""), "there is no scene `nowhere`: nowhere");
    assert_eq!(broken(small(), "minutes", "700"), "`minutes` is 700; it lies between 1 and 600: 700");
    assert_eq!(
        broken(small(), "scenes.call.choices.ask.effects[3]", "\"moral += 5\""),
        "there is no meter or fact `moral`: moral"
    );
    // A mistake elsewhere may stay, and does not excuse another one of its kind.
    let wrong = small().replace("who: \"anna\"", "who: \"ana\"");
    assert!(edit(&wrong, &set(&wrong, "minutes", "12").unwrap()).unwrap().contains("minutes: 12"));
    assert_eq!(broken(&wrong, "start", "\"nowhere\""), "there is no scene `nowhere`: nowhere");
}

#[test]
fn the_fields_that_can_be_added_are_those_that_can_be_read() {
    let listed = |help: &str| {
        let mut names: Vec<_> =
            help.strip_prefix("known: ").unwrap().split(", ").map(str::to_owned).collect();
        names.sort();
        names
    };
    let text = marked();
    for (path, name) in [
        ("meters.morale", ""),
        ("cast.anna", ""),
        ("cast.anna.look", ""),
        ("facts.calls", "Count"),
        ("clock", ""),
        ("stage", ""),
        ("scenes.call", ""),
        ("scenes.call.choices.ask", ""),
        ("scenes.call.choices.ask.says.well", ""),
        ("processes.tiring", ""),
        ("events.tired", ""),
        ("endings.good", ""),
    ] {
        let known = set(&text, &format!("{path}.zzzzzzzz"), "1").unwrap_err().help.unwrap();
        // Of two, neither can be the one that is missing.
        let wrong = set(&text, path, &format!("{name}(zzzzzzzz: 1, yyyyyyyy: 1)")).unwrap();
        let Err(EditError::Broken { errors, .. }) = edit(&text, &wrong) else { panic!("{path}") };
        let read = errors.iter().find(|error| error.code.to_string() == "TH0004").unwrap();
        assert_eq!(listed(&known), listed(read.help.as_ref().unwrap()), "{path}");
    }
    let known = set(&text, "zzzzzzzz", "1").unwrap_err().help.unwrap();
    let read = read(&text.replace("format: 1", "format: 1, zzzzzzzz: 1")).1;
    assert_eq!(listed(&known), listed(read[0].help.as_ref().unwrap()));
}
