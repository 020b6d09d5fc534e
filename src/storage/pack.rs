//! The files of a pack: which they are, and reading those that its manifest lists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::texts::unreadable;
use super::{MAX_FILE, TextError, read_text};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::scenario::files::MANIFEST;
use crate::scenario::read::{listed, lists_files};

/// Returns the file that a scenario begins with: a folder's manifest, if it has one.
pub(super) fn main_file(path: &Path) -> PathBuf {
    let manifest = path.join(MANIFEST);
    if manifest.is_file() { manifest } else { path.to_owned() }
}

/// Returns the files that a manifest lists, and what is wrong with the list; nothing where it is no manifest.
pub(super) fn files_of(path: &Path, text: &str) -> Option<(Vec<Spanned<String>>, Vec<Diagnostic>)> {
    (path.file_name()? == MANIFEST).then(|| listed(text))?
}

/// Tells whether a file is the manifest of a pack.
pub(super) fn is_manifest(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == MANIFEST)
        && read_text(path).is_ok_and(|text| lists_files(&text))
}

/// Returns the paths of the files that a scenario is written in, its main file first.
pub fn scenario_paths(path: &Path) -> Vec<PathBuf> {
    let main = main_file(path);
    let text = read_text(&main).unwrap_or_default();
    let (files, _) = files_of(&main, &text).unwrap_or_default();
    let parts: Vec<_> = files.iter().map(|file| main.with_file_name(&file.value)).collect();
    [main].into_iter().chain(parts).collect()
}

/// Returns the RON files that lie beside those of a pack, in its folder and in the folders of its files.
pub(super) fn unlisted(manifest: &Path, listed: &[Spanned<String>]) -> Vec<String> {
    let known: BTreeSet<&str> = listed.iter().map(|file| file.value.as_str()).chain([MANIFEST]).collect();
    let folders: BTreeSet<&str> =
        known.iter().map(|file| file.rfind('/').map_or("", |end| &file[..=end])).collect();
    let mut found = Vec::new();
    for folder in folders {
        let entries = fs::read_dir(folder_of(manifest).join(folder)).into_iter().flatten().flatten();
        let files = entries.filter(|entry| is_ron(&entry.path()) && entry.path().is_file());
        let names = files.filter_map(|entry| Some(format!("{folder}{}", entry.file_name().to_str()?)));
        found.extend(names.filter(|name| !known.contains(name.as_str())));
    }
    found.sort();
    found
}

/// Tells whether a name ends as those of scenarios do.
pub(super) fn is_ron(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "ron")
}

/// Returns the nearest manifest above a file, and whether it lists the file.
pub(super) fn manifest_above(path: &Path) -> Option<(PathBuf, bool)> {
    let real = fs::canonicalize(path).ok()?;
    // As the path is written where that leads far enough, otherwise as the system calls it.
    let above = path.ancestors().skip(1).chain(real.ancestors().skip(1));
    let manifest = above.map(|folder| folder.join(MANIFEST)).find(|manifest| is_manifest(manifest))?;
    let lists =
        scenario_paths(&manifest).iter().any(|part| fs::canonicalize(part).is_ok_and(|part| part == real));
    Some((manifest, lists))
}

/// What was met of a pack so far.
pub(super) struct Pack {
    /// The folder, as the system calls it.
    folder: Option<PathBuf>,
    /// The files, as the system calls them, and as they are called in the list.
    met: BTreeMap<PathBuf, (String, Option<Span>)>,
    /// How many bytes there were.
    bytes: u64,
}

impl Pack {
    /// Begins with the manifest.
    pub(super) fn new(manifest: &Path, bytes: u64) -> Self {
        let folder = fs::canonicalize(folder_of(manifest)).ok();
        let met = fs::canonicalize(manifest).map(|real| (real, (MANIFEST.into(), None)));
        Self { folder, met: met.into_iter().collect(), bytes }
    }

    /// Reads a listed file.
    pub(super) fn read(&mut self, path: &Path, file: &Spanned<String>) -> Result<String, Diagnostic> {
        let error = |code, message: String| Diagnostic::error(code, file.span, message);
        if let Ok(real) = fs::canonicalize(path) {
            // A link may lead anywhere.
            if self.folder.as_ref().is_some_and(|folder| !real.starts_with(folder)) {
                let message = format!("`{}` leads out of the folder of the pack", file.value);
                let help = format!("put the file itself there; it is a link to `{}`", real.display());
                return Err(error(Code::PACK, message).with_help(help));
            }
            if let Some((name, first)) = self.met.get(&real) {
                let problem = error(Code::PACK, format!("`{}` is the same file as `{name}`", file.value));
                let problem = problem.with_help("remove one of them");
                return Err(match first {
                    Some(first) => problem.with_other(*first, "the first is here"),
                    None => problem,
                });
            }
            self.met.insert(real, (file.value.clone(), Some(file.span)));
        }
        let about = |error: &TextError| {
            let problem = unreadable(error);
            Diagnostic {
                span: Some(file.span),
                message: format!("`{}`: {}", file.value, problem.message),
                ..problem
            }
        };
        let text = read_text(path).map_err(|error| about(&error))?;
        // A line feed stands between two files.
        self.bytes += 1 + text.len() as u64;
        if self.bytes > MAX_FILE {
            let message = format!(
                "with `{}`, the files of the pack have more than {} MiB together",
                file.value,
                MAX_FILE >> 20
            );
            return Err(error(Code::TOO_LARGE, message).with_help("are these the right files?"));
        }
        Ok(text)
    }
}

/// Returns the folder that a file lies in.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
