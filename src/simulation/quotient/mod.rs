//! States that nothing later can tell apart: what an analysis may take for one.
//!
//! Two things make a state space smaller without changing any answer. A number that nothing reads any more before it
//! is overwritten, or the play ends, is dropped (it is not *live*). Of a number that is read, values between which no later
//! condition, weight or effect can distinguish are one value: if all that ever happens to `risk` is `risk < 40`, it has two.
//!
//! Both come from one analysis. Every scene is a place with *cuts*: for each number the values at which something later
//! behaves otherwise than one below. Cuts are computed backwards ([`backward`]) along the paths of a step ([`path`]), through
//! effects (a cut at 40 after `risk += 5` is a cut at 35 before it), clamps, passing time and chances, until nothing
//! changes any more. Before that the values that each number can have at each place are computed forwards
//! ([`forward`]): a condition that is always false there cuts nothing. Both directions err on the safe side: a cut too many
//! makes the space larger, never an answer wrong.
//!
//! Equal classes of every number make equal futures: the same choices are open, each leads to the same classes with the same
//! odds, and what the question looks at is the same. That is a probabilistic bisimulation (Larsen and Skou 1991); the graph over
//! the classes is its quotient.

mod backward;
mod carry;
mod classes;
mod forward;
mod path;
mod reads;
mod rows;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

pub use self::carry::{Carry, Span};
pub use self::classes::{Key, WideKey};
use self::classes::{Place, Places};
use self::path::{Op, Path, Point};
use self::reads::{Part, Reader};
use self::rows::Row;
use super::index::SceneIndex;
use super::program::{Position, Program};
use super::state::State;
use crate::scenario::model::Hasher;

/// After so many visits of a place in a loop, the numbers that still change there may have any value.
const PATIENCE: u32 = 64;

/// What a question looks at, besides what happens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keep {
    /// What is told apart at the end of a play.
    pub ends: Look,
    /// What is told apart at every decision, as a policy may look at it.
    pub decisions: Look,
}

/// What somebody looks at in a state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// Numbers, by position among [`Program::values`], value by value.
    pub numbers: Vec<usize>,
    /// The scenario's aim.
    pub aim: bool,
}

impl Look {
    /// Looks at what another one looks at, too.
    pub fn join(&mut self, other: &Self) {
        self.numbers.extend(&other.numbers);
        self.numbers.sort_unstable();
        self.numbers.dedup();
        self.aim |= other.aim;
    }
}

/// Which states of a program are one, for a question; at each place a state has a [`Key`].
///
/// Places are scenes, each with what an interlude interrupted, and endings. Of scenes that go on by themselves, those that do so by
/// chance are among them: what comes before is then not done again for each branch. None are where such scenes lead to
/// each other in a circle, in which a step may fail by its length. Places are numbered so that each comes
/// before those that it leads to, except in loops.
#[derive(Debug, Clone)]
pub struct Quotient {
    places: Places,
    /// For each place, whether plays may come to it again.
    loops: Vec<bool>,
    /// For each place, whether the story goes on from it by itself.
    passes: Vec<bool>,
}

impl Quotient {
    /// Finds out which states nothing can tell apart in plays that begin at the start.
    pub fn of(program: &Program, keep: &Keep) -> Self {
        Self::from(program, keep, Point::Arrive(program.start_scene, None), &program.start)
    }

    /// Finds out which states nothing can tell apart in plays that go on from a decision or an ending.
    pub fn after(program: &Program, keep: &Keep, state: &State) -> Self {
        let point = match program.position(state) {
            Position::Scene(scene) => Point::At(scene, program.interrupted(state)),
            Position::Ending(ending) => Point::Ended(ending),
        };
        Self::from(program, keep, point, state)
    }

    /// Finds out which states nothing can tell apart in plays that begin at a point with a state's numbers.
    fn from(program: &Program, keep: &Keep, point: Point, state: &State) -> Self {
        let flow = Flow::new(Reader::new(program), point, |_| false);
        let values = flow.values(flow.reader.values(state));
        let cuts = flow.cuts(&values, keep);
        Self::gather(&flow, |point, standing| {
            values[point].as_ref().map(|values| Place::cut(&flow.reader, standing, values, &cuts[point]))
        })
    }

    /// Takes every state for itself.
    pub fn whole(program: &Program) -> Self {
        let flow = Flow::new(Reader::new(program), Point::Arrive(program.start_scene, None), |_| false);
        Self::gather(&flow, |_, standing| Some(Place::whole(program, standing)))
    }

