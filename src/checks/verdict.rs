//! A verdict may find no ending, or never reaches one.
//!
//! `Verdict` takes the first ending, in declared order, whose `when` holds. So the last ending has no `when`: something
//! always fits. An earlier one without `when` always fits too, and hides every ending below it, even one that is meant for
//! `End` alone: it needs a `when` as soon as any `Verdict` is written. `End` does not ask for it.
//!
//! ```ron
//! endings: {
//!     "late": (title: "Late", …),
//!     "together": (when: "morale >= 50", title: "Shipped, together", …),
//! },
//! ```
//!
//! Mend it by moving the ending without `when` to the end, or by a `when` for all others.

use super::graph::Graph;
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Scenario, Then};

/// Checks the order of the endings; only a `Verdict` cares about it.
pub(super) fn check(scenario: &Scenario, graph: &Graph<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some((last, ending)) = scenario.endings.last() else {
        if !scenario.broken.any {
            let help = "write `endings: { \"done\": (title: \"Done\", text: \"…\", outcome: Success) }`";
            found.push(Diagnostic::file(Code::VERDICT, "the scenario has no ending").with_help(help));
        }
        return found;
    };
    if !graph.all().iter().any(|way| matches!(way.then, Then::Verdict(_))) {
        return found;
    }
    let pairs = scenario.endings.iter().zip(scenario.endings.values().skip(1));
    let always: Vec<_> = pairs.filter(|((_, ending), _)| ending.when.is_none()).collect();
    if let Some(when) = &ending.when
        && always.is_empty()
        && !scenario.broken.any
    {
        let message = format!("`Verdict` may find no ending: each has a `when`, also the last one, `{last}`");
        let help = format!(
            "`Verdict` takes the first ending whose `when` holds; remove the `when` of `{last}`, or add an \
             ending without one below it"
        );
        found.push(
            Diagnostic::error(Code::VERDICT, ending.span, message)
                .with_other(when.span, "where this fails, nothing is left")
                .with_help(help),
        );
    }
    for ((id, ending), below) in always {
        let message =
            format!("ending `{id}` has no `when`, so that `Verdict` always takes it before those below");
        let ends = |then: &Then| matches!(then, Then::End(ending) if ending.value == *id);
        let help = if graph.all().iter().any(|way| ends(way.then)) {
            format!("give it a `when`, which `End(\"{id}\")` does not ask for, or move it below the others")
        } else {
            "move it below the others, or give it a `when`".to_owned()
        };
        found.push(
            Diagnostic::error(Code::VERDICT, ending.span, message)
                .with_other(below.span, "never reached by `Verdict`")
                .with_help(help),
        );
    }
    found
}
