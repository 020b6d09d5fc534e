//! Scenario files: finding, reading and checking them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::pack::{is_manifest, is_ron, manifest_above};
use super::texts::{Stamp, Texts, read_texts};
use crate::diagnostic::{Code, Diagnostic, Source};
use crate::scenario::files::{Files, MANIFEST};
use crate::scenario::model::Scenario;
use crate::simulation::Story;

/// A scenario, read and checked.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The names and texts of its files; empty where they could not be read.
    pub source: Source,
    /// The story, unless there are errors.
    pub story: Option<Arc<Story>>,
    /// What could be read of a scenario with errors.
    pub draft: Option<Arc<Scenario>>,
    /// Everything there is to say about the scenario.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were read or could not be, with what each was found to be.
    pub(super) files: (Vec<PathBuf>, Vec<Stamp>),
}

impl Loaded {
    /// Returns the scenario, as far as it could be read.
    pub fn scenario(&self) -> Option<&Scenario> {
        self.story.as_deref().map(Story::scenario).or(self.draft.as_deref())
    }
}

/// Reads and checks a scenario: a file, or the folder of a pack. Whatever is wrong with its files is a diagnostic too.
pub fn load_scenario(path: &Path) -> Loaded {
    let Texts { source, paths, unlisted, problems, stamps } = read_texts(path);
    let (story, mut diagnostics) = if problems.is_empty() {
        Story::load_or_draft(Files::from(&source).with_unlisted(&unlisted))
    } else {
        (Err(None), problems)
    };
    for part in diagnostics.iter_mut().filter(|diagnostic| diagnostic.code == Code::PART) {
        part.help = Some(where_it_belongs(path));
    }
    let (story, draft) = match story {
        Ok(story) => (Some(Arc::new(story)), None),
        Err(draft) => (None, draft.map(Arc::from)),
    };
    Loaded { source, story, draft, diagnostics, files: (paths, stamps) }
}

/// Says what to do with a part that was named in place of its pack.
fn where_it_belongs(part: &Path) -> String {
    if part.is_dir() || part.file_name().is_some_and(|name| name == MANIFEST) {
        return format!(
            "`{MANIFEST}` is the manifest: it holds a `Scenario(…)` that lists the parts in `files`"
        );
    }
    match manifest_above(part) {
        Some((manifest, true)) => format!("name its pack in place of it: `{}`", manifest.display()),
        Some((manifest, false)) => format!("add it to `files` in `{}`", manifest.display()),
        None => format!(
            "no `{MANIFEST}` in its folder or above lists files; write one there, a `Scenario(…)` with `files`"
        ),
    }
}

/// Returns the scenarios that a path names: itself, or all in a folder and its folders, by name.
///
/// A folder whose `scenario.ron` lists files is one scenario, named by that file; every other `.ron` file is one too.
pub fn scenario_files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let manifest = path.join(MANIFEST);
    if is_manifest(&manifest) {
        return Ok(vec![manifest]);
    }
    let mut found = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // A link to a folder could lead round in a circle.
        if entry.file_type()?.is_dir() {
            found.extend(scenario_files(&path)?);
        } else if is_ron(&path) {
            found.push(path);
        }
    }
    Ok(found)
}
