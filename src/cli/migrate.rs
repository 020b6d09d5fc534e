//! `two-hats migrate PATH…`: rewrites scenarios of older formats.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::files::find;
use super::{FINE, WRONG, complain, interrupt, print_problems};
use crate::diagnostic::{Diagnostic, Source};
use crate::scenario::edit::{MigrateError, Migrated, STEPS, migrate};
use crate::storage::{read_texts, write_all_atomically};

/// Rewrite scenarios of older formats in the newest, comments and layout kept
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats migrate drafts/week.ron
  two-hats migrate --check scenarios/

There is one format so far, so that every scenario is up to date.")]
pub(super) struct Arguments {
    /// Scenario files, packs, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Writes nothing, and exits with 1 where a file is of an older format.
    #[arg(long)]
    check: bool,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    interrupt::on_interrupt("Stopped. Each scenario is all of its old or all of its new format.".to_owned())?;
    let mut code = FINE;
    // One file that cannot be migrated does not keep the others from it.
    for path in find(&arguments.paths)? {
        match one(&path, arguments.check, out) {
            Ok(FINE) => {}
            Ok(_) => code = WRONG,
            Err(error) => {
                out.flush()?;
                complain(&format!("{error:#}"));
                code = WRONG;
            }
        }
    }
    Ok(code)
}

fn one(path: &Path, only_check: bool, out: &mut dyn Write) -> anyhow::Result<u8> {
    let texts = read_texts(path);
    let name = texts.source.name();
    if !texts.problems.is_empty() {
        return refuse(&texts.source, &texts.problems, out);
    }
    let Migrated { from, to, source } = match migrate(&texts.source, STEPS) {
        Ok(migrated) => migrated,
        Err(MigrateError::Text(problem)) => return refuse(&texts.source, &[problem], out),
        Err(error) => return Err(error).with_context(|| format!("`{name}`")),
    };
    if from == to {
        writeln!(out, "`{name}` is of format {to}, the newest.")?;
        return Ok(FINE);
    }
    if only_check {
        writeln!(out, "`{name}` is of format {from}; the newest is {to}.")?;
        return Ok(WRONG);
    }
    write_all_atomically(&texts.changed(&source))?;
    writeln!(out, "`{name}` was of format {from} and is of format {to} now.")?;
    Ok(FINE)
}

fn refuse(source: &Source, problems: &[Diagnostic], out: &mut dyn Write) -> anyhow::Result<u8> {
    out.flush()?;
    print_problems(problems, source)?;
    Ok(WRONG)
}
