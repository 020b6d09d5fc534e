//! Plays on disk: one in progress for each scenario, and the finished ones.
//!
//! ```text
//! plays/friday-shipment.ron             the play in progress
//! plays/friday-shipment.unusable-1.ron  one that could not be read, kept
//! plays/done/friday-shipment-12.ron     a play that ended or was set aside
//! ```

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use thiserror::Error;

use super::atomic::sweep;
use super::{TextError, WriteError, read_text, write_atomically};
use crate::simulation::{Note, Recording, RecordingError, ReplayError, Session, Story, replay};

/// The folder of the finished plays, within that of plays.
const DONE: &str = "done";

/// The folder of plays.
#[derive(Debug, Clone)]
pub struct Plays {
    folder: PathBuf,
}

/// A play in progress, brought back.
#[derive(Debug, Clone)]
pub struct Resume {
    /// The play.
    pub session: Session,
    /// How it differs from what was saved; nothing, unless the scenario was edited.
    pub notes: Vec<Note>,
}

/// A saved play that cannot be used. Its file is kept.
#[derive(Debug, Error)]
#[error("the saved play `{}` cannot be used: {reason}", path.display())]
pub struct Unusable {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub reason: UnusableReason,
}

/// Why a saved play cannot be used.
#[derive(Debug, Error)]
pub enum UnusableReason {
    /// The file cannot be read.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The text is not a recording.
    #[error(transparent)]
    Recording(#[from] RecordingError),
    /// The recording cannot be played.
    #[error(transparent)]
    Replay(#[from] ReplayError),
}

impl Plays {
    /// Uses a folder, which need not exist yet, and removes what interrupted writing left there.
    pub fn in_folder(folder: PathBuf) -> Self {
        sweep(&folder);
        Self { folder }
    }

    /// The file of a scenario's play in progress.
    pub fn path(&self, scenario: &str) -> PathBuf {
        self.folder.join(format!("{scenario}.ron"))
    }

    /// Puts a play in progress on disk; returns once it is there.
    pub fn save(&self, recording: &Recording) -> Result<(), WriteError> {
        write_atomically(&self.path(&recording.scenario), &recording.write())
    }

    /// Returns the ids of the scenarios with a play in progress, the latest first.
    pub fn in_progress(&self) -> Vec<String> {
        let mut found: Vec<(SystemTime, String)> = ron_files(&self.folder)
            .filter_map(|path| {
                let id = path.file_stem()?.to_str()?.to_owned();
                let time = path.metadata().and_then(|meta| meta.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
                (!id.contains('.')).then_some((time, id))
            })
            .collect();
        found.sort_by(|a, b| b.cmp(a));
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// Brings back a scenario's play in progress; `None` where there is none.
    pub fn resume(&self, story: &Arc<Story>) -> Result<Option<Resume>, Unusable> {
        let path = self.path(&story.scenario().id);
        match load(&path, story) {
            Ok(resume) => Ok(Some(resume)),
            Err(UnusableReason::Text(TextError::Unreadable(error)))
                if error.kind() == io::ErrorKind::NotFound =>
            {
                Ok(None)
            }
            Err(reason) => Err(Unusable { path, reason }),
        }
    }

    /// Moves a scenario's unusable play out of the way and returns where it is now. A play of a newer
    /// version is moved too: a newer program finds it under that name.
    pub fn keep_unusable(&self, scenario: &str) -> Result<PathBuf, WriteError> {
        self.moved(scenario, free(|n| self.folder.join(format!("{scenario}.unusable-{n}.ron"))))
    }

    /// Puts a copy of a scenario's play in progress among the finished ones; does nothing where there is none.
    ///
    /// For a play about to be replaced: until the new one is on disk, the old one can still be continued.
    pub fn copy_aside(&self, scenario: &str) -> Result<(), WriteError> {
        match read_text(&self.path(scenario)) {
            Ok(text) => write_atomically(&self.done(scenario), &text),
            // What cannot be read was told when it was looked for.
            Err(_) => Ok(()),
        }
    }

    /// Moves a scenario's play in progress to the finished ones; does nothing where there is none.
    pub fn set_aside(&self, scenario: &str) -> Result<(), WriteError> {
        if !self.path(scenario).exists() {
            return Ok(());
        }
        let done = self.folder.join(DONE);
        fs::create_dir_all(&done).map_err(|reason| WriteError { path: done, reason })?;
        self.moved(scenario, self.done(scenario)).map(drop)
    }

    /// The next free name among the finished plays.
    fn done(&self, scenario: &str) -> PathBuf {
        free(|n| self.folder.join(DONE).join(format!("{scenario}-{n}.ron")))
    }

    /// Returns the finished plays of a scenario that can still be followed to an ending.
    pub fn finished(&self, story: &Arc<Story>) -> impl Iterator<Item = Session> {
        let id = story.scenario().id.clone();
        let mine = move |path: &PathBuf| {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            stem.rsplit_once('-').is_some_and(|(of, _)| of == id)
        };
        ron_files(&self.folder.join(DONE))
            .filter(mine)
            .filter_map(|path| load(&path, story).ok())
            .map(|resume| resume.session)
            .filter(|session| session.ended().is_some())
    }

    fn moved(&self, scenario: &str, to: PathBuf) -> Result<PathBuf, WriteError> {
        match fs::rename(self.path(scenario), &to) {
            Ok(()) => Ok(to),
            Err(reason) => Err(WriteError { path: to, reason }),
        }
    }
}

fn load(path: &Path, story: &Arc<Story>) -> Result<Resume, UnusableReason> {
    let recording = Recording::read(&read_text(path)?)?;
    let replay = replay(Arc::clone(story), &recording)?;
    Ok(Resume { session: replay.session, notes: replay.notes })
}

/// The first of numbered names, from 1, that no file has.
fn free(name: impl Fn(usize) -> PathBuf) -> PathBuf {
    let mut number = 1;
    while name(number).exists() {
        number += 1;
    }
    name(number)
}

/// The RON files of a folder, by name; none where the folder cannot be read.
fn ron_files(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron") && path.is_file())
        .collect();
    files.sort();
    files.into_iter()
}
