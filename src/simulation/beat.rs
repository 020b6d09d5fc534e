//! What happened, in words: the beats of a story as every front end shows them.

use std::sync::Arc;

use serde::Serialize;

use super::index::ChoiceIndex;
use super::program::Program;
use super::state::State;
use super::story::Story;
use super::witness::{Happening, Witness};
use crate::scenario::model::{Face, Outcome, Place};

/// One thing that happened, rendered for people; `id`s are the author's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Beat {
    /// The player picked a choice.
    Chose {
        /// `scene.choice`.
        id: String,
        /// What the card said.
        text: String,
    },
    /// Somebody answers.
    Says {
        /// The id of the line.
        id: String,
        /// The id of the speaker.
        who: String,
        /// The name of the speaker.
        name: String,
        /// The words.
        text: String,
        /// What the face shows.
        face: Option<Face>,
    },
    /// About the act and its price; kept for the debrief.
    Feedback {
        /// The words.
        text: String,
    },
    /// Something that happens again and again happened.
    Acted {
        /// The id of the process.
        id: String,
    },
    /// A chance fell.
    Rolled {
        /// `scene[.choice]` and the enclosing branches.
        path: String,
        /// The id of the branch.
        branch: String,
        /// Its weight.
        weight: u64,
        /// The sum of all weights.
        total: u64,
    },
    /// A timed event is waiting to interrupt.
    Due {
        /// The id of the event.
        id: String,
    },
    /// A timed event passed by.
    Dropped {
        /// The id of the event.
        id: String,
    },
    /// An event interrupts.
    Interrupted {
        /// The id of the event.
        id: String,
    },
    /// What was interrupted goes on.
    Resumed {
        /// The id of the scene.
        id: String,
    },
    /// A scene is read.
    Scene(SceneBeat),
    /// The play ended.
    Ended {
        /// The id of the ending.
        id: String,
        /// The headline.
        title: String,
        /// The words.
        text: String,
        /// How well it turned out.
        outcome: Outcome,
    },
}

/// A scene as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SceneBeat {
    /// The id of the scene.
    pub id: String,
    /// The headline; may be empty.
    pub title: String,
    /// The words.
    pub text: String,
    /// Where it plays.
    pub place: Option<Place>,
    /// The ids of the people there.
    pub on_stage: Vec<String>,
    /// The time, such as `Tue 14:00`, where the scenario has a clock.
    pub time: Option<String>,
    /// The state in which it is read.
    #[serde(skip)]
    pub state: State,
}

/// Gathers the beats of a step.
pub(super) struct Teller {
    story: Arc<Story>,
    pub(super) beats: Vec<Beat>,
    /// The state after the choice itself, before what it led to.
    pub(super) answered: Option<State>,
}

impl Teller {
    pub(super) const fn new(story: Arc<Story>) -> Self {
        Self { story, beats: Vec::new(), answered: None }
    }

    fn answers(&mut self, program: &Program, state: &State, choice: ChoiceIndex) {
        self.answered = Some(*state);
        let story = Arc::clone(&self.story);
        let words = story.script().choice(choice);
        let (_, written) = story.choice(choice);
        for ((id, line), (when, text)) in written.says.iter().zip(&words.says) {
            if program.holds(state, when) != Ok(true) {
                continue;
            }
            let who = line.value.who.value.clone();
            let name = story.scenario().cast.get(&who).map_or_else(|| who.clone(), |p| p.value.name.clone());
            let text = text.render(program, state);
            self.beats.push(Beat::Says { id: id.clone(), who, name, text, face: line.value.face });
        }
        if let Some(feedback) = &words.feedback {
            self.beats.push(Beat::Feedback { text: feedback.render(program, state) });
        }
    }
}

impl Witness for Teller {
    fn see(&mut self, program: &Program, state: &State, what: Happening) {
        let story = Arc::clone(&self.story);
        let beat = match what {
            Happening::Arrived(_) => return,
            Happening::Done(choice) => return self.answers(program, state, choice),
            Happening::Picked(choice) => Beat::Chose {
                id: story.choice_path(choice),
                text: story.script().choice(choice).text.render(program, state),
            },
            Happening::Acted(process) => Beat::Acted {
                id: story
                    .scenario()
                    .processes
                    .get_index(process.index())
                    .map_or_else(String::new, |p| p.0.clone()),
            },
            Happening::Due(event) => Beat::Due { id: story.event(event).to_owned() },
            Happening::Dropped(event) => Beat::Dropped { id: story.event(event).to_owned() },
            Happening::Rolled { site, branch, weight, total } => {
                let (path, branches) = program.site(site);
                Beat::Rolled { path: path.to_owned(), branch: branches[branch].clone(), weight, total }
            }
            Happening::Interrupted(event) => Beat::Interrupted { id: story.event(event).to_owned() },
            Happening::Resumed(scene) => Beat::Resumed { id: story.scene(scene).0.to_owned() },
            Happening::Shown(scene) => {
                let text = story.script().scene(scene).render(program, state);
                let (id, scene) = story.scene(scene);
                Beat::Scene(SceneBeat {
                    id: id.to_owned(),
                    title: scene.title.clone(),
                    text,
                    place: scene.place,
                    on_stage: scene.on_stage.iter().map(|person| person.value.clone()).collect(),
                    time: story.time_words(state, scene.shown_at.as_ref().map(|at| at.value)),
                    state: *state,
                })
            }
            Happening::Ended(ending) => {
                let text = story.script().ending(ending).render(program, state);
                let (id, ending) = story.ending(ending);
                Beat::Ended { id: id.to_owned(), title: ending.title.clone(), text, outcome: ending.outcome }
            }
        };
        self.beats.push(beat);
    }
}
