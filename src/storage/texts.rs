//! Reads what a scenario is written in: its file, or the manifest of a pack and the files that it lists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use super::{MAX_FILE, TextError, read_text};
use crate::diagnostic::{Class, Code, Diagnostic, Source, Span, Spanned};
use crate::scenario::files::MANIFEST;
use crate::scenario::read::{listed, lists_files};

/// How often files that change while they are read are read at most.
const TRIES: usize = 5;

/// The time between two tries.
const PAUSE: Duration = Duration::from_millis(20);

/// When a file was written and how long it is; nothing where there is none.
pub(super) type Stamp = Option<(SystemTime, u64)>;

/// What a scenario is written in, as it lay on disk at one moment.
#[derive(Debug, Clone)]
pub struct Texts {
    /// Names and texts, without those that could not be read.
    pub source: Source,
    /// The paths of the files, in the order of the source if nothing is wrong; those that could not be read too.
    pub paths: Vec<PathBuf>,
    /// Files that lie beside those of a pack and that it does not list, by their paths from its folder.
    pub unlisted: Vec<String>,
    /// Why the scenario cannot be had; nothing where it can.
    pub problems: Vec<Diagnostic>,
    /// What each path was found to be just before it was read.
    pub(super) stamps: Vec<Stamp>,
}

impl Texts {
    /// Returns the files whose text differs in an edited source, with that text.
    pub fn changed(&self, edited: &Source) -> Vec<(PathBuf, String)> {
        let text =
            |source: &Source| source.parts().map(|bytes| source.text()[bytes].to_owned()).collect::<Vec<_>>();
        let files = self.paths.iter().zip(text(&self.source).into_iter().zip(text(edited)));
        files.filter(|(_, (old, new))| old != new).map(|(path, (_, new))| (path.clone(), new)).collect()
    }
}

/// Reads the files of a scenario; a folder stands for the manifest in it.
///
/// Files that are written at the same time are read again, until all were as they are throughout.
pub fn read_texts(path: &Path) -> Texts {
    let main = main_file(path);
    let mut tries = 1;
    loop {
        let mut texts = read_once(&main);
        if texts.stamps == stamps(&texts.paths) {
            return texts;
        }
        if tries == TRIES {
            let problem =
                Diagnostic::file(Code::UNREADABLE, "it is written while it is read, again and again");
            texts.problems = vec![problem.with_help("try again once the program that writes it is done")];
            return texts;
        }
        tries += 1;
        thread::sleep(PAUSE);
    }
}

/// Returns the file that a scenario begins with: a folder's manifest, if it has one.
fn main_file(path: &Path) -> PathBuf {
    let manifest = path.join(MANIFEST);
    if manifest.is_file() { manifest } else { path.to_owned() }
}

/// Returns the files that a manifest lists, and what is wrong with the list; nothing where it is no manifest.
fn files_of(path: &Path, text: &str) -> Option<(Vec<Spanned<String>>, Vec<Diagnostic>)> {
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

/// Finds what each file is at this moment.
pub(super) fn stamps(paths: &[PathBuf]) -> Vec<Stamp> {
    paths.iter().map(|path| stamp(path)).collect()
}

fn stamp(path: &Path) -> Stamp {
    // What comes through a pipe changes while it is read, and comes once.
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((meta.modified().ok()?, meta.len()))
}

fn read_once(main: &Path) -> Texts {
    let name = |path: &Path| path.display().to_string();
    let (paths, stamps) = (vec![main.to_owned()], vec![stamp(main)]);
    let (text, problems) = match read_text(main) {
        Ok(text) => (text, Vec::new()),
        Err(error) => (String::new(), vec![unreadable(&error)]),
    };
    let list = files_of(main, &text);
    let mut texts =
        Texts { source: Source::new(name(main), ""), paths, unlisted: Vec::new(), problems, stamps };
    let mut files = vec![(name(main), text)];
    if let Some((listed, problems)) = list {
        texts.problems = problems;
        let mut pack = Pack::new(main, files[0].1.len() as u64);
        for file in &listed {
            let path = main.with_file_name(&file.value);
            texts.stamps.push(stamp(&path));
            match pack.read(&path, file) {
                Ok(text) => files.push((name(&path), text)),
                Err(problem) => texts.problems.push(problem),
            }
            texts.paths.push(path);
        }
        texts.problems.sort_by_key(|problem| problem.span.map(|span| span.start));
        texts.unlisted = unlisted(main, &listed);
    }
    texts.source = Source::of_files(files);
    texts
}

/// What was met of a pack so far.
struct Pack {
    /// The folder, as the system calls it.
    folder: Option<PathBuf>,
    /// The files, as the system calls them, and as they are called in the list.
    met: BTreeMap<PathBuf, (String, Option<Span>)>,
    /// How many bytes there were.
    bytes: u64,
}

impl Pack {
    fn new(manifest: &Path, bytes: u64) -> Self {
        let folder = fs::canonicalize(folder_of(manifest)).ok();
        let met = fs::canonicalize(manifest).map(|real| (real, (MANIFEST.into(), None)));
        Self { folder, met: met.into_iter().collect(), bytes }
    }

    /// Reads a listed file.
    fn read(&mut self, path: &Path, file: &Spanned<String>) -> Result<String, Diagnostic> {
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

/// Says why a file cannot be read.
fn unreadable(error: &TextError) -> Diagnostic {
    let (code, help) = match error {
        TextError::Unreadable(reason) if reason.kind() == io::ErrorKind::IsADirectory => (
            Code::UNREADABLE,
            format!("name a file; a folder is one scenario only where a `{MANIFEST}` in it lists its files"),
        ),
        TextError::Unreadable(_) => (Code::UNREADABLE, "check the name and that you may read it".to_owned()),
        TextError::TooLarge => {
            (Code::TOO_LARGE, format!("a scenario may have {} MiB; is this the right file?", MAX_FILE >> 20))
        }
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

/// Returns the RON files that lie beside those of a pack, in its folder and in the folders of its files.
fn unlisted(manifest: &Path, listed: &[Spanned<String>]) -> Vec<String> {
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
