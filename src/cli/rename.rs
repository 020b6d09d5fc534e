//! `two-hats rename FILE OLD NEW`: gives something in a scenario another id, wherever it is named.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use super::{FINE, WRONG, interrupt, print_problems};
use crate::diagnostic::{Diagnostic, Source, Span};
use crate::scenario::edit::{Kind, rename};
use crate::simulation::{EditError, edit};
use crate::storage::{read_texts, write_all_atomically};

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
    /// The scenario file, or the folder of a pack.
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
    let texts = read_texts(&arguments.file);
    let source = &texts.source;
    if !texts.problems.is_empty() {
        return refuse(source, &texts.problems);
    }
    let renaming = match rename(source, &arguments.old, &arguments.new) {
        Ok(renaming) => renaming,
        Err(problem) => return refuse(source, &[problem]),
    };
    let edited = match edit(source, &renaming.edits) {
        Ok(edited) => edited,
        Err(EditError::Broken { edited, errors }) => return refuse(&edited, &errors),
        Err(error @ EditError::Edits(_)) => return Err(error.into()),
    };
    let what = format!(
        "{} `{}` to `{}` in {}",
        renaming.kind.word(),
        renaming.old,
        renaming.new,
        places_words(source, renaming.edits.places())
    );
    if arguments.dry_run {
        for span in renaming.edits.places() {
            writeln!(out, "{}: {}", shown(source, span), source.line(span.start).trim())?;
        }
        writeln!(out, "Would rename the {what}.")?;
    } else {
        interrupt::on_interrupt(
            "Stopped. The files are all as they were, or all with the new id.".to_owned(),
        )?;
        write_all_atomically(&texts.changed(&edited))?;
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
        let words = format!("this cannot be read; look for `{}` yourself", renaming.old);
        writeln!(out, "{}: {words}", shown(source, span))?;
    }
    Ok(FINE)
}

/// Shows a place as `file:line:column`.
fn shown(source: &Source, span: Span) -> String {
    let place = source.place(span.start);
    format!("{}:{}:{}", source.name_at(span.start), place.line, place.column)
}

/// Counts places in words: ``2 places of `small.ron` ``.
fn places_words(source: &Source, places: impl ExactSizeIterator<Item = Span>) -> String {
    let count = places.len();
    let files: BTreeSet<_> = places.map(|span| source.name_at(span.start)).collect();
    let places = if count == 1 { "1 place".into() } else { format!("{count} places") };
    match files.first() {
        Some(file) if files.len() == 1 => format!("{places} of `{file}`"),
        _ => format!("{places} of {} files", files.len()),
    }
}

fn refuse(source: &Source, problems: &[Diagnostic]) -> anyhow::Result<u8> {
    print_problems(problems, source)?;
    writeln!(io::stderr(), "`{}` is as it was.", source.name())?;
    Ok(WRONG)
}
