//! The studio's view of its bench.

mod detail;
mod numbers;
mod problems;
mod rehearsal;
mod uses;

use crate::diagnostic::Class;
use crate::game::studio::Studio;
use crate::simulation::Beat;
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
        let session = &rehearsal.session;
        let turns = std::iter::once(session.opening()).chain(session.turns());
        for beat in turns.flat_map(|turn| &turn.beats) {
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
