//! The studio's view of its bench.

mod detail;
mod numbers;
mod problems;
mod rehearsal;
mod uses;

use std::collections::BTreeSet;

use crate::diagnostic::Class;
use crate::game::studio::Studio;
use crate::overview::Kind;
use crate::simulation::{Beat, Session};
use crate::ui::views::studio::{Mark, StudioView, Tab};
use detail::scene_view;
use problems::problems;
use rehearsal::rehearsal_view;

/// Returns what the studio shows.
pub fn studio_view(studio: &Studio, covered: bool) -> StudioView<'_> {
    let loaded = studio.loaded();
    let file = studio.path().display().to_string();
    let title = loaded.scenario().map(|scenario| scenario.title.clone()).filter(|title| !title.is_empty());
    let errors = studio.errors();
    StudioView {
        covered,
        title: title.unwrap_or_else(|| file.clone()),
        file,
        errors,
        advice: loaded.diagnostics.len() - errors,
        notice: studio.notice().map(|notice| (notice.text.clone(), notice.bad)),
        sheet: studio.sheet(),
        drawing: studio.is_drawing(),
        marks: marks(studio),
        trail: trail(studio),
        camera: studio.camera,
        selected: studio.selected(),
        query: studio.query(),
        hits: studio.hits(),
        tab: studio.tab,
        scene: scene_view(studio).filter(|_| studio.tab == Tab::Scene),
        rehearsal: studio.rehearsal().map(rehearsal_view).filter(|_| studio.tab == Tab::Play),
        problems: if studio.tab == Tab::Problems { problems(studio) } else { Vec::new() },
    }
}

/// Returns the ways on the map that the play took.
fn trail(studio: &Studio) -> BTreeSet<(usize, usize)> {
    let (Some(rehearsal), Some(sheet)) = (studio.rehearsal(), studio.sheet()) else { return BTreeSet::new() };
    let verdict = sheet.map.nodes.iter().rposition(|node| node.kind == Kind::Verdict);
    let mut trail = BTreeSet::new();
    let mut last = None;
    for beat in beats(&rehearsal.session) {
        let (next, ended) = match beat {
            Beat::Scene(scene) => (studio.node(&scene.id, false), false),
            Beat::Ended { id, .. } => (studio.node(id, true), true),
            _ => continue,
        };
        trail.extend(last.zip(next));
        if ended {
            // Whether a verdict chose it, a play does not say; the map has a way only where one leads there.
            trail.extend(last.zip(verdict).into_iter().chain(verdict.zip(next)));
        }
        last = next;
    }
    trail
}

fn beats(session: &Session) -> impl Iterator<Item = &Beat> {
    std::iter::once(session.opening()).chain(session.turns()).flat_map(|turn| &turn.beats)
}

/// Returns what is marked at each place of the map.
fn marks(studio: &Studio) -> Vec<Mark> {
    let count = studio.sheet().map_or(0, |sheet| sheet.map.nodes.len());
    let mut marks: Vec<_> = (0..count)
        .map(|node| Mark {
            error: studio.worst(node) == Some(Class::Error),
            advice: studio.worst(node) == Some(Class::Advice),
            ..Mark::default()
        })
        .collect();
    let mut at = |node: Option<usize>, set: fn(&mut Mark)| {
        if let Some(mark) = node.and_then(|node| marks.get_mut(node)) {
            set(mark);
        }
    };
    if let Some(rehearsal) = studio.rehearsal() {
        for beat in beats(&rehearsal.session) {
            if let Beat::Scene(scene) = beat {
                at(studio.node(&scene.id, false), |mark| mark.been = true);
            }
        }
    }
    at(studio.here(), |mark| mark.here = true);
    for hit in studio.hits() {
        at(Some(*hit), |mark| mark.hit = true);
    }
    marks
}
