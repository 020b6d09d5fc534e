//! A play on the bench: begun anywhere, with any numbers, stepped and taken back.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::simulation::{Action, From, Program, Refusal, Session, Story};

/// A play that its author tries things in.
#[derive(Debug)]
pub struct Rehearsal {
    /// The play.
    pub session: Session,
    /// The numbers chosen for a beginning in the middle; those not named are as at the start.
    pub values: IndexMap<String, i64>,
}

impl Rehearsal {
    /// Begins at the start.
    pub fn new(story: Arc<Story>, seed: u64) -> Result<Self, Refusal> {
        Ok(Self { session: Session::new(story, seed)?, values: IndexMap::new() })
    }

    /// Picks a choice of the present scene, by its id.
    pub fn pick(&mut self, choice: &str) -> Result<(), String> {
        self.act(&Action::Pick(choice.to_owned()))
    }

    /// Takes the latest decision back.
    pub fn step_back(&mut self) -> Result<(), String> {
        match self.session.turns().len().checked_sub(1) {
            Some(last) => self.rewind(last),
            None => Err("Nothing was decided yet.".to_owned()),
        }
    }

    /// Goes back to a decision, by number from 0.
    pub fn rewind(&mut self, decision: usize) -> Result<(), String> {
        self.act(&Action::Rewind(decision))
    }

    /// Begins again, where this play began.
    pub fn restart(&mut self) -> Result<(), String> {
        let from = self.session.recording().from;
        self.begin(from, self.session.seed())
    }

    /// Begins again from the start with the next seed, so that luck falls otherwise.
    pub fn other_luck(&mut self) -> Result<(), String> {
        let from = self.session.recording().from;
        self.begin(from, self.session.seed().wrapping_add(1))
    }

    /// Begins at the scenario's start.
    pub fn start_over(&mut self) -> Result<(), String> {
        self.begin(None, self.session.seed())
    }

    /// Begins at a scene with the chosen numbers.
    pub fn start_here(&mut self, scene: &str) -> Result<(), String> {
        let from = From { scene: scene.to_owned(), values: self.values.clone() };
        self.begin(Some(from), self.session.seed())
    }

    /// Chooses a number for a beginning in the middle.
    pub fn set(&mut self, name: &str, value: i64) {
        self.values.insert(name.to_owned(), value);
    }

    /// Chooses the numbers that the play has now.
    pub fn take_numbers(&mut self) {
        let now = self.session.story().program().values(self.session.state());
        let free = now.filter(|(name, _)| Program::is_free(name));
        self.values = free.map(|(name, value)| (name.to_owned(), value)).collect();
    }

    fn act(&mut self, action: &Action) -> Result<(), String> {
        self.session.act(action).map(|_| ()).map_err(|refusal| refusal.sentence())
    }

    fn begin(&mut self, from: Option<From>, seed: u64) -> Result<(), String> {
        let story = Arc::clone(self.session.story());
        let begun = match from {
            None => Session::new(story, seed),
            Some(from) => Session::start_at(story, from, seed),
        };
        self.session = begun.map_err(|refusal| refusal.sentence())?;
        Ok(())
    }
}
