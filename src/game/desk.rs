//! The player's desk: the library, the play in progress and its pages, and what is kept on disk.
//!
//! Knows nothing of windows. What was picked is on disk before any page that shows its result.

use std::fmt::Display;
use std::path::PathBuf;
use std::sync::Arc;

use super::bridge::page::{Page, pages_of};
use crate::diagnostic::{Class, Diagnostic, render_all};
use crate::simulation::{Action, Refusal, Session, Story};
use crate::storage::{Folders, Library, Plays, Resume, Saved, WriteError, fresh_seed};

/// Everything that the screens show.
#[derive(Debug)]
pub struct Desk {
    folders: Folders,
    plays: Plays,
    /// The scenario file named on the command line.
    given: Option<PathBuf>,
    /// The seed for every new play, if one was given.
    seed: Option<u64>,
    library: Library,
    /// The story that the briefing is about, or the present play's.
    story: Option<Arc<Story>>,
    play: Option<Play>,
    /// Something to tell, such as a file that could not be written.
    trouble: Option<Trouble>,
    /// A quieter word on the title screen.
    notice: Option<String>,
}

/// A play and what of it is being read.
#[derive(Debug)]
pub struct Play {
    /// The play.
    pub session: Session,
    /// What the latest decision (or the beginning) brought, page by page.
    pub pages: Vec<Page>,
    /// Which of them is read.
    pub page: usize,
    /// Counts pages over the whole play, so that each has its own number.
    pub turned: u64,
}

/// Something that went wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trouble {
    /// A headline.
    pub title: String,
    /// What happened and what to do.
    pub text: String,
    /// The exact words of the system or of the checker.
    pub details: String,
}

impl Trouble {
    fn new(title: &str, text: &str, details: &dyn Display) -> Self {
        Self { title: title.into(), text: text.into(), details: details.to_string() }
    }
}

impl Play {
    fn new(session: Session) -> Self {
        let pages = pages_of(&session);
        Self { session, pages, page: 0, turned: 0 }
    }

    /// A play that goes on where it was left: at its last page.
    fn resumed(session: Session) -> Self {
        let mut play = Self::new(session);
        play.page = play.pages.len().saturating_sub(1);
        play
    }

    /// The page that is read.
    pub fn page(&self) -> Option<&Page> {
        self.pages.get(self.page)
    }

    fn turn_to_latest(&mut self, page: usize) {
        self.pages = pages_of(&self.session);
        self.page = page.min(self.pages.len().saturating_sub(1));
        self.turned += 1;
    }
}

impl Desk {
    /// Sets up the desk: reads the library and looks for a play in progress.
    pub fn open(folders: Folders, given: Option<PathBuf>, seed: Option<u64>) -> Self {
        let library = Library::read(&folders, given.as_deref());
        let mut plays = Plays::in_folder(folders.plays.clone());
        plays.know(&library);
        let story = library.stories().next().cloned();
        let mut desk =
            Self { folders, plays, given, seed, library, story, play: None, trouble: None, notice: None };
        desk.find_play();
        desk.report_given();
        desk
    }

    /// Whether a scenario file was named that can be played and of which no play waits to go on.
    pub fn begins_given(&self) -> bool {
        self.given.is_some() && self.trouble.is_none() && self.play.is_none()
    }

    /// The library.
    pub const fn library(&self) -> &Library {
        &self.library
    }

    /// The folders in use.
    pub const fn folders(&self) -> &Folders {
        &self.folders
    }

    /// The seed for every new play, if one was given.
    pub const fn seed(&self) -> Option<u64> {
        self.seed
    }

    /// The story at hand: that of the play, or the one that is offered first.
    pub const fn story(&self) -> Option<&Arc<Story>> {
        self.story.as_ref()
    }

    /// The play at hand.
    pub const fn play(&self) -> Option<&Play> {
        self.play.as_ref()
    }

    /// Something to tell before anything else.
    pub const fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// A quiet word for the title screen.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Forgets the trouble that was told.
    pub fn trouble_told(&mut self) {
        self.trouble = None;
    }

    /// Forgets the quiet word.
    pub fn notice_told(&mut self) {
        self.notice = None;
    }

    /// Reads the library again, as files may have changed.
    pub fn read_library(&mut self) {
        self.library = Library::read(&self.folders, self.given.as_deref());
        self.plays.know(&self.library);
    }

    /// Returns which endings of a story were reached, by position, without repeats.
    pub fn endings_seen(&self, story: &Arc<Story>) -> Vec<usize> {
        let open = self.plays.resume(story).ok().flatten().map(|resume| resume.session);
        let mut seen: Vec<_> = self
            .plays
            .finished(story)
            .chain(open)
            .filter_map(|session| Some(session.ended()?.index()))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        seen
    }

    /// Takes up a scenario of the library: its play in progress goes on, otherwise it is to be begun.
    /// Returns whether a play goes on.
    pub fn choose(&mut self, story: &Arc<Story>) -> bool {
        self.story = Some(Arc::clone(story));
        let at_hand = self.play.as_ref().is_some_and(|play| Arc::ptr_eq(play.session.story(), story));
        if !at_hand {
            self.play = None;
            self.resume(story);
            // The title screen is not where this is read.
            if let Some(notice) = self.notice.take() {
                self.trouble = Some(Trouble::new("About your saved play", &notice, &""));
            }
        }
        self.play.as_ref().is_some_and(|play| play.session.ended().is_none())
    }

