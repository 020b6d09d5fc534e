//! `two-hats stats FILE`: the numbers of a scenario.

use std::io::{self, Write};
use std::path::PathBuf;

use textwrap::core::display_width;

use super::play::load;
use super::tell::decisions;
use super::{FINE, Format, WRONG};
use crate::overview::{Figures, Plays, Reading, WORDS_A_MINUTE, Written};

/// Count a scenario: scenes, choices, endings, words, reading time
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats stats scenarios/friday-shipment.ron
  two-hats stats scenarios/friday-shipment.ron --format json

The reading times are those of plays in which every choice is picked by lot; they are the same
plays every time. The shortest and the longest are those that were met.")]
pub(super) struct Arguments {
    /// The scenario file, or the folder of a pack.
    file: PathBuf,

    /// Who reads the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let Some(story) = load(&arguments.file)? else { return Ok(WRONG) };
    let figures = Figures::of(&story);
    match arguments.format {
        Format::Text => {
            writeln!(out, "{}\n", story.scenario().title)?;
            print_written(&figures.written, out)?;
            print_plays(&figures.plays, out)?;
        }
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &figures)?;
            writeln!(out)?;
        }
    }
    Ok(FINE)
}

fn print_written(written: &Written, out: &mut dyn Write) -> io::Result<()> {
    let Written { deciding, passing, interludes, choices, endings, words, people, .. } = written;
    let spread = written.choices_a_scene.map_or_else(String::new, |spread| {
        format!("{} to {} in a scene, median {}", spread.min, spread.max, spread.median)
    });
    let outcomes: Vec<_> =
        endings.iter().map(|(outcome, count)| format!("{count} {}", outcome.word().to_lowercase())).collect();
    let kinds: Vec<_> = words.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let ways = format!("{deciding} with choices, {passing} going on by themselves; {interludes} interrupt");
    for (name, count, more) in [
        ("Scenes", deciding + passing, ways),
        ("Choices", *choices, spread),
        ("Events", written.events, String::new()),
        ("Endings", endings.values().sum(), outcomes.join(", ")),
        ("Meters", written.meters, String::new()),
        ("Facts", written.facts, String::new()),
        ("Words", words.values().sum(), kinds.join(", ")),
    ] {
        writeln!(out, "{}", format!("{name:<8} {count:>6}  {more}").trim_end())?;
    }
    if !people.is_empty() {
        let widest = people.values().map(|person| display_width(&person.name)).max().unwrap_or(0).max(8);
        writeln!(out, "\n{:<widest$} {:>6} {:>6}", "Speaker", "lines", "words")?;
        for person in people.values() {
            let room = " ".repeat(widest - display_width(&person.name));
            writeln!(out, "{}{room} {:>6} {:>6}", person.name, person.lines, person.words)?;
        }
    }
    Ok(())
}

fn print_plays(plays: &Plays, out: &mut dyn Write) -> io::Result<()> {
    let Plays { played, ended, shortest, typical, longest, .. } = plays;
    writeln!(out, "\nReading time at {WORDS_A_MINUTE} words a minute, of {played} plays by lot:")?;
    for (name, reading) in [("shortest", shortest), ("typical", typical), ("longest", longest)] {
        if let Some(Reading { words, seconds, decisions: count }) = reading {
            let (minutes, seconds) = (seconds / 60, seconds % 60);
            writeln!(
                out,
                "{name:<8} {minutes:>3} min {seconds:>2} s  {words:>6} words  {}",
                decisions(*count)
            )?;
        }
    }
    if (*ended as u64) < *played {
        writeln!(out, "{} of them came to no ending and are left out.", played - *ended as u64)?;
    }
    Ok(())
}
