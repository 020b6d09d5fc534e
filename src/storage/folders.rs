//! Where things are on this machine.

use std::env;
use std::path::{Path, PathBuf};

/// The name of a folder with scenarios.
const SCENARIOS: &str = "scenarios";

/// The folders that the program uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// The scenarios that come with the program, if they were found.
    pub shipped: Option<PathBuf>,
    /// The user's own scenarios.
    pub own: PathBuf,
    /// Plays in progress and finished plays.
    pub plays: PathBuf,
}

impl Folders {
    /// Finds the folders. What is the user's lies in `data`, by default in the system's place for a
    /// program's data; the shipped scenarios in `scenarios/` here, or beside the program or above it.
    pub fn find(data: Option<PathBuf>) -> Self {
        let data = data
            .or_else(|| dirs::data_dir().map(|folder| folder.join("two-hats")))
            .unwrap_or_else(|| PathBuf::from("two-hats-data"));
        let here = env::current_dir().ok();
        let beside = env::current_exe().ok();
        let shipped = here
            .iter()
            .map(|here| here.join(SCENARIOS))
            .chain(beside.iter().flat_map(|program| {
                // `target/debug/two-hats` stands three levels below the project.
                program.ancestors().skip(1).take(4).map(|folder| folder.join(SCENARIOS))
            }))
            .find(|folder| folder.is_dir());
        Self { shipped, own: data.join(SCENARIOS), plays: data.join("plays") }
    }

    /// The folders in which scenarios are looked for, shipped ones first.
    pub fn scenarios(&self) -> impl Iterator<Item = &Path> {
        self.shipped.as_deref().into_iter().chain([self.own.as_path()])
    }
}
