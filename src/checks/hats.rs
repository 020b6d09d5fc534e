//! A choice shows nothing about how the player acts, or a side of the work has too little room.
//!
//! The debrief measures a pole where the choices of a decision differ in it. With fewer than three such decisions it
//! says *little room* instead of a number, for leading or for managing. A choice that shows nothing counts as
//! neither, and is rarely meant so.
//!
//! ```ron
//! "wait": (text: "Wait and see.", then: Go("tuesday")),
//! ```
//!
//! Mend it by what an onlooker would name first, such as `shows: { "caution": 2 }`, and by decisions in which both sides
//! have a way. This is advice: `allow: [("TH0037", "…")]` silences it.

use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Choice, Exit, Named, Scenario};
use crate::scenario::traits::Pole;

/// The least decisions in which a pole differs, for the debrief to give a number.
const LEAST: usize = 3;

/// Looks for choices without traits, and for decisions in which each pole differs.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let exits = scenario.scenes.values().map(|scene| &scene.exit);
    let choices = exits.filter_map(|exit| match exit {
        Exit::Choices(choices) => Some(choices),
        Exit::Auto { .. } => None,
    });
    let decisions: Vec<_> = choices.filter(|choices| choices.len() > 1).collect();
    if scenario.broken.any || decisions.is_empty() {
        return Vec::new();
    }
    let nothing = |choice: &Choice| choice.shows.is_empty();
    if decisions.iter().all(|choices| choices.values().all(|choice| nothing(choice))) {
        let message =
            "no choice shows anything about how the player acts; the debrief will have little to say";
        let help = "add what an onlooker would name first to each, such as `shows: { \"clarity\": 2 }`";
        return vec![Diagnostic::advice(Code::HATS, scenario.start.span, message).with_help(help)];
    }
    let mut found = Vec::new();
    for (id, choice) in decisions.iter().copied().flatten().filter(|(_, choice)| nothing(choice)) {
        let message = format!("choice `{id}` shows nothing about how the player acts");
        let help = "add what an onlooker would name first, such as `shows: { \"clarity\": 1 }`";
        found.push(Diagnostic::advice(Code::HATS, choice.span, message).with_help(help));
    }
    for (pole, name) in [(Pole::Leader, "leading"), (Pole::Manager, "managing")] {
        let count = decisions.iter().filter(|choices| differ(choices, pole)).count();
        if count < LEAST {
            let (decisions, differ) =
                if count == 1 { ("decision", "differs") } else { ("decisions", "differ") };
            let message = format!(
                "only {count} {decisions} {differ} in {name}; the debrief needs {LEAST} to give a number"
            );
            let help =
                format!("let {LEAST} decisions have choices that show {name} beside others that do not");
            found.push(Diagnostic::advice(Code::HATS, scenario.start.span, message).with_help(help));
        }
    }
    found
}

/// Says whether some choices of a decision show more of a pole than others.
fn differ(choices: &Named<Choice>, pole: Pole) -> bool {
    let weight = |choice: &Choice| -> i64 {
        let shown = choice.shows.iter().filter(|(shown, _)| shown.pole() == pole);
        shown.map(|(_, weight)| weight).sum()
    };
    let mut weights = choices.values().map(|choice| weight(choice));
    let first = weights.next();
    weights.any(|weight| Some(weight) != first)
}
