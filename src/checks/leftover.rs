//! A note to oneself was left in a text.
//!
//! `TODO`, `FIXME`, `TBD`, `XXX`, `???` and `lorem ipsum` are how authors mark what they still mean to write. Here one
//! stands where players, facilitators or the library would read it.
//!
//! ```ron
//! text: "TODO: what Anna says about the carrier",
//! ```
//!
//! Mend it by writing the text. For notes to yourself, use a comment: `// what Anna says`. This is advice:
//! `allow: [("TH0034", "…")]` silences it.

use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::scenario::model::Scenario;
use crate::scenario::template::Template;
use crate::scenario::walk::{plain_texts, words};

/// What stands alone as a word, in capitals.
const WORDS: [&str; 4] = ["TODO", "FIXME", "TBD", "XXX"];

/// What stands anywhere, however it is written.
const ANYWHERE: [&str; 2] = ["???", "lorem ipsum"];

/// Looks through a text that may hold values.
pub(super) fn check(_: &Scenario, text: &Spanned<Template>, found: &mut Vec<Diagnostic>) {
    words(text, &mut |words| {
        if let Some(note) = leftover(words) {
            report(text.span, format!("`{note}` was left in this text"), found);
        }
    });
}

/// Looks through every other text that people see.
pub(super) fn plain(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    plain_texts(scenario, &mut |what, whose, place, text| {
        if let Some(note) = leftover(text) {
            let whose = whose.map_or_else(String::new, |id| format!(" `{id}`"));
            report(place, format!("`{note}` was left in {what}{whose}"), &mut found);
        }
    });
    found
}

fn report(place: Span, message: String, found: &mut Vec<Diagnostic>) {
    let help = "write the text; a note to yourself is a comment, `// …`";
    found.push(Diagnostic::advice(Code::LEFTOVER, place, message).with_help(help));
}

fn leftover(words: &str) -> Option<&'static str> {
    let mut alone = words.split(|c: char| !c.is_alphanumeric());
    // Most texts have too few capitals for any of these words.
    let capitals = words.bytes().filter(u8::is_ascii_uppercase).count();
    let word =
        if capitals < 3 { None } else { alone.find_map(|word| WORDS.into_iter().find(|note| *note == word)) };
    // Hardly any text has letters that stand in either.
    let suspect = words.contains("??") || words.contains("rem") || words.contains("REM");
    let anywhere = || {
        let lower = words.to_lowercase();
        ANYWHERE.into_iter().find(|note| lower.contains(note))
    };
    word.or_else(|| if suspect { anywhere() } else { None })
}
