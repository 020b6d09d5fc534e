//! `two-hats explore`: everything that can happen, exactly.

mod budget;
mod cover;
mod diff;
mod odds;

use std::io::Write;

use clap::Subcommand;

/// The exit code of an answer that is not whole: the memory was too small, or somebody pressed Ctrl-C.
const PARTIAL: u8 = super::interrupt::INTERRUPTED;

/// Find out everything that can happen in a scenario, exactly
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    question: Question,
}

#[derive(Debug, Subcommand)]
enum Question {
    Cover(cover::Arguments),
    Diff(diff::Arguments),
    Odds(odds::Arguments),
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    match &arguments.question {
        Question::Cover(arguments) => cover::run(arguments, out),
        Question::Diff(arguments) => diff::run(arguments, out),
        Question::Odds(arguments) => odds::run(arguments, out),
    }
}
