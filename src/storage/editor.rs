//! Opens a file in the author's editor, at a line.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use thiserror::Error;

/// The variable that names the author's editor for this program, with `{file}`, `{line}` and `{column}` in it.
pub const EDITOR: &str = "TWO_HATS_EDITOR";

/// Editors with windows of their own, and how each is told the line.
const KNOWN: &[(&str, &[&str])] = &[
    ("code", &["--goto", "{file}:{line}:{column}"]),
    ("codium", &["--goto", "{file}:{line}:{column}"]),
    ("cursor", &["--goto", "{file}:{line}:{column}"]),
    ("zed", &["{file}:{line}:{column}"]),
    ("subl", &["{file}:{line}:{column}"]),
    ("kate", &["--line", "{line}", "--column", "{column}", "{file}"]),
    ("gnome-text-editor", &["{file}:{line}:{column}"]),
    ("gedit", &["+{line}:{column}", "{file}"]),
    ("mousepad", &["--line={line}", "--column={column}", "{file}"]),
    ("xed", &["+{line}", "{file}"]),
    ("geany", &["--line={line}", "--column={column}", "{file}"]),
    ("notepad++", &["-n{line}", "-c{column}", "{file}"]),
    ("emacsclient", &["--no-wait", "+{line}:{column}", "{file}"]),
    ("gvim", &["+{line}", "{file}"]),
];

/// Why no editor was opened.
#[derive(Debug, Error)]
pub enum EditorError {
    /// There is none that this program knows.
    #[error("no editor was found; set {EDITOR}, for example to `code --goto {{file}}:{{line}}:{{column}}`")]
    NoEditor,
    /// It could not be started.
    #[error("`{program}` could not be started: {error}; set {EDITOR} to another editor")]
    NotStarted {
        /// The program.
        program: String,
        /// What the system says.
        error: io::Error,
    },
}

/// Opens a file at a line and a column, both from 1; returns the name of the editor. Does not wait for it to end.
///
/// `TWO_HATS_EDITOR` comes first, then `VISUAL` and `EDITOR` where they name an editor with a window, then the first
/// known one that is installed.
pub fn open_in_editor(file: &Path, line: usize, column: usize) -> Result<String, EditorError> {
    let mut words = command().ok_or(EditorError::NoEditor)?.into_iter();
    let program = words.next().ok_or(EditorError::NoEditor)?;
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let filled = |word: String| {
        let word = word.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        word.replace("{file}", &file.to_string_lossy())
    };
    let started = Command::new(&program)
        .args(words.map(filled))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        Ok(mut child) => {
            // A child that nobody waits for stays in the system's list until this program ends.
            std::thread::spawn(move || child.wait());
            Ok(name(&program))
        }
        Err(error) => Err(EditorError::NotStarted { program, error }),
    }
}

/// Returns the program and its arguments, with the places for file, line and column.
fn command() -> Option<Vec<String>> {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
    if let Some(own) = set(EDITOR) {
        let mut words: Vec<_> = own.split_whitespace().map(str::to_owned).collect();
        if !own.contains("{file}") {
            words.push("{file}".to_owned());
        }
        return Some(words);
    }
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(set);
    let named = named.filter_map(|program| Some((program.clone(), arguments(&program)?)));
    let installed = KNOWN.iter().filter_map(|(program, rest)| Some((find(program)?, *rest)));
    let (program, rest) = named.chain(installed).next()?;
    let program = program.split_whitespace().next()?.to_owned();
    Some(std::iter::once(program).chain(rest.iter().map(|word| (*word).to_owned())).collect())
}

/// Returns how a known editor is told the line.
fn arguments(program: &str) -> Option<&'static [&'static str]> {
    let program = name(program.split_whitespace().next()?);
    KNOWN.iter().find(|(known, _)| *known == program).map(|(_, rest)| *rest)
}

/// Returns the name of a program without its folder and its ending.
fn name(program: &str) -> String {
    let name = Path::new(program).file_stem().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Looks for a program in the folders of the search path.
fn find(program: &str) -> Option<String> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    let path = env::var_os("PATH")?;
    let files = env::split_paths(&path)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{program}{ending}"))));
    let found: Option<PathBuf> = files.into_iter().find(|file| file.is_file());
    found.map(|file| file.to_string_lossy().into_owned())
}
