//! What several modules' tests begin with: small scenarios, loading, and plays as lines.

use std::sync::Arc;

use two_hats::diagnostic::{Source, render_all};
use two_hats::simulation::{Action, Beat, Session, Story};

/// A scenario without problems: two scenes, a meter, a fact, a person, a clock, an event, two endings.
pub(crate) fn small() -> &'static str {
    include_str!("fixtures/small.ron")
}

/// Loads a scenario that has no errors.
pub(crate) fn story(text: &str) -> Arc<Story> {
    let (story, found) = Story::load(text);
    let Some(story) = story else {
        panic!("{text}\n{}", render_all(&found, &Source::new("scenario", text), false));
    };
    Arc::new(story)
}

/// Begins a play of a scenario without errors.
pub(crate) fn begin(text: &str, seed: u64) -> Session {
    Session::new(story(text), seed).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// Picks choices that are all available.
pub(crate) fn pick(session: &mut Session, picks: &[&str]) {
    for pick in picks {
        session.act(&Action::Pick((*pick).to_owned())).unwrap_or_else(|refusal| panic!("{pick}: {refusal}"));
    }
}

/// Returns every named value of the present state.
pub(crate) fn values(session: &Session) -> Vec<(String, i64)> {
    let program = session.story().program();
    program.values(session.state()).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Returns one named value of the present state.
pub(crate) fn value(session: &Session, name: &str) -> i64 {
    values(session).into_iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("no value `{name}`")).1
}

/// Says what happened, one line for each thing.
pub(crate) fn told(beats: &[Beat]) -> Vec<String> {
    let line = |beat: &Beat| match beat {
        Beat::Chose { id, text } => format!("chose {id}: {text}"),
        Beat::Says { name, text, .. } => format!("{name} says: {text}"),
        Beat::Feedback { text } => format!("feedback: {text}"),
        Beat::Acted { id } => format!("acted {id}"),
        Beat::Rolled { path, branch, weight, total } => {
            format!("rolled {path}: {branch}, {weight} of {total}")
        }
        Beat::Due { id } => format!("due {id}"),
        Beat::Dropped { id } => format!("dropped {id}"),
        Beat::Interrupted { id } => format!("interrupted by {id}"),
        Beat::Resumed { id } => format!("back to {id}"),
        Beat::Scene(scene) => match &scene.time {
            Some(time) => format!("scene {} at {time}: {}", scene.id, scene.text),
            None => format!("scene {}: {}", scene.id, scene.text),
        },
        Beat::Ended { id, text, .. } => format!("ending {id}: {text}"),
    };
    beats.iter().map(line).collect()
}
