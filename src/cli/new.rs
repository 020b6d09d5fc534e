//! `two-hats new NAME`: a small scenario to begin with.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;

use super::FINE;
use crate::storage::write_new;

/// The scenario that is written, with `"ID"` and `"TITLE"` to be filled in.
const SCENARIO: &str = include_str!("../../assets/new.ron");

/// The most characters of an id.
const MAX_ID: usize = 64;

/// Write a small scenario with comments, to play and to change
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats new late-order                            write late-order.ron
  two-hats new mine/late-order --title \"The late order\"")]
pub(super) struct Arguments {
    /// The file to write, with or without its ending `.ron`; the scenario's id is made of its name.
    #[arg(value_name = "NAME")]
    name: PathBuf,

    /// The title that people see; made of the name unless given.
    #[arg(long)]
    title: Option<String>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let name = arguments.name.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let stem = name.strip_suffix(".ron").unwrap_or(name);
    let id = id(stem).with_context(|| {
        format!("no id can be made of `{stem}`; name the file with a letter first, such as `late-order`")
    })?;
    let path = arguments.name.with_file_name(format!("{stem}.ron"));
    let title = arguments.title.clone().unwrap_or_else(|| title(&id));
    let text = SCENARIO.replacen("\"ID\"", &format!("\"{id}\""), 1).replacen("\"TITLE\"", &quoted(&title), 1);
    write_new(&path, &text)?;
    let shown = path.display();
    writeln!(out, "Wrote `{shown}`. Next:")?;
    writeln!(out, "  two-hats play {shown}")?;
    writeln!(out, "  two-hats check {shown}")?;
    Ok(FINE)
}

/// Makes an id of a file's name: lowercase letters, digits and `-`, a letter first.
fn id(stem: &str) -> Option<String> {
    let plain: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let words: Vec<_> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    (id.len() <= MAX_ID && id.starts_with(|c: char| c.is_ascii_lowercase())).then_some(id)
}

/// Makes a title of an id: its words, the first with a capital.
fn title(id: &str) -> String {
    let words = id.replace('-', " ");
    words[..1].to_uppercase() + &words[1..]
}

/// Writes a text as a RON string.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
