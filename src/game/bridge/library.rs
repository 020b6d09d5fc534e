//! The views of title, library and briefing.

use std::sync::Arc;

use super::page::Page;
use super::words::{moment_words, paragraphs};
use crate::diagnostic::{Class, render_all};
use crate::game::desk::{Desk, Play};
use crate::simulation::Story;
use crate::storage::{Entry, Library, Origin};
use crate::ui::views::briefing::{BriefingView, CastMember, MeterIntro};
use crate::ui::views::library::{BrokenFile, LibraryEntry, LibraryView};
use crate::ui::views::title::{Featured, SavedPlay, TitleView};
use crate::ui::widgets::notice::Notice;

/// Returns what the title screen shows.
pub fn title_view(desk: &Desk, covered: bool) -> TitleView {
    TitleView {
        covered,
        saved: desk.play().map(saved),
        featured: desk.story().map(|story| Featured {
            title: story.scenario().title.clone(),
            summary: story.scenario().summary.clone(),
            minutes: story.scenario().minutes,
        }),
        notice: desk.notice().map(|text| Notice { text: text.to_owned() }),
    }
}

fn saved(play: &Play) -> SavedPlay {
    let session = &play.session;
    let story = session.story();
    let time = story.time_words(session.state(), None);
    let place = match play.pages.last() {
        Some(Page::Scene(scene) | Page::Passage(scene)) => scene.title.clone(),
        Some(Page::Ending) => "the end".to_owned(),
        Some(Page::Result) | None => String::new(),
    };
    let words: Vec<_> = time.into_iter().chain([place]).filter(|part| !part.is_empty()).collect();
    SavedPlay { scenario: story.scenario().title.clone(), place: words.join(" · ") }
}

/// The stories that the library lists, in its order.
pub fn listed(library: &Library) -> Vec<&Arc<Story>> {
    library.stories().collect()
}

/// The entries that can be played, in the order of [`listed`].
pub fn playable(library: &Library) -> impl Iterator<Item = &Entry> {
    library.entries.iter().filter(|entry| entry.loaded.story.is_some())
}

/// The entries that cannot be played.
pub fn broken(library: &Library) -> impl Iterator<Item = &Entry> {
    library.entries.iter().filter(|entry| entry.loaded.story.is_none())
}

/// Returns what the library shows; `seen` gives, for each listed story, how many endings were reached.
pub fn library_view(desk: &Desk, seen: &[usize], covered: bool) -> LibraryView {
    let playable = playable(desk.library()).filter_map(|entry| Some((entry, entry.loaded.story.as_ref()?)));
    let broken = broken(desk.library());
    LibraryView {
        covered,
        scenarios: playable
            .enumerate()
            .map(|(index, (entry, story))| {
                let scenario = story.scenario();
                LibraryEntry {
                    title: desk.library().title(entry, story),
                    summary: scenario.summary.clone(),
                    minutes: scenario.minutes,
                    tags: scenario.tags.clone(),
                    shipped: entry.origin == Origin::Shipped,
                    endings_seen: seen.get(index).copied().unwrap_or(0),
                    endings: scenario.endings.len(),
                }
            })
            .collect(),
        broken: broken
            .map(|entry| BrokenFile {
                file: entry.name(),
                first: entry
                    .loaded
                    .diagnostics
                    .iter()
                    .find(|diagnostic| diagnostic.class == Class::Error)
                    .map_or_else(String::new, |diagnostic| diagnostic.message.clone()),
                details: render_all(&entry.loaded.diagnostics, &entry.loaded.source, false),
            })
            .collect(),
        folder: desk.folders().own.display().to_string(),
    }
}

/// Returns what the briefing of a story shows.
pub fn briefing_view(story: &Story, covered: bool) -> BriefingView {
    let scenario = story.scenario();
    let words = if scenario.briefing.is_empty() { &scenario.summary } else { &scenario.briefing };
    let clock = story.program().clock();
    BriefingView {
        covered,
        title: scenario.title.clone(),
        paragraphs: paragraphs(words).collect(),
        cast: scenario
            .cast
            .iter()
            .map(|(id, person)| CastMember {
                name: person.value.name.clone(),
                role: person.value.role.clone(),
                top: super::stage::top_of(id, Some(person.value.look)),
            })
            .collect(),
        meters: scenario
            .meters
            .values()
            .map(|meter| MeterIntro {
                label: meter.value.label.clone(),
                start: meter.value.start,
                good: meter.value.good,
            })
            .collect(),
        deadline: clock.map_or_else(String::new, |clock| moment_words(clock.read(clock.deadline()))),
    }
}
