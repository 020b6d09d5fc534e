//! The days of a week beside the map.

use crate::overview::layout::{Layout, Point};
use crate::overview::map::{Kind, Map};
use crate::scenario::time::Moment;

/// How far above its first scene a day begins.
const ABOVE: f64 = 28.0;

/// A day on the map.
pub(super) struct Day {
    pub(super) name: String,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// Returns the right and the lower border of the story: of everything but what interrupts it.
pub(super) fn story(map: &Map, layout: &Layout) -> Point {
    let of_story = |at: usize| match map.nodes[at].kind {
        Kind::Scene { interlude, .. } => !interlude,
        Kind::Ending(_) | Kind::Verdict => true,
        Kind::Event | Kind::Back => false,
    };
    let boxes = layout.boxes.iter().enumerate().filter(|(at, _)| of_story(*at));
    let corners = boxes.map(|(_, area)| (area.x + area.width, area.y + area.height));
    let lines =
        map.edges.iter().zip(&layout.lines).filter(|(edge, _)| of_story(edge.from) && of_story(edge.to));
    let points = lines.flat_map(|(_, line)| line.iter().map(|point| (point.x, point.y)));
    let (x, y) = corners.chain(points).fold((0.0, 0.0), |(x, y), corner| (corner.0.max(x), corner.1.max(y)));
    Point { x, y }
}

/// Returns the days that the scenario names, from the first to the last, down to `bottom`.
///
/// A day begins above the first scene of which the scenario says so. A map on which a later day stands above an
/// earlier one has no days.
pub(super) fn days(map: &Map, layout: &Layout, bottom: f64) -> Vec<Day> {
    let mut scenes: Vec<_> = map
        .nodes
        .iter()
        .zip(&layout.boxes)
        .filter(|(node, _)| matches!(node.kind, Kind::Scene { interlude: false, .. }))
        .filter_map(|(node, area)| Some((Moment { minute: 0, ..node.at? }, area.y, area.y + area.height)))
        .collect();
    scenes.sort_by_key(|(day, ..)| day.minutes());
    scenes.dedup_by(|(day, top, bottom), (before, first, last)| {
        let same = day == before;
        if same {
            (*first, *last) = (first.min(*top), last.max(*bottom));
        }
        same
    });
    if scenes.len() < 2 || scenes.windows(2).any(|pair| pair[1].1 < pair[0].2) {
        return Vec::new();
    }
    let begins: Vec<_> = scenes.iter().map(|(_, top, _)| top - ABOVE).collect();
    let ends = begins[1..].iter().copied().chain([bottom + ABOVE]);
    let days = scenes.iter().zip(&begins).zip(ends);
    days.map(|(((day, ..), top), bottom)| Day { name: name(*day), top: *top, bottom }).collect()
}

fn name(day: Moment) -> String {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let name = DAYS[day.day as usize];
    if day.week == 1 { name.to_owned() } else { format!("{name}, week {}", day.week) }
}
