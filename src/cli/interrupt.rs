//! Ctrl-C: leaves no half-written file and no half-written line.

use std::io::{self, Write};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::storage::finish_writing;

/// The exit code of a program that was interrupted: 128 plus the number of the signal.
pub(super) const INTERRUPTED: u8 = 130;

/// From now on, Ctrl-C says `farewell` on a line of its own and ends the program.
pub(super) fn on_interrupt(farewell: String) -> anyhow::Result<()> {
    Ok(ctrlc::set_handler(move || {
        let _guard = finish_writing();
        let _ = writeln!(io::stderr(), "\n{farewell}");
        process::exit(INTERRUPTED.into());
    })?)
}

/// From now on, the first Ctrl-C sets what is returned, so that work ends early, and the next one ends the program.
pub(super) fn stop_on_interrupt() -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if set.swap(true, Ordering::Relaxed) {
            process::exit(INTERRUPTED.into());
        }
    })?;
    Ok(stop)
}
