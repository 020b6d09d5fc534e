//! `two-hats check PATH…`: everything that is wrong with scenario files.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use serde_json::json;

use super::files::{count, find};
use super::{FINE, WRONG};
use crate::checks::explain;
use crate::diagnostic::{Class, Record, render, sarif, summary};
use crate::storage::{Loaded, load_scenario};

/// Check scenario files and say everything that is wrong with them
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats check scenarios/friday-shipment.ron
  two-hats check --strict scenarios/
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

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let files = find(&arguments.paths)?;
    let loaded: Vec<Loaded> = files.iter().map(|path| load_scenario(path)).collect();
    match arguments.format {
        Report::Text => print_text(&loaded, out)?,
        Report::Json => print_json(&loaded, out)?,
        Report::Sarif => print_sarif(&loaded, out)?,
    }
    let (errors, advice) = counts(&loaded);
    Ok(if errors > 0 || arguments.strict && advice > 0 { WRONG } else { FINE })
}

fn counts(loaded: &[Loaded]) -> (usize, usize) {
    let all = || loaded.iter().flat_map(|loaded| &loaded.diagnostics);
    let errors = all().filter(|diagnostic| diagnostic.class == Class::Error).count();
    (errors, all().count() - errors)
}

fn print_text(loaded: &[Loaded], out: &mut dyn Write) -> io::Result<()> {
    let color = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    for Loaded { source, diagnostics, .. } in loaded {
        for diagnostic in diagnostics {
            writeln!(out, "{}", render(diagnostic, source, color))?;
        }
    }
    let all: Vec<_> = loaded.iter().flat_map(|loaded| loaded.diagnostics.clone()).collect();
    writeln!(out, "{}: {}", count(loaded.len()), summary(&all))
}

fn print_json(loaded: &[Loaded], out: &mut dyn Write) -> anyhow::Result<()> {
    let (errors, advice) = counts(loaded);
    let diagnostics: Vec<_> = loaded
        .iter()
        .flat_map(|Loaded { source, diagnostics, .. }| diagnostics.iter().map(|d| Record::new(d, source)))
        .collect();
    let report = json!({
        "files": loaded.iter().map(|loaded| loaded.source.name()).collect::<Vec<_>>(),
        "errors": errors,
        "advice": advice,
        "diagnostics": diagnostics,
    });
    serde_json::to_writer_pretty(&mut *out, &report)?;
    Ok(writeln!(out)?)
}

fn print_sarif(loaded: &[Loaded], out: &mut dyn Write) -> anyhow::Result<()> {
    let reported = loaded.iter().map(|loaded| (&loaded.source, loaded.diagnostics.as_slice()));
    serde_json::to_writer_pretty(&mut *out, &sarif(reported, explain))?;
    Ok(writeln!(out)?)
}
