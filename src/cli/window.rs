//! `two-hats [FILE]` and `two-hats studio FILE`: the window.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::game::{self, OpenStudio, desk::Desk};
use crate::simulation::Recording;
use crate::storage::Folders;

/// Opens the game, on a scenario where a file is given, and runs until its window is closed.
pub(super) fn run(folders: Folders, file: Option<PathBuf>, seed: Option<u64>) -> ExitCode {
    ExitCode::from(game::run(Desk::open(folders, file, seed), None))
}

/// Opens the game in its studio.
pub(super) fn studio(
    folders: Folders,
    file: PathBuf,
    play: Option<Recording>,
    seed: Option<u64>,
) -> ExitCode {
    ExitCode::from(game::run(Desk::open(folders, None, seed), Some(OpenStudio { file, play })))
}
