//! `two-hats export`: a scenario for other programs.

use std::io::Write;
use std::path::PathBuf;

use anyhow::anyhow;
use clap::Subcommand;

use super::play::complain_of;
use super::{FINE, WRONG};
use crate::analysis::prism::{Decides, Unwritable, prism};
use crate::diagnostic::Source;
use crate::storage::{load_scenario, write_atomically};

/// Write a scenario for other programs, such as model checkers
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats export prism scenarios/friday-shipment.ron --output friday.prism
  two-hats export prism --mdp scenarios/friday-shipment.ron")]
pub(super) struct Arguments {
    #[command(subcommand)]
    to: To,
}

#[derive(Debug, Subcommand)]
enum To {
    Prism(Prism),
}

/// Write a scenario as a symbolic model for Storm or PRISM
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats export prism scenarios/friday-shipment.ron --output friday.prism
  storm --prism friday.prism --prop 'P=? [F \"shipped_together\"]; R=? [F \"over\"]'
  two-hats export prism --mdp scenarios/friday-shipment.ron --output friday.prism
  storm --prism friday.prism --prop 'Pmax=? [F \"shipped_together\"]'

The model is written from the scenario's rules; the checker explores the states by itself. Its
labels are the endings, by their ids (`-` becomes `_`), `fault`, `over` and `decision`; its reward
\"decisions\" counts decisions. PRISM has numbers of 32 bits, Storm larger ones.

A scenario with errors has no model: they are printed instead, and the exit code is 1.")]
struct Prism {
    /// The scenario file, or the folder of a pack.
    file: PathBuf,

    /// Leaves the choices to the player, as an mdp; without it every open choice is equally likely, as a dtmc.
    #[arg(long)]
    mdp: bool,

    /// Writes the model to this file, whole or not at all, instead of printing it.
    #[arg(long, value_name = "OUT")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let To::Prism(Prism { file, mdp, output }) = &arguments.to;
    let loaded = load_scenario(file);
    let Some(story) = complain_of(&loaded)? else { return Ok(WRONG) };
    let decides = if *mdp { Decides::ThePlayer } else { Decides::Uniformly };
    let model = prism(&story, decides).map_err(|unwritable| explain(unwritable, &loaded.source))?;
    match output {
        Some(file) => write_atomically(file, &model)?,
        None => write!(out, "{model}")?,
    }
    Ok(FINE)
}

fn explain(unwritable: Unwritable, source: &Source) -> anyhow::Error {
    let Unwritable { span } = unwritable;
    let place = source.place(span.start);
    anyhow!(
        "{}:{}:{}: {unwritable}\nhelp: narrow the ranges of the counts in `{}`, or divide earlier",
        source.name_at(span.start),
        place.line,
        place.column,
        source.slice(span)
    )
}
