//! A chance has no branch that can ever fall.
//!
//! A branch falls in proportion to its weight; a weight below zero counts as zero. If every weight is a number that is
//! zero or less, there is nothing to choose among and the play would stop.
//!
//! ```ron
//! then: Chance({ "late": ("0", Go("truck_late")) }),
//! ```
//!
//! Mend it by giving a branch a weight above zero; with a single branch, write `Go` instead.

use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::expression::{Expression, Unary};
use crate::scenario::model::{Scenario, Then};
use crate::scenario::walk::exits;

/// Looks for chances whose weights are all plain numbers without any above zero.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for scene in scenario.scenes.values() {
        exits(&scene.exit, &mut |then| check_then(then, &mut found));
    }
    found
}

fn check_then(then: &Then, found: &mut Vec<Diagnostic>) {
    match then {
        Then::Chance(branches) => {
            let falls = |weight: &Expression| constant(weight).is_none_or(|weight| weight > 0);
            if let Some(first) = branches.values().next()
                && !branches.values().any(|branch| falls(&branch.weight))
            {
                let help = "give a branch a weight above zero";
                let message = "no branch of this chance can fall: no weight is above zero";
                found.push(Diagnostic::error(Code::NO_CHANCE, first.weight.span, message).with_help(help));
            }
            branches.values().for_each(|branch| check_then(&branch.then, found));
        }
        Then::First(cases, otherwise) => {
            for (_, then) in cases {
                check_then(then, found);
            }
            check_then(otherwise, found);
        }
        Then::Go(_) | Then::End(_) | Then::Verdict(_) | Then::Back(_) => {}
    }
}

/// Returns the value of a plain number.
fn constant(expression: &Expression) -> Option<i64> {
    match expression {
        Expression::Int(value) => Some(*value),
        Expression::Unary(Unary::Negate, inner) => constant(inner).and_then(i64::checked_neg),
        _ => None,
    }
}