    /// Makes the places where a play can rest.
    fn gather(flow: &Flow<'_>, make: impl Fn(usize, (u32, u32)) -> Option<Place>) -> Self {
        let program = flow.reader.program;
        let loops = flow.loops();
        let mut quotient = Self { places: Places::default(), loops: Vec::new(), passes: Vec::new() };
        let passing = |scene: SceneIndex| program.scenes[scene.index()].auto.is_some();
        let stops = flow.points.iter().zip(&loops).any(|(point, loops)| {
            // Where scenes that go on by themselves may stand in a circle, steps are taken whole.
            matches!(point, Point::At(scene, _) if passing(*scene) && *loops)
        });
        for (index, point) in flow.points.iter().enumerate() {
            let mut passes = false;
            let standing = match *point {
                Point::At(scene, _) if passing(scene) && (stops || !flow.path(index).rolls()) => continue,
                Point::At(scene, resume) => {
                    passes = passing(scene);
                    (scene.0, resume.map_or(0, |scene| scene.0 + 1))
                }
                Point::Ended(ending) => ((program.scenes.len() + ending.index()) as u32, 0),
                Point::Arrive(..) => continue,
            };
            if let Some(place) = make(index, standing) {
                quotient.places.add(standing, place);
                quotient.loops.push(loops[index]);
                quotient.passes.push(passes);
            }
        }
        quotient
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.places.all.len()
    }

    /// Says whether plays may come again to a place.
    pub fn loops(&self, place: usize) -> bool {
        self.loops[place]
    }

    /// Says whether the story goes on from a place by itself.
    pub fn passes(&self, place: usize) -> bool {
        self.passes[place]
    }

    /// Says whether some scene that goes on by itself is a place, so that steps are to be taken leg by leg.
    pub fn has_legs(&self) -> bool {
        self.passes.contains(&true)
    }

    /// How many bits the largest key takes.
    pub fn bits(&self) -> u32 {
        self.places.all.iter().map(Place::bits).max().unwrap_or(0)
    }

    /// The place of a state; `None` for one that no play comes to.
    #[inline]
    pub fn place(&self, state: &State) -> Option<usize> {
        self.places.of(state)
    }

    /// The key of a state at its place; equal for states that nothing can tell apart. `K` must hold [`bits`](Self::bits).
    #[inline]
    pub fn key<K: Key>(&self, place: usize, state: &State) -> K {
        self.places.all[place].key(state)
    }

    /// A state with a key at a place.
    #[inline]
    pub fn state<K: Key>(&self, place: usize, key: K) -> State {
        self.places.all[place].state(key)
    }
}

/// The points of a program that lead to each other.
struct Flow<'a> {
    reader: Reader<'a>,
    /// Each before those that it leads to, except in loops.
    points: Vec<Point>,
    ids: HashMap<Point, usize, Hasher>,
    /// The points that each leads to.
    to: Vec<Vec<usize>>,
    /// Whether it ends at a point, wherever that leads.
    ends: Vec<bool>,
}

impl<'a> Flow<'a> {
    /// Follows everything from a point on; past the start it ends where `ends` says so, and at endings.
    fn new(reader: Reader<'a>, start: Point, ends: impl Fn(Point) -> bool) -> Self {
        let ends = |point| matches!(point, Point::Ended(_)) || point != start && ends(point);
        let leads = |point| if ends(point) { Vec::new() } else { leads(reader.program, point) };
        let mut points = order(start, leads);
        points.reverse();
        let ids: HashMap<_, _, Hasher> = points.iter().copied().zip(0..).collect();
        let to = points.iter().map(|point| leads(*point).iter().map(|to| ids[to]).collect()).collect();
        let ends = points.iter().map(|point| ends(*point)).collect();
        Self { reader, points, ids, to, ends }
    }

    /// Says of each point whether it may lead to itself: whether it stands in a loop, taken as everything between the first
    /// and the last point of one.
    fn loops(&self) -> Vec<bool> {
        let mut loops = vec![false; self.points.len()];
        let mut open_until = None;
        // Points are in order: only a way back closes a loop.
        let mut first_after: Vec<usize> = (0..self.points.len()).collect();
        for (point, to) in self.to.iter().enumerate() {
            for to in to.iter().filter(|to| **to <= point) {
                first_after[*to] = first_after[*to].max(point);
            }
        }
        for (point, last) in first_after.iter().enumerate() {
            let itself = self.to[point].contains(&point);
            open_until = open_until.max((*last > point || itself).then_some(*last));
            loops[point] = open_until.is_some_and(|last| last >= point);
        }
        loops
    }

