//! What an exploring tells, as a page for people.

mod dilemmas;
mod endings;
mod estimates;
mod limits;
mod numbers;
mod plays;
mod returns;
mod sizes;
mod soundness;
mod words;

use std::io::{self, Write};
use std::path::Path;

use super::{Arguments, Run};
use crate::analysis::Exploration;
use crate::overview::Plays;
use crate::scenario::model::Scenario;

/// The columns of a name: at least and at most.
const NAME: (usize, usize) = (12, 34);

/// Prints the page.
pub(super) fn print(
    scenario: &Scenario,
    found: &Exploration,
    (reading, run): (&Plays, Run),
    (file, arguments): (&Path, &Arguments),
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}\n", scenario.title)?;
    limits::print(found, run, arguments, out)?;
    soundness::print(found, arguments.details, out)?;
    endings::print(found, out)?;
    numbers::print_ends(found, out)?;
    numbers::print_reach(found, out)?;
    dilemmas::print(found, arguments.details, out)?;
    sizes::print(found, reading, run, out)?;
    if arguments.details {
        numbers::print_distributions(found, out)?;
        returns::print(found, out)?;
        plays::print(found, file, out)?;
    }
    match &found.estimates {
        Some(estimates) => estimates::print(found, estimates, out),
        None if found.complete => Ok(()),
        None => {
            let policy = &found.policy;
            writeln!(out, "\nNo estimates: the policy {policy} looks at everything that can follow.")
        }
    }
}
