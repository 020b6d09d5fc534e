//! Scenario files: finding, reading and checking them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{MAX_FILE, TextError, read_text};
use crate::diagnostic::{Class, Code, Diagnostic, Source};
use crate::scenario::model::Scenario;
use crate::simulation::Story;

/// A scenario file, read and checked.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Its name and text; the text is empty where it could not be read.
    pub source: Source,
    /// The story, unless there are errors.
    pub story: Option<Arc<Story>>,
    /// What could be read of a scenario with errors.
    pub draft: Option<Arc<Scenario>>,
    /// Everything there is to say about the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// Returns the scenario, as far as it could be read.
    pub fn scenario(&self) -> Option<&Scenario> {
        self.story.as_deref().map(Story::scenario).or(self.draft.as_deref())
    }
}

/// Reads and checks a scenario file. Whatever is wrong with the file is a diagnostic too.
pub fn load_scenario(path: &Path) -> Loaded {
    let name = path.display().to_string();
    match read_text(path) {
        Ok(text) => {
            let (story, diagnostics) = Story::load_or_draft(&text);
            let (story, draft) = match story {
                Ok(story) => (Some(Arc::new(story)), None),
                Err(draft) => (None, draft.map(Arc::from)),
            };
            Loaded { source: Source::new(name, text), story, draft, diagnostics }
        }
        Err(error) => Loaded {
            source: Source::new(name, String::new()),
            story: None,
            draft: None,
            diagnostics: vec![diagnose(&error)],
        },
    }
}

fn diagnose(error: &TextError) -> Diagnostic {
    let (code, help) = match error {
        TextError::Unreadable(_) => (Code::UNREADABLE, "check the name and that you may read it".to_owned()),
        TextError::TooLarge => (
            Code::TOO_LARGE,
            format!("a scenario file may have {} MiB; is this the right file?", MAX_FILE >> 20),
        ),
        TextError::NotUtf8(_) => (Code::NOT_UTF8, "save it as UTF-8 in your editor".to_owned()),
    };
    Diagnostic {
        code,
        class: Class::Error,
        span: None,
        message: error.to_string(),
        other: None,
        help: Some(help),
    }
}

/// Returns the scenario files that a path names: itself, or all `.ron` files in a folder and its folders,
/// by name.
pub fn scenario_files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // A link to a folder could lead round in a circle.
        if entry.file_type()?.is_dir() {
            found.extend(scenario_files(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "ron") {
            found.push(path);
        }
    }
    Ok(found)
}
