//! How far an exploring is, as a line that is written over itself; for terminals only.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::analysis::Stage;
use crate::cli::bars::{bar, fit};

/// So long a line stands at least.
const EVERY: Duration = Duration::from_millis(100);

/// The letters of the bar.
const BAR: usize = 20;

/// A line of progress.
pub(super) struct Line {
    is_shown: bool,
    /// What was explored last, when that began, and when the line was written last.
    last: Option<(String, Instant, Instant)>,
}

impl Line {
    pub(super) fn new() -> Self {
        Self { is_shown: io::stderr().is_terminal(), last: None }
    }

    /// Shows what is done, if there is somebody to see it. The bar is the share of what is known of that was looked at: it
    /// shrinks where more is found.
    pub(super) fn show(&mut self, stage: Stage<'_>) {
        if !self.is_shown {
            return;
        }
        let now = Instant::now();
        let (what, progress) = match stage {
            Stage::Exploring { what, progress } => (what, Some(progress)),
            Stage::Answering { what } => (what, None),
        };
        let begun = match &self.last {
            Some((known, begun, shown)) if known == what => {
                if now - *shown < EVERY {
                    return;
                }
                *begun
            }
            _ => now,
        };
        self.last = Some((what.to_owned(), begun, now));
        let words = progress.map_or_else(String::new, |progress| {
            let share = progress.states as f64 / (progress.states + progress.waiting).max(1) as f64;
            let rate = progress.states as f64 / (now - begun).as_secs_f64().max(1e-3);
            let states = progress.states;
            let bar = fit(&bar(share, BAR), BAR);
            format!("  │{bar}│ {states} states, {rate:.0} a second, {} ways to follow", progress.waiting)
        });
        // Where the line cannot be written, nobody misses it.
        let _ = write!(io::stderr(), "\r\x1b[2K{what}{words}").and_then(|()| io::stderr().flush());
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.last.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}
