//! Plays on disk: one in progress for each scenario, and the finished ones.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use thiserror::Error;

use super::atomic::sweep;
use super::play_files::{file_name, free, meaning_of, moved, ron_files, scenario_of};
use super::{Library, TextError, WriteError, read_text, write_atomically};
use crate::simulation::{Note, Recording, RecordingError, ReplayError, Session, Story, replay};

/// The folder of the finished plays, within that of plays.
const DONE: &str = "done";

/// The folder of plays.
#[derive(Debug, Clone)]
pub struct Plays {
    folder: PathBuf,
    /// The meanings of the scenarios with each id.
    known: BTreeMap<String, Vec<String>>,
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

/// A saved play in progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The id of its scenario.
    pub scenario: String,
    /// The meaning of its scenario as it was; nothing where the play cannot be read.
    pub meaning: Option<String>,
}

impl Plays {
    /// Uses a folder, which need not exist yet, and removes what interrupted writing left there.
    pub fn in_folder(folder: PathBuf) -> Self {
        sweep(&folder);
        Self { folder, known: BTreeMap::new() }
    }

    /// Learns which scenarios there are: where several have one id, each keeps a play of its own.
    pub fn know(&mut self, library: &Library) {
        self.known.clear();
        for story in library.stories() {
            self.known.entry(story.scenario().id.clone()).or_default().push(story.meaning());
        }
    }

    /// The file of a scenario's play in progress.
    pub fn path(&self, story: &Story) -> PathBuf {
        self.slot(&story.scenario().id, &story.meaning()).0
    }

    /// Puts a play in progress on disk; returns once it is there.
    pub fn save(&self, recording: &Recording) -> Result<(), WriteError> {
        let (path, is_own) = self.slot(&recording.scenario, &recording.meaning);
        if !is_own && !self.others(&recording.scenario, &recording.meaning).is_empty() {
            // Whose it was cannot be told for sure.
            self.copy(&path, &recording.scenario)?;
        }
        write_atomically(&path, &recording.write())
    }

    /// Returns the plays in progress, the latest first.
    pub fn in_progress(&self) -> Vec<Saved> {
        let mut found: Vec<(SystemTime, PathBuf, Saved)> = ron_files(&self.folder)
            .filter_map(|path| {
                let scenario = scenario_of(&path)?.0.to_owned();
                let time = path.metadata().and_then(|meta| meta.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
                let meaning = meaning_of(&path);
                Some((time, path, Saved { scenario, meaning }))
            })
            .collect();
        found.sort_by(|(time, path, _), (other_time, other, _)| (other_time, other).cmp(&(time, path)));
        found.into_iter().map(|(_, _, saved)| saved).collect()
    }

    /// Brings back a scenario's play in progress; `None` where there is none.
    pub fn resume(&self, story: &Arc<Story>) -> Result<Option<Resume>, Unusable> {
        let path = self.path(story);
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
    pub fn keep_unusable(&self, story: &Story) -> Result<PathBuf, WriteError> {
        let id = &story.scenario().id;
        moved(&self.path(story), free(|n| self.folder.join(format!("{id}.unusable-{n}.ron"))))
    }

    /// Puts a copy of a scenario's play in progress among the finished ones; does nothing where there is none.
    ///
    /// For a play about to be replaced: until the new one is on disk, the old one can still be continued.
    pub fn copy_aside(&self, story: &Story) -> Result<(), WriteError> {
        self.copy(&self.path(story), &story.scenario().id)
    }

    /// Moves a scenario's play in progress to the finished ones; does nothing where there is none.
    pub fn set_aside(&self, story: &Story) -> Result<(), WriteError> {
        let path = self.path(story);
        if !path.exists() {
            return Ok(());
        }
        let done = self.folder.join(DONE);
        fs::create_dir_all(&done).map_err(|reason| WriteError { path: done, reason })?;
        moved(&path, self.done(&story.scenario().id)).map(drop)
    }

    /// Returns the finished plays of a scenario that can still be followed to an ending.
    pub fn finished(&self, story: &Arc<Story>) -> impl Iterator<Item = Session> {
        let id = &story.scenario().id;
        let others = self.others(id, &story.meaning());
        let mine = move |path: &PathBuf| {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let named = stem.rsplit_once('-').is_some_and(|(of, _)| of == id);
            named && (others.is_empty() || meaning_of(path).is_none_or(|meaning| !others.contains(&&meaning)))
        };
        ron_files(&self.folder.join(DONE))
            .filter(mine)
            .filter_map(|path| load(&path, story).ok())
            .map(|resume| resume.session)
            .filter(|session| session.ended().is_some())
    }

    /// Finds the file for a play of a scenario, and whether the play in it, if any, is surely of that scenario.
    ///
    /// That is the file with a play of the same meaning. Where there is none, a play of a meaning that no scenario has
    /// any more may be one from before an edit. Otherwise it is a new file.
    fn slot(&self, id: &str, meaning: &str) -> (PathBuf, bool) {
        let others = self.others(id, meaning);
        let mut found: Vec<_> = ron_files(&self.folder)
            .filter_map(|path| {
                let (of, number) = scenario_of(&path)?;
                (of == id).then(|| (number, meaning_of(&path), path.clone()))
            })
            .collect();
        found.sort();
        let own = found.iter().find(|(_, of, _)| of.as_deref() == Some(meaning));
        let old = || found.iter().find(|(_, of, _)| of.as_ref().is_none_or(|of| !others.contains(&of)));
        match (own, old()) {
            (Some((.., path)), _) => (path.clone(), true),
            (None, Some((.., path))) => (path.clone(), false),
            (None, None) => (free(|n| self.folder.join(file_name(id, n))), true),
        }
    }

    /// The meanings of the other scenarios with an id.
    fn others(&self, id: &str, meaning: &str) -> Vec<&String> {
        self.known.get(id).into_iter().flatten().filter(|known| *known != meaning).collect()
    }

    fn copy(&self, path: &Path, id: &str) -> Result<(), WriteError> {
        match read_text(path) {
            Ok(text) => write_atomically(&self.done(id), &text),
            // What cannot be read was told when it was looked for.
            Err(_) => Ok(()),
        }
    }

    /// The next free name among the finished plays.
    fn done(&self, id: &str) -> PathBuf {
        free(|n| self.folder.join(DONE).join(format!("{id}-{n}.ron")))
    }
}

fn load(path: &Path, story: &Arc<Story>) -> Result<Resume, UnusableReason> {
    let recording = Recording::read(&read_text(path)?)?;
    let replay = replay(Arc::clone(story), &recording)?;
    Ok(Resume { session: replay.session, notes: replay.notes })
}
