//! How long it takes to read and check the text of a scenario, and to load it, which compiles it too, beside what `ron`
//! alone takes to read the same bytes into a value without places, names or checks.
//!
//! `cargo bench --no-default-features --bench reading` prints a table. All three take turns in one process; the fastest and
//! the median of the rounds are given, and how many times as long as `ron` they took. Processor time (all threads) is
//! counted over all rounds. Memory is the most that a process of its own held more than at its start, the text
//! included, in sizes of the text. docs/performance.md records what it gave.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark")]

mod peak;
mod scenes;

use std::fs;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use peak::peak;
use two_hats::checks;
use two_hats::scenario::model::Scenario;
use two_hats::scenario::read;
use two_hats::simulation::Story;

/// The scenarios: a name, how many scenes, and every how-many-th has choices; none for the flagship.
const CASES: [(&str, usize, usize); 6] = [
    ("200 scenes", 200, 19),
    ("200 scenes, all with choices", 200, 1),
    ("1,000 scenes", 1_000, 19),
    ("10,000 scenes", 10_000, 19),
    ("10,000 scenes, all with choices", 10_000, 1),
    ("100,000 scenes", 100_000, 19),
];

/// What a process that measures its memory is called with.
const MEMORY: &str = "--memory-of";

fn main() {
    let arguments: Vec<_> = std::env::args().collect();
    if let Some(case) = arguments.iter().position(|argument| argument == MEMORY) {
        let before = peak();
        let text = text(arguments[case + 1].parse().unwrap());
        black_box(load(&text));
        println!("{}", peak() - before);
        return;
    }
    println!(
        "| scenario | KB | what | fastest ms (ron) | median ms (ron) | times ron: fastest, median | CPU ms (ron) | memory |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for case in 0..=CASES.len() {
        measure(case);
    }
}

/// Returns the text of a case; the flagship follows the generated ones.
fn text(case: usize) -> String {
    match CASES.get(case) {
        Some((_, count, every)) => scenes::scenes(*count, *every),
        None => include_str!("../scenarios/friday-shipment.ron").into(),
    }
}

fn check(text: &str) -> Scenario {
    let (scenario, mut diagnostics) = read(text);
    let scenario = scenario.expect("a scenario");
    diagnostics.extend(checks::check(&scenario));
    assert!(diagnostics.is_empty(), "{:?}", &diagnostics[..diagnostics.len().min(3)]);
    scenario
}

fn load(text: &str) -> Story {
    let (story, diagnostics) = Story::load(text);
    assert!(diagnostics.is_empty(), "{:?}", &diagnostics[..diagnostics.len().min(3)]);
    story.expect("a story")
}

fn measure(case: usize) {
    let text = text(case);
    let rounds = (40_000_000 / text.len()).clamp(9, 400);
    let (mut checked, mut loaded, mut theirs) = (Times::default(), Times::default(), Times::default());
    for _ in 0..rounds {
        checked.time(|| check(&text));
        loaded.time(|| load(&text));
        theirs.time(|| ron::from_str::<ron::Value>(&text).expect("RON"));
    }
    let name = CASES.get(case).map_or("the flagship", |(name, ..)| name);
    let memory = format!("{:.1}", memory(case) / text.len() as f64);
    for (what, ours, memory) in [("checked", checked, ""), ("loaded", loaded, &*memory)] {
        println!(
            "| {name} | {} | {what} | {:.2} ({:.2}) | {:.2} ({:.2}) | {:.2}, {:.2} | {:.2} ({:.2}) | {memory} |",
            text.len() / 1000,
            ours.fastest(),
            theirs.fastest(),
            ours.median(),
            theirs.median(),
            ours.fastest() / theirs.fastest(),
            ours.median() / theirs.median(),
            ours.processor(),
            theirs.processor(),
        );
    }
}

/// The rounds of one reader.
#[derive(Default)]
struct Times {
    wall: Vec<Duration>,
    /// Processor time of all rounds, in ticks of the system.
    ticks: u64,
}

impl Times {
    fn time<T>(&mut self, work: impl Fn() -> T) {
        let (ticks, start) = (ticks(), Instant::now());
        let result = black_box(work());
        self.wall.push(start.elapsed());
        self.ticks += self::ticks() - ticks;
        drop(result);
    }

    fn fastest(&self) -> f64 {
        self.wall.iter().min().map_or(0.0, millis)
    }

    fn median(&self) -> f64 {
        let mut sorted = self.wall.clone();
        sorted.sort_unstable();
        millis(&sorted[sorted.len() / 2])
    }

    /// The mean processor time of a round, in milliseconds.
    fn processor(&self) -> f64 {
        (self.ticks * 10) as f64 / self.wall.len() as f64
    }
}

fn millis(duration: &Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// The processor time of this process so far, all threads, in hundredths of a second.
fn ticks() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields = stat.rsplit_once(')').expect("a name in brackets").1;
    fields.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

/// The most memory that a process of its own held while it read the case, its text included, in bytes.
fn memory(case: usize) -> f64 {
    let program = std::env::current_exe().expect("a path");
    let output = Command::new(program).args([MEMORY, &case.to_string()]).output().expect("a process");
    let peak = String::from_utf8(output.stdout).expect("a number");
    peak.trim().parse().expect("a number")
}
