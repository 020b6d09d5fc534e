//! Our side of the comparison with other engines and model checkers: one task on one scenario, its result as a line of JSON.
//!
//! `benches/peers/run` calls it, next to its peers; README.md beside it says how.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark")]

#[path = "../peak.rs"]
mod peak;
#[path = "../plays.rs"]
mod plays;

use std::fs;
use std::time::{Duration, Instant};

use peak::peak;
use plays::{Random, plays};
use serde_json::{Map, Value, json};
use two_hats::analysis::prism::{Decides, prism};
use two_hats::analysis::{Limits, Odds, Progress, Space, Sweep};
use two_hats::simulation::{EndingIndex, Keep, Position, Program, Quotient, Story};

/// So many plays between two looks at the clock.
const BATCH: u64 = 1_000;

const USAGE: &str = "\
usage: peers plays FILE SECONDS SEED
       peers explore FILE whole|reduced THREADS SECONDS BYTES
       peers odds FILE THREADS
       peers export FILE MODEL
`benches/peers/run` does all of it, and measures the peers beside it.";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["plays", file, seconds, seed] => at_random(&load(file), self::seconds(seconds), number(seed)),
        ["explore", file, what, threads, seconds, bytes] => {
            explore(&load(file), what == "reduced", number(threads), self::seconds(seconds), number(bytes))
        }
        ["odds", file, threads] => odds(file, number(threads)),
        ["export", file, model] => return export(&load(file), model),
        // `cargo bench` runs every benchmark; this one has nothing to say alone.
        _ => return println!("{USAGE}"),
    };
    println!("{result}");
}

fn load(file: &str) -> Story {
    let (story, diagnostics) = Story::load(&fs::read_to_string(file).expect("a file"));
    story.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

fn number(text: &str) -> u64 {
    text.parse().expect("a number")
}

fn seconds(text: &str) -> Duration {
    Duration::from_secs_f64(text.parse().expect("seconds"))
}

/// Plays at random for some time.
fn at_random(story: &Story, time: Duration, seed: u64) -> Value {
    let mut endings = vec![0; story.scenario().endings.len()];
    let mut choices = 0;
    let mut picks = Random(seed << 32);
    let mut seeds = seed << 32..;
    let begun = Instant::now();
    while begun.elapsed() < time {
        let batch = seeds.by_ref().take(BATCH as usize);
        choices +=
            plays(story.program(), batch, &mut picks, |ending: EndingIndex| endings[ending.index()] += 1);
    }
    let seconds = begun.elapsed().as_secs_f64();
    json!({"choices": choices, "seconds": seconds, "endings": by_id(story, &endings)})
}

/// Writes the story as a model for Storm, as `two-hats export prism` does.
fn export(story: &Story, file: &str) {
    fs::write(file, prism(story, Decides::Uniformly).expect("a model")).expect("a file");
}

/// Finds every state, or as many as the limits allow.
fn explore(story: &Story, reduced: bool, threads: u64, time: Duration, bytes: u64) -> Value {
    let program = story.program();
    let before = peak();
    let begun = Instant::now();
    let quotient = if reduced { Quotient::of(program, &Keep::default()) } else { Quotient::whole(program) };
    let mut within = |progress: Progress| begun.elapsed() < time && (progress.bytes as u64) < bytes;
    let space = Space::explore(program, quotient, Limits { threads: threads as usize, go_on: &mut within });
    let seconds = begun.elapsed().as_secs_f64();
    json!({
        "states": space.states(),
        "transitions": space.transitions(),
        "seconds": seconds,
        "peak": peak() - before,
        "kept": space.bytes(),
        "complete": space.complete,
    })
}

/// Reads a scenario and works out how likely each ending is.
fn odds(file: &str, threads: u64) -> Value {
    let before = peak();
    let begun = Instant::now();
    let story = load(file);
    let program = story.program();
    let limits = Limits { threads: threads as usize, go_on: &mut |_| true };
    let space = Space::explore(program, Quotient::of(program, &Keep::default()), limits);
    let odds = Odds::in_space(&space, &Sweep::of(&space), |_, options, shares| {
        shares.resize(options.len(), 1.0 / options.len() as f64);
    });
    let seconds = begun.elapsed().as_secs_f64();
    let endings = endings(&story, program, &space, &odds);
    json!({
        "seconds": seconds,
        "states": space.states(),
        "peak": peak() - before,
        "endings": by_id(&story, &endings),
    })
}

fn endings(story: &Story, program: &Program, space: &Space, odds: &Odds) -> Vec<f64> {
    let mut endings = vec![0.0; story.scenario().endings.len()];
    for (node, visits) in (0..).zip(&odds.visits) {
        if let Some(Position::Ending(ending)) = space.position(program, node) {
            endings[ending.index()] += visits;
        }
    }
    endings
}

fn by_id<T: Copy + Into<Value>>(story: &Story, of_endings: &[T]) -> Map<String, Value> {
    let ids = story.scenario().endings.keys().map(ToString::to_string);
    ids.zip(of_endings).map(|(id, value)| (id, (*value).into())).collect()
}