    fn path(&self, point: usize) -> Path<'a> {
        Path::of(self.reader.program, self.points[point])
    }

    /// The values that each number may have at each point, given those at the start; nothing where no play comes.
    fn values(&self, begin: Row) -> Vec<Option<Row>> {
        let mut values: Vec<Option<Row>> = vec![None; self.points.len()];
        let mut visits = vec![0; self.points.len()];
        let mut waiting = BinaryHeap::from([Reverse(0)]);
        if let Some(first) = values.first_mut() {
            *first = Some(begin);
        }
        while let Some(Reverse(point)) = waiting.pop() {
            if waiting.peek() == Some(&Reverse(point)) {
                continue;
            }
            let Some(row) = values[point].clone().filter(|_| !self.ends[point]) else { continue };
            visits[point] += 1;
            let path = self.path(point);
            let rows = self.reader.forward(&path, row);
            for (op, row) in path.ops.iter().zip(rows) {
                let (Op::Leave(to), Some(row)) = (op, row) else { continue };
                let to = self.ids[to];
                let changed = match &mut values[to] {
                    None => {
                        values[to] = Some(row);
                        true
                    }
                    Some(known) => {
                        let before = known.clone();
                        let changed = known.join(&row);
                        if changed && visits[to] > PATIENCE {
                            known.widen(&self.reader.shape, &before);
                        }
                        changed
                    }
                };
                if changed {
                    waiting.push(Reverse(to));
                }
            }
        }
        values
    }

    /// What a question can tell apart at each point.
    fn cuts(&self, values: &[Option<Row>], keep: &Keep) -> Vec<Row> {
        let points = self.points.iter().zip(values);
        self.told_apart(values, points.map(|(point, row)| self.kept(*point, row.as_ref(), keep)).collect())
    }

    /// What can be told apart at each point, given what is told apart there by itself.
    fn told_apart(&self, values: &[Option<Row>], mut cuts: Vec<Row>) -> Vec<Row> {
        let mut from = vec![Vec::new(); self.points.len()];
        for (point, to) in self.to.iter().enumerate() {
            for to in to {
                from[*to].push(point);
            }
        }
        let mut waiting: BinaryHeap<usize> = (0..self.points.len()).collect();
        while let Some(point) = waiting.pop() {
            if waiting.peek() == Some(&point) {
                continue;
            }
            let Some(row) = values[point].as_ref().filter(|_| !self.ends[point]) else { continue };
            let path = self.path(point);
            let rows = self.reader.forward(&path, row.clone());
            let before = self.reader.backward(&path, &rows, |to| cuts[self.ids[&to]].clone());
            if cuts[point].join(&before) {
                waiting.extend(&from[point]);
            }
        }
        cuts
    }

    /// What a question tells apart at a point by itself.
    fn kept(&self, point: Point, row: Option<&Row>, keep: &Keep) -> Row {
        let mut cuts = self.reader.shape.empty();
        let look = match point {
            Point::Ended(_) => &keep.ends,
            Point::At(..) => &keep.decisions,
            Point::Arrive(..) => return cuts,
        };
        let Some(row) = row else { return cuts };
        let numbers =
            look.numbers.iter().copied().filter(|number| self.reader.shape.numbers().contains(number));
        self.reader.read_whole(&numbers.collect::<Vec<_>>(), row, &mut cuts);
        if look.aim {
            self.reader.read(Part::Node(self.reader.program.aim), row, &mut cuts);
        }
        cuts
    }
}

/// The points that a point leads to.
fn leads(program: &Program, point: Point) -> Vec<Point> {
    let ops = Path::of(program, point).ops;
    let mut to: Vec<_> = ops
        .into_iter()
        .filter_map(|op| match op {
            Op::Leave(point) => Some(point),
            _ => None,
        })
        .collect();
    // The first to happen stand last.
    to.reverse();
    to
}

/// The points that can be reached, each after those that it leads to, except in loops.
fn order(start: Point, leads: impl Fn(Point) -> Vec<Point>) -> Vec<Point> {
    let mut known: HashSet<Point, Hasher> = HashSet::default();
    let mut order = Vec::new();
    known.insert(start);
    let mut way = vec![(start, leads(start))];
    while let Some((point, left)) = way.last_mut() {
        match left.pop() {
            Some(next) if known.insert(next) => way.push((next, leads(next))),
            Some(_) => {}
            None => {
                order.push(*point);
                way.pop();
            }
        }
    }
    order
}
