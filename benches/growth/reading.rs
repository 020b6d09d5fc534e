//! How reading grows with the scenes: from the text to a story that can be played, beside what `ron` alone takes to read the same
//! bytes into a value.

use std::hint::black_box;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use two_hats::scenario::read::MAX_BYTES;

use crate::peak::peak;
use crate::plot::{Plot, Series};
use crate::{Effort, ask, brief, grouped, load, median, scenes};

/// Every so-many-th scene has choices.
const CHOICES_EVERY: usize = 19;

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Scenes {
    /// As large scenarios have them; some 300,000 fit into the most that a scenario may have.
    Full,
    /// With hardly a word.
    Brief,
}

impl Scenes {
    const ALL: [Self; 2] = [Self::Full, Self::Brief];

    const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Brief => "brief",
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Case {
    count: usize,
    kind: Scenes,
    effort: Effort,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    count: usize,
    kind: Scenes,
    /// The size of the text, in bytes.
    size: usize,
    /// The medians, in seconds.
    ours: f64,
    ron: f64,
    /// The most that our reading held, the text included, in bytes.
    peak: u64,
}

/// Measures 10² scenes and on, two rows for each power of ten.
pub(crate) fn measure(effort: Effort) -> Vec<Plot> {
    println!("| scenes | kind | MB | ms | `ron` | times `ron` | memory, MB | in sizes of the file |");
    println!("|---|---|---|---|---|---|---|---|");
    let mut rows = Vec::new();
    let mut left_out = Vec::new();
    for kind in Scenes::ALL {
        for half in 4..=12 {
            let count = 10_f64.powf(f64::from(half) / 2.0).round() as usize;
            let Some(row) = ask::<Option<Row>>(&crate::Case::Reading(Case { count, kind, effort })) else {
                left_out.push(format!("{} ({})", grouped(count), kind.name()));
                break;
            };
            row.print();
            rows.push(row);
        }
    }
    if !left_out.is_empty() {
        println!(
            "\nScenarios of {} scenes and more are left out: more than {} scenes, or than the {} MiB that a scenario may have.",
            left_out.join(" and "),
            grouped(effort.most),
            MAX_BYTES >> 20
        );
    }
    println!();
    plots(&rows)
}

impl Case {
    /// Returns nothing if there are too many scenes.
    pub(crate) fn measure(&self) -> Option<Row> {
        let &Self { count, kind, effort } = self;
        if count > effort.most {
            return None;
        }
        let before = peak();
        let text = match kind {
            Scenes::Full => scenes::scenes(count, CHOICES_EVERY),
            Scenes::Brief => brief::brief(count, CHOICES_EVERY),
        };
        if text.len() > MAX_BYTES {
            return None;
        }
        let mut ours = vec![seconds(|| load(&text))];
        let peak = peak() - before;
        let ron = || ron::from_str::<ron::Value>(&text).expect("RON");
        let mut theirs = vec![seconds(ron)];
        for _ in 1..effort.rounds(ours[0]) {
            ours.push(seconds(|| load(&text)));
            theirs.push(seconds(ron));
        }
        Some(Row { count, kind, size: text.len(), ours: median(ours), ron: median(theirs), peak })
    }
}

impl Row {
    fn print(&self) {
        println!(
            "| {} | {} | {:.2} | {:.1} | {:.1} | {:.2} | {:.1} | {:.1} |",
            grouped(self.count),
            self.kind.name(),
            self.size as f64 / 1e6,
            self.ours * 1e3,
            self.ron * 1e3,
            self.ours / self.ron,
            self.peak as f64 / 1e6,
            self.peak as f64 / self.size as f64,
        );
    }
}

fn seconds<T>(work: impl Fn() -> T) -> f64 {
    let begun = Instant::now();
    let result = black_box(work());
    let seconds = begun.elapsed().as_secs_f64();
    drop(result);
    seconds
}

fn plots(rows: &[Row]) -> Vec<Plot> {
    let series = |name: &str, of: fn(&Row) -> f64| {
        Scenes::ALL.map(|kind| {
            let rows = rows.iter().filter(|row| row.kind == kind);
            let points = rows.map(|row| (row.count as f64, of(row))).collect();
            Series { name: format!("{name}, {}", kind.name()), points }
        })
    };
    let plot = |title: &str, unit: &str, series: [[Series; 2]; 2]| Plot {
        title: title.into(),
        x: "scenes".into(),
        y: unit.into(),
        series: series.into_iter().flatten().collect(),
    };
    let ours = series("Story::load", |row| row.ours);
    let ron = series("ron::Value", |row| row.ron);
    let held = series("most held", |row| row.peak as f64);
    let file = series("the file", |row| row.size as f64);
    vec![
        plot("Reading a scenario", "seconds", [ours, ron]),
        plot("Memory while reading", "bytes", [held, file]),
    ]
}
