//! `two-hats explore odds FILE --from RECORDING`: how likely every ending still is at a point of a play.

mod page;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use serde_json::json;

use super::effort::{Effort, Run};
use crate::analysis::{Inquiry, Policy, Rule};
use crate::cli::play::load;
use crate::cli::{FINE, Format, WRONG};
use crate::simulation::{Recording, Replay, replay};
use crate::storage::read_text;

/// Find out how likely every ending still is where a play stands
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats explore odds scenarios/friday-shipment.ron --from monday.play
  two-hats explore odds scenarios/friday-shipment.ron --from monday.play --each
  two-hats explore odds scenarios/friday-shipment.ron --from monday.play --policy leader

The odds are exact: of all that can follow, if the rest of the play decides by the policy
(uniform, leader, manager, careless or greedy:X; `two-hats simulate --help` says what they are).
With --each, also how every decision and every luck before moved them.

Exits with 1 where the play differs from the recording, and says how; the odds are then of the
last decision that could be followed.")]
pub(super) struct Arguments {
    /// The scenario file, or the folder of a pack.
    file: PathBuf,

    /// The recording: the odds are those at its end.
    #[arg(long, value_name = "RECORDING")]
    from: PathBuf,

    /// How the rest of the play decides.
    #[arg(long, value_name = "P", default_value_t = Policy::Uniform)]
    policy: Policy,

    /// Also shows the odds after every decision of the play; explores all that could have come of its beginning.
    #[arg(long)]
    each: bool,

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
    let Arguments { file, from, policy, each, endings_only, effort, format } = arguments;
    let Some(story) = load(file)? else { return Ok(WRONG) };
    let path = from.display();
    let text = read_text(from).with_context(|| format!("`{path}`"))?;
    let recording = Recording::read(&text).with_context(|| format!("`{path}`"))?;
    let rule = Rule::of(policy, &story)?;
    let Replay { session, notes } = replay(Arc::clone(&story), &recording)?;
    let ((now, moves, explored), run) = effort.run(|work| {
        let inquiry = Inquiry { story: &story, rule: &rule, numbers: !endings_only, work };
        if *each && !session.turns().is_empty() {
            let (moves, explored) = inquiry.along(&session);
            (moves.last().map(|last| last.after.clone()).unwrap_or_default(), moves, explored)
        } else {
            let (now, explored) = inquiry.now(session.state());
            (now, Vec::new(), explored)
        }
    })?;
    match format {
        Format::Text => {
            page::print(&session, &notes, (&now, &moves), explored, (arguments, run), out)?;
        }
        Format::Json => {
            let report = json!({
                "scenario": story.scenario().id,
                "policy": policy,
                "decisions": session.turns().len(),
                "exact": notes.is_empty(),
                "notes": notes,
                "now": now,
                "moves": moves,
                "states": explored.states,
                "complete": explored.complete,
                "run": run,
            });
            serde_json::to_writer_pretty(&mut *out, &report)?;
            writeln!(out)?;
        }
    }
    Ok(match run.exit() {
        FINE if !notes.is_empty() => WRONG,
        exit => exit,
    })
}
