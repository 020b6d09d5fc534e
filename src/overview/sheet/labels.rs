//! Finds room for the words beside lines.

use std::collections::BTreeMap;

use crate::overview::layout::{Area, Point};

/// How far along a piece of a line words are tried.
const TRIES: [f64; 7] = [0.5, 0.35, 0.65, 0.25, 0.75, 0.15, 0.85];
/// How much of the words below a line's end is tried to stand left of it.
const LEFT: [f64; 5] = [0.5, 0.3, 0.7, 0.1, 0.9];
/// The pieces of a line that are tried, from either end.
const PIECES: usize = 2;
/// The side of the squares in which words are looked up, at least as large as most.
const CELL: f64 = 160.0;

/// What has its place: boxes, and words placed before.
#[derive(Debug)]
pub(super) struct Labels {
    cells: BTreeMap<(i64, i64), Vec<Area>>,
}

impl Labels {
    /// Begins with the boxes, which no words should cover.
    pub(super) fn new(boxes: &[Area]) -> Self {
        let mut labels = Self { cells: BTreeMap::new() };
        for area in boxes {
            labels.take(*area);
        }
        labels
    }

    /// Finds room for words of a size in the middle of a line, where they overlap least with what is there.
    pub(super) fn place(&mut self, line: &[Point], width: f64, height: f64) -> Option<Area> {
        let pieces: Vec<_> = line.windows(2).filter(|pair| (pair[0].y - pair[1].y).abs() > height).collect();
        let near = |at: usize| at < PIECES || at + PIECES >= pieces.len();
        let tried = TRIES.iter().flat_map(|t| {
            let of = pieces.iter().enumerate().filter(|(at, _)| near(*at));
            of.map(|(_, pair)| (pair, curve(pair[0], pair[1], *t)))
        });
        let areas = tried.map(|(pair, at)| {
            // Between the boxes at either end.
            let (top, bottom) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
            let y = at.y.clamp(top + height / 2.0, bottom - height / 2.0);
            Area { x: at.x - width / 2.0, y: y - height / 2.0, width, height }
        });
        self.take_best(areas)
    }

    /// Finds room for words of a size below the end of a line that leads down and out of sight.
    pub(super) fn below(&mut self, line: &[Point], width: f64, height: f64) -> Option<Area> {
        let end = line.last()?;
        self.take_best(LEFT.iter().map(|left| Area { x: end.x - left * width, y: end.y, width, height }))
    }

    /// Takes the first area that overlaps nothing, or else the one that overlaps least.
    fn take_best(&mut self, areas: impl Iterator<Item = Area>) -> Option<Area> {
        let mut best: Option<(f64, Area)> = None;
        for area in areas {
            let overlap = self.overlap(area);
            if best.is_none_or(|(least, _)| overlap < least) {
                best = Some((overlap, area));
            }
            if overlap == 0.0 {
                break;
            }
        }
        let (_, area) = best?;
        self.take(area);
        Some(area)
    }

    fn take(&mut self, area: Area) {
        for cell in cells(area) {
            self.cells.entry(cell).or_default().push(area);
        }
    }

    fn overlap(&self, area: Area) -> f64 {
        let others = cells(area).filter_map(|cell| self.cells.get(&cell)).flatten();
        others.map(|other| overlap(area, *other)).sum()
    }
}

/// Returns the point at `t` of the curve that leaves and comes vertically.
fn curve(from: Point, to: Point, t: f64) -> Point {
    let (u, middle) = (1.0 - t, f64::midpoint(from.y, to.y));
    let bend = 3.0 * u * t;
    let x = (u * u * u + bend * u) * from.x + (bend * t + t * t * t) * to.x;
    let y = u * u * u * from.y + bend * middle + t * t * t * to.y;
    Point { x, y }
}

fn overlap(one: Area, other: Area) -> f64 {
    let side = |a: f64, a_size: f64, b: f64, b_size: f64| ((a + a_size).min(b + b_size) - a.max(b)).max(0.0);
    side(one.x, one.width, other.x, other.width) * side(one.y, one.height, other.y, other.height)
}

fn cells(area: Area) -> impl Iterator<Item = (i64, i64)> {
    let range = |from: f64, size: f64| (from / CELL).floor() as i64..=((from + size) / CELL).floor() as i64;
    let rows = range(area.y, area.height);
    range(area.x, area.width).flat_map(move |column| rows.clone().map(move |row| (column, row)))
}
