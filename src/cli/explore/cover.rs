//! `two-hats explore cover FILE`: the fewest plays that visit everything.

mod page;
mod write;

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use serde::Serialize;

use super::PARTIAL;
use super::budget::Budget;
use crate::analysis::{Cover, Space, Sweep};
use crate::cli::play::load;
use crate::cli::{FINE, Format, WRONG, interrupt};
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
    budget: Budget,

    /// Who reads the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// What was explored, and how long it took.
#[derive(Debug, Clone, Copy, Serialize)]
struct Run {
    states: usize,
    transitions: usize,
    seconds: f64,
}

#[derive(Serialize)]
struct Report<'a> {
    scenario: &'a str,
    #[serde(flatten)]
    cover: &'a Cover,
    /// The files that were written, in the order of the plays.
    files: Vec<PathBuf>,
    run: Run,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let Arguments { file, output, force, budget, format } = arguments;
    let Some(story) = load(file)? else { return Ok(WRONG) };
    if let Some(folder) = output {
        write::prepare(folder, *force)?;
    }
    let stop = interrupt::stop_on_interrupt()?;
    let begun = Instant::now();
    let quotient = Quotient::of(story.program(), &Keep::default());
    let space = budget.explore(&stop, |limits| Space::explore(story.program(), quotient, limits));
    let cover = Cover::of(&story, &space, &Sweep::of(&space));
    let seconds = begun.elapsed().as_secs_f64();
    let run = Run { states: space.states(), transitions: space.transitions(), seconds };
    let files = match output {
        Some(folder) => write::write(folder, &cover, *force)?,
        None => Vec::new(),
    };
    match format {
        Format::Text => page::print(&story, &cover, &files, file, run, out)?,
        Format::Json => {
            let report = Report { scenario: &story.scenario().id, cover: &cover, files, run };
            serde_json::to_writer_pretty(&mut *out, &report)?;
            writeln!(out)?;
        }
    }
    Ok(if cover.complete { FINE } else { PARTIAL })
}
