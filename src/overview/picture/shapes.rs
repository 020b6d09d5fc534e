//! The shapes of a map in SVG: boxes, lines, and the words in and beside them.

use std::fmt::Write as _;

use crate::overview::layout::{Area, Point};
use crate::overview::map::{Edge, Kind, Node};
use crate::overview::sheet::words::by_luck;
use crate::overview::sheet::{Caption, LABEL_LINE, Label, SMALL_LINE, TITLE_LINE};
use crate::scenario::model::Outcome;

/// How far the corners of an event and of the verdict are cut off.
const CUT: f64 = 16.0;

/// Returns the classes of a node's shape.
pub(super) const fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Scene { start: true, .. } => "box start",
        Kind::Scene { interlude: true, .. } => "box interlude",
        Kind::Scene { choices: 0, .. } => "box passing",
        Kind::Scene { .. } => "box",
        Kind::Event => "box interlude event",
        Kind::Verdict => "box verdict",
        Kind::Back => "box interlude back",
        Kind::Ending(Outcome::Success) => "box success",
        Kind::Ending(Outcome::Mixed) => "box mixed",
        Kind::Ending(Outcome::Failure) => "box failure",
    }
}

/// Draws a node.
pub(super) fn shape(out: &mut String, node: &Node, caption: &Caption, area: Area) {
    let Area { x, y, width, height } = area;
    let (right, bottom, middle) = (x + width, y + height, y + height / 2.0);
    let class = class(node.kind);
    let (left, inner) = (x + CUT, right - CUT);
    let corners: &[(f64, f64)] = match node.kind {
        Kind::Verdict => &[(left, y), (inner, y), (right, bottom), (x, bottom)],
        Kind::Event => {
            &[(left, y), (inner, y), (right, middle), (inner, bottom), (left, bottom), (x, middle)]
        }
        Kind::Scene { .. } | Kind::Ending(_) | Kind::Back => &[],
    };
    let round = match node.kind {
        Kind::Ending(_) | Kind::Back => height / 2.0,
        Kind::Scene { choices: 0, .. } => 12.0,
        Kind::Scene { .. } | Kind::Event | Kind::Verdict => 3.0,
    };
    if corners.is_empty() {
        let size = format!("width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{round:.1}\"");
        let _ = write!(out, "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" {size}/>");
    } else {
        let points: Vec<_> = corners.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = write!(out, "<polygon class=\"{class}\" points=\"{}\"/>", points.join(" "));
    }
    let white = if matches!(node.kind, Kind::Scene { start: true, .. }) { " on-dark" } else { "" };
    let mut below = middle - caption.height() / 2.0;
    for (lines, class, line) in [(&caption.title, "t", TITLE_LINE), (&caption.small, "s", SMALL_LINE)] {
        for text in lines {
            below += line;
            words(out, &format!("{class}{white}"), x + width / 2.0, below - line * 0.25, text);
        }
    }
    out.push('\n');
}

/// Draws an edge along its line.
pub(super) fn way(out: &mut String, edge: &Edge, line: &[Point]) {
    let class = match (by_luck(edge), edge.ways.is_empty()) {
        (true, _) => "way luck",
        (false, true) => "way thin",
        (false, false) => "way",
    };
    let width = 0.9 + 0.4 * edge.ways.len().clamp(1, 5) as f64;
    let _ = write!(out, "<path class=\"{class}\" stroke-width=\"{width:.1}\" marker-end=\"url(#tip)\" d=\"");
    for (number, to) in line.iter().enumerate() {
        let from = line[number.saturating_sub(1)];
        let _ = match number {
            0 => write!(out, "M{:.1} {:.1}", to.x, to.y),
            _ if edge.from == edge.to || (from.x - to.x).abs() < 0.05 => {
                write!(out, "L{:.1} {:.1}", to.x, to.y)
            }
            _ => {
                let middle = f64::midpoint(from.y, to.y);
                write!(out, "C{:.1} {middle:.1} {:.1} {middle:.1} {:.1} {:.1}", from.x, to.x, to.x, to.y)
            }
        };
    }
    *out += "\"/>\n";
}

/// Draws the words beside an edge.
pub(super) fn label(out: &mut String, Label { area, lines, .. }: &Label) {
    let Area { x, y, width, height } = area;
    let size = format!("width=\"{width:.1}\" height=\"{height:.1}\" rx=\"3\"");
    let _ = write!(out, "<rect class=\"under\" x=\"{x:.1}\" y=\"{y:.1}\" {size}/>");
    for (number, text) in lines.iter().enumerate() {
        words(out, "l", x + width / 2.0, y + (number as f64 + 0.75) * LABEL_LINE, text);
    }
    out.push('\n');
}

/// Draws a line of words.
pub(super) fn words(out: &mut String, class: &str, x: f64, y: f64, text: &str) {
    let _ = write!(out, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", xml(text));
}

/// Writes a text as XML. What XML cannot hold at all (control characters) becomes a space.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
