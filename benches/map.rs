//! How long the map of a scenario takes to be laid out, with its words, from a scenario that is read already.
//!
//! `cargo bench --no-default-features --bench map` prints a table: the fastest of some rounds in milliseconds, and how
//! many times as long as a tenth of the scenes took. With `--profile dev` it does so without optimisation, as a
//! program takes that is built while one works on it.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

mod branching;
mod scenes;

use std::hint::black_box;
use std::time::{Duration, Instant};

use two_hats::overview::Sheet;
use two_hats::scenario::read;

/// How many scenes, each time ten times as many.
const SIZES: [usize; 3] = [50, 500, 5_000];
/// How long rounds go on; there is at least one.
const ENOUGH: Duration = Duration::from_secs(2);

fn main() {
    println!("| scenario | scenes | lines | stubs | layers | ms | growth |");
    println!("|---|---|---|---|---|---|---|");
    measure("chain", |count| scenes::scenes(count, 3));
    measure("branching", branching::branching);
}

fn measure(name: &str, text: impl Fn(usize) -> String) {
    let mut before = None;
    for count in SIZES {
        let scenario = read(&text(count)).0.unwrap();
        let (start, mut fastest) = (Instant::now(), Duration::MAX);
        while fastest == Duration::MAX || start.elapsed() < ENOUGH {
            let round = Instant::now();
            black_box(Sheet::of(black_box(&scenario)));
            fastest = fastest.min(round.elapsed());
        }
        let Sheet { map, layout, .. } = Sheet::of(&scenario);
        let millis = fastest.as_secs_f64() * 1000.0;
        let growth = before.map_or_else(String::new, |before: f64| format!("{:.1}", millis / before));
        let stubs = layout.far.iter().filter(|far| **far).count();
        let mut rows: Vec<_> = layout.boxes.iter().map(|area| (area.y + area.height / 2.0) as i64).collect();
        rows.sort_unstable();
        rows.dedup();
        println!(
            "| {name} | {count} | {} | {stubs} | {} | {millis:.1} | {growth} |",
            map.edges.len(),
            rows.len()
        );
        before = Some(millis);
    }
}
