//! What the files of plays are called.
//!
//! ```text
//! plays/friday-shipment.ron             the play in progress
//! plays/friday-shipment.2.ron           that of another scenario with the same id
//! plays/friday-shipment.unusable-1.ron  one that could not be read, kept
//! plays/done/friday-shipment-12.ron     a play that ended or was set aside
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use super::pack::is_ron;
use super::{WriteError, read_text};
use crate::simulation::Recording;

/// The name of a scenario's play, the first or a further one of scenarios with the same id.
pub(super) fn file_name(id: &str, number: usize) -> String {
    if number == 1 { format!("{id}.ron") } else { format!("{id}.{number}.ron") }
}

/// Returns the id and the number in the name of a play in progress; nothing for another file.
pub(super) fn scenario_of(path: &Path) -> Option<(&str, usize)> {
    let stem = path.file_stem()?.to_str()?;
    match stem.split_once('.') {
        None => Some((stem, 1)),
        Some((id, number)) => Some((id, number.parse().ok()?)),
    }
}

/// Returns the meaning of the scenario that a play was recorded with; nothing where it cannot be read.
pub(super) fn meaning_of(path: &Path) -> Option<String> {
    Some(Recording::read(&read_text(path).ok()?).ok()?.meaning)
}

/// The first of numbered names, from 1, that no file has.
pub(super) fn free(name: impl Fn(usize) -> PathBuf) -> PathBuf {
    let mut number = 1;
    while name(number).exists() {
        number += 1;
    }
    name(number)
}

/// The RON files of a folder, by name; none where the folder cannot be read.
pub(super) fn ron_files(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| is_ron(path) && path.is_file())
        .collect();
    files.sort();
    files.into_iter()
}

/// Moves a file and returns where it is now.
pub(super) fn moved(from: &Path, to: PathBuf) -> Result<PathBuf, WriteError> {
    match fs::rename(from, &to) {
        Ok(()) => Ok(to),
        Err(reason) => Err(WriteError { path: to, reason }),
    }
}
