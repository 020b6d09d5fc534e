//! The play on the bench, as its author sees it.

use crate::debrief::Debrief;
use crate::game::bridge::words::{changes, moment_words, paragraphs, place_name, reading};
use crate::game::studio::Rehearsal;
use crate::simulation::{Beat, Inspected, Session};
use crate::ui::views::studio::{RehearsalView, Told, TriedChoice};

/// Returns what the studio shows of a play.
pub(super) fn rehearsal_view(rehearsal: &Rehearsal) -> RehearsalView {
    let session = &rehearsal.session;
    let story = session.story();
    let meters = story.scenario().meters.values().zip(story.program().meters(session.state()));
    let meters: Vec<_> = meters.map(|(meter, value)| format!("{} {value}", meter.value.label)).collect();
    let last = session.last();
    let (kicker, title) = heading(session);
    RehearsalView {
        origin: origin(session),
        meters: meters.join("  ·  "),
        kicker,
        title,
        told: last.beats.iter().flat_map(told).collect(),
        changes: changes(story, &last.before, &last.after),
        choices: session.inspect().into_iter().map(tried).collect(),
        decisions: Debrief::of(session).decisions.into_iter().map(|decision| decision.text).collect(),
    }
}

fn origin(session: &Session) -> String {
    let from = session.recording().from;
    let begun = from.map_or_else(|| "From the start".to_owned(), |from| format!("From `{}`", from.scene));
    format!("{begun} · dice {}", session.seed())
}

/// Returns when and where the play is, and the headline there.
fn heading(session: &Session) -> (String, String) {
    let story = session.story();
    let last = session.last().beats.iter().rev().find_map(|beat| match beat {
        Beat::Scene(scene) => Some((scene.id.clone(), scene.title.clone(), scene.place)),
        Beat::Ended { id, title, .. } => Some((id.clone(), title.clone(), None)),
        _ => None,
    });
    let (id, title, place) = last.unwrap_or_default();
    let time = reading(story, session.state(), None).map(moment_words);
    let kicker: Vec<_> = time.into_iter().chain(place.map(|place| place_name(place).to_owned())).collect();
    (kicker.join(" · "), if title.is_empty() { id } else { title })
}

/// Returns what a beat tells, piece by piece.
fn told(beat: &Beat) -> Vec<Told> {
    match beat {
        Beat::Chose { text, .. } => vec![Told::Aside(format!("You chose: {text}"))],
        Beat::Says { name, text, .. } => vec![Told::Said(format!("{name}: {text}"))],
        Beat::Feedback { text } => vec![Told::Aside(format!("Feedback: {text}"))],
        Beat::Acted { id } => vec![Told::Aside(format!("`{id}` acted"))],
        Beat::Rolled { path, branch, weight, total } => {
            vec![Told::Aside(format!("Luck at `{path}`: `{branch}`, {weight} of {total}"))]
        }
        Beat::Due { id } => vec![Told::Aside(format!("The event `{id}` became due"))],
        Beat::Dropped { id } => vec![Told::Aside(format!("The event `{id}` passed by"))],
        Beat::Interrupted { id } => vec![Told::Aside(format!("The event `{id}` interrupts"))],
        Beat::Resumed { id } => vec![Told::Aside(format!("Back to `{id}`"))],
        Beat::Scene(scene) => std::iter::once(Told::Aside(format!("Scene `{}`", scene.id)))
            .chain(paragraphs(&scene.text).map(Told::Text))
            .collect(),
        Beat::Ended { id, text, .. } => std::iter::once(Told::Aside(format!("The ending `{id}`")))
            .chain(paragraphs(text).map(Told::Text))
            .collect(),
    }
}

fn tried(choice: Inspected) -> TriedChoice {
    let why = choice.failing.join("; ");
    let locked = match (choice.failing.is_empty(), choice.hidden) {
        (true, _) => None,
        (false, true) => Some(format!("{why} (players do not see it)")),
        (false, false) => Some(why),
    };
    TriedChoice { id: choice.id, text: choice.text, takes: choice.takes.unwrap_or_default(), locked }
}
