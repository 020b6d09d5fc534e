//! `two-hats explore FILE`: everything that can happen, exactly.

mod page;
mod progress;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use serde::Serialize;

use self::progress::Line;
use super::budget::{Budget, Bytes, Met, peak_memory};
use super::play::load;
use super::{FINE, Format, WRONG, interrupt};
use crate::analysis::{Exploration, Policy, Question, Stage, Work, explore};
use crate::overview::Plays;

/// So many states are counted without reduction, where nobody asks for all of them.
const UNREDUCED: usize = 1_000_000;

/// Work out everything that can happen: exact odds of endings, meters and trust, best and worst plays
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats explore scenarios/friday-shipment.ron
  two-hats explore scenarios/friday-shipment.ron --policy two-hats --details
  two-hats explore scenarios/friday-shipment.ron --memory 4G --time 60s --format json

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
    /// The scenario file, or the folder of a pack.
    file: PathBuf,

    /// How plays decide; see below.
    #[arg(long, value_name = "P", default_value_t = Policy::Uniform)]
    policy: Policy,

    #[command(flatten)]
    budget: Budget,

    /// On how many threads; by default one for each core.
    #[arg(long, value_name = "T")]
    threads: Option<NonZeroUsize>,

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

/// How an exploring was run; an answer that is complete does not depend on it.
#[derive(Debug, Clone, Copy, Serialize)]
struct Run {
    threads: NonZeroUsize,
    seconds: f64,
    /// The most memory that was in use, in bytes.
    peak_memory: Option<Bytes>,
    /// The limit that was met.
    stopped: Option<Met>,
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
    let Arguments { file, policy, budget, no_reduce, count_all, details, format, .. } = arguments;
    let Some(story) = load(file)? else { return Ok(WRONG) };
    let threads = arguments.threads.or_else(|| thread::available_parallelism().ok());
    let threads = threads.unwrap_or(NonZeroUsize::MIN);
    let question = Question {
        policy: policy.clone(),
        reduce: !no_reduce,
        unreduced: if *count_all { usize::MAX } else { UNREDUCED },
        witnesses: *details || *format == Format::Json,
    };
    let (mut used, mut line) = (budget.begin()?, Line::new());
    let mut go_on = |stage: Stage<'_>| {
        line.show(stage);
        used.go_on(match stage {
            Stage::Exploring { progress, .. } => progress.bytes,
            Stage::Answering { .. } => 0,
        })
    };
    let exploration = explore(&story, &question, &mut Work { threads: threads.get(), go_on: &mut go_on })?;
    drop(line);
    let reading = Plays::of(&story);
    let run = Run { threads, seconds: used.seconds(), peak_memory: peak_memory(), stopped: used.met };
    match format {
        Format::Text => page::print(story.scenario(), &exploration, &reading, run, arguments, out)?,
        Format::Json => {
            serde_json::to_writer_pretty(
                &mut *out,
                &Report { exploration: &exploration, reading: &reading, run },
            )?;
            writeln!(out)?;
        }
    }
    Ok(if run.stopped == Some(Met::Interrupt) { interrupt::INTERRUPTED } else { FINE })
}
