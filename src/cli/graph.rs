//! `two-hats graph FILE`: the map of a scenario, for people or other programs.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use super::play::load;
use super::{FINE, WRONG};
use crate::overview::{dot, mermaid, svg};
use crate::storage::write_atomically;

/// Draw the map of a scenario
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats graph scenarios/friday-shipment.ron --output map.svg
  two-hats graph scenarios/friday-shipment.ron --format dot | dot -Tpdf > map.pdf
  two-hats graph scenarios/friday-shipment.ron --format mermaid

A scenario with errors has no map: they are printed instead, and the exit code is 1.")]
pub(super) struct Arguments {
    /// The scenario file, or the folder of a pack.
    file: PathBuf,

    /// The language of the picture.
    #[arg(long, value_enum, default_value = "svg")]
    format: Picture,

    /// Writes the map to this file, whole or not at all, instead of printing it.
    #[arg(long, value_name = "OUT")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Picture {
    /// A sheet to look at and to print.
    Svg,
    /// For Graphviz.
    Dot,
    /// For Mermaid, which many wikis draw.
    Mermaid,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let Some(story) = load(&arguments.file)? else { return Ok(WRONG) };
    let draw = match arguments.format {
        Picture::Svg => svg,
        Picture::Dot => dot,
        Picture::Mermaid => mermaid,
    };
    let map = draw(story.scenario());
    match &arguments.output {
        Some(file) => write_atomically(file, &map)?,
        None => write!(out, "{map}")?,
    }
    Ok(FINE)
}
