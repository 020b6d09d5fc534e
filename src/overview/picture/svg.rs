//! The map as a sheet to print: boxes in layers, days as bands, a legend.

use std::fmt::Write as _;

use super::days::{Day, days, story};
use super::legend::legend;
use super::shapes::{label, shape, way, words, xml};
use crate::overview::layout::{Layout, Point};
use crate::overview::map::{Kind, Map};
use crate::overview::sheet::{Sheet, WIDTH, lines};
use crate::scenario::model::Scenario;

/// The room around everything.
const MARGIN: f64 = 48.0;
/// The room for the names of days, at the left.
const DAYS: f64 = 64.0;
/// How far the bands of days reach to the right of the story.
const BESIDE: f64 = 16.0;
/// The width of a character and the height of a line of the headline, and of what stands below it.
const HEAD: (f64, f64) = (22.0, 42.0);
const SUMMARY: (f64, f64) = (8.0, 24.0);

const STYLE: &str = "
text { font-family: Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif; fill: #1d2430; text-anchor: middle }
.head, .sum, .day, .key { text-anchor: start }
.head { font-size: 38px; font-weight: bold }
.sum { font-size: 15px; fill: #4a5260 }
.day { font-size: 20px; font-weight: bold; fill: #7b8290 }
.t { font-size: 13.5px; font-weight: bold }
.s { font-size: 10.5px; fill: #4a5260 }
.l { font-size: 10.5px; font-style: italic }
.under { fill: #fff; fill-opacity: 0.85 }
.box { fill: #fff; stroke: #1d2430; stroke-width: 1.4 }
.passing { fill: #f1eee6; stroke: #8a8f98 }
.interlude { fill: #eef3fa; stroke-dasharray: 6 3 }
.start { fill: #1d2430 }
.on-dark { fill: #fff }
.success { fill: #d8eee2; stroke-width: 3 }
.mixed { fill: #f6eac8; stroke-width: 2 }
.failure { fill: #f4d6cf; stroke-width: 1 }
.way { fill: none; stroke: #5b6472; stroke-linejoin: round }
.luck { stroke-dasharray: 2 4; stroke-linecap: round }
.thin { stroke: #9aa1ad }
.band { fill: #f4f5f7 }
.gap { fill: none }
.rule { stroke: #c9ced6; stroke-width: 1 }
";

/// The tip of the lines.
const TIP: &str = "\
<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" \
markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1L10 5L0 9z\" fill=\"#5b6472\"/></marker></defs>
";

/// Returns the map of a scenario as an SVG picture, to be shown, printed or drawn further.
pub fn svg(scenario: &Scenario) -> String {
    let Sheet { map, layout, captions, labels } = Sheet::of(scenario);
    let story = story(&map, &layout);
    let days = days(&map, &layout, story.y);
    let left = if days.is_empty() { MARGIN } else { MARGIN + DAYS };
    let width = (left + layout.width + MARGIN).max(4.0 * WIDTH);
    let (head, top) = head(scenario, &map, width);
    let (key, at, below) = key(&map, &layout, story, width - left - MARGIN);
    let height = top + layout.height + below + MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\">\n<title>{}</title>\n<style>{STYLE}</style>\n{TIP}\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{head}<g transform=\"translate({left:.1} {top:.1})\">\n",
        xml(&scenario.title)
    );
    for (number, Day { name, top, bottom }) in days.iter().enumerate() {
        let class = if number % 2 == 0 { "band" } else { "gap" };
        let (width, height) = (DAYS + story.x + BESIDE, bottom - top);
        let place = format!("x=\"{:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"", -DAYS);
        let _ = write!(out, "<rect class=\"{class}\" {place}/>");
        words(&mut out, "day", 12.0 - DAYS, top + 30.0, name);
    }
    for (edge, line) in map.edges.iter().zip(&layout.lines) {
        way(&mut out, edge, line);
    }
    for ((node, caption), area) in map.nodes.iter().zip(&captions).zip(&layout.boxes) {
        shape(&mut out, node, caption, *area);
    }
    for words in &labels {
        label(&mut out, words);
    }
    let _ = writeln!(out, "<g transform=\"translate({:.1} {:.1})\">\n{key}</g>\n</g>\n</svg>", at.x, at.y);
    out
}

/// Returns the legend, where it stands on the map, and how much higher it makes it: right of the story where there is
/// room below what interrupts it, otherwise below everything.
fn key(map: &Map, layout: &Layout, story: Point, width: f64) -> (String, Point, f64) {
    let x = story.x + 2.0 * MARGIN;
    let others = layout.boxes.iter().filter(|area| area.x + area.width > x);
    let free = others.map(|area| area.y + area.height).fold(0.0, f64::max) + MARGIN;
    let (key, height) = legend(map, layout, layout.width - x);
    if layout.width - x >= 2.0 * WIDTH && free + height <= layout.height {
        return (key, Point { x, y: layout.height - height }, 0.0);
    }
    let (key, height) = legend(map, layout, width);
    (key, Point { x: 0.0, y: layout.height + MARGIN }, MARGIN + height)
}

/// Returns the headline, and where the map begins below it.
fn head(scenario: &Scenario, map: &Map, width: f64) -> (String, f64) {
    let count = |is: fn(&Kind) -> bool| map.nodes.iter().filter(|node| is(&node.kind)).count();
    let choices =
        map.nodes.iter().map(|node| if let Kind::Scene { choices, .. } = node.kind { choices } else { 0 });
    let counts = [
        (count(|kind| matches!(kind, Kind::Scene { .. })), "scene"),
        (choices.sum(), "choice"),
        (count(|kind| *kind == Kind::Event), "event"),
        (count(|kind| matches!(kind, Kind::Ending(_))), "ending"),
    ];
    let counted = counts.iter().filter(|(count, _)| *count > 0);
    let counted: Vec<_> = counted
        .map(|(count, word)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    let counted = counted.join(" · ");
    let (mut out, mut y) = (String::new(), MARGIN - 12.0);
    let texts =
        [(&scenario.title, "head", HEAD), (&scenario.summary, "sum", SUMMARY), (&counted, "sum", SUMMARY)];
    for (text, class, (char, line)) in texts {
        for text in lines(text, ((width - 2.0 * MARGIN) / char) as usize) {
            y += line;
            words(&mut out, class, MARGIN, y, &text);
        }
    }
    (out, y + 54.0)
}
