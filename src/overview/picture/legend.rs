//! What the shapes mean, drawn with the same shapes.

use super::shapes::{class, shape, way, words};
use crate::overview::layout::{Area, Layout, Point, STUB};
use crate::overview::map::{Edge, Kind, Map, Node, Via, Way};
use crate::overview::sheet::words::by_luck;
use crate::overview::sheet::{Caption, WIDTH};
use crate::scenario::model::Outcome;

/// The room between the samples.
const BETWEEN: f64 = 20.0;
/// Where they begin, below the legend's own headline.
const TOP: f64 = 44.0;
/// The height of a sample of a line.
const LINE: f64 = 48.0;

/// Draws the legend of what is on a map, in rows of some width, from (0, 0) on; returns it with its height.
pub(super) fn legend(map: &Map, layout: &Layout, width: f64) -> (String, f64) {
    let mut out = format!("<path class=\"rule\" d=\"M0 0H{width:.1}\"/>");
    words(&mut out, "sum", 0.0, 28.0, "How to read this map");
    let (mut x, mut y, mut bottom) = (0.0, TOP, TOP);
    let mut place = |height: f64, bottom: &mut f64| {
        if x > 0.0 && x + WIDTH > width {
            (x, y) = (0.0, *bottom + BETWEEN);
        }
        let area = Area { x, y, width: WIDTH, height };
        x += WIDTH + BETWEEN;
        *bottom = bottom.max(y + height);
        area
    };
    for sample in boxes() {
        if map.nodes.iter().any(|node| class(node.kind) == class(sample.kind)) {
            let caption = Caption::of(&sample);
            shape(&mut out, &sample, &caption, place(caption.size().1, &mut bottom));
        }
    }
    for (sample, height, text) in lines(map, layout) {
        let Area { x, y, .. } = place(LINE, &mut bottom);
        way(&mut out, &sample, &[Point { x: x + 20.0, y }, Point { x: x + 20.0, y: y + height }]);
        for (number, text) in text.into_iter().enumerate() {
            words(&mut out, "s key", x + 36.0, y + height / 2.0 - 2.0 + 13.0 * number as f64, text);
        }
    }
    (out, bottom)
}

fn boxes() -> Vec<Node> {
    let node = |title: &str, kind: Kind| Node { id: "its-id".into(), title: title.into(), kind, at: None };
    let scene = |start, interlude, choices| Kind::Scene { choices, start, interlude };
    vec![
        node("A play begins here", scene(true, false, 3)),
        node("A scene with choices", scene(false, false, 3)),
        node("A scene that goes on by itself", scene(false, false, 0)),
        node("What may interrupt a play", Kind::Event),
        node("A scene that interrupts", scene(false, true, 3)),
        node("An ending", Kind::Ending(Outcome::Success)),
        node("An ending", Kind::Ending(Outcome::Mixed)),
        node("An ending", Kind::Ending(Outcome::Failure)),
    ]
}

/// Returns a sample of each kind of line on the map, with its height and what it means.
fn lines(map: &Map, layout: &Layout) -> Vec<(Edge, f64, [&'static str; 2])> {
    let edge = |via| Edge { from: 0, to: 1, ways: vec![Way { choice: None, via }] };
    let drawn = |luck: bool| map.edges.iter().any(|edge| !edge.ways.is_empty() && by_luck(edge) == luck);
    let (plain, luck) = (edge(Vec::new()), edge(vec![Via::Branch(String::new())]));
    let samples = [
        (drawn(false), plain.clone(), LINE, ["a way, thicker for several;", "if, else: a condition decides"]),
        (drawn(true), luck, LINE, ["luck decides;", "its words name the branch"]),
        (layout.far.contains(&true), plain, STUB, ["leads far away;", "its words name where"]),
    ];
    samples
        .into_iter()
        .filter(|sample| sample.0)
        .map(|(_, edge, height, text)| (edge, height, text))
        .collect()
}
