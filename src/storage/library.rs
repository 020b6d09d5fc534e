//! The scenarios that can be played, and those that are broken.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Folders, Loaded, load_scenario, scenario_files};
use crate::simulation::Story;

/// All scenario files in the library's folders.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The files, shipped ones first, then by name.
    pub entries: Vec<Entry>,
}

/// One file of the library.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file.
    pub path: PathBuf,
    /// Whose it is.
    pub origin: Origin,
    /// What is in it.
    pub loaded: Loaded,
}

/// Whose a scenario is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Given on the command line.
    Given,
    /// Comes with the program.
    Shipped,
    /// The user's own.
    Own,
}

impl Library {
    /// Reads every scenario of the folders, and the file that was given.
    pub fn read(folders: &Folders, given: Option<&Path>) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let shelves = given
            .map(|path| (path, Origin::Given))
            .into_iter()
            .chain(folders.shipped.as_deref().map(|folder| (folder, Origin::Shipped)))
            .chain([(folders.own.as_path(), Origin::Own)]);
        for (shelf, origin) in shelves {
            if origin == Origin::Own && !shelf.is_dir() {
                continue;
            }
            // A folder that cannot be listed shows as one broken entry.
            for path in scenario_files(shelf).unwrap_or_else(|_| vec![shelf.to_owned()]) {
                if !entries.iter().any(|entry| same(&entry.path, &path)) {
                    entries.push(Entry { loaded: load_scenario(&path), path, origin });
                }
            }
        }
        Self { entries }
    }

    /// The scenarios that can be played.
    pub fn stories(&self) -> impl Iterator<Item = &Arc<Story>> {
        self.entries.iter().filter_map(|entry| entry.loaded.story.as_ref())
    }

    /// Returns the first scenario with an id.
    pub fn find(&self, id: &str) -> Option<&Arc<Story>> {
        self.stories().find(|story| story.scenario().id == id)
    }
}

fn same(a: &Path, b: &Path) -> bool {
    a == b || a.canonicalize().ok().is_some_and(|a| b.canonicalize().is_ok_and(|b| a == b))
}