    /// Takes up a scenario from its beginning.
    pub fn take_up(&mut self, story: &Arc<Story>) {
        self.story = Some(Arc::clone(story));
    }

    /// Begins a new play of the story at hand; one in progress is set aside. Returns whether it began.
    pub fn begin(&mut self) -> bool {
        let Some(story) = self.story.clone() else { return false };
        if let Err(error) = self.plays.copy_aside(&story) {
            self.tell_unsaved(&error);
        }
        match Session::new(story, self.seed.unwrap_or_else(fresh_seed)) {
            Ok(session) => {
                self.play = Some(Play::new(session));
                self.save();
                true
            }
            Err(refusal) => {
                self.trouble = Some(Trouble::new(
                    "This scenario cannot be begun",
                    "Its author has to mend it; `two-hats check` may say more.",
                    &refusal,
                ));
                false
            }
        }
    }

    /// Picks one of the choices that the present page offers, by position among the cards.
    pub fn pick(&mut self, card: usize) {
        let Some(play) = &mut self.play else { return };
        let Some(offer) = play.session.offers().into_iter().nth(card) else { return };
        match play.session.act(&Action::Pick(offer.id)) {
            Ok(_) => {
                play.turn_to_latest(0);
                self.save();
            }
            Err(refusal @ Refusal::Broken { .. }) => {
                self.trouble = Some(Trouble::new(
                    "The story breaks here",
                    "This choice leads to a mistake in the scenario. Nothing was changed: choose something \
                     else, or go back in the history.",
                    &refusal,
                ));
            }
            // A locked card says why by itself.
            Err(_) => {}
        }
    }

    /// Turns to the next page.
    pub fn turn_page(&mut self) {
        if let Some(play) = &mut self.play
            && play.page + 1 < play.pages.len()
        {
            play.page += 1;
            play.turned += 1;
        }
    }

    /// Goes back to a decision, by number from 0. The play as it was is set aside, so that nothing is lost.
    pub fn rewind(&mut self, decision: usize) {
        let Some(play) = &mut self.play else { return };
        if play.session.act(&Action::Rewind(decision)).is_err() {
            return;
        }
        play.turn_to_latest(usize::MAX);
        if let Err(error) = self.plays.copy_aside(play.session.story()) {
            self.tell_unsaved(&error);
        }
        self.save();
    }

    /// Leaves an ended play: it goes to the finished ones. One in progress stays where it is.
    pub fn leave_play(&mut self) {
        let Some(play) = &self.play else { return };
        if play.session.ended().is_some() {
            if let Err(error) = self.plays.set_aside(play.session.story()) {
                self.tell_unsaved(&error);
            }
            self.play = None;
        }
    }

    fn save(&mut self) {
        let Some(play) = &self.play else { return };
        if let Err(error) = self.plays.save(&play.session.recording()) {
            self.tell_unsaved(&error);
        }
    }

    fn tell_unsaved(&mut self, error: &WriteError) {
        let text = format!(
            "It failed: {error}. You can play on, but if the program ends now, what you did since the last save is lost. \
             Another folder can be named with `--data FOLDER`."
        );
        self.trouble = Some(Trouble::new("The play could not be saved", &text, &""));
    }

    /// Brings back the latest play in progress that can be played.
    fn find_play(&mut self) {
        for Saved { scenario: id, meaning } in self.plays.in_progress() {
            let found = self.library.find(&id, meaning.as_deref()).cloned();
            let is_first = found.as_ref().zip(self.story.as_ref()).is_some_and(|(a, b)| Arc::ptr_eq(a, b));
            if self.given.is_some() && self.story.is_some() && !is_first {
                continue;
            }
            let Some(story) = found else {
                self.notice = Some(format!(
                    "A play of `{id}` waits, but that scenario is not in the library. Open its file to go on."
                ));
                continue;
            };
            self.resume(&story);
            if self.play.is_some() {
                self.story = Some(story);
                return;
            }
        }
    }

    fn resume(&mut self, story: &Arc<Story>) {
        match self.plays.resume(story) {
            Ok(None) => {}
            Ok(Some(Resume { session, notes })) => {
                if !notes.is_empty() {
                    let notes: Vec<_> = notes.iter().map(ToString::to_string).collect();
                    self.notice = Some(format!("Your play was brought back: {}.", notes.join("; ")));
                }
                self.play = Some(Play::resumed(session));
            }
            Err(unusable) => {
                let kept = self.plays.keep_unusable(story);
                let kept = kept.map_or_else(|error| error.to_string(), |path| path.display().to_string());
                self.notice = Some(format!(
                    "The saved play of “{}” cannot be used: {}. It is kept as {kept}.",
                    story.scenario().title,
                    unusable.reason
                ));
            }
        }
    }

    fn report_given(&mut self) {
        let Some(entry) = self.given.as_ref().and_then(|_| self.library.entries.first()) else { return };
        if entry.loaded.story.is_none() {
            let source = &entry.loaded.source;
            let is_error = |found: &&Diagnostic| found.class == Class::Error;
            let errors: Vec<_> = entry.loaded.diagnostics.iter().filter(is_error).cloned().collect();
            self.trouble = Some(Trouble::new(
                "This scenario cannot be played",
                &format!(
                    "{} has mistakes that must be mended first. “Studio” beside it in the library shows them on its map.",
                    source.name()
                ),
                &render_all(&errors, source, false),
            ));
        }
    }
}
