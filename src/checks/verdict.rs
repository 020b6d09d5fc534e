//! A verdict may find no ending, or never reaches one.
//!
//! `Verdict` takes the first ending, in declared order, whose `when` holds. So the last ending has no `when`: something
//! always fits. An earlier one without `when` always fits too, and hides every ending below it.
//!
//! ```ron
//! endings: {
//!     "late": (title: "Late", …),
//!     "together": (when: "morale >= 50", title: "Shipped, together", …),
//! },
//! ```
//!
//! Mend it by moving the ending without `when` to the end.

use super::graph::ways;
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Scenario, Then};

/// Checks the order of the endings; only a `Verdict` cares about it.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut verdicts = Vec::new();
    for scene in scenario.scenes.values() {
        ways(&scene.exit, &mut |then| {
            if let Then::Verdict(span) = then {
                verdicts.push(*span);
            }
        });
    }
    let mut found = Vec::new();
    let Some((last, ending)) = scenario.endings.last() else {
        if !scenario.broken.any {
            let help = "write `endings: { \"done\": (title: \"Done\", text: \"…\", outcome: Success) }`";
            found.push(Diagnostic::file(Code::VERDICT, "the scenario has no ending").with_help(help));
        }
        return found;
    };
    if verdicts.is_empty() {
        return found;
    }
    if ending.when.is_some() && !scenario.broken.any {
        let message = format!("`Verdict` may find no ending: the last one, `{last}`, has a `when`");
        let help = "remove its `when`, or add an ending without one below it";
        let when = ending.when.as_ref().map_or(ending.span, |when| when.span);
        found.push(
            Diagnostic::error(Code::VERDICT, ending.span, message)
                .with_other(when, "where this fails, nothing is left")
                .with_help(help),
        );
    }
    let earlier = scenario.endings.len() - 1;
    let pairs = scenario.endings.iter().take(earlier).zip(scenario.endings.values().skip(1));
    for ((id, ending), below) in pairs.filter(|((_, ending), _)| ending.when.is_none()) {
        // An ending that `End` leads to may well have no `when`; it still hides those below it from a verdict.
        let message = format!("ending `{id}` always fits, so that `Verdict` never reaches those below it");
        let help = "give it a `when`, or move it to the end";
        found.push(
            Diagnostic::error(Code::VERDICT, ending.span, message)
                .with_other(below.span, "never reached by `Verdict`")
                .with_help(help),
        );
    }
    found
}
