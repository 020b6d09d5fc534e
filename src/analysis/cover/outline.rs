//! What plays visit and nothing else: states after which the same things can be visited are one.
//!
//! An outline is a graph of *classes*. Its edges carry what is visited on a way; how likely the way is, and which choice leads
//! there, are left out. Classes are numbered from the ends: every edge leads to a lower number, except within circles.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher as _};
use std::ops::Range;

use indexmap::IndexSet;

use super::reader::{Reader, Way};
use super::set::Set;
use crate::analysis::space::Space;
use crate::analysis::sweep::Sweep;
use crate::analysis::things::Things;
use crate::scenario::model::Hasher;
use crate::simulation::{Position, Program};

/// The class of endings.
pub(super) const ENDED: u32 = 0;
/// The class of states where a play cannot go on and has not ended: whatever is picked fails.
pub(super) const STUCK: u32 = 1;
/// What a step costs that is certain.
const STEP: f32 = 1.0 / 64.0;
/// As many steps as never lead to an ending.
pub(super) const NEVER: u32 = u32::MAX;

/// A way from a class.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// The class it leads to.
    pub(super) to: u32,
    /// What is visited on it, by position among the labels.
    pub(super) label: u32,
    /// How unlikely it is at best, in halvings, and a little for being a step. Classes may differ in it and be one.
    pub(super) cost: f32,
}

/// The classes of a space.
#[derive(Debug)]
pub(super) struct Outline {
    /// What is visited on edges, each set once; the first is empty.
    pub(super) labels: IndexSet<Set, Hasher>,
    /// How plays begin.
    pub(super) starts: Vec<Edge>,
    /// Where the edges of each class begin; one more than there are classes.
    from: Vec<u32>,
    edges: Vec<Edge>,
    /// Classes that lead to each other, lowest first.
    pub(super) circles: Vec<Range<u32>>,
    /// The fewest steps from each class to an ending.
    pub(super) steps: Vec<u32>,
}

impl Outline {
    /// Outlines a space; returns the class of each of its states too.
    pub(super) fn of(program: &Program, space: &Space, order: &Sweep, things: &Things) -> (Self, Vec<u32>) {
        let mut weave = Weave::new();
        let mut class_of = vec![STUCK; space.states()];
        let mut reader = Reader::new(program, things);
        let mut edges = Vec::new();
        order.backward(|part| {
            if order.alone(space, part).is_none() {
                let first = weave.circle(part.len());
                part.iter().zip(first..).for_each(|(node, class)| class_of[*node as usize] = class);
                for node in part {
                    edges.clear();
                    reader.ways(space, *node, |way| edges.push(way.edge(&class_of)));
                    weave.add(&mut edges);
                }
            } else if let Some(state) = space.state(part[0]) {
                edges.clear();
                reader.ways(space, part[0], |way| edges.push(way.edge(&class_of)));
                let over =
                    if matches!(program.position(&state), Position::Ending(_)) { ENDED } else { STUCK };
                class_of[part[0] as usize] = if edges.is_empty() { over } else { weave.class(&mut edges) };
            }
        });
        let mut starts = Vec::new();
        reader.starts(space, |way| starts.push(way.edge(&class_of)));
        (weave.finish(reader.labels, starts), class_of)
    }

    /// How many classes there are.
    pub(super) fn classes(&self) -> usize {
        self.from.len() - 1
    }

    /// The edges of a class.
    pub(super) fn edges(&self, class: u32) -> &[Edge] {
        &self.edges[self.from[class as usize] as usize..self.from[class as usize + 1] as usize]
    }

    pub(super) fn label(&self, edge: Edge) -> &Set {
        &self.labels[edge.label as usize]
    }

    /// How many edges there are.
    pub(super) fn size(&self) -> usize {
        self.edges.len()
    }

    /// Everything that some play visits.
    pub(super) fn visited(&self, things: usize) -> Set {
        let mut all = Set::none(things);
        self.labels.iter().for_each(|label| all.join(label));
        all
    }

    /// Says whether a play may be left at a class: at an ending, or where it cannot come to one.
    pub(super) fn stops(&self, class: u32) -> bool {
        class == ENDED || self.steps[class as usize] == NEVER
    }

    /// Says whether classes lead to each other, or one to itself.
    pub(super) fn is_circle(&self, part: &Range<u32>) -> bool {
        part.len() > 1 || self.edges(part.start).iter().any(|edge| edge.to == part.start)
    }

    /// The classes from the start to the ends: each alone, or a circle.
    pub(super) fn forward(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        let mut circles = self.circles.iter().rev().peekable();
        let mut next = self.classes() as u32;
        std::iter::from_fn(move || {
            let circle = circles.next_if(|circle| circle.end == next);
            let part = circle.cloned().or_else(|| (next > 0).then(|| next - 1..next))?;
            next = part.start;
            Some(part)
        })
    }

