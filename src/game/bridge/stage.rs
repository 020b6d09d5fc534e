//! What the stage shows of a play.

use super::page::Page;
use super::words::reading;
use crate::game::desk::Play;
use crate::game::stage::cast::figure::Figure;
use crate::game::stage::{Actor, Area, StageView};
use crate::scenario::model::{Face, Look, Place, Scenario, Top};
use crate::scenario::time::Moment;
use crate::simulation::{Beat, Session, State, Story};

/// The hour shown where a scenario has no clock.
const NO_CLOCK: f32 = 11.0;

/// The colour of what a person wears, in text as on the stage.
pub fn top_of(id: &str, look: Option<Look>) -> Top {
    Figure::new(id, &look.unwrap_or_default()).top
}

/// Returns the stage for the page that is read; `area` is where it is drawn.
pub fn stage_view(play: &Play, area: Area) -> StageView {
    let session = &play.session;
    let story = session.story();
    let Some(page) = play.page() else { return StageView::default() };
    let state = page.state(session);
    let (place, people) = setting(session, page);
    let answers = answers(session, page);
    StageView {
        place,
        people: people
            .iter()
            .filter_map(|id| {
                let trust = trust(story, state, id)?;
                let answer = answers.iter().find(|(who, _)| who == id);
                Some(Actor {
                    id: id.clone(),
                    look: story.scenario().cast.get(id)?.value.look,
                    trust,
                    face: answer.and_then(|(_, face)| *face),
                    speaking: answer.is_some(),
                })
            })
            .collect(),
        ..scenery(story, state, page.shown_at(story), area)
    }
}

/// Returns the stage before a play of a story begins: its first people, at its first hour.
pub fn preview(story: &Story, area: Area) -> StageView {
    let scenario = story.scenario();
    let place = scenario.scenes.get(&scenario.start.value).and_then(|scene| scene.value.place);
    // Those whom the story is about are the first of the cast; on the phone they would not be together.
    let people = scenario.cast.iter().take(3);
    StageView {
        place: Some(place.filter(|place| *place != Place::Phone).unwrap_or(Place::Office)),
        hour: NO_CLOCK,
        weather: 0.1,
        mood: 0.7,
        people: people
            .map(|(id, person)| Actor {
                id: id.clone(),
                look: person.value.look,
                trust: person.value.trust as f32 / 100.0,
                face: None,
                speaking: false,
            })
            .collect(),
        area,
        visible: true,
        reduced_motion: false,
    }
}

/// Light, weather and mood of a state.
fn scenery(story: &Story, state: &State, shown_at: Option<Moment>, area: Area) -> StageView {
    let scenario = story.scenario();
    let meter = |id: Option<&String>| {
        let index = scenario.meters.get_index_of(id?)?;
        Some(story.program().meters(state).nth(index)? as f32 / 100.0)
    };
    StageView {
        hour: reading(story, state, shown_at).map_or(NO_CLOCK, |now| now.minute as f32 / 60.0),
        weather: meter(scenario.stage.weather.as_ref().map(|name| &name.value)).unwrap_or(0.2),
        mood: meter(scenario.stage.mood.as_ref().map(|name| &name.value)).unwrap_or(0.5),
        area,
        visible: true,
        ..StageView::default()
    }
}

/// Where a page plays and who is there.
fn setting(session: &Session, page: &Page) -> (Option<Place>, Vec<String>) {
    match page {
        Page::Passage(scene) | Page::Scene(scene) => (scene.place, scene.on_stage.clone()),
        Page::Result => decided_in(session),
        Page::Ending => {
            let ending = session.ended().map(|ending| session.story().ending(ending).1);
            let (place, people) = decided_in(session);
            match ending {
                Some(ending) if !ending.on_stage.is_empty() => (
                    ending.place.or(place),
                    ending.on_stage.iter().map(|person| person.value.clone()).collect(),
                ),
                Some(ending) => (ending.place.or(place), people),
                None => (place, people),
            }
        }
    }
}

/// The scene in which the latest choice was made, with those who answer although they were not there.
fn decided_in(session: &Session) -> (Option<Place>, Vec<String>) {
    let story = session.story();
    let Some(choice) = session.last().choice else { return (None, Vec::new()) };
    let (_, scene) = story.scene(story.program().scene_of(choice));
    let mut people: Vec<String> = scene.on_stage.iter().map(|person| person.value.clone()).collect();
    for beat in &session.last().beats {
        if let Beat::Says { who, .. } = beat
            && !people.contains(who)
            && !scene.heard.iter().any(|person| person.value == *who)
        {
            people.push(who.clone());
        }
    }
    (scene.place, people)
}

/// Who answers on a page, and with what face.
fn answers(session: &Session, page: &Page) -> Vec<(String, Option<Face>)> {
    if *page != Page::Result {
        return Vec::new();
    }
    session
        .last()
        .beats
        .iter()
        .filter_map(|beat| match beat {
            Beat::Says { who, face, .. } => Some((who.clone(), *face)),
            _ => None,
        })
        .collect()
}

fn trust(story: &Story, state: &State, id: &str) -> Option<f32> {
    let scenario: &Scenario = story.scenario();
    let index = scenario.cast.get_index_of(id)?;
    Some(story.program().trust(state).nth(index)? as f32 / 100.0)
}
