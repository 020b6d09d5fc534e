//! The pages of a turn: what the choice led to, the scenes that go on by themselves, then the next
//! situation or the end.

use crate::scenario::time::Moment;
use crate::simulation::{Beat, SceneBeat, Session, State, Story};

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// What the choice led to.
    Result,
    /// A scene that goes on by itself.
    Passage(SceneBeat),
    /// A situation with choices.
    Scene(SceneBeat),
    /// The end of the story.
    Ending,
}

impl Page {
    /// The state in which the page is read.
    pub fn state<'a>(&'a self, session: &'a Session) -> &'a State {
        match self {
            Self::Result => &session.last().answered,
            Self::Passage(scene) | Self::Scene(scene) => &scene.state,
            Self::Ending => session.state(),
        }
    }

    /// The moment that is shown in place of the state's time, if the author gave one.
    pub fn shown_at(&self, story: &Story) -> Option<Moment> {
        match self {
            Self::Passage(scene) | Self::Scene(scene) => shown_at(story, scene),
            Self::Result | Self::Ending => None,
        }
    }
}

/// The moment that a scene shows in place of its state's time, if the author gave one.
pub fn shown_at(story: &Story, scene: &SceneBeat) -> Option<Moment> {
    story.scenario().scenes.get(&scene.id)?.value.shown_at.map(|at| at.value)
}

/// Returns the pages of a play's latest turn, in the order in which they are read.
pub fn pages_of(session: &Session) -> Vec<Page> {
    let turn = session.last();
    let scenes: Vec<&SceneBeat> = turn
        .beats
        .iter()
        .filter_map(|beat| match beat {
            Beat::Scene(scene) => Some(scene),
            _ => None,
        })
        .collect();
    let ended = session.ended().is_some();
    let mut pages = Vec::new();
    if turn.choice.is_some() {
        pages.push(Page::Result);
    }
    for (index, scene) in scenes.iter().enumerate() {
        let last = index + 1 == scenes.len() && !ended;
        pages.push(if last { Page::Scene((*scene).clone()) } else { Page::Passage((*scene).clone()) });
    }
    if ended {
        pages.push(Page::Ending);
    }
    pages
}
