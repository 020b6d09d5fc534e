//! `two-hats simulate FILE`: what happens in many plays by lot.

mod page;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::bail;
use serde::Serialize;

use super::budget::Threads;
use super::play::load;
use super::{FINE, Format, WRONG, interrupt};
use crate::analysis::{
    Decider, Limits, NoPolicy, Order, Plan, Policy, Progress, Simulation, Space, Wish, simulate,
};
use crate::simulation::{Quotient, Story};

/// So much memory a policy that looks at everything that can follow may take at most, in bytes.
const MOST_BYTES: usize = 1 << 30;

/// Play a scenario many times by lot and count what happens: endings, meters, scenes, choices
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats simulate scenarios/friday-shipment.ron
  two-hats simulate scenarios/friday-shipment.ron --policy leader --details
  two-hats simulate scenarios/friday-shipment.ron --plays 1000000 --seed 7 --format json

Policies:
  uniform    every open choice equally often
  leader     what leads more than it manages; manager is its mirror
  careless   what is done soonest; of those, what leads and manages least
  greedy:X   the most of X at the next decision or ending
  two-hats   the highest aim, with nothing but what the leader or the manager might pick
  best:X     the most of X that can be expected at the end; worst:X the least
X is the id of a meter (one whose low end is good is turned round), trust.ID of a person, aim,
success, or mixed (an ending that is at least mixed).

The same seed gives the same answer, on any number of threads. A play that goes on after 2000
decisions is given up and counted apart. Ctrl-C stops and shows what is known by then.")]
pub(super) struct Arguments {
    /// The scenario file, or the folder of a pack.
    file: PathBuf,

    /// How many plays.
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = plays)]
    plays: u64,

    /// How the plays decide; see below.
    #[arg(long, value_name = "P", default_value_t = Policy::Uniform)]
    policy: Policy,

    /// The seed of all plays together.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,

    #[command(flatten)]
    threads: Threads,

    /// Also prints how often each scene, choice, chance and event was met, and a play for each ending.
    #[arg(long)]
    details: bool,

    /// Who reads the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How a simulation was run; the answer does not depend on it.
#[derive(Debug, Clone, Copy, Serialize)]
struct Run {
    threads: NonZeroUsize,
    seconds: f64,
}

#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    simulation: &'a Simulation,
    run: Run,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let Arguments { file, plays, policy, seed, format, .. } = arguments;
    let Some(story) = load(file)? else { return Ok(WRONG) };
    let decider = Decider::of(policy, &story)?;
    let threads = arguments.threads.count();
    let order = Order { policy: policy.clone(), plays: *plays, seed: *seed, threads };
    let stop = interrupt::stop_on_interrupt()?;
    let begun = Instant::now();
    let simulation = match &decider {
        Decider::Rule(rule) => simulate(&story, &order, rule, &stop),
        Decider::Wish(wish) => match plan(&story, wish, &order, &stop)? {
            Some(plan) => simulate(&story, &order, &plan, &stop),
            None => return Ok(interrupt::INTERRUPTED),
        },
    };
    let run = Run { threads, seconds: begun.elapsed().as_secs_f64() };
    match format {
        Format::Text => page::print(story.scenario(), &simulation, run, arguments, out)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &Report { simulation: &simulation, run })?;
            writeln!(out)?;
        }
    }
    Ok(if simulation.plays < simulation.asked { interrupt::INTERRUPTED } else { FINE })
}

/// Explores a scenario for a policy that looks at everything that can follow; nothing where it was stopped.
fn plan(story: &Story, wish: &Wish<'_>, order: &Order, stop: &AtomicBool) -> anyhow::Result<Option<Plan>> {
    let Order { policy, threads, .. } = order;
    let mut go_on = |progress: Progress| progress.bytes < MOST_BYTES && !stop.load(Ordering::Relaxed);
    let limits = Limits { threads: threads.get(), go_on: &mut go_on };
    let space = Space::explore(story.program(), Quotient::of(story.program(), &wish.keep()), limits);
    if stop.load(Ordering::Relaxed) {
        return Ok(None);
    }
    if !space.complete {
        bail!(
            "the policy `{policy}` looks at everything that can follow, and there is more than the {} states that were found; \
             `uniform`, `leader`, `manager`, `careless` and `greedy:X` need no exploring",
            space.states()
        );
    }
    Ok(Some(Plan::of(wish, space).ok_or_else(|| NoPolicy::NeverSure(policy.clone()))?))
}

/// Reads how many plays are wanted.
fn plays(text: &str) -> Result<u64, String> {
    match text.parse() {
        Ok(0) => Err("without a play nothing can be counted; give 1 or more".to_owned()),
        Ok(plays) => Ok(plays),
        Err(_) => Err("this is no whole number of plays".to_owned()),
    }
}
