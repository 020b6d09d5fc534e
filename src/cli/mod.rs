//! The command line: one file for each command.

mod answers;
mod bars;
mod check;
mod explore;
mod export;
mod graph;
mod explain;
mod files;
mod fmt;
mod interrupt;
mod new;
mod migrate;
mod play;
mod rename;
mod replay;
mod simulate;
mod stats;
mod studio;
mod tell;
#[cfg(feature = "game")]
mod window;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::diagnostic::{Diagnostic, Source, render};
use crate::storage::Folders;

/// Everything went well.
const FINE: u8 = 0;
/// A scenario, a recording or a pick is wrong.
const WRONG: u8 = 1;

/// What is opened with a file is a window; what has a command is none.
const USAGE: &str = "two-hats [OPTIONS] [FILE]\n       two-hats <COMMAND>";

const AFTER_HELP: &str = "\
Examples:
  two-hats                                           open the game
  two-hats scenarios/friday-shipment.ron             open the game on a scenario
  two-hats play scenarios/friday-shipment.ron        play in the terminal
  two-hats check scenarios/                          check every scenario of a folder
  two-hats new late-order                            write a small scenario to begin with
  two-hats explain TH0012                            what a code means, and how to mend it
  two-hats fmt scenarios/                            lay every scenario of a folder out evenly

Exit codes:
  0    done
  1    a scenario, a recording or a pick is wrong, or a file cannot be read or written
  2    the command line is wrong
  3    no window can be opened
  130  interrupted with Ctrl-C";

/// A branching simulation of leading and managing a small team.
#[derive(Debug, Parser)]
#[command(name = "two-hats", version, override_usage = USAGE, after_help = AFTER_HELP)]
struct Arguments {
    /// The scenario to open the game on.
    file: Option<PathBuf>,

    /// The seed of the dice for every new play, instead of another one each time.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Where the user's scenarios and plays are kept, instead of the system's place.
    #[arg(long, env = "TWO_HATS_DATA", hide_env_values = true, value_name = "FOLDER", global = true)]
    data: Option<PathBuf>,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Arguments),
    Play(play::Arguments),
    Studio(studio::Arguments),
    Replay(replay::Arguments),
    Check(check::Arguments),
    Graph(graph::Arguments),
    Stats(stats::Arguments),
    Explore(explore::Arguments),
    Export(export::Arguments),
    Simulate(simulate::Arguments),
    Explain(explain::Arguments),
    Fmt(fmt::Arguments),
    Rename(rename::Arguments),
    Migrate(migrate::Arguments),
}

/// Who reads what a command prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// People.
    Text,
    /// Machines.
    Json,
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let Arguments { file, seed, data, command } = Arguments::parse();
    if command.is_some() && (file.is_some() || seed.is_some()) {
        let words = "`FILE` and `--seed` before a command belong to the window; write them after the command";
        Arguments::command().error(ErrorKind::ArgumentConflict, words).exit();
    }
    let folders = Folders::find(data);
    let mut out = io::stdout().lock();
    let code = match command {
        Some(Command::New(arguments)) => new::run(&arguments, &mut out),
        Some(Command::Play(arguments)) => play::run(&arguments, &mut out),
        Some(Command::Replay(arguments)) => replay::run(&arguments, &folders, &mut out),
        Some(Command::Check(arguments)) => check::run(&arguments, &mut out),
        Some(Command::Graph(arguments)) => graph::run(&arguments, &mut out),
        Some(Command::Stats(arguments)) => stats::run(&arguments, &mut out),
        Some(Command::Explore(arguments)) => explore::run(&arguments, &mut out),
        Some(Command::Export(arguments)) => export::run(&arguments, &mut out),
        Some(Command::Simulate(arguments)) => simulate::run(&arguments, &mut out),
        Some(Command::Explain(arguments)) => explain::run(&arguments, &mut out),
        Some(Command::Fmt(arguments)) => fmt::run(&arguments, &mut out),
        Some(Command::Rename(arguments)) => rename::run(&arguments, &mut out),
        Some(Command::Migrate(arguments)) => migrate::run(&arguments, &mut out),
        Some(Command::Studio(studio::Arguments { file, seed })) => {
            drop(out);
            return open_studio(folders, file, seed);
        }
        None => {
            drop(out);
            return open_window(folders, file, seed);
        }
    };
    match code.and_then(|code| Ok(out.flush().map(|()| code)?)) {
        Ok(code) => ExitCode::from(code),
        // Whoever reads has read enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::from(FINE),
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::from(WRONG)
        }
    }
}

#[cfg(feature = "game")]
fn open_window(folders: Folders, file: Option<PathBuf>, seed: Option<u64>) -> ExitCode {
    window::run(folders, file, seed)
}

#[cfg(feature = "game")]
fn open_studio(folders: Folders, file: PathBuf, seed: Option<u64>) -> ExitCode {
    window::studio(folders, file, seed)
}

#[cfg(not(feature = "game"))]
fn open_studio(folders: Folders, file: PathBuf, seed: Option<u64>) -> ExitCode {
    open_window(folders, Some(file), seed)
}

#[cfg(not(feature = "game"))]
fn open_window(_: Folders, _: Option<PathBuf>, _: Option<u64>) -> ExitCode {
    complain("this program was built without its window; play in the terminal with `two-hats play FILE`");
    ExitCode::from(3)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let kind = kind.or_else(|| cause.downcast_ref::<serde_json::Error>()?.io_error_kind());
        kind == Some(io::ErrorKind::BrokenPipe)
    })
}

/// Prints an error for people. Where even that cannot be printed, nothing is left to do.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "error: {message}");
}

/// Prints what is wrong with a scenario, for people, without the count.
fn print_problems(problems: &[Diagnostic], source: &Source) -> io::Result<()> {
    problems.iter().try_for_each(|problem| writeln!(io::stderr(), "{}", render(problem, source, false)))
}
