//! Looks at a scenario file again and again, to notice when its author saves it.
//!
//! Looking is asking the system for the file's time and length: that notices every way of saving (in place, by
//! renaming, by deleting and writing anew), on every kind of disk, and costs next to nothing. A file counts as saved once
//! two looks in a row find it the same, so that one is not read while an editor still writes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Loaded, load_scenario};

/// The time between two looks: a save is noticed within twice this.
pub const LOOK_EVERY: Duration = Duration::from_millis(15);

/// A scenario file under watch.
#[derive(Debug)]
pub struct Watch {
    path: PathBuf,
    text: String,
    read: Stamp,
    /// What the latest look found, if it was new then.
    settling: Option<Stamp>,
}

/// When a file was written and how long it is; nothing where there is none.
type Stamp = Option<(SystemTime, u64)>;

impl Watch {
    /// Watches a file for anything else than what was loaded from it.
    pub fn new(path: &Path, loaded: &Loaded) -> Self {
        Self { path: path.to_owned(), text: loaded.source.text().to_owned(), read: None, settling: None }
    }

    /// Looks once; returns what the file holds if it was saved with another text since, or is gone.
    pub fn look(&mut self) -> Option<Loaded> {
        let stamp = stamp(&self.path);
        if stamp == self.read && self.settling.is_none() {
            return None;
        }
        if self.settling.replace(stamp) != Some(stamp) {
            return None;
        }
        let loaded = load_scenario(&self.path);
        if self::stamp(&self.path) != stamp {
            // It was written while it was read: the next look decides.
            return None;
        }
        (self.read, self.settling) = (stamp, None);
        let text = loaded.source.text();
        if text == self.text && stamp.is_some() {
            return None;
        }
        text.clone_into(&mut self.text);
        Some(loaded)
    }
}

fn stamp(path: &Path) -> Stamp {
    let meta = fs::metadata(path).ok()?;
    Some((meta.modified().ok()?, meta.len()))
}
