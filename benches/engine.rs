//! Speed of the engine: reading the flagship, one step, complete random plays, and plays that are counted.
//!
//! `cargo bench --no-default-features` runs them; docs/performance.md records what they gave.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark")]

mod plays;
mod week;

use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;

use divan::{Bencher, black_box, counter::ItemsCount};
use plays::{Random, plays};
use two_hats::analysis::{Order, Policy, Rule, simulate};
use two_hats::simulation::{SeededDice, Story, mix};

fn main() {
    divan::main();
}

const FLAGSHIP: &str = include_str!("../scenarios/friday-shipment.ron");

fn load(source: &str) -> Story {
    let (story, diagnostics) = Story::load(source);
    story.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

#[divan::bench]
fn read_flagship(bencher: Bencher<'_, '_>) {
    bencher.bench(|| load(black_box(FLAGSHIP)));
}

/// The yardstick for reading: `ron` alone, into a value without places, names or checks.
#[divan::bench]
fn read_flagship_as_ron_value(bencher: Bencher<'_, '_>) {
    bencher.bench(|| ron::from_str::<ron::Value>(black_box(FLAGSHIP)).expect("RON"));
}

#[divan::bench]
fn one_step_of_week(bencher: Bencher<'_, '_>) {
    one_step(bencher, &week::week(20));
}

#[divan::bench]
fn one_step_of_flagship(bencher: Bencher<'_, '_>) {
    one_step(bencher, FLAGSHIP);
}

fn one_step(bencher: Bencher<'_, '_>, source: &str) {
    let story = load(source);
    let program = story.program();
    let state = program.begin(&mut SeededDice::new(1), &mut ()).expect("begins");
    let choice = program.open(&state).next().expect("a choice");
    bencher.bench_local(|| {
        let mut next = *black_box(&state);
        program.step(&mut next, black_box(choice), &mut SeededDice::new(1), &mut ()).expect("a step");
        next
    });
}

/// What the processor gives just now: six chains of `mix`, counted in calls. Where this is slow in a run, so is
/// everything else.
#[divan::bench]
fn yardstick(bencher: Bencher<'_, '_>) {
    const ROUNDS: usize = 100_000;
    bencher.counter(ItemsCount::new(6 * ROUNDS)).bench(|| {
        let mut chains = black_box([1, 2, 3, 4, 5, 6]);
        for _ in 0..ROUNDS {
            chains = chains.map(|x: u64| mix(x.wrapping_add(1)));
        }
        chains
    });
}

/// Complete plays, counted in choices; the last figure of the line is choices a second.
#[divan::bench(args = ["week of 10", "week of 20", "flagship"])]
fn random_plays(bencher: Bencher<'_, '_>, name: &str) {
    let story = named(name);
    let program = story.program();
    let choices = plays(program, 0..1_000, &mut Random(1), |_| {});
    bencher
        .counter(ItemsCount::new(choices))
        .bench_local(|| plays(black_box(program), 0..1_000, &mut Random(1), |_| {}));
}

/// The same with everything counted that a simulation counts, on one thread.
#[divan::bench(args = ["week of 10", "week of 20", "flagship"])]
fn simulated_plays(bencher: Bencher<'_, '_>, name: &str) {
    let story = named(name);
    let order = Order { policy: Policy::Uniform, plays: 10_000, seed: 1, threads: NonZeroUsize::MIN };
    let rule = Rule::of(&order.policy, &story).expect("needs no exploring");
    let run = || simulate(&story, &order, &rule, &AtomicBool::new(false));
    let choices = run().choices.values().map(|choice| choice.picked).sum::<u64>();
    bencher.counter(ItemsCount::new(choices)).bench_local(run);
}

fn named(name: &str) -> Story {
    load(&match name {
        "week of 10" => week::week(10),
        "week of 20" => week::week(20),
        _ => FLAGSHIP.to_owned(),
    })
}
