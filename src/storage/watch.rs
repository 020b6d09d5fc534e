//! Looks at the files of a scenario again and again, to notice when their author saves one.
//!
//! Looking is asking the system for each file's time and length: that notices every way of saving (in place, by
//! renaming, by deleting and writing anew), on every kind of disk, and costs next to nothing. A file counts as saved once
//! two looks in a row find all files the same, so that none is read while an editor still writes it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::texts::{Stamp, stamps};
use super::{Loaded, load_scenario};
use crate::diagnostic::Source;

/// The time between two looks: a save is noticed within twice this.
pub const LOOK_EVERY: Duration = Duration::from_millis(15);

/// A scenario under watch.
#[derive(Debug)]
pub struct Watch {
    path: PathBuf,
    source: Source,
    /// The files, with what each was found to be when it was read.
    files: Vec<PathBuf>,
    read: Vec<Stamp>,
    /// What the latest look found, if it was new then.
    settling: Option<Vec<Stamp>>,
}

impl Watch {
    /// Watches the files of a scenario for anything else than what was loaded from them.
    pub fn new(path: &Path, loaded: &Loaded) -> Self {
        let (files, read) = loaded.files.clone();
        Self { path: path.to_owned(), source: loaded.source.clone(), files, read, settling: None }
    }

    /// Looks once; returns the scenario if a file was saved with another text since, or is gone.
    pub fn look(&mut self) -> Option<Loaded> {
        let found = stamps(&self.files);
        if found == self.read && self.settling.is_none() {
            return None;
        }
        if self.settling.as_ref() != Some(&found) {
            self.settling = Some(found);
            return None;
        }
        let loaded = load_scenario(&self.path);
        if stamps(&self.files) != found {
            // One was written while it was read: the next look decides.
            return None;
        }
        (self.files, self.read) = loaded.files.clone();
        self.settling = None;
        if loaded.source == self.source && self.read.iter().all(Option::is_some) {
            return None;
        }
        self.source = loaded.source.clone();
        Some(loaded)
    }
}
