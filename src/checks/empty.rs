//! A text has no words.
//!
//! The player would face an empty scene, card or bubble. Titles may be empty where the text says it all; a scene's
//! text, what a choice says, what people say and what an ending says may not.
//!
//! ```ron
//! "tuesday": (text: "", choices: {…}),
//! ```
//!
//! Mend it by writing the text. This is advice: `allow: [("TH0035", "…")]` silences it.

use super::words::count;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::scenario::model::{Exit, Scenario};
use crate::scenario::template::{Part, Template};

/// Looks at every text that has to say something.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if scenario.broken.any {
        // What could not be read seems empty.
        return found;
    }
    for (id, scene) in &scenario.scenes {
        look(&scene.text, || format!("scene `{id}`"), &mut found);
        let Exit::Choices(choices) = &scene.exit else { continue };
        for (id, choice) in choices {
            look(&choice.text, || format!("choice `{id}`"), &mut found);
            for (id, line) in &choice.says {
                look(&line.text, || format!("line `{id}`"), &mut found);
            }
        }
    }
    for (id, ending) in &scenario.endings {
        look(&ending.text, || format!("ending `{id}`"), &mut found);
    }
    found
}

fn look(text: &Spanned<Template>, what: impl Fn() -> String, found: &mut Vec<Diagnostic>) {
    let shows = |part: &Part| !matches!(part, Part::Words(_));
    if count(text, usize::max) == 0 && !text.parts.iter().any(shows) {
        let message = format!("{} has no words", what());
        found.push(Diagnostic::advice(Code::EMPTY, text.span, message).with_help("write what people read"));
    }
}
