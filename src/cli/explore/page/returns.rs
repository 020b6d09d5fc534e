//! After which choices endings are lost for good.

use std::io::{self, Write};

use super::words::percent;
use crate::analysis::{Exploration, Return};
use crate::cli::tell::wrapped;

/// Prints after which choices endings are lost for good, those of one choice together.
pub(super) fn print(found: &Exploration, out: &mut dyn Write) -> io::Result<()> {
    let returns = found.points_of_no_return.iter().flatten().collect::<Vec<_>>();
    if returns.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nPoints of no return:")?;
    for of_choice in returns.chunk_by(|one, other| one.choice == other.choice) {
        let lost: Vec<_> = of_choice
            .iter()
            .map(|Return { ending, always, share, .. }| {
                let title =
                    found.endings.iter().find(|odds| odds.id == *ending).map_or("", |odds| &odds.title);
                let when = if *always { "always".to_owned() } else { format!("in {}", percent(*share)) };
                format!("“{title}” ({when})")
            })
            .collect();
        wrapped(out, "  ", &format!("{} gives up {}", of_choice[0].choice, lost.join(", ")))?;
    }
    Ok(())
}
