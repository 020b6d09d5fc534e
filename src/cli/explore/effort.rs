//! What a question about everything that can happen may take, and what it took.

use std::num::NonZeroUsize;

use serde::Serialize;

use super::progress::Line;
use crate::analysis::{Stage, Work};
use crate::cli::budget::{Budget, Bytes, Met, Threads, peak_memory};
use crate::cli::{FINE, interrupt};

/// What may be used.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Effort {
    #[command(flatten)]
    pub(super) budget: Budget,

    #[command(flatten)]
    threads: Threads,
}

/// How an exploring was run; an answer that is complete does not depend on it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Run {
    pub(super) threads: NonZeroUsize,
    pub(super) seconds: f64,
    /// The most memory that was in use, in bytes.
    pub(super) peak_memory: Option<Bytes>,
    /// The limit that was met.
    pub(super) stopped: Option<Met>,
}

impl Effort {
    /// Answers a question within the budget, and shows how far it is.
    pub(super) fn run<T>(self, answer: impl FnOnce(&mut Work<'_>) -> T) -> anyhow::Result<(T, Run)> {
        let (mut used, mut line) = (self.budget.begin()?, Line::new());
        let threads = self.threads.count();
        let mut go_on = |stage: Stage<'_>| {
            line.show(stage);
            used.go_on(match stage {
                Stage::Exploring { progress, .. } => progress.bytes,
                Stage::Answering { .. } => 0,
            })
        };
        let found = answer(&mut Work { threads: threads.get(), go_on: &mut go_on });
        drop(line);
        let run = Run { threads, seconds: used.seconds(), peak_memory: peak_memory(), stopped: used.met };
        Ok((found, run))
    }

    /// Says which limit a run met.
    pub(super) fn stopped(self, run: Run) -> String {
        run.stopped.map_or_else(|| "a limit of the program".to_owned(), |met| self.budget.words(met))
    }
}

impl Run {
    /// The exit code of an answer that is right as far as it goes.
    pub(super) fn exit(self) -> u8 {
        if self.stopped == Some(Met::Interrupt) { interrupt::INTERRUPTED } else { FINE }
    }
}
