//! Bringing an older format up to date.

use std::fs;

use two_hats::diagnostic::Source;
use two_hats::scenario::edit::{self, Edits, EditsError, MigrateError, Migrated, STEPS, Step};
use two_hats::scenario::syntax::{Node, Value};

use crate::support::small;
use crate::terminal::{Place, check};

/// Migrates a scenario of one file.
fn migrate(text: &str, steps: &[Step]) -> Result<Migrated, MigrateError> {
    edit::migrate(&Source::new("", text), steps)
}

/// A made-up step: every field `text` is called `words`.
fn text_is_words(node: &Node, edits: &mut Edits) {
    match &node.value {
        Value::Struct(_, fields) => {
            for (name, value) in *fields {
                if name.value == "text" {
                    edits.replace(name.span, "words");
                }
                text_is_words(value, edits);
            }
        }
        Value::Map(entries) => entries.iter().for_each(|(_, value)| text_is_words(value, edits)),
        _ => {}
    }
}

/// Another: words come with their language.
fn words_have_a_language(node: &Node, edits: &mut Edits) {
    match &node.value {
        Value::Struct(_, fields) => {
            for (name, value) in *fields {
                if name.value == "words" {
                    edits.insert(value.span.start as usize, "En(");
                    edits.insert(value.span.end as usize, ")");
                }
                words_have_a_language(value, edits);
            }
        }
        Value::Map(entries) => entries.iter().for_each(|(_, value)| words_have_a_language(value, edits)),
        _ => {}
    }
}

#[test]
fn an_older_format_is_brought_up_to_date_step_by_step() {
    let old = r#"// text: stays
Scenario(
    format: 1, // the first
    scenes: {
        "a": (text: "text: \u{61}", /* text */ choices: { "text": (  text :"b", x: 0x10 ) }),
    },
)
"#;
    let new = old
        .replace("format: 1", "format: 3")
        .replace(r#"(text: "text: \u{61}""#, r#"(words: En("text: \u{61}")"#)
        .replace(r#"  text :"b""#, r#"  words :En("b")"#);
    let steps = &[text_is_words, words_have_a_language] as &[fn(&Node, &mut Edits)];
    let migrated = migrate(old, steps).unwrap();
    assert_eq!((migrated.from, migrated.to, migrated.source.text()), (1, 3, new.as_str()));
    // From the middle, and where there is nothing to do.
    let middle = migrate(&old.replace("format: 1", "format: 2"), steps).unwrap();
    assert_eq!((middle.from, middle.to, middle.source.text().contains("words")), (2, 3, false));
    let again = migrate(&new, steps).unwrap();
    assert_eq!((again.from, again.to, again.source.text()), (3, 3, new.as_str()));
}

#[test]
fn a_text_of_the_newest_format_is_left_as_it_is() {
    let text = small().replace('\n', "\r\n");
    let migrated = migrate(&text, STEPS).unwrap();
    assert_eq!((migrated.from, migrated.to, migrated.source.text()), (1, 1, text.as_str()));
}

#[test]
fn a_format_that_is_not_known_is_not_migrated() {
    let steps = &[text_is_words as fn(&Node, &mut Edits)];
    for (format, reason) in [
        ("format: 3,", "TH0009: this scenario is written for format 3; this program reads up to 2"),
        ("", "TH0003: `format` is missing from the scenario"),
        ("format: 0,", "TH0008: `format` is 0; it lies between 1 and 2"),
        ("format: \"1\",", "TH0005: expected a whole number, found a string"),
    ] {
        let Err(MigrateError::Text(problem)) = migrate(&small().replace("format: 1,", format), steps) else {
            panic!("{format}")
        };
        assert_eq!(format!("{}: {}", problem.code, problem.message), reason);
    }
    assert_eq!(migrate(&small().replace("format: 1", "format: Some(1)"), STEPS).unwrap().to, 1);
    let twice = |node: &Node, edits: &mut Edits| {
        edits.replace(node.span, "Scenario()");
    };
    let error = migrate(small(), &[twice]).unwrap_err();
    assert!(matches!(error, MigrateError::Step(1, EditsError::Overlap(_))), "{error:?}");
}

#[test]
fn the_program_says_which_files_are_up_to_date() {
    let place = Place::new();
    place.write("newer.ron", small().replace("format: 1", "format: 2"));
    place.write("none.ron", small().replace("format: 1,", ""));
    check(&place, &["migrate", "small.ron"], 0, "`small.ron` is of format 1, the newest.", "");
    check(&place, &["migrate", "--check", "small.ron"], 0, "`small.ron` is of format 1, the newest.", "");
    check(&place, &["migrate", "newer.ron", "small.ron"], 1, "`small.ron` is of format 1", "error[TH0009]");
    check(&place, &["migrate", "."], 1, "`./small.ron` is of format 1", "error[TH0003]: `format` is missing");
    check(&place, &["migrate", "missing.ron"], 1, "", "error[TH0031]: it cannot be read");
    assert_eq!(fs::read_to_string(place.path().join("small.ron")).unwrap(), small());
}
