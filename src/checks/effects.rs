//! An effect changes something that nothing ever reads, or changes nothing.
//!
//! Meters and trust are shown to the player. A fact shows only where a condition, a value or a text reads it: without
//! one, setting it makes no difference. Adding zero makes none either.
//!
//! ```ron
//! facts: { "promised": Flag(false) },
//! …
//! effects: ["promised = true", "morale += 0"],
//! ```
//!
//! Mend it by letting something read the fact, such as `when: "promised"` in a later scene, or by removing the effect.
//! This is advice: `allow: [("TH0033", "…")]` silences it.

use std::collections::BTreeSet;

use super::uses::Uses;
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::expression::{Assign, Effect, Expression};
use crate::scenario::model::Scenario;
use crate::scenario::walk::effects;

/// Looks at the target and the value of each effect; says once of each fact that nothing reads it.
pub(super) fn check(scenario: &Scenario, uses: &Uses<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut said = BTreeSet::new();
    effects(scenario, &mut |effect| {
        let Effect { target, assign, value, .. } = &effect.value;
        if matches!(assign, Assign::Add | Assign::Subtract) && value.value == Expression::Int(0) {
            let problem = Diagnostic::advice(Code::EFFECT, effect.span, "this effect changes nothing");
            found.push(problem.with_help("remove it, or write how much it changes"));
        }
        if let Expression::Name(name) = &target.value
            && let Some(fact) = scenario.facts.get(name)
            && !scenario.broken.any
            && !uses.read.contains(name.as_str())
            && said.insert(name)
        {
            let message = format!("nothing ever reads `{name}`, which this effect changes");
            let help = "read it in a `when` or a text, or remove it together with its effects";
            found.push(
                Diagnostic::advice(Code::EFFECT, effect.span, message)
                    .with_other(fact.span, "declared here")
                    .with_help(help),
            );
        }
    });
    found
}
