//! The scenario files that a command line names.

use std::path::PathBuf;

use anyhow::{Context, bail};

use crate::storage::scenario_files;

/// Returns the files named and those in the folders named; an error where a folder has none.
pub(super) fn find(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        let found = scenario_files(path).with_context(|| format!("cannot list `{}`", path.display()))?;
        if found.is_empty() {
            bail!("`{}` holds no scenario files (their names end in `.ron`)", path.display());
        }
        files.extend(found);
    }
    Ok(files)
}

/// Counts scenarios in words: `1 scenario`, `2 scenarios`.
pub(super) fn count(files: usize) -> String {
    format!("{files} {}", if files == 1 { "scenario" } else { "scenarios" })
}