    /// Outlines an outline where only some things count; returns the new class of each class too.
    ///
    /// Steps on which nothing that counts is visited and that leave no choice are left out, and of two ways to one class the
    /// one that visits less.
    pub(super) fn narrow(&self, wanted: &Set) -> (Self, Vec<u32>) {
        let mut labels = IndexSet::default();
        let narrow = |label: &Set| {
            let mut label = label.clone();
            label.keep(wanted);
            labels.insert_full(label).0 as u32
        };
        let label_of: Vec<u32> = self.labels.iter().map(narrow).collect();
        let mut weave = Weave::new();
        let mut class_of: Vec<u32> = vec![STUCK; self.classes()];
        class_of[ENDED as usize] = ENDED;
        let gather = |edges: &[Edge], class_of: &[u32], row: &mut Vec<Edge>| {
            row.clear();
            row.extend(edges.iter().map(|edge| Edge {
                to: class_of[edge.to as usize],
                label: label_of[edge.label as usize],
                cost: edge.cost,
            }));
            leave_out(row, &labels);
        };
        let mut row = Vec::new();
        let mut circles = self.circles.iter().peekable();
        let mut class = STUCK + 1;
        while (class as usize) < self.classes() {
            if let Some(circle) = circles.next_if(|circle| circle.start == class) {
                let first = weave.circle(circle.len());
                circle.clone().zip(first..).for_each(|(class, new)| class_of[class as usize] = new);
                for class in circle.clone() {
                    gather(self.edges(class), &class_of, &mut row);
                    weave.add(&mut row);
                }
                class = circle.end;
                continue;
            }
            gather(self.edges(class), &class_of, &mut row);
            class_of[class as usize] = match row[..] {
                [] => STUCK,
                [edge] if labels[edge.label as usize].is_empty() => edge.to,
                _ => weave.class(&mut row),
            };
            class += 1;
        }
        gather(&self.starts, &class_of, &mut row);
        (weave.finish(labels, row), class_of)
    }

    /// Counts the steps to an ending, the nearest classes first.
    fn count_steps(&mut self) {
        self.steps[ENDED as usize] = 0;
        let mut parts: Vec<_> = self.forward().collect();
        parts.reverse();
        for part in parts {
            let mut changed = true;
            while changed {
                changed = false;
                for class in part.clone().filter(|class| *class != ENDED) {
                    let least = self.edges(class).iter().map(|edge| self.steps[edge.to as usize]).min();
                    let steps = least.map_or(NEVER, |least| least.saturating_add(1));
                    changed |= steps < self.steps[class as usize];
                    self.steps[class as usize] = steps.min(self.steps[class as usize]);
                }
                changed &= part.len() > 1;
            }
        }
    }
}

impl Way {
    fn edge(self, class_of: &[u32]) -> Edge {
        let cost = STEP - self.odds.log2() as f32;
        Edge { to: class_of[self.to as usize], label: self.label, cost }
    }
}

impl Edge {
    const fn key(&self) -> (u32, u32) {
        (self.to, self.label)
    }
}

/// Sorts edges and keeps the likeliest of equal ones.
fn order(edges: &mut Vec<Edge>) {
    edges.sort_unstable_by(|one, other| one.key().cmp(&other.key()).then(one.cost.total_cmp(&other.cost)));
    edges.dedup_by_key(|edge| edge.key());
}

/// Leaves out edges that visit less than another one to the same class, and those that lead nowhere where others lead on.
fn leave_out(edges: &mut Vec<Edge>, labels: &IndexSet<Set, Hasher>) {
    order(edges);
    let label = |edge: &Edge| &labels[edge.label as usize];
    let nowhere = |edge: &Edge| edge.to == STUCK && label(edge).is_empty();
    if edges.iter().any(|edge| !nowhere(edge)) {
        edges.retain(|edge| !nowhere(edge));
    }
    let mut from = 0;
    while from < edges.len() {
        let to = edges[from].to;
        let until = from + edges[from..].iter().take_while(|edge| edge.to == to).count();
        let less = |edge: &Edge| {
            let others = edges[from..until].iter().filter(|other| other.label != edge.label);
            others.into_iter().any(|other| label(edge).is_within(label(other)))
        };
        let kept: Vec<Edge> = edges[from..until].iter().copied().filter(|edge| !less(edge)).collect();
        let next = from + kept.len();
        edges.splice(from..until, kept);
        from = next;
    }
}

/// Makes classes, each set of edges once.
struct Weave {
    from: Vec<u32>,
    edges: Vec<Edge>,
    circles: Vec<Range<u32>>,
    known: HashMap<u64, u32, Hasher>,
}

impl Weave {
    fn new() -> Self {
        // The classes of ends have no edges.
        Self { from: vec![0; 3], edges: Vec::new(), circles: Vec::new(), known: HashMap::default() }
    }

    fn classes(&self) -> u32 {
        self.from.len() as u32 - 1
    }

    /// Makes room for classes that lead to each other and returns the first; they are added in order.
    fn circle(&mut self, classes: usize) -> u32 {
        let first = self.classes();
        self.circles.push(first..first + classes as u32);
        first
    }

    /// Adds a class.
    fn add(&mut self, edges: &mut Vec<Edge>) {
        order(edges);
        self.edges.extend(&*edges);
        self.from.push(self.edges.len() as u32);
    }

    /// Returns the class with some edges; adds it where there is none.
    fn class(&mut self, edges: &mut Vec<Edge>) -> u32 {
        order(edges);
        let mut hasher = self.known.hasher().build_hasher();
        for edge in &*edges {
            edge.key().hash(&mut hasher);
        }
        let mut hash = hasher.finish();
        while let Some(class) = self.known.get(&hash) {
            let range = self.from[*class as usize] as usize..self.from[*class as usize + 1] as usize;
            let known = &mut self.edges[range];
            if known.iter().map(Edge::key).eq(edges.iter().map(Edge::key)) {
                known.iter_mut().zip(edges).for_each(|(known, edge)| known.cost = known.cost.min(edge.cost));
                return *class;
            }
            hash = hash.wrapping_add(1);
        }
        let class = self.classes();
        self.known.insert(hash, class);
        self.add(edges);
        class
    }

    fn finish(self, labels: IndexSet<Set, Hasher>, mut starts: Vec<Edge>) -> Outline {
        order(&mut starts);
        let Self { from, edges, circles, .. } = self;
        let steps = vec![NEVER; from.len() - 1];
        let mut outline = Outline { labels, starts, from, edges, circles, steps };
        outline.count_steps();
        outline
    }
}
