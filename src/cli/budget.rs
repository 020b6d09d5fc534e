//! Budgets of memory and time, and what was used of them.

use std::fmt;
use std::fs;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::interrupt;

/// What may be used. Both are looked at between pieces of work, so that a little more may be.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Budget {
    /// How much memory may be used, such as 512M or 2G.
    #[arg(long, value_name = "SIZE", default_value = "2G", value_parser = bytes)]
    memory: Bytes,

    /// How long it may take, such as 90s or 5m; by default as long as it takes.
    #[arg(long, value_name = "T", value_parser = duration)]
    time: Option<Time>,
}

/// On how many threads work is done.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(super) struct Threads {
    /// On how many threads; by default one for each core.
    #[arg(long, value_name = "T")]
    threads: Option<NonZeroUsize>,
}

/// An amount of memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Bytes(pub(super) u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Time(Duration);

/// A budget that is being used up.
#[derive(Debug)]
pub(super) struct Use {
    budget: Budget,
    begun: Instant,
    interrupted: Arc<AtomicBool>,
    /// The limit that was met first.
    pub(super) met: Option<Met>,
}

/// A limit that was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Met {
    Memory,
    Time,
    Interrupt,
}

impl Budget {
    /// Begins to use it; from now on Ctrl-C is one of its limits.
    pub(super) fn begin(self) -> anyhow::Result<Use> {
        let interrupted = interrupt::stop_on_interrupt()?;
        Ok(Use { budget: self, begun: Instant::now(), interrupted, met: None })
    }

    /// Says which limit was met.
    pub(super) fn words(self, met: Met) -> String {
        match met {
            Met::Memory => format!("the memory budget of {}", self.memory),
            Met::Time => {
                let time = self.time.map_or(0.0, |Time(time)| time.as_secs_f64());
                format!("the time budget of {time} s")
            }
            Met::Interrupt => "Ctrl-C".to_owned(),
        }
    }
}

impl Threads {
    /// How many there are.
    pub(super) fn count(self) -> NonZeroUsize {
        let threads = self.threads.or_else(|| thread::available_parallelism().ok());
        threads.unwrap_or(NonZeroUsize::MIN)
    }
}

impl Use {
    /// Says whether to go on, given how many bytes an exploring has in use by its own count.
    pub(super) fn go_on(&mut self, bytes: usize) -> bool {
        let now = if self.interrupted.load(Ordering::Relaxed) {
            Some(Met::Interrupt)
        } else if self.budget.time.is_some_and(|Time(time)| self.begun.elapsed() >= time) {
            Some(Met::Time)
        } else if bytes as u64 > self.budget.memory.0 / 4 * 3 {
            Some(Met::Memory)
        } else {
            None
        };
        self.met = self.met.or(now);
        now.is_none()
    }

    /// How long it has been, in seconds.
    pub(super) fn seconds(&self) -> f64 {
        self.begun.elapsed().as_secs_f64()
    }
}

/// The most memory that this process had in use at any time, where the system tells.
pub(super) fn peak_memory() -> Option<Bytes> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(Bytes(kilobytes * 1024))
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, name) = match self.0 {
            0..1_048_576 => (1 << 10, "KiB"),
            1_048_576..1_073_741_824 => (1 << 20, "MiB"),
            _ => (1 << 30, "GiB"),
        };
        let amount = self.0 as f64 / f64::from(unit);
        let digits = usize::from(amount < 10.0 && amount.fract() != 0.0);
        write!(f, "{amount:.digits$} {name}")
    }
}

/// Reads an amount of memory: a number and K, M or G.
fn bytes(text: &str) -> Result<Bytes, String> {
    let wrong = || "this is no amount of memory; write a number and K, M or G, such as 2G".to_owned();
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let unit = match unit.trim().to_ascii_uppercase().trim_end_matches('B').trim_end_matches('I') {
        "K" => Some(1 << 10),
        "M" => Some(1 << 20),
        "G" => Some(1 << 30),
        _ => None,
    };
    match (number.parse::<u64>(), unit) {
        (Ok(0), _) => Err("without memory nothing can be explored; give more than 0, such as 2G".to_owned()),
        (Ok(number), Some(unit)) => number.checked_mul(unit).map(Bytes).ok_or_else(wrong),
        _ => Err(wrong()),
    }
}

/// Reads a duration: a number and s, m or h; seconds without a unit.
fn duration(text: &str) -> Result<Time, String> {
    let wrong = || "this is no duration; write a number and s, m or h, such as 90s".to_owned();
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let unit = match unit.trim() {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return Err(wrong()),
    };
    match number.parse::<u64>().ok().and_then(|number| number.checked_mul(unit)) {
        Some(0) => Err("without time nothing can be explored; give more than 0, such as 90s".to_owned()),
        Some(seconds) => Ok(Time(Duration::from_secs(seconds))),
        None => Err(wrong()),
    }
}
