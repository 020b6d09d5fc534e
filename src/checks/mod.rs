//! What can be wrong with a scenario that reads well: one file for each thing.
//!
//! The documentation at the top of each file is the page that [`explain`] returns for its code; those of the codes that
//! reading reports are in `pages.md`.

mod allow;
mod always;
mod back;
mod chance;
mod choices;
mod circles;
mod clock;
mod effects;
mod empty;
mod explain;
mod graph;
mod hats;
mod leftover;
mod names;
mod reach;
mod speakers;
mod stuck;
mod traits;
mod unused;
mod verdict;
mod words;

pub use explain::explain;
pub use graph::reachable;
pub use words::{count as count_words, count_plain as count_plain_words};

use crate::diagnostic::Diagnostic;
use crate::scenario::expression::types::check_types;
use crate::scenario::model::Scenario;

/// A check: looks at a whole scenario and says what it finds.
type Check = fn(&Scenario) -> Vec<Diagnostic>;

/// Every check, but for `allow`, which looks at what the others found.
const CHECKS: &[Check] = &[
    check_types,
    names::check,
    clock::check,
    verdict::check,
    back::check,
    circles::check,
    traits::check,
    chance::check,
    words::check,
    unused::check,
    reach::check,
    choices::check,
    effects::check,
    leftover::check,
    empty::check,
    speakers::check,
    hats::check,
    stuck::check,
    always::check,
];

/// Runs every check on a scenario and returns what they find in the order of its text, without what it allows.
///
/// Advice about what seems to be missing is left out where parts of the scenario could not be read.
pub fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found: Vec<_> = CHECKS.iter().flat_map(|check| check(scenario)).collect();
    allow::apply(scenario, &mut found);
    found.sort_by_key(|diagnostic| (diagnostic.span.map(|span| (span.start, span.end)), diagnostic.code));
    found
}
