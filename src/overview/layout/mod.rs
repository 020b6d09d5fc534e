//! A layered layout: where the boxes of a graph stand and how the lines between them run.
//!
//! The steps are those of Sugiyama, Tagawa and Toda (1981): circles are opened, boxes get layers, long lines are
//! split so that each piece joins two neighbouring layers, the layers are ordered against crossings, and each is
//! spread out towards what it is joined to. Lines pass beside boxes, never through them. The same graph gives the
//! same layout everywhere; 5,000 boxes take about a third of a second (`benches/map.rs`).

mod columns;
mod layers;
mod order;
mod parts;
mod route;

use columns::columns;
use layers::layers;
use order::order;
use parts::{pack, parts};

/// The least room between two layers, and what each line and each stub between them adds, up to the most. A stub needs
/// more: words below it name where it leads.
const GAP: f64 = 36.0;
const GAP_LINE: f64 = 7.0;
const GAP_STUB: f64 = 12.0;
const GAP_MOST: f64 = 120.0;
/// The room between parts that nothing joins.
const APART: f64 = 64.0;
/// The room between two boxes of a layer.
const BESIDE: f64 = 28.0;
/// The room between a line and what is beside it.
const BESIDE_LINE: f64 = 14.0;
/// The room for a line from a box to itself, at its right.
const LOOP: f64 = 20.0;
/// The most layers that a line leads on. Longer ones are not drawn: nobody can follow a line over several pages, and
/// where hundreds of scenes lead to one ending, their lines would fill the map.
const FAR: usize = 16;
/// The length of what is drawn instead.
pub(super) const STUB: f64 = 12.0;

/// A point; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[expect(missing_docs, reason = "a point")]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// A box, by its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[expect(missing_docs, reason = "a rectangle")]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Where everything stands, in the units of the boxes' sizes, from (0, 0) on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// The width of everything.
    pub width: f64,
    /// The height of everything.
    pub height: f64,
    /// The boxes, in the order in which they were given.
    pub boxes: Vec<Area>,
    /// The lines, in the order in which the edges were given, from border to border.
    ///
    /// Drawn straight from point to point they are right; they look best as curves that leave and come to each
    /// point vertically, but for the line from a box to itself.
    pub lines: Vec<Vec<Point>>,
    /// Of each line, whether it leads too far to be drawn: it is a stub at the lower border of the box that it leaves
    /// then, the same for all such lines of the box.
    pub far: Vec<bool>,
}

impl Layout {
    /// Lays out boxes of some sizes and the edges between them, from upper to lower, by the positions of their boxes.
    ///
    /// Where circles leave the choice, `first` stands above.
    pub fn of(sizes: &[(f64, f64)], edges: &[(usize, usize)], first: usize) -> Self {
        let area = |&(width, height): &(f64, f64)| Area { width, height, ..Area::default() };
        let boxes = sizes.iter().map(area).collect();
        let (lines, far) = (vec![Vec::new(); edges.len()], vec![false; edges.len()]);
        let mut layout = Self { boxes, lines, far, ..Self::default() };
        let mut placed = Vec::new();
        for part in parts(sizes.len(), edges) {
            let mut graph = Graph::new(&part, sizes, edges, first);
            order(&mut graph);
            let x = columns(&graph);
            let size = graph.place(&part, &x, edges, &mut layout);
            placed.push((part, size));
        }
        pack(&placed, &mut layout);
        layout
    }
}

/// Boxes and edges that hang together, by their positions.
#[derive(Debug, Default)]
struct Part {
    boxes: Vec<usize>,
    edges: Vec<usize>,
}

/// A place in a layer: a box, or where a long line passes.
#[derive(Debug, Clone, Copy)]
struct Slot {
    width: f64,
    height: f64,
    layer: usize,
    passes: bool,
}

/// A part in layers: every line joins slots of neighbouring layers.
#[derive(Debug)]
struct Graph {
    /// First the part's boxes, then where lines pass.
    slots: Vec<Slot>,
    /// The slots of each layer, from left to right.
    layers: Vec<Vec<usize>>,
    /// What each slot is joined to in the layer above, and below.
    above: Vec<Vec<usize>>,
    below: Vec<Vec<usize>>,
    /// What each edge of the part becomes.
    chains: Vec<Chain>,
}

/// What an edge becomes.
#[derive(Debug)]
enum Chain {
    /// A line from a box to itself.
    Loop,
    /// A stub at the slot that it leaves.
    Far(usize),
    /// A line through slots from the upper to the lower end, and whether it leads upwards.
    Through(Vec<usize>, bool),
}

impl Graph {
    fn new(part: &Part, sizes: &[(f64, f64)], edges: &[(usize, usize)], first: usize) -> Self {
        let local = |global: usize| part.boxes.binary_search(&global).unwrap_or_default();
        let ends: Vec<_> =
            part.edges.iter().map(|edge| (local(edges[*edge].0), local(edges[*edge].1))).collect();
        let (layer, upwards) = layers(part.boxes.len(), &ends, local(first));
        let slot = |(&at, &layer): (&usize, &usize)| {
            let (width, height) = sizes[at];
            Slot { width, height, layer, passes: false }
        };
        let mut slots: Vec<_> = part.boxes.iter().zip(&layer).map(slot).collect();
        for (at, _) in ends.iter().filter(|(from, to)| from == to) {
            slots[*at].width = sizes[part.boxes[*at]].0 + 2.0 * LOOP;
        }
        let mut graph = Self {
            layers: vec![Vec::new(); layer.iter().max().map_or(0, |last| last + 1)],
            above: vec![Vec::new(); slots.len()],
            below: vec![Vec::new(); slots.len()],
            chains: Vec::new(),
            slots,
        };
        for (&(from, to), &upwards) in ends.iter().zip(&upwards) {
            let (upper, lower) = if upwards { (to, from) } else { (from, to) };
            let chain = match graph.slots[lower].layer - graph.slots[upper].layer {
                0 => Chain::Loop,
                1..=FAR => Chain::Through(graph.chain(upper, lower), upwards),
                _ => Chain::Far(from),
            };
            graph.chains.push(chain);
        }
        graph
    }

    /// Joins two boxes by a line that passes every layer between them.
    fn chain(&mut self, upper: usize, lower: usize) -> Vec<usize> {
        let mut chain = vec![upper];
        for layer in self.slots[upper].layer + 1..self.slots[lower].layer {
            self.slots.push(Slot { width: 0.0, height: 0.0, layer, passes: true });
            self.above.push(Vec::new());
            self.below.push(Vec::new());
            chain.push(self.slots.len() - 1);
        }
        chain.push(lower);
        for pair in chain.windows(2) {
            self.below[pair[0]].push(pair[1]);
            self.above[pair[1]].push(pair[0]);
        }
        chain
    }
}
