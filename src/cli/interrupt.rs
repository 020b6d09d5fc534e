//! Ctrl-C: leaves no half-written file and no half-written line.

use std::io::{self, Write};
use std::process;

use crate::storage::finish_writing;

/// The exit code of a program that was interrupted: 128 plus the number of the signal.
const INTERRUPTED: i32 = 130;

/// From now on, Ctrl-C says `farewell` on a line of its own and ends the program.
pub(super) fn on_interrupt(farewell: String) -> anyhow::Result<()> {
    Ok(ctrlc::set_handler(move || {
        let _guard = finish_writing();
        let _ = writeln!(io::stderr(), "\n{farewell}");
        process::exit(INTERRUPTED);
    })?)
}
