//! How large a scenario is, and what it took to find that out.

use std::io::{self, Write};

use super::super::Run;
use super::words::grouped;
use crate::analysis::{Bound, Exploration};
use crate::cli::tell::{counted, wrapped};
use crate::overview::{Plays, WORDS_A_MINUTE};

pub(super) fn print(found: &Exploration, reading: &Plays, run: Run, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    match &found.plays {
        Some(Bound::Finite(plays)) => wrapped(out, "", &format!("Plays: {}.", grouped(plays)))?,
        Some(Bound::Infinite) => writeln!(out, "Plays: infinitely many; they can go in circles.")?,
        None => {}
    }
    let length = found.decisions;
    if let (Some(shortest), Some(longest)) = (length.shortest, length.longest) {
        let longest = match longest {
            Bound::Finite(longest) => longest.to_string(),
            Bound::Infinite => "any number".to_owned(),
        };
        let expected = length.expected.map_or_else(
            || "no number of them is expected, since plays may never end".to_owned(),
            |expected| format!("{expected:.1} expected"),
        );
        writeln!(out, "Decisions of a play: {shortest} to {longest}; {expected}.")?;
    }
    if let Some(typical) = reading.typical {
        let (minutes, words) = (typical.seconds.div_ceil(60), typical.words);
        writeln!(
            out,
            "Reading: {words} words, {minutes} min at {WORDS_A_MINUTE} words a minute (median of {} plays by lot).",
            reading.ended
        )?;
    }
    let unreduced = found.unreduced.map_or_else(String::new, |size| {
        let more = if size.complete { "" } else { "more than " };
        let (states, ways) = (grouped(&size.states.to_string()), grouped(&size.transitions.to_string()));
        format!(" ({more}{states} and {ways} before reduction)")
    });
    let (states, ways) = (grouped(&found.states.to_string()), grouped(&found.transitions.to_string()));
    let solved = match found.residual {
        Some(residual) if residual > 0.0 => format!(" Circles are solved to within {residual:.0e}."),
        _ => String::new(),
    };
    wrapped(out, "", &format!("{states} states and {ways} transitions{unreduced}.{solved}"))?;
    let on = counted(run.threads.get() as u64, "thread");
    let memory = run.peak_memory.map_or_else(String::new, |peak| format!(", {peak} of memory"));
    writeln!(out, "It took {:.2} s on {on}{memory}.", run.seconds)
}
