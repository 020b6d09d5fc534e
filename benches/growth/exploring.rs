//! How exploring grows with the states: the generated week with more and more decisions, unreduced, and with states
//! taken for one that nothing tells apart.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use two_hats::analysis::{Limits, Odds, Progress, Space, Sweep};
use two_hats::simulation::{Keep, Program, Quotient};

use crate::peak::peak;
use crate::plot::{Plot, Series};
use crate::{Effort, ask, ask_at_once, grouped, load, median, week};

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum States {
    Unreduced,
    Reduced,
}

impl States {
    const ALL: [Self; 2] = [Self::Unreduced, Self::Reduced];

    const fn name(self) -> &'static str {
        match self {
            Self::Unreduced => "unreduced",
            Self::Reduced => "reduced",
        }
    }

    /// The numbers of decisions, from about 10⁴ states on. Unreduced, each brings three times as many; reduced, nearly none or ten
    /// times as many.
    fn decisions(self) -> impl Iterator<Item = usize> {
        let (first, step) = match self {
            Self::Unreduced => (8, 1),
            Self::Reduced => (14, 2),
        };
        (first..).step_by(step)
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Case {
    decisions: usize,
    kind: States,
    threads: usize,
    effort: Effort,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    kind: States,
    threads: usize,
    states: usize,
    transitions: usize,
    /// How long it took to explore, in seconds.
    exploring: f64,
    /// How long it took to work out, from what was found, that the week is sound and how likely each end is.
    answering: f64,
    /// The most that exploring held, in bytes.
    peak: u64,
    /// What it kept.
    kept: usize,
}

/// Measures until there are too many states.
pub(crate) fn measure(effort: Effort) -> Vec<Plot> {
    println!(
        "| decisions | space | threads | states | transitions | s | million states a second | bytes a state: most, kept | \
         soundness and odds, s |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    let all = all_threads();
    let threads = if all == 1 { vec![1] } else { vec![1, all] };
    let mut rows = Vec::new();
    let mut left_out = Vec::new();
    for kind in States::ALL {
        'larger: for decisions in kind.decisions() {
            for &threads in &threads {
                let case = Case { decisions, kind, threads, effort };
                let Some(row) = ask::<Option<Row>>(&crate::Case::Exploring(case)) else {
                    left_out.push(format!("{decisions} ({})", kind.name()));
                    break 'larger;
                };
                row.print(decisions);
                rows.push(row);
            }
        }
    }
    println!(
        "\nWeeks of {} decisions and more are left out: more than {} states.\n",
        left_out.join(" and "),
        grouped(effort.most)
    );
    plots(&rows, &threads)
}

/// Measures what all threads give that the machine runs at the same time, beside what it gives as many processes with one thread each.
pub(crate) fn threads(effort: Effort) {
    let all = all_threads();
    println!(
        "| decisions | states | s, on 1 thread and on {all} | times as fast | as {all} processes at once are |"
    );
    println!("|---|---|---|---|---|");
    for decisions in [8, 10, 12, 13, 14] {
        let (mut one, mut shared, mut at_once, mut states) = (Vec::new(), Vec::new(), Vec::new(), 0);
        let case =
            |threads| crate::Case::Exploring(Case { decisions, kind: States::Unreduced, threads, effort });
        for _ in 0..effort.rounds {
            let Some(row) = ask::<Option<Row>>(&case(1)) else { return };
            states = row.states;
            one.push(row.exploring);
            shared.push(ask::<Row>(&case(all)).exploring);
            at_once.extend(ask_at_once::<Row>(&case(1), all).iter().map(|row| row.exploring));
        }
        let (one, shared, at_once) = (median(one), median(shared), median(at_once));
        println!(
            "| {decisions} | {} | {one:.4}, {shared:.4} | {:.2} | {:.2} |",
            grouped(states),
            one / shared,
            one * all as f64 / at_once,
        );
    }
    println!();
}

fn all_threads() -> usize {
    available_parallelism().map_or(1, NonZeroUsize::get)
}

impl Case {
    /// Ends the process with the answer `null` if there are too many states.
    pub(crate) fn measure(&self) -> Row {
        let story = load(&week::week(self.decisions));
        let before = peak();
        let (space, first) = self.explore(story.program());
        let peak = peak() - before;
        let rounds = self.effort.rounds(first);
        let again = (1..rounds).map(|_| self.explore(story.program()).1);
        Row {
            kind: self.kind,
            threads: self.threads,
            states: space.states(),
            transitions: space.transitions(),
            exploring: median(std::iter::once(first).chain(again).collect()),
            answering: median((0..rounds).map(|_| soundness_and_odds(&space)).collect()),
            peak,
            kept: space.bytes(),
        }
    }

    /// Explores, and says how many seconds that took.
    fn explore(&self, program: &Program) -> (Space, f64) {
        let begun = Instant::now();
        let quotient = match self.kind {
            States::Unreduced => Quotient::whole(program),
            States::Reduced => Quotient::of(program, &Keep::default()),
        };
        let mut go_on = |progress: Progress| {
            // A transition that waits takes about a quarter of what a state takes. An exploring that is told to stop would still bring
            // together what waits, which may be more than all before.
            if progress.states + progress.waiting / 4 > self.effort.most {
                crate::answer(&None::<Row>);
                std::process::exit(0);
            }
            true
        };
        let space = Space::explore(program, quotient, Limits { threads: self.threads, go_on: &mut go_on });
        assert!(space.complete, "more transitions than have a number");
        (space, begun.elapsed().as_secs_f64())
    }
}

/// Works out that plays end well and how likely each end is, and returns how many seconds that took.
fn soundness_and_odds(space: &Space) -> f64 {
    let begun = Instant::now();
    let odds = Odds::in_space(space, &Sweep::of(space), |_, options, shares| {
        shares.resize(options.len(), 1.0 / options.len() as f64);
    });
    // Where an ending can be reached from every state, and only there, whoever may pick anything comes to one for sure.
    assert!(space.faults.is_empty() && odds.endless == 0.0, "the week is sound");
    begun.elapsed().as_secs_f64()
}

impl Row {
    fn print(&self, decisions: usize) {
        let states = self.states as f64;
        println!(
            "| {decisions} | {} | {} | {} | {} | {:.3} | {:.2} | {:.0}, {:.0} | {:.3} |",
            self.kind.name(),
            self.threads,
            grouped(self.states),
            grouped(self.transitions),
            self.exploring,
            states / self.exploring / 1e6,
            self.peak as f64 / states,
            self.kept as f64 / states,
            self.answering,
        );
    }
}

fn plots(rows: &[Row], threads: &[usize]) -> Vec<Plot> {
    let series = |name: String, kind: States, threads: usize, of: fn(&Row) -> f64| {
        let rows = rows.iter().filter(|row| row.kind == kind && row.threads == threads);
        Series { name, points: rows.map(|row| (row.states as f64, of(row))).collect() }
    };
    let on = |threads: usize| if threads == 1 { "1 thread".into() } else { format!("{threads} threads") };
    let mut plots = Vec::new();
    for kind in States::ALL {
        let mut lines: Vec<_> =
            threads.iter().map(|&threads| series(on(threads), kind, threads, |row| row.exploring)).collect();
        lines.push(series("soundness and odds".into(), kind, 1, |row| row.answering));
        plots.push(Plot {
            title: format!("Exploring the generated week, {}", kind.name()),
            x: "states".into(),
            y: "seconds".into(),
            series: lines,
        });
    }
    let memory = States::ALL.map(|kind| {
        [
            series(format!("{}, most held", kind.name()), kind, 1, |row| row.peak as f64),
            series(format!("{}, kept", kind.name()), kind, 1, |row| row.kept as f64),
        ]
    });
    plots.push(Plot {
        title: "Memory while exploring".into(),
        x: "states".into(),
        y: "bytes".into(),
        series: memory.into_iter().flatten().collect(),
    });
    plots
}
