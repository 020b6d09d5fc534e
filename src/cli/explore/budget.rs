//! How much an exploring may take.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::analysis::{Limits, Progress};

/// What an exploring may take; it stops early on Ctrl-C too.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Budget {
    /// The memory to explore within, in MiB; what does not fit is left out, and the answer says so.
    #[arg(long, value_name = "MIB", default_value = "4096")]
    memory: NonZeroUsize,

    /// On how many threads; by default one for each core.
    #[arg(long, value_name = "T")]
    threads: Option<NonZeroUsize>,
}

impl Budget {
    /// Explores within the budget, until `stop` is set.
    pub(super) fn explore<T>(self, stop: &AtomicBool, explore: impl FnOnce(Limits<'_>) -> T) -> T {
        let threads = self.threads.or_else(|| thread::available_parallelism().ok());
        let most = self.memory.get().saturating_mul(1 << 20);
        explore(Limits {
            threads: threads.map_or(1, NonZeroUsize::get),
            go_on: &mut |Progress { bytes, .. }| bytes < most && !stop.load(Ordering::Relaxed),
        })
    }
}
