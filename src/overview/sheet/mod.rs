//! A map with its words, laid out: what the printed sheet and the studio draw.

mod labels;
pub(super) mod words;

use std::collections::BTreeMap;

use super::layout::{Area, Layout};
use super::map::{Kind, Map, Node};
use crate::scenario::model::Scenario;
use labels::Labels;
use words::{along, caption};

/// The width of every box, in the units of a sheet: those of an SVG picture, a bold headline having 13.5 of them.
pub(super) const WIDTH: f64 = 156.0;
/// The height of a line of a headline.
pub const TITLE_LINE: f64 = 17.0;
/// The height of a line of the small letters below it.
pub const SMALL_LINE: f64 = 13.0;
/// The height of a line of words beside a line.
pub const LABEL_LINE: f64 = 12.0;
/// The characters that fit a line of a headline, of small letters, and beside a line.
const TITLE_CHARS: usize = 18;
const SMALL_CHARS: usize = 25;
const LABEL_CHARS: usize = 16;
const FAR_CHARS: usize = 20;
/// The width of a character beside a line.
const LABEL_CHAR: f64 = 6.0;

/// A map, where everything on it stands, and what is written there.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What leads where.
    pub map: Map,
    /// Where it stands.
    pub layout: Layout,
    /// The words in each box, in the order of the map's nodes.
    pub captions: Vec<Caption>,
    /// The words beside lines.
    pub labels: Vec<Label>,
}

/// The words in a box, broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// The headline.
    pub title: Vec<String>,
    /// The small letters below it; may be empty.
    pub small: Vec<String>,
}

/// Words beside a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The edge, by position.
    pub edge: usize,
    /// The room that the words have.
    pub area: Area,
    /// The lines of words, each in the middle.
    pub lines: Vec<String>,
}

impl Sheet {
    /// Draws the map of a scenario and lays it out; 5,000 scenes take seconds where the program is not optimised.
    pub fn of(scenario: &Scenario) -> Self {
        let map = Map::of(scenario);
        let captions: Vec<_> = map.nodes.iter().map(Caption::of).collect();
        let sizes: Vec<_> = captions.iter().map(Caption::size).collect();
        let edges: Vec<_> = map.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        let start = map.nodes.iter().position(|node| matches!(node.kind, Kind::Scene { start: true, .. }));
        let mut layout = Layout::of(&sizes, &edges, start.unwrap_or(0));
        let labels = labels(&map, &layout);
        // The words at a stub may reach past the boxes.
        for Label { area, .. } in &labels {
            layout.width = layout.width.max(area.x + area.width);
            layout.height = layout.height.max(area.y + area.height);
        }
        Self { map, layout, captions, labels }
    }
}

impl Caption {
    /// Returns the words of a node.
    pub fn of(node: &Node) -> Self {
        let (title, small) = caption(node);
        Self { title: lines(&title, TITLE_CHARS), small: lines(&small.join(" · "), SMALL_CHARS) }
    }

    /// Returns the width and height of their box.
    pub(super) fn size(&self) -> (f64, f64) {
        (WIDTH, self.height() + 20.0)
    }

    /// Returns how high the words are.
    pub fn height(&self) -> f64 {
        self.title.len() as f64 * TITLE_LINE + self.small.len() as f64 * SMALL_LINE
    }
}

/// Finds room for the words beside lines.
fn labels(map: &Map, layout: &Layout) -> Vec<Label> {
    // The lines that lead far from a box share its stub, and so its words: where they lead.
    let mut stubs: BTreeMap<usize, (usize, Vec<&str>)> = BTreeMap::new();
    let mut along_lines = Vec::new();
    for (number, edge) in map.edges.iter().enumerate() {
        if layout.far[number] {
            let to = map.nodes[edge.to].id.as_str();
            stubs.entry(edge.from).or_insert_with(|| (number, Vec::new())).1.push(to);
        } else {
            let words = along(map, edge);
            along_lines.push((number, words.iter().flat_map(|text| lines(text, LABEL_CHARS)).collect()));
        }
    }
    let stubs =
        stubs.into_values().map(|(number, to)| (number, lines(&format!("→ {}", to.join(", ")), FAR_CHARS)));
    let mut room = Labels::new(&layout.boxes);
    // Stubs first: there is less room for their words than along a line.
    let written = stubs.chain(along_lines).filter(|(_, lines): &(usize, Vec<String>)| !lines.is_empty());
    let placed = written.filter_map(|(edge, lines)| {
        let (width, height) = (width(&lines), lines.len() as f64 * LABEL_LINE);
        let line = &layout.lines[edge];
        let area =
            if layout.far[edge] { room.below(line, width, height) } else { room.place(line, width, height) };
        Some(Label { edge, area: area?, lines })
    });
    placed.collect()
}

fn width(lines: &[String]) -> f64 {
    let longest = lines.iter().map(|text| textwrap::core::display_width(text)).max().unwrap_or(0);
    longest as f64 * LABEL_CHAR + 6.0
}

/// Breaks a text into lines of at most so many characters; there are none of an empty text.
pub(super) fn lines(text: &str, chars: usize) -> Vec<String> {
    let lines = textwrap::wrap(text.trim(), chars.max(1)).into_iter();
    lines.filter(|line| !line.is_empty()).map(Into::into).collect()
}
