//! What is not known.

use std::io::{self, Write};

use super::super::{Arguments, Run};
use super::words::{grouped, percent};
use crate::analysis::Exploration;
use crate::cli::tell::wrapped;

/// Says first of all what is not known.
pub(super) fn print(
    found: &Exploration,
    run: Run,
    arguments: &Arguments,
    out: &mut dyn Write,
) -> io::Result<()> {
    if found.complete {
        return Ok(());
    }
    let met = arguments.effort.stopped(run);
    let words = format!("Partial: this stopped at {met}. Left out: {}.", found.left_out.join(", "));
    wrapped(out, "", &words)?;
    if found.never.is_none() {
        let covered = found
            .covered
            .map_or_else(String::new, |covered| format!("; {} of plays end within them", percent(covered)));
        let words = format!(
            "{} states were told apart{covered}. What is said of them is proved; what is not said may be so or not.",
            grouped(&found.states.to_string())
        );
        wrapped(out, "", &words)?;
    }
    writeln!(out)
}
