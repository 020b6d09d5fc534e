//! `two-hats explore FILE`: everything that can happen, exactly.

mod cover;
mod diff;
mod effort;
mod odds;
mod page;
mod progress;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Subcommand;
use serde::Serialize;

use self::effort::{Effort, Run};
use super::play::load;
use super::{Format, WRONG};
use crate::analysis::{Exploration, Policy, Question, explore};
use crate::overview::Plays;

/// So many states are counted without reduction, where nobody asks for all of them.
const UNREDUCED: usize = 1_000_000;

/// Work out everything that can happen: exact odds of endings, meters and trust, best and worst plays
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_help = "\
Examples:
  two-hats explore scenarios/friday-shipment.ron
  two-hats explore scenarios/friday-shipment.ron --policy two-hats --details
  two-hats explore scenarios/friday-shipment.ron --memory 4G --time 60s --format json
  two-hats explore cover scenarios/friday-shipment.ron --output walkthrough
  two-hats explore diff friday-before.ron scenarios/friday-shipment.ron
  two-hats explore odds scenarios/friday-shipment.ron --from monday.play --each

Policies say how plays decide where odds are told:
  uniform    every open choice equally often
  leader     what leads more than it manages; manager is its mirror
  careless   what is done soonest; of those, what leads and manages least
  greedy:X   the most of X at the next decision or ending
  two-hats   the highest aim, with nothing but what the leader or the manager might pick
  best:X     the most of X that can be expected at the end; worst:X the least
X is the id of a meter (one whose low end is good is turned round), trust.ID of a person, aim,
success, or mixed (an ending that is at least mixed).

`least` and `most` are what any way to decide can make of the odds; best and worst are told twice:
what can be expected, and what can happen with luck. Where a budget does not suffice, or after
Ctrl-C, what is known by then is shown, and estimates by lot apart from it.")]
pub(super) struct Arguments {
    #[command(subcommand)]
    other: Option<Other>,

    /// The scenario file, or the folder of a pack.
    #[arg(required = true)]
    file: Option<PathBuf>,

    /// How plays decide; see below.
    #[arg(long, value_name = "P", default_value_t = Policy::Uniform)]
    policy: Policy,

    #[command(flatten)]
    effort: Effort,

    /// Tells every state apart, even those that nothing later can tell apart.
    #[arg(long)]
    no_reduce: bool,

    /// Counts all states without reduction, not only the first million.
    #[arg(long)]
    count_all: bool,

    /// Also prints distributions value by value, and plays that come to endings, best and worst.
    #[arg(long)]
    details: bool,

    /// Who reads the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Other questions about everything that can happen.
#[derive(Debug, Subcommand)]
enum Other {
    Cover(cover::Arguments),
    Diff(diff::Arguments),
    Odds(odds::Arguments),
}

#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    exploration: &'a Exploration,
    /// How plays by lot read.
    reading: &'a Plays,
    run: Run,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    match (&arguments.other, &arguments.file) {
        (Some(Other::Cover(arguments)), _) => cover::run(arguments, out),
        (Some(Other::Diff(arguments)), _) => diff::run(arguments, out),
        (Some(Other::Odds(arguments)), _) => odds::run(arguments, out),
        (None, Some(file)) => explore_all(file, arguments, out),
        (None, None) => bail!("no scenario file was named; `two-hats explore --help` says how"),
    }
}

/// Explores everything that can happen in a scenario.
fn explore_all(file: &Path, arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let Arguments { policy, effort, no_reduce, count_all, details, format, .. } = arguments;
    let Some(story) = load(file)? else { return Ok(WRONG) };
    let question = Question {
        policy: policy.clone(),
        reduce: !no_reduce,
        unreduced: if *count_all { usize::MAX } else { UNREDUCED },
        witnesses: *details || *format == Format::Json,
    };
    let (exploration, run) = effort.run(|work| explore(&story, &question, work))?;
    let exploration = exploration?;
    let reading = Plays::of(&story);
    match format {
        Format::Text => page::print(story.scenario(), &exploration, (&reading, run), (file, arguments), out)?,
        Format::Json => {
            serde_json::to_writer_pretty(
                &mut *out,
                &Report { exploration: &exploration, reading: &reading, run },
            )?;
            writeln!(out)?;
        }
    }
    Ok(run.exit())
}
