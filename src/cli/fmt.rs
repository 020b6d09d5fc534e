//! `two-hats fmt PATH…`: lays scenario files out evenly.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::files::{count, find};
use super::{FINE, WRONG, complain, interrupt};
use crate::diagnostic::{Source, render_all};
use crate::scenario::layout;
use crate::storage::{read_text, read_text_from, scenario_paths, write_atomically};

/// Lay scenario files out evenly; only white space changes
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats fmt scenarios/friday-shipment.ron
  two-hats fmt --check scenarios/
  two-hats fmt - < draft.ron > even.ron

Line breaks stay where they are, apart from lines that are far too long. A file with mistakes
in its brackets or strings is left as it is; other mistakes do not matter.

Exits with 1 where a file cannot be laid out, and with `--check` also where one would change.")]
pub(super) struct Arguments {
    /// Scenario files, packs, or folders of them; `-` alone reads from standard input and writes to standard output.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Write nothing, but say what would be rewritten and exit with 1 if anything would.
    #[arg(long)]
    check: bool,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let stream = Path::new("-");
    if arguments.paths == [stream] {
        return format_stream(arguments.check, out);
    }
    if arguments.paths.iter().any(|path| path == stream) {
        bail!("`-` stands alone: what is read from standard input is written to standard output");
    }
    interrupt::on_interrupt("Stopped. Each file holds all of its old or of its new text.".to_owned())?;
    let scenarios = find(&arguments.paths)?;
    let files: Vec<_> = scenarios.iter().flat_map(|path| scenario_paths(path)).collect();
    let (says, would) = if arguments.check { ("would rewrite", "would be ") } else { ("rewrote", "") };
    let (mut rewritten, mut left) = (0, 0);
    for path in &files {
        match format_file(path, arguments.check) {
            Ok(false) => {}
            Ok(true) => {
                writeln!(out, "{says} {}", path.display())?;
                rewritten += 1;
            }
            Err(error) => {
                complain(&format!("{error:#}"));
                left += 1;
            }
        }
    }
    let left_words = if left > 0 { format!(", {left} cannot be") } else { String::new() };
    let in_files =
        if files.len() > scenarios.len() { format!(" in {} files", files.len()) } else { String::new() };
    writeln!(out, "{}{in_files}: {rewritten} {would}rewritten{left_words}", count(scenarios.len()))?;
    Ok(if left > 0 || arguments.check && rewritten > 0 { WRONG } else { FINE })
}

/// Formats a file; tells whether that changes it.
fn format_file(path: &Path, check: bool) -> anyhow::Result<bool> {
    let name = path.display().to_string();
    let text = read_text(path).with_context(|| format!("`{name}`"))?;
    let formatted = format_text(&name, &text)?;
    let changes = formatted != text;
    if changes && !check {
        write_atomically(path, &formatted)?;
    }
    Ok(changes)
}

fn format_stream(check: bool, out: &mut dyn Write) -> anyhow::Result<u8> {
    let name = "<stdin>";
    let text = read_text_from(io::stdin().lock()).context(name)?;
    let formatted = format_text(name, &text)?;
    if !check {
        out.write_all(formatted.as_bytes())?;
        return Ok(FINE);
    }
    let changes = formatted != text;
    if changes {
        writeln!(out, "would rewrite {name}")?;
    }
    Ok(if changes { WRONG } else { FINE })
}

fn format_text(name: &str, text: &str) -> anyhow::Result<String> {
    layout::format(text).or_else(|problems| {
        let shown = render_all(&problems, &Source::new(name, text), false);
        bail!("`{name}` is left as it is until this is mended:\n\n{}", shown.trim_end())
    })
}
