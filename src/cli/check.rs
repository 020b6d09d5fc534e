//! `two-hats check PATH…`: everything that is wrong with scenario files.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use anyhow::Context;
use serde_json::json;

use super::budget::Threads;
use super::files::{count, find};
use super::tell::wrapped;
use super::{FINE, WRONG, interrupt};
use crate::analysis::{Finding, Progress, Proof, prove};
use crate::checks::explain;
use crate::diagnostic::{Class, Diagnostic, Record, Source, render, sarif, summary};
use crate::simulation::Recording;
use crate::storage::{load_scenario, write_atomically};

/// A proof stops at so much memory; explore the scenario by itself to give it more.
const MOST_BYTES: usize = 6 << 30;

/// Check scenario files and say everything that is wrong with them
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats check scenarios/friday-shipment.ron
  two-hats check --strict scenarios/
  two-hats check --prove scenarios/                  explore all that can happen, too
  two-hats check --prove --plays shown scenarios/    with a recording for each finding
  two-hats check --format json scenarios/ > report.json
  two-hats check --format sarif scenarios/ > report.sarif
  two-hats explain TH0025                            what a code means")]
pub(super) struct Arguments {
    /// Scenario files, packs, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Exit with 1 on advice too, not only on errors.
    #[arg(long)]
    strict: bool,

    /// Explore everything that can happen, and report what is proved: plays that fail, what nobody ever sees, choices
    /// that another surpasses, that change nothing or always lose. Exits with 1 on any of them.
    #[arg(long)]
    prove: bool,

    /// Write a recording for each thing proved that a play can show into this folder.
    #[arg(long, value_name = "FOLDER", requires = "prove")]
    plays: Option<PathBuf>,

    /// Who reads the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Report,
}

/// Who reads what is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Report {
    /// People.
    Text,
    /// Programs: one record for each problem.
    Json,
    /// Editors and code hosts: SARIF 2.1.0.
    Sarif,
}

/// A scenario and what there is to say about it.
struct Checked {
    source: Source,
    diagnostics: Vec<Diagnostic>,
    /// For each diagnostic, a play that shows it.
    plays: Vec<Option<Recording>>,
    /// Whether everything was looked at that was to be.
    complete: bool,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let files = find(&arguments.paths)?;
    let stop = if arguments.prove { Some(interrupt::stop_on_interrupt()?) } else { None };
    let stopped = || stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed));
    let mut go_on = |progress: Progress| progress.bytes < MOST_BYTES && !stopped();
    let checked: Vec<_> = files.iter().map(|path| check(path, arguments.prove, &mut go_on)).collect();
    match arguments.format {
        Report::Text => print_text(&checked, out)?,
        Report::Json => print_json(&checked, out)?,
        Report::Sarif => print_sarif(&checked, out)?,
    }
    // What was found is told even where the plays cannot be written.
    if let Some(folder) = &arguments.plays {
        out.flush()?;
        write_plays(&checked, folder)?;
    }
    if stopped() {
        return Ok(interrupt::INTERRUPTED);
    }
    let of = |class| counted(&checked, class) > 0;
    let wrong = of(Class::Error) || of(Class::Proved) || arguments.strict && of(Class::Advice);
    Ok(if wrong || !checked.iter().all(|checked| checked.complete) { WRONG } else { FINE })
}

/// Reads and checks a scenario, and proves what can be proved about it.
fn check(path: &Path, proving: bool, go_on: &mut dyn FnMut(Progress) -> bool) -> Checked {
    let loaded = load_scenario(path);
    let mut found: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|diagnostic| Finding { diagnostic: diagnostic.clone(), play: None })
        .collect();
    let mut complete = true;
    if let (true, Some(story)) = (proving, &loaded.story) {
        let threads = Threads::default().count().get();
        let Proof { findings, complete: all } = prove(story, &loaded.diagnostics, threads, go_on);
        complete = all;
        found.extend(findings);
        found.sort_by_key(|Finding { diagnostic, .. }| diagnostic.span.map(|span| (span.start, span.end)));
    }
    let (diagnostics, plays) = found.into_iter().map(|finding| (finding.diagnostic, finding.play)).unzip();
    Checked { source: loaded.source, diagnostics, plays, complete }
}

fn counted(checked: &[Checked], class: Class) -> usize {
    let all = checked.iter().flat_map(|checked| &checked.diagnostics);
    all.filter(|diagnostic| diagnostic.class == class).count()
}

/// Writes the plays of findings into a folder, numbered in the order in which they are printed.
fn write_plays(checked: &[Checked], folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    for checked in checked {
        for (number, code, play) in numbered(checked) {
            let path = folder.join(format!("{}-{number:02}-{code}.play", play.scenario));
            write_atomically(&path, &play.write())?;
        }
    }
    Ok(())
}

/// The plays of a scenario's findings, numbered from 1, with the code of each.
fn numbered(checked: &Checked) -> impl Iterator<Item = (usize, String, &Recording)> {
    let plays = checked.diagnostics.iter().zip(&checked.plays);
    let plays = plays.filter_map(|(diagnostic, play)| Some((diagnostic.code.to_string(), play.as_ref()?)));
    plays.zip(1..).map(|((code, play), number)| (number, code, play))
}

fn print_text(checked: &[Checked], out: &mut dyn Write) -> io::Result<()> {
    let color = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    for Checked { source, diagnostics, plays, complete } in checked {
        for (diagnostic, play) in diagnostics.iter().zip(plays) {
            write!(out, "{}", render(diagnostic, source, color))?;
            if let Some(play) = play {
                let picks: Vec<_> = play.picks().collect();
                let words = format!("seen with seed {}: {}", play.seed, picks.join(", "));
                wrapped(out, "   = ", &words)?;
            }
            writeln!(out)?;
        }
        if !complete {
            let name = source.name();
            writeln!(out, "{name}: not everything was explored, so that nothing is proved about all of it")?;
        }
    }
    let all: Vec<_> = checked.iter().flat_map(|checked| checked.diagnostics.clone()).collect();
    writeln!(out, "{}: {}", count(checked.len()), summary(&all))
}

fn print_json(checked: &[Checked], out: &mut dyn Write) -> anyhow::Result<()> {
    let mut diagnostics = Vec::new();
    for Checked { source, diagnostics: found, plays, .. } in checked {
        for (diagnostic, play) in found.iter().zip(plays) {
            let mut record = serde_json::to_value(Record::new(diagnostic, source))?;
            if let Some(play) = play {
                record["play"] = serde_json::to_value(play)?;
            }
            diagnostics.push(record);
        }
    }
    let report = json!({
        "files": checked.iter().map(|checked| checked.source.name()).collect::<Vec<_>>(),
        "errors": counted(checked, Class::Error),
        "proved": counted(checked, Class::Proved),
        "advice": counted(checked, Class::Advice),
        "complete": checked.iter().all(|checked| checked.complete),
        "diagnostics": diagnostics,
    });
    serde_json::to_writer_pretty(&mut *out, &report)?;
    Ok(writeln!(out)?)
}

fn print_sarif(checked: &[Checked], out: &mut dyn Write) -> anyhow::Result<()> {
    let reported = checked.iter().map(|checked| (&checked.source, checked.diagnostics.as_slice()));
    serde_json::to_writer_pretty(&mut *out, &sarif(reported, explain))?;
    Ok(writeln!(out)?)
}
