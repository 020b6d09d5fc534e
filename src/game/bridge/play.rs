//! The play screen's view of a play, and its list of decisions.

use super::calendar::calendar;
use super::page::{Page, shown_at};
use super::words::{changes, moment_words, paragraphs, place_name, reading};
use crate::debrief::Debrief;
use crate::game::desk::Play;
use crate::scenario::model::Place;
use crate::simulation::{Beat, SceneBeat, Session, State, Story, minutes_words};
use crate::ui::views::decision::Decision;
use crate::ui::views::play::{
    Block, EndingPage, Page as ViewPage, PassagePage, PlayView, ResultPage, ScenePage,
};
use crate::ui::widgets::choice_card::ChoiceCard;
use crate::ui::widgets::meter_card::MeterCard;
use crate::ui::widgets::quote::Quote;

/// Returns what the play screen shows; `None` where there is no page.
pub fn play_view(play: &Play, covered: bool) -> Option<PlayView> {
    let page = play.page()?;
    let session = &play.session;
    let story = session.story();
    let state = page.state(session);
    Some(PlayView {
        page_id: play.turned,
        covered,
        calendar: calendar(story, state, page.shown_at(story)),
        meters: meters(session, state),
        page: match page {
            Page::Result => ViewPage::Result(result(session)),
            Page::Passage(scene) => ViewPage::Passage(passage(play, scene)),
            Page::Scene(scene) => ViewPage::Scene(scene_page(session, scene)),
            Page::Ending => ViewPage::Ending(ending(session)?),
        },
    })
}

fn meters(session: &Session, state: &State) -> Vec<MeterCard> {
    let story = session.story();
    let program = story.program();
    let before: Vec<i64> = program.meters(&session.last().before).collect();
    let history = |index: usize, value: i64| {
        let turns = std::iter::once(session.opening()).chain(session.turns());
        let earlier = turns.map(|turn| &turn.after).take(session.turns().len());
        earlier.filter_map(|state| program.meters(state).nth(index)).chain([value]).collect()
    };
    let rules = story.scenario().meters.values();
    rules
        .zip(program.meters(state))
        .enumerate()
        .map(|(index, (meter, value))| MeterCard {
            label: meter.value.label.clone(),
            value,
            change: before.get(index).map(|before| value - before).filter(|change| *change != 0),
            good: meter.value.good,
            history: history(index, value),
        })
        .collect()
}

fn scene_page(session: &Session, scene: &SceneBeat) -> ScenePage {
    let choices = session
        .offers()
        .into_iter()
        .map(|offer| ChoiceCard {
            text: offer.text,
            detail: offer
                .takes
                .map_or_else(String::new, |takes| format!("takes {takes}").replace("takes until", "until")),
            locked: offer.locked,
        })
        .collect();
    ScenePage {
        kicker: kicker(session.story(), scene),
        heading: scene.title.clone(),
        blocks: texts(&scene.text),
        choices,
    }
}

fn passage(play: &Play, scene: &SceneBeat) -> PassagePage {
    let session = &play.session;
    let before = match play.page.checked_sub(1).and_then(|page| play.pages.get(page)) {
        Some(page) => page.state(session),
        None => &session.last().before,
    };
    PassagePage {
        kicker: kicker(session.story(), scene),
        heading: scene.title.clone(),
        blocks: texts(&scene.text),
        changes: changes(session.story(), before, &scene.state),
    }
}

fn result(session: &Session) -> ResultPage {
    let story = session.story();
    let turn = session.last();
    let chosen = turn.beats.iter().find_map(|beat| match beat {
        Beat::Chose { text, .. } => Some(text.clone()),
        _ => None,
    });
    let place = turn.choice.and_then(|choice| story.scene(story.program().scene_of(choice)).1.place);
    ResultPage {
        kicker: at(reading(story, &turn.answered, None).map(moment_words), place),
        chosen: chosen.unwrap_or_default(),
        blocks: turn.beats.iter().filter_map(|beat| quote(story, beat)).collect(),
        changes: changes(story, &turn.before, &turn.answered),
        time: passed(story, &turn.before, &turn.answered),
    }
}

fn ending(session: &Session) -> Option<EndingPage> {
    let story = session.story();
    let Debrief { ending, .. } = Debrief::of(session);
    let ending = ending?;
    let place = story.scenario().endings.get(&ending.id).and_then(|rules| rules.value.place);
    Some(EndingPage {
        kicker: at(reading(story, session.state(), None).map(moment_words), place),
        heading: ending.title,
        blocks: texts(&ending.text),
        outcome: ending.outcome,
    })
}

/// Says how much working time passed; empty for none.
fn passed(story: &Story, before: &State, after: &State) -> String {
    let Some(clock) = story.program().clock() else { return String::new() };
    let ticks = story.program().time(after) - story.program().time(before);
    if ticks == 0 {
        return String::new();
    }
    let now = clock.read(story.program().time(after));
    format!("{} passes. It is {}.", minutes_words(ticks * clock.tick_minutes()), moment_words(now))
}

fn quote(story: &Story, beat: &Beat) -> Option<Block> {
    let Beat::Says { who, name, text, .. } = beat else { return None };
    let top = super::stage::top_of(who, story.scenario().cast.get(who).map(|person| person.value.look));
    Some(Block::Quote(Quote { who: name.clone(), top, words: format!("“{text}”") }))
}

fn texts(text: &str) -> Vec<Block> {
    paragraphs(text).map(Block::Text).collect()
}

/// When and where a scene plays.
fn kicker(story: &Story, scene: &SceneBeat) -> String {
    at(reading(story, &scene.state, shown_at(story, scene)).map(moment_words), scene.place)
}

fn at(time: Option<String>, place: Option<Place>) -> String {
    let place = place.map(|place| place_name(place).to_owned());
    time.into_iter().chain(place).collect::<Vec<_>>().join(" — ")
}

/// Returns the decisions of a play for a list of them.
pub fn decisions(session: &Session) -> Vec<Decision> {
    let story = session.story();
    let turns = session.turns();
    Debrief::of(session)
        .decisions
        .into_iter()
        .zip(turns)
        .map(|(decision, turn)| Decision {
            when: decision.time.unwrap_or_default(),
            scene: if decision.title.is_empty() { decision.scene } else { decision.title },
            chosen: decision.text,
            changes: changes(story, &turn.before, &turn.after),
        })
        .collect()
}
