//! Opens a file in the author's editor, at a line.
//!
//! The table of editors is our own, since crates such as `editor-command` start terminal editors without a terminal and
//! pass `file:line:column` to VS Code without `--goto`.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use thiserror::Error;

/// The variable that names the author's editor for this program, with `{file}`, `{line}` and `{column}` in it; quotes hold
/// together what has spaces.
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
pub fn open_in_editor(file: &Path, line: usize, column: usize) -> Result<String, EditorError> {
    let editor = Editor::choose(|name| env::var(name).ok(), find).ok_or(EditorError::NoEditor)?;
    editor.open(file, line, column)
}

/// An editor and how it is told what to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// The program, with its path or without.
    pub program: PathBuf,
    /// Its arguments, with `{file}`, `{line}` and `{column}` in them.
    pub arguments: Vec<String>,
}

impl Editor {
    /// Chooses the editor by what variables say and which programs are `installed`: `TWO_HATS_EDITOR` comes first, then
    /// `VISUAL` and `EDITOR` where they name an editor with a window, then the first known one that is installed.
    pub fn choose(
        variable: impl Fn(&str) -> Option<String>,
        installed: impl Fn(&str) -> Option<PathBuf>,
    ) -> Option<Self> {
        let set = |name: &str| variable(name).map(|value| words(&value)).filter(|words| !words.is_empty());
        if let Some(mut words) = set(EDITOR) {
            if !words.iter().any(|word| word.contains("{file}")) {
                words.push("{file}".to_owned());
            }
            return Some(Self { program: words.remove(0).into(), arguments: words });
        }
        let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| {
            let program = PathBuf::from(set(name)?.swap_remove(0));
            let known = self::name(&program);
            let (_, arguments) = KNOWN.iter().find(|(program, _)| *program == known)?;
            Some((program, *arguments))
        });
        let installed =
            KNOWN.iter().filter_map(|(program, arguments)| Some((installed(program)?, *arguments)));
        let (program, arguments) = named.chain(installed).next()?;
        Some(Self { program, arguments: arguments.iter().map(|word| (*word).to_owned()).collect() })
    }

    /// Opens a file at a line and a column, both from 1; returns the name of the editor. Does not wait for it to end.
    pub fn open(&self, file: &Path, line: usize, column: usize) -> Result<String, EditorError> {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let filled = |word: &String| {
            let word = word.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
            // A path need not be text.
            let mut filled = OsString::new();
            for (number, part) in word.split("{file}").enumerate() {
                if number > 0 {
                    filled.push(&file);
                }
                filled.push(part);
            }
            filled
        };
        let started = Command::new(&self.program)
            .args(self.arguments.iter().map(filled))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match started {
            Ok(mut child) => {
                // A child that nobody waits for stays in the system's list until this program ends.
                std::thread::spawn(move || child.wait());
                Ok(name(&self.program))
            }
            Err(error) => Err(EditorError::NotStarted { program: self.program.display().to_string(), error }),
        }
    }
}

/// Splits a command into words; what stands between quotes is part of one word, spaces too.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote) = (None, None);
    for c in command.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_with(String::new);
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_with(String::new).push(c),
        }
    }
    words.extend(word);
    words
}

/// Returns the name of a program without its folder and its ending.
fn name(program: &Path) -> String {
    program.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Looks for a program in the folders of the search path.
fn find(program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{program}{ending}"))))
        .find(|file| file.is_file())
}
