//! Files: scenarios, libraries, recordings, the autosave.
//!
//! This is the only layer that reads and writes the disk for game, terminal and room alike.

mod atomic;
mod editor;
mod folders;
mod library;
mod pack;
mod play_files;
mod plays;
mod scenario_file;
mod seed;
mod text;
mod texts;
mod watch;

pub use atomic::{finish_writing, write_all_atomically, write_atomically, write_new};
pub use editor::{EDITOR, Editor, EditorError, open_in_editor};
pub use folders::Folders;
pub use library::{Entry, Library, Origin};
pub use pack::scenario_paths;
pub use plays::{Plays, Resume, Saved, Unusable, UnusableReason};
pub use scenario_file::{Loaded, load_scenario, scenario_files};
pub use seed::fresh_seed;
pub use text::{MAX_FILE, TextError, read_text, read_text_from};
pub use texts::{Texts, read_texts};
pub use watch::{LOOK_EVERY, Watch};

use std::path::PathBuf;

use thiserror::Error;

/// A file that could not be written or a folder that could not be made.
#[derive(Debug, Error)]
#[error("cannot write `{}`: {}", path.display(), why(reason))]
pub struct WriteError {
    /// What was to be written.
    pub path: PathBuf,
    /// What the system says.
    pub reason: std::io::Error,
}

fn why(reason: &std::io::Error) -> String {
    match reason.kind() {
        std::io::ErrorKind::AlreadyExists => "it is there already; choose another name".into(),
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            "there is no room left; make some, or choose another place".into()
        }
        _ => format!("{reason}; check that the folder exists and that you may write there"),
    }
}
