//! How time and memory grow: reading from 10² to 10⁶ scenes, exploring from 10⁴ states on; and what threads give for exploring.
//!
//! `cargo bench --no-default-features --bench growth [-- reading|exploring|threads] [--most N] [--plots]` prints tables; `--plots` draws the same
//! rows too. Each row is measured by a process of its own, since the most that a process has held only grows. Times are medians of up to
//! nine rounds, fewer for larger rows and one for the largest; memory is that of the first. A row larger than `--most` scenes or states is
//! left out, 10⁷ unless told otherwise: 10⁸ states take 5 GB unreduced, and more reduced. As a test (`cargo test`) it does a few small
//! rows.
//! docs/performance.md records what it gave.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark")]

mod brief;
#[path = "growth/exploring.rs"]
mod exploring;
mod peak;
mod plot;
#[path = "growth/reading.rs"]
mod reading;
mod scenes;
mod week;

use std::fs;
use std::process::{Child, Command, Stdio};

use clap::{Parser, ValueEnum};
use plot::Plot;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use two_hats::simulation::Story;

/// Measures how time and memory grow with the size of a scenario.
#[derive(Parser)]
struct Arguments {
    /// What to measure [default: all]
    what: Vec<What>,
    /// Leaves out rows with more scenes or states
    #[arg(long, value_name = "N")]
    most: Option<usize>,
    /// Draws docs/growth-reading.svg and docs/growth-exploring.svg
    #[arg(long)]
    plots: bool,
    /// Measures one row and prints it as JSON
    #[arg(long, hide = true)]
    row: Option<String>,
    /// What `cargo bench` calls benchmarks with, and `cargo test` does not.
    #[arg(long, hide = true)]
    bench: bool,
    /// Does a few small rows, as under `cargo test`
    #[arg(long)]
    test: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Reading,
    Exploring,
    Threads,
}

/// What a row measures.
#[derive(Serialize, Deserialize)]
enum Case {
    Reading(reading::Case),
    Exploring(exploring::Case),
}

/// How much to measure.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Effort {
    /// The most scenes or states of a row.
    most: usize,
    /// The most rounds of a row.
    rounds: usize,
}

impl Effort {
    /// How many rounds a row is worth whose first one took so many seconds: three seconds' worth of them.
    fn rounds(self, first: f64) -> usize {
        ((3.0 / first) as usize).clamp(1, self.rounds)
    }
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(case) = &arguments.row {
        match serde_json::from_str(case).expect("a case") {
            Case::Reading(case) => answer(&case.measure()),
            Case::Exploring(case) => answer(&case.measure()),
        }
        return;
    }
    for (what, few, measure, file) in [
        (What::Reading, 1_000, reading::measure as fn(Effort) -> Vec<Plot>, "docs/growth-reading.svg"),
        (What::Exploring, 15_000, exploring::measure, "docs/growth-exploring.svg"),
    ] {
        if arguments.wants(what) {
            let plots = measure(arguments.effort(few));
            if arguments.plots {
                fs::write(file, plot::svg(&plots)).expect(file);
            }
        }
    }
    if arguments.wants(What::Threads) {
        exploring::threads(arguments.effort(15_000));
    }
}

impl Arguments {
    fn wants(&self, what: What) -> bool {
        self.what.is_empty() || self.what.contains(&what)
    }

    /// How much to measure; as a test, rows of few scenes or states.
    fn effort(&self, few: usize) -> Effort {
        let (most, rounds) = if self.bench && !self.test { (10_000_000, 9) } else { (few, 1) };
        Effort { most: self.most.unwrap_or(most), rounds }
    }
}

fn load(text: &str) -> Story {
    let (story, diagnostics) = Story::load(text);
    story.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

/// Has a process of its own measure a row.
fn ask<T: DeserializeOwned>(case: &Case) -> T {
    ask_at_once(case, 1).remove(0)
}

/// Has so many processes measure a row at the same time.
fn ask_at_once<T: DeserializeOwned>(case: &Case, processes: usize) -> Vec<T> {
    let case = serde_json::to_string(case).expect("JSON");
    let start = || {
        let program = std::env::current_exe().expect("a path");
        Command::new(program).args(["--row", &case]).stdout(Stdio::piped()).spawn().expect("a process")
    };
    let started: Vec<_> = (0..processes).map(|_| start()).collect();
    let answer = |process: Child| {
        let output = process.wait_with_output().expect("an answer");
        assert!(output.status.success(), "{case}: {}", output.status);
        serde_json::from_slice(&output.stdout).expect("a row")
    };
    started.into_iter().map(answer).collect()
}

fn answer(row: &impl Serialize) {
    println!("{}", serde_json::to_string(row).expect("JSON"));
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Writes a number with a comma before every three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
