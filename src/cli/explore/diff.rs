//! `two-hats explore diff OLD NEW`: what differs between two versions of a scenario.

mod page;

use std::io::Write;
use std::path::PathBuf;

use anyhow::bail;
use serde_json::json;

use super::effort::{Effort, Run};
use crate::analysis::{Difference, Inquiry, Policy, Rule, Version};
use crate::cli::play::load;
use crate::cli::{Format, WRONG};

/// Find out what differs between two versions of a scenario: what can happen, and how likely it is
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats explore diff friday-before.ron scenarios/friday-shipment.ron
  two-hats explore diff old.ron new.ron --policy leader --format json

Scenes, choices, branches of chances, events and endings are known by their ids: one that was
renamed is gone, and another one is new. Texts are not compared. The policies are uniform,
leader, manager, careless and greedy:X; `two-hats simulate --help` says what they are.")]
pub(super) struct Arguments {
    /// The older file, or the folder of a pack.
    old: PathBuf,

    /// The newer one, of a scenario with the same id.
    new: PathBuf,

    /// How plays decide where odds and means are compared.
    #[arg(long, value_name = "P", default_value_t = Policy::Uniform)]
    policy: Policy,

    /// Leaves out what meters, trust and aim come to: for each, many more states have to be told apart.
    #[arg(long)]
    endings_only: bool,

    #[command(flatten)]
    effort: Effort,

    /// Who reads the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let Arguments { old, new, policy, endings_only, effort, format } = arguments;
    // Whatever is wrong with either is said at once.
    let (Some(was), Some(is)) = (load(old)?, load(new)?) else { return Ok(WRONG) };
    let (was_id, is_id) = (&was.scenario().id, &is.scenario().id);
    if was_id != is_id {
        bail!(
            "`{}` is the scenario `{was_id}` and `{}` is `{is_id}`: these are two scenarios, not two versions of one; \
             if it was renamed, give both the same `id`",
            old.display(),
            new.display()
        );
    }
    let rules = [Rule::of(policy, &was)?, Rule::of(policy, &is)?];
    let (difference, run) = effort.run(|work| {
        let [was, now] = [(&was, &rules[0]), (&is, &rules[1])].map(|(story, rule)| {
            Version::explore(Inquiry { story, rule, numbers: !endings_only, work: &mut *work })
        });
        Difference::between(&was, &now)
    })?;
    match format {
        Format::Text => page::print(&is, &difference, (arguments, run), out)?,
        Format::Json => {
            let report = json!({
                "scenario": is_id,
                "policy": policy,
                "difference": difference,
                "run": run,
            });
            serde_json::to_writer_pretty(&mut *out, &report)?;
            writeln!(out)?;
        }
    }
    Ok(run.exit())
}
