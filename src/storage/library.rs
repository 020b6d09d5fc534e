//! The scenarios that can be played, and those that are broken.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Folders, Loaded, load_scenario, scenario_files};
use crate::scenario::files::MANIFEST;
use crate::simulation::Story;

/// All scenarios in the library's folders.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The scenarios, shipped ones first, then by name.
    pub entries: Vec<Entry>,
}

/// One scenario of the library.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its file; of a pack, the manifest.
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

    /// Returns the scenario that a play was recorded with: that with its id and, where several have it, its meaning; the
    /// first of them where none has that meaning any more.
    pub fn find(&self, id: &str, meaning: Option<&str>) -> Option<&Arc<Story>> {
        let named = || self.stories().filter(|story| story.scenario().id == id);
        meaning
            .and_then(|meaning| named().find(|story| story.meaning() == meaning))
            .or_else(|| named().next())
    }

    /// Returns the title of a scenario, with the place of its file where another one is titled alike.
    pub fn title(&self, entry: &Entry, story: &Story) -> String {
        let title = &story.scenario().title;
        let alike = self.stories().filter(|other| other.scenario().title == *title).count();
        if alike > 1 { format!("{title} ({})", entry.name()) } else { title.clone() }
    }
}

impl Entry {
    /// The name of the file; of a pack, that of its folder too.
    pub fn name(&self) -> String {
        let name = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let file = name(&self.path);
        match self.path.parent().filter(|folder| file == MANIFEST && folder.file_name().is_some()) {
            Some(folder) => format!("{}/{file}", name(folder)),
            None => file,
        }
    }
}

fn same(a: &Path, b: &Path) -> bool {
    a == b || a.canonicalize().ok().is_some_and(|a| b.canonicalize().is_ok_and(|b| a == b))
}
