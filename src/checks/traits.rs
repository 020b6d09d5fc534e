//! A choice shows too many traits, or too much of them.
//!
//! The debrief says how somebody acted from what their choices show. That stays readable only if each choice shows
//! one to three traits: 2 for the main act, 1 for what is also visible, 3 only where it costs the player something,
//! and at most 4 together.
//!
//! ```ron
//! shows: { "execution": 3, "authority": 2 },
//! ```
//!
//! Mend it by keeping what an onlooker would name first, here `{ "execution": 2, "authority": 1 }`.

use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Exit, Scenario};

/// The most traits of a choice: the style model's rule for tags that two people agree on.
const MOST_TRAITS: usize = 3;

/// The most weight of a choice's traits together, by the same rule.
const MOST_WEIGHT: i64 = 4;

/// Counts the traits of each choice; a choice may show none.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for scene in scenario.scenes.values() {
        let Exit::Choices(choices) = &scene.exit else { continue };
        for (id, choice) in choices {
            let weight: i64 = choice.shows.iter().map(|(_, weight)| weight).sum();
            let message = if choice.shows.len() > MOST_TRAITS {
                format!(
                    "choice `{id}` shows {} traits; at most {MOST_TRAITS} can be told apart",
                    choice.shows.len()
                )
            } else if weight > MOST_WEIGHT {
                format!("the traits of choice `{id}` weigh {weight} together; at most {MOST_WEIGHT}")
            } else {
                continue;
            };
            let help = "keep 2 for the main act and 1 for what is also visible";
            found.push(Diagnostic::error(Code::TRAITS, choice.shows_at, message).with_help(help));
        }
    }
    found
}
