//! Reads what a scenario is written in: its file, or the manifest of a pack and the files that it lists.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use super::pack::{Pack, files_of, main_file, unlisted};
use super::{MAX_FILE, TextError, read_text};
use crate::diagnostic::{Class, Code, Diagnostic, Source};
use crate::scenario::files::MANIFEST;

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

/// Says why a file cannot be read.
pub(super) fn unreadable(error: &TextError) -> Diagnostic {
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
