//! `two-hats explore cover FILE`: the fewest plays that visit everything.

mod page;
mod write;

use std::io::Write;
use std::path::PathBuf;

use serde::Serialize;

use super::effort::{Effort, Run};
use crate::analysis::{Cover, Limits, Progress, Space, Stage, Sweep};
use crate::cli::play::load;
use crate::cli::{Format, WRONG};
use crate::simulation::{Keep, Quotient};

/// Find the fewest plays that visit every scene, choice, branch of a chance, event and ending
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats explore cover scenarios/friday-shipment.ron
  two-hats explore cover scenarios/friday-shipment.ron --output walkthrough
  two-hats replay walkthrough/cover-01.play

The number of plays is the smallest there is where it is equal to the one that is proved to be
needed. What no play visits is listed apart.")]
pub(super) struct Arguments {
    /// The scenario file, or the folder of a pack.
    file: PathBuf,

    /// Writes the plays as recordings into this folder: cover-01.play and so on, each whole or not at all.
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,

    /// Writes over recordings of those names that are there already.
    #[arg(long, requires = "output")]
    force: bool,

    #[command(flatten)]
    effort: Effort,

    /// Who reads the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Serialize)]
struct Report<'a> {
    scenario: &'a str,
    #[serde(flatten)]
    cover: &'a Cover,
    /// The files that were written, in the order of the plays.
    files: Vec<PathBuf>,
    states: usize,
    transitions: usize,
    run: Run,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let Arguments { file, output, force, effort, format } = arguments;
    let Some(story) = load(file)? else { return Ok(WRONG) };
    if let Some(folder) = output {
        write::prepare(folder, *force)?;
    }
    let ((cover, states, transitions), run) = effort.run(|work| {
        let quotient = Quotient::of(story.program(), &Keep::default());
        let mut go_on =
            |progress: Progress| (work.go_on)(Stage::Exploring { what: "the scenario", progress });
        let limits = Limits { threads: work.threads, go_on: &mut go_on };
        let space = Space::explore(story.program(), quotient, limits);
        (work.go_on)(Stage::Answering { what: "plays that visit everything" });
        (Cover::of(&story, &space, &Sweep::of(&space)), space.states(), space.transitions())
    })?;
    let files = match output {
        Some(folder) => write::write(folder, &cover, *force)?,
        None => Vec::new(),
    };
    match format {
        Format::Text => page::print(&story, (&cover, states), (&files, file), (arguments, run), out)?,
        Format::Json => {
            let report =
                Report { scenario: &story.scenario().id, cover: &cover, files, states, transitions, run };
            serde_json::to_writer_pretty(&mut *out, &report)?;
            writeln!(out)?;
        }
    }
    Ok(run.exit())
}
