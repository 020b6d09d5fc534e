//! `two-hats check PATH…`: everything that is wrong with scenario files.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::Context;
use serde_json::json;

use super::{FINE, Format, WRONG};
use crate::diagnostic::{Class, Record, render, summary};
use crate::storage::{Loaded, load_scenario, scenario_files};

/// Check scenario files and say everything that is wrong with them
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats check scenarios/friday-shipment.ron
  two-hats check --strict scenarios/
  two-hats check --format json scenarios/ > report.json")]
pub(super) struct Arguments {
    /// Scenario files, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Exit with 1 on advice too, not only on errors.
    #[arg(long)]
    strict: bool,

    /// Who reads the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let files = files_of(&arguments.paths)?;
    let loaded: Vec<Loaded> = files.iter().map(|path| load_scenario(path)).collect();
    match arguments.format {
        Format::Text => print_text(&loaded, out)?,
        Format::Json => print_json(&loaded, out)?,
    }
    let (errors, advice) = counts(&loaded);
    Ok(if errors > 0 || arguments.strict && advice > 0 { WRONG } else { FINE })
}

/// Returns the scenario files that paths name; each path names at least one.
pub(super) fn files_of(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        let found = scenario_files(path).with_context(|| format!("cannot list `{}`", path.display()))?;
        if found.is_empty() {
            anyhow::bail!("`{}` holds no scenario files (their names end in `.ron`)", path.display());
        }
        files.extend(found);
    }
    Ok(files)
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
    let files = loaded.len();
    let all: Vec<_> = loaded.iter().flat_map(|loaded| loaded.diagnostics.clone()).collect();
    writeln!(out, "{files} {}: {}", if files == 1 { "scenario" } else { "scenarios" }, summary(&all))
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
