//! Files: scenarios, libraries, recordings, the autosave.
//!
//! This is the only layer that reads and writes the disk for game, terminal and room alike.

mod atomic;
mod folders;
mod library;
mod plays;
mod scenario_file;
mod seed;
mod text;

pub use atomic::{finish_writing, write_atomically};
pub use folders::Folders;
pub use library::{Entry, Library, Origin};
pub use plays::{Plays, Resume, Unusable, UnusableReason};
pub use scenario_file::{Loaded, load_scenario, scenario_files};
pub use seed::fresh_seed;
pub use text::{MAX_FILE, TextError, read_text};

use std::path::PathBuf;

use thiserror::Error;

/// A file that could not be written or a folder that could not be made.
#[derive(Debug, Error)]
#[error("cannot write `{}`: {reason}; check that the folder exists and that you may write there", path.display())]
pub struct WriteError {
    /// What was to be written.
    pub path: PathBuf,
    /// What the system says.
    pub reason: std::io::Error,
}
