//! A text is longer or shorter than what people read at once.
//!
//! A scene is read aloud from a screen, a choice is a card, a spoken line is a bubble. Scenes have 30 to 60 words, a
//! spoken line at most 24, a choice at most 19 and a capital letter first. Conditional parts are counted both ways,
//! each `[value]` as one word.
//!
//! ```ron
//! "go": (text: "maybe you could start to …", …),
//! ```
//!
//! Mend it by cutting what the next scene says anyway. This is advice: where a text is meant so, silence it with
//! `allow: [("TH0025", "the letter is read in full")]`.

use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::scenario::model::{Exit, Scenario};
use crate::scenario::template::{Part, Template};

/// The least words of a scene with choices: less gives nothing to weigh the choices by.
const SCENE_LEAST: usize = 30;
/// The most words of a scene: what a projector shows at once.
const SCENE_MOST: usize = 60;
/// The most words of a spoken line: what fits a bubble of three lines.
const LINE_MOST: usize = 24;
/// The most words of a choice: what fits a card that is read in a glance.
const CHOICE_MOST: usize = 19;

/// Counts the words of what is shown during play.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, scene) in &scenario.scenes {
        at_most(&scene.text, ("scene", id), SCENE_MOST, &mut found);
        let Exit::Choices(choices) = &scene.exit else { continue };
        let words = count(&scene.text, usize::min);
        if words > 0 && words < SCENE_LEAST && !scenario.broken.any {
            let message =
                format!("scene `{id}` has {words} words; a scene with choices has at least {SCENE_LEAST}");
            let help = "say what the player sees, and what is at stake";
            found.push(Diagnostic::advice(Code::WORDS, scene.text.span, message).with_help(help));
        }
        for (id, choice) in choices {
            at_most(&choice.text, ("choice", id), CHOICE_MOST, &mut found);
            if first_letter(&choice.text).is_some_and(char::is_lowercase) {
                let message = format!("choice `{id}` starts with a small letter");
                let help = "start with a verb: `Ask her what she needs.`";
                found.push(Diagnostic::advice(Code::WORDS, choice.text.span, message).with_help(help));
            }
            for (id, line) in &choice.says {
                at_most(&line.text, ("line", id), LINE_MOST, &mut found);
            }
        }
    }
    found
}

/// Counts the words of a text; of the two sides of a condition, the count that `pick` chooses.
pub fn count(template: &Template, pick: fn(usize, usize) -> usize) -> usize {
    let mut pieces = Vec::with_capacity(template.parts.len());
    variant(template, pick, &mut pieces);
    words(&pieces, char::is_alphanumeric)
}

/// Counts the words of a text as it is read.
pub fn count_plain(text: &str) -> usize {
    words(&[text], char::is_alphanumeric)
}

/// Adds the pieces of the text with each condition decided by the words of its sides.
fn variant<'a>(template: &'a Template, pick: fn(usize, usize) -> usize, pieces: &mut Vec<&'a str>) {
    for part in &template.parts {
        match part {
            Part::Words(words) => pieces.push(words),
            Part::Value(_) => pieces.push("0"),
            Part::If { yes, no, .. } => {
                let start = pieces.len();
                variant(yes, pick, pieces);
                let middle = pieces.len();
                variant(no, pick, pieces);
                let count = |side: &[&str]| words(side, |_| true);
                let (yes, no) = (count(&pieces[start..middle]), count(&pieces[middle..]));
                if pick(yes, no) == yes {
                    pieces.truncate(middle);
                } else {
                    pieces.drain(start..middle);
                }
            }
        }
    }
}

/// Returns how many words have room in a text, which is never less than it has.
fn room(template: &Template) -> usize {
    let parts = template.parts.iter().map(|part| match part {
        Part::Words(words) => words.len() / 2 + 1,
        Part::Value(_) => 1,
        Part::If { yes, no, .. } => room(yes) + room(no),
    });
    parts.sum()
}

/// Counts what stands between white space and has a character that makes it a word.
fn words(pieces: &[&str], makes_word: fn(char) -> bool) -> usize {
    let (mut count, mut in_word) = (0, false);
    for c in pieces.iter().flat_map(|piece| piece.chars()) {
        if c.is_whitespace() {
            in_word = false;
        } else if !in_word && makes_word(c) {
            in_word = true;
            count += 1;
        }
    }
    count
}

fn at_most(text: &Spanned<Template>, (kind, id): (&str, &str), most: usize, found: &mut Vec<Diagnostic>) {
    // Most texts are too short to be counted.
    if room(text) <= most {
        return;
    }
    let words = count(text, usize::max);
    if words > most {
        let message = format!("{kind} `{id}` has {words} words; people read at most {most} at once");
        found.push(Diagnostic::advice(Code::WORDS, text.span, message));
    }
}

fn first_letter(template: &Template) -> Option<char> {
    match template.parts.first()? {
        Part::Words(words) => words.chars().find(|c| c.is_alphanumeric()),
        Part::Value(_) => None,
        Part::If { yes, .. } => first_letter(yes),
    }
}
