//! `two-hats [FILE]`: opens the game.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::game::{self, desk::Desk};
use crate::storage::Folders;

/// Opens the game, on a scenario where a file is given, and runs until its window is closed.
pub(super) fn run(folders: Folders, file: Option<PathBuf>, seed: Option<u64>) -> ExitCode {
    ExitCode::from(game::run(Desk::open(folders, file, seed)))
}
