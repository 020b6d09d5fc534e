//! `two-hats replay RECORDING`: plays a recording again and verifies it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use serde_json::json;

use super::play::load;
use super::tell::{decisions, paragraph, tell_feedback, tell_turn};
use super::{FINE, Format, WRONG};
use crate::scenario::files::MANIFEST;
use crate::simulation::{Beat, Recording, Replay, Session, Story, replay};
use crate::storage::{Folders, Library, read_text};

/// Play a recording again and verify that the scenario still gives the same play
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats replay monday.play
  two-hats replay monday.play --scenario drafts/friday-shipment.ron
  two-hats replay monday.play --format json

Exits with 1 where the play differs from the recording, and says how.")]
pub(super) struct Arguments {
    /// The recording.
    recording: PathBuf,

    /// The scenario file, or the folder of a pack; by default the scenario with the recorded id among the library's.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,

    /// Who reads the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, folders: &Folders, out: &mut dyn Write) -> anyhow::Result<u8> {
    let recording = read_recording(&arguments.recording)?;
    let Some(story) = find(arguments, &recording, folders)? else { return Ok(WRONG) };
    let replayed = replay(story, &recording)?;
    match arguments.format {
        Format::Text => print_text(&replayed, out)?,
        Format::Json => print_json(&replayed, out)?,
    }
    Ok(if replayed.is_exact() { FINE } else { WRONG })
}

/// Reads a recording; an error says what is wrong with the file.
pub(super) fn read_recording(path: &Path) -> anyhow::Result<Recording> {
    let name = path.display();
    let text = read_text(path).with_context(|| format!("`{name}`"))?;
    Recording::read(&text).with_context(|| format!("`{name}`"))
}

fn find(
    arguments: &Arguments,
    recording: &Recording,
    folders: &Folders,
) -> anyhow::Result<Option<Arc<Story>>> {
    if let Some(path) = &arguments.scenario {
        return Ok(load(path)?);
    }
    // Beside the recording lies `id.ron`, or the folder of a pack.
    let beside = arguments.recording.with_file_name(&recording.scenario);
    let file = beside.with_added_extension("ron");
    let beside = [file, beside].into_iter().find(|path| path.is_file() || path.join(MANIFEST).is_file());
    let library = Library::read(folders, beside.as_deref());
    match library.find(&recording.scenario, Some(&recording.meaning)) {
        Some(story) => Ok(Some(Arc::clone(story))),
        None => bail!(
            "the recording is of the scenario `{}`, which is not in the library; name its file with \
             `--scenario FILE`",
            recording.scenario
        ),
    }
}

fn turns(session: &Session) -> impl Iterator<Item = &crate::simulation::Turn> {
    std::iter::once(session.opening()).chain(session.turns())
}

fn print_text(Replay { session, notes }: &Replay, out: &mut dyn Write) -> anyhow::Result<()> {
    for turn in turns(session) {
        tell_turn(session.story(), turn, out)?;
    }
    tell_feedback(session, out)?;
    for note in notes {
        paragraph(out, "! ", &note.to_string())?;
    }
    if notes.is_empty() {
        let count = decisions(session.turns().len());
        paragraph(out, "", &format!("Verified: {count}, seed {}.", session.seed()))?;
    }
    Ok(())
}

fn print_json(Replay { session, notes }: &Replay, out: &mut dyn Write) -> anyhow::Result<()> {
    let story = session.story();
    let beats: Vec<&Beat> = turns(session).flat_map(|turn| &turn.beats).collect();
    let values: serde_json::Map<_, _> = story
        .program()
        .values(session.state())
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    let report = json!({
        "scenario": story.scenario().id,
        "seed": session.seed(),
        "exact": notes.is_empty(),
        "notes": notes,
        "decisions": session.turns().len(),
        "ending": session.ended().map(|ending| story.ending(ending).0),
        "values": values,
        "beats": beats,
    });
    serde_json::to_writer_pretty(&mut *out, &report)?;
    Ok(writeln!(out)?)
}
