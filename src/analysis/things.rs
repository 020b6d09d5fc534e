//! What a play can visit, each with a number.

use std::cell::RefCell;
use std::fmt;

use indexmap::IndexSet;
use serde::Serialize;

use crate::scenario::model::Hasher;
use crate::simulation::{ChoiceIndex, Happening, Program, State, Story, Witness};

/// Something that a play can visit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Thing {
    /// What it is.
    pub kind: Kind,
    /// The id of a scene, an event or an ending; `scene.choice`; the path of a chance, a dot and the branch.
    pub id: String,
}

/// What a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A scene, visited where it is read.
    Scene,
    /// A choice, visited where it is picked.
    Choice,
    /// A branch of a chance, visited where the chance falls on it.
    Branch,
    /// An event, visited where it interrupts.
    Event,
    /// An ending.
    Ending,
}

/// The things of a scenario, each with a number.
#[derive(Debug)]
pub(super) struct Things {
    known: IndexSet<Thing, Hasher>,
    /// Where each kind but the branches begins.
    choices: u32,
    events: u32,
    endings: u32,
    /// By place where a chance falls, the number of each branch: places with one path share them.
    branches: Vec<Vec<u32>>,
}

impl Things {
    /// Lists what a scenario has.
    pub(super) fn of(story: &Story) -> Self {
        let (scenario, program) = (story.scenario(), story.program());
        let mut known = IndexSet::default();
        let mut add = |kind, id: String| known.insert_full(Thing { kind, id }).0 as u32;
        scenario.scenes.keys().for_each(|id| _ = add(Kind::Scene, id.clone()));
        program.every_choice().for_each(|choice| _ = add(Kind::Choice, story.choice_path(choice)));
        scenario.events.keys().for_each(|id| _ = add(Kind::Event, id.clone()));
        scenario.endings.keys().for_each(|id| _ = add(Kind::Ending, id.clone()));
        let branches = program.sites().map(|site| {
            let (path, branches) = program.site(site);
            branches.iter().map(|branch| add(Kind::Branch, format!("{path}.{branch}"))).collect()
        });
        let branches = branches.collect();
        let sizes = program.sizes();
        let choices = sizes.scenes as u32;
        let events = choices + sizes.choices as u32;
        Self { known, choices, events, endings: events + sizes.events as u32, branches }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// The thing with a number.
    pub(super) fn get(&self, number: u32) -> Option<&Thing> {
        self.known.get_index(number as usize)
    }

    /// The number of a choice.
    pub(super) const fn choice(&self, choice: ChoiceIndex) -> u32 {
        self.choices + choice.index() as u32
    }

    /// The number of an event, by position in declared order.
    pub(super) const fn event(&self, event: usize) -> u32 {
        self.events + event as u32
    }

    /// The number of an ending, by position in declared order.
    pub(super) const fn ending(&self, ending: usize) -> u32 {
        self.endings + ending as u32
    }

    /// The number of a branch, by the positions of the place where the chance falls and of the branch.
    pub(super) fn branch(&self, site: usize, branch: usize) -> u32 {
        self.branches[site][branch]
    }

    /// The things, by number.
    pub(super) fn into_iter(self) -> impl Iterator<Item = Thing> {
        self.known.into_iter()
    }

    /// The number of what is visited when something happens, if it is anything.
    #[inline]
    fn visited(&self, what: Happening) -> Option<u32> {
        Some(match what {
            Happening::Shown(scene) => scene.index() as u32,
            Happening::Picked(choice) => self.choice(choice),
            Happening::Interrupted(event) => self.event(event.index()),
            Happening::Ended(ending) => self.ending(ending.index()),
            Happening::Rolled { site, branch, .. } => self.branch(site.index(), branch),
            _ => return None,
        })
    }
}

/// Notes what a step visits.
pub(super) struct Visits<'a> {
    pub(super) things: &'a Things,
    pub(super) numbers: &'a RefCell<Vec<u32>>,
}

impl Witness for Visits<'_> {
    #[inline]
    fn see(&mut self, _: &Program, _: &State, what: Happening) {
        self.numbers.borrow_mut().extend(self.things.visited(what));
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}
