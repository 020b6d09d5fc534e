//! Plays that come to what the page tells of.

use std::io::{self, Write};
use std::path::Path;

use super::dilemmas::flaws;
use super::numbers::numbers;
use crate::analysis::{Exploration, Possible, Witnessed};

pub(super) fn print(found: &Exploration, file: &Path, out: &mut dyn Write) -> io::Result<()> {
    for fault in &found.faults {
        print_play(&format!("{}: {}", fault.place, fault.what), fault.witness.as_ref(), file, out)?;
    }
    let stuck = found.stuck.as_ref().and_then(|stuck| stuck.witness.as_ref());
    print_play("no ending can be reached any more", stuck, file, out)?;
    for ending in &found.endings {
        print_play(&ending.title, ending.witness.as_ref(), file, out)?;
    }
    for (kind, flaws) in found.dilemmas.iter().flat_map(flaws) {
        for (name, witness) in flaws {
            print_play(&format!("{kind}: {name}"), witness, file, out)?;
        }
    }
    for (name, number) in numbers(found) {
        let Some(Possible { best, worst }) = &number.possible else { continue };
        print_play(&format!("{name}: the best, {}", best.value), best.witness.as_ref(), file, out)?;
        print_play(&format!("{name}: the worst, {}", worst.value), worst.witness.as_ref(), file, out)?;
    }
    Ok(())
}

/// Prints the command that comes to something.
fn print_play(name: &str, play: Option<&Witnessed>, file: &Path, out: &mut dyn Write) -> io::Result<()> {
    let Some(Witnessed { natural, recording }) = play else { return Ok(()) };
    let (file, seed) = (file.display(), recording.seed);
    let picks = recording.picks().collect::<Vec<_>>().join(",");
    writeln!(out, "\nTo come to “{name}”:\n  two-hats play {file} --seed {seed} --picks {picks}")?;
    if !natural {
        writeln!(out, "  with luck that the dice of this seed do not have")?;
    }
    Ok(())
}
