//! What can be wrong with a scenario that reads well: one file for each thing.
//!
//! The documentation at the top of each file is the page that [`explain`] returns for its code; those of the codes that
//! reading reports are in `pages.md`.

mod allow;
mod always;
mod back;
mod braces;
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
mod unlisted;
mod unused;
mod uses;
mod verdict;
mod words;

pub use allow::{allows, unneeded};
pub use explain::explain;
pub use graph::Graph;
pub use words::{count as count_words, count_plain as count_plain_words};

use std::iter;
use std::sync::{LazyLock, Mutex};

use self::uses::Uses;
use crate::diagnostic::{Diagnostic, Spanned};
use crate::scenario::expression::types::check_types;
use crate::scenario::model::Scenario;
use crate::scenario::side_by_side::{LARGE, side_by_side};
use crate::scenario::template::Template;
use crate::scenario::walk::texts;
use Check::{Alone, OfTexts, OfUses, OfWays};

/// A check: looks at a whole scenario and says what it finds.
enum Check {
    /// Needs nothing else.
    Alone(fn(&Scenario) -> Vec<Diagnostic>),
    /// Asks which scene leads to which.
    OfWays(fn(&Scenario, &Graph<'_>) -> Vec<Diagnostic>),
    /// Asks which meters and facts are read and changed.
    OfUses(fn(&Scenario, &Uses<'_>) -> Vec<Diagnostic>),
    /// Some that look at each text that may hold values, so that all texts are gone through once.
    OfTexts(&'static [OfText]),
}

/// Adds what it finds in a text.
type OfText = fn(&Scenario, &Spanned<Template>, &mut Vec<Diagnostic>);

/// Every check, but for `allow`, which looks at what the others found.
const CHECKS: &[Check] = &[
    Alone(check_types),
    OfWays(names::check),
    Alone(clock::check),
    OfWays(verdict::check),
    OfWays(back::check),
    OfWays(circles::check),
    Alone(traits::check),
    Alone(chance::check),
    Alone(words::check),
    OfWays(unused::check),
    OfUses(unused::numbers),
    OfWays(reach::check),
    Alone(choices::check),
    OfUses(effects::check),
    OfTexts(&[leftover::check, braces::check]),
    Alone(leftover::plain),
    Alone(empty::check),
    Alone(speakers::check),
    Alone(hats::check),
    OfWays(stuck::check),
    Alone(always::check),
    Alone(unlisted::check),
];

/// Runs every check on a scenario and returns what they find in the order of its text, without what it allows.
///
/// Advice about what seems to be missing is left out where parts of the scenario could not be read.
pub fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = run(scenario);
    allow::apply(scenario, &mut found);
    found.sort_by_key(|diagnostic| (diagnostic.span.map(|span| (span.start, span.end)), diagnostic.code));
    found
}

/// Runs the checks in their order; those of a large scenario two at a time, each taking the next that is left.
fn run(scenario: &Scenario) -> Vec<Diagnostic> {
    let graph = LazyLock::new(|| Graph::of(scenario));
    let uses = LazyLock::new(|| Uses::of(scenario));
    let run = |check: &Check| match check {
        Alone(check) => check(scenario),
        OfWays(check) => check(scenario, &graph),
        OfUses(check) => check(scenario, &uses),
        OfTexts(checks) => {
            let mut found = Vec::new();
            texts(scenario, &mut |text| checks.iter().for_each(|check| check(scenario, text, &mut found)));
            found
        }
    };
    if scenario.scenes.len() < LARGE {
        return CHECKS.iter().flat_map(run).collect();
    }
    let left = Mutex::new(CHECKS.iter().enumerate());
    let next = || left.lock().ok()?.next();
    let work = || iter::from_fn(next).map(|(order, check)| (order, run(check))).collect();
    let (mut found, mut there): (Vec<_>, Vec<_>) = side_by_side(work, work);
    found.append(&mut there);
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().flat_map(|(_, found)| found).collect()
}
