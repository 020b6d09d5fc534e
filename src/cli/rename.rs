//! `two-hats rename FILE OLD NEW`: gives something in a scenario another id, wherever it is named.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;

use super::{FINE, WRONG};
use crate::diagnostic::{Diagnostic, Source, render};
use crate::scenario::edit::{Kind, rename};
use crate::simulation::{EditError, edit};
use crate::storage::{read_text, write_atomically};

/// Give something in a scenario another id, wherever it is named
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats rename scenarios/friday-shipment.ron the_call first_call
  two-hats rename scenarios/friday-shipment.ron the_call.ring_back call_back
  two-hats rename scenarios/friday-shipment.ron person:anna hanna --dry-run

Only the id changes: comments, order and layout stay. Saved plays and recordings
may hold the old id, and a replay says what differs. Under one seed, chances of a
renamed scene, choice or branch fall differently.")]
pub(super) struct Arguments {
    /// The scenario file.
    file: PathBuf,

    /// What to rename: an id, `scene.choice` or `scene.choice.line`; with its kind before it where several things
    /// have one id, as in `scene:tuesday`.
    old: String,

    /// Its new id.
    new: String,

    /// Only shows what would change.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let name = arguments.file.display().to_string();
    let text = read_text(&arguments.file).with_context(|| format!("`{name}`"))?;
    let source = Source::new(&name, text);
    let renaming = match rename(source.text(), &arguments.old, &arguments.new) {
        Ok(renaming) => renaming,
        Err(problem) => return refuse(&source, &[problem]),
    };
    let edited = match edit(source.text(), &renaming.edits) {
        Ok(edited) => edited,
        Err(EditError::Broken { text, errors }) => return refuse(&Source::new(name, text), &errors),
        Err(error @ EditError::Edits(_)) => return Err(error.into()),
    };
    let places = renaming.edits.places();
    let count = match places.len() {
        1 => "1 place".into(),
        count => format!("{count} places"),
    };
    let what =
        format!("{} `{}` to `{}` in {count} of `{name}`", renaming.kind.word(), renaming.old, renaming.new);
    if arguments.dry_run {
        for span in places {
            let place = source.place(span.start);
            writeln!(out, "{name}:{}:{}: {}", place.line, place.column, source.line(span.start).trim())?;
        }
        writeln!(out, "Would rename the {what}.")?;
    } else {
        write_atomically(&arguments.file, &edited)?;
        writeln!(out, "Renamed the {what}.")?;
        writeln!(
            out,
            "Plays that were saved or recorded before may hold the old id; `two-hats replay` says what differs."
        )?;
    }
    if renaming.kind == Kind::Person {
        writeln!(
            out,
            "What this person's `look` leaves out is drawn by the id, and so looks different now."
        )?;
    }
    for span in renaming.unread {
        let place = source.place(span.start);
        writeln!(
            out,
            "{name}:{}:{}: this cannot be read; look for `{}` yourself",
            place.line, place.column, renaming.old
        )?;
    }
    Ok(FINE)
}

fn refuse(source: &Source, problems: &[Diagnostic]) -> anyhow::Result<u8> {
    let mut errors = io::stderr();
    for problem in problems {
        writeln!(errors, "{}", render(problem, source, false))?;
    }
    writeln!(errors, "`{}` is as it was.", source.name())?;
    Ok(WRONG)
}
