//! A scene has one choice, or more than six.
//!
//! One choice decides nothing: the player only clicks. More than six cannot be held in mind at once, least of all
//! by a room that reads them from a projector. Choices with a `when` are counted too.
//!
//! ```ron
//! "monday": (text: "…", choices: { "go_on": (text: "Go on.", then: Go("tuesday")) }),
//! ```
//!
//! Mend it with a second way that somebody sensible could take, or with the scene's own `then` in place of the choice.
//! This is advice: `allow: [("TH0032", "…")]` silences it.

use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Exit, Scenario};

/// The most choices of a scene: what a person weighs at once.
const MOST: usize = 6;

/// Counts the choices of each scene.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, scene) in &scenario.scenes {
        let Exit::Choices(choices) = &scene.exit else { continue };
        let advice = |message: String, help: &str| {
            Diagnostic::advice(Code::CHOICES, scene.span, message).with_help(help)
        };
        match choices.len() {
            1 if !scenario.broken.any => found.push(advice(
                format!("scene `{id}` has a single choice, so there is nothing to decide"),
                "add another, or lead on by the scene's own `then`",
            )),
            count if count > MOST => found.push(advice(
                format!("scene `{id}` has {count} choices; at most {MOST} can be weighed at once"),
                "move some of them to a scene of their own",
            )),
            _ => {}
        }
    }
    found
}
