//! What a step looks at and what it may change; the rest of a state it only carries along.
//!
//! A step that adds 5 to `morale` and asks whether `risk < 40` goes in one of two ways, whatever the other numbers are: they stay
//! as they are, and what becomes of `morale` depends on `morale` alone. Whoever knows both ways, and what becomes of
//! each value of `morale`, need not take the step again for each state. This says for each step what decides how it goes
//! ([`Carry::looks`]) and which numbers it may change, each by itself ([`Carry::changes`]).
//!
//! It is what the [reduction](super) asks, for one step only: which values of a number can the step tell apart? Besides conditions
//! and weights, an effect tells apart all that it reads but its own target, and time what happens meanwhile. What becomes
//! of a target then follows from how the step goes and its own value.

use std::collections::BTreeSet;

use super::super::program::{Effect, Position, Program};
use super::super::state::{Slot, State};
use super::classes::{Field, Key, Place};
use super::path::{Id, Op, Path, Point};
use super::reads::Reader;
use super::rows::Row;
use super::{Flow, Quotient};

/// A step from a place: one choice, or the way on by itself. Fields are told by their position in [`Quotient::fields`].
#[derive(Debug, Clone)]
pub struct Carry {
    /// What decides how it goes.
    pub looks: Vec<Looks>,
    /// The fields that it may change, each by itself. Those are not among them of which each value decides how it goes.
    pub changes: Vec<usize>,
    /// The fields that it leaves as they are.
    pub stays: Vec<usize>,
}

/// A number that decides how a step goes.
#[derive(Debug, Clone)]
pub struct Looks {
    /// Its field.
    pub field: usize,
    /// For each class the least with which the step goes as with it.
    pub alike: Vec<u32>,
}

/// Where a number stands in the keys of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The position of its lowest bit.
    pub shift: u32,
    /// How many bits it has.
    pub bits: u32,
    /// How many classes its values have; they are counted from 0.
    pub classes: usize,
}

/// Of a number with more classes than this it is not found out what becomes of each.
const MOST_CLASSES: usize = 1024;

impl Quotient {
    /// Finds out what each step from a place looks at: one for each choice of its scene in declared order, or one where the
    /// story goes on by itself. `None` at an ending, and where a number has too many values.
    pub fn carries(&self, program: &Program, place: usize) -> Option<Vec<Carry>> {
        let here = &self.places.all[place];
        if here.fields.iter().any(|field| field.count() > MOST_CLASSES) {
            return None;
        }
        let Position::Scene(scene) = program.position(&here.template) else { return None };
        let resume = program.interrupted(&here.template);
        let mut reader = Reader::new(program);
        reader.carries = true;
        let begin = here.values(&reader);
        let flow = Flow::new(reader, Point::At(scene, resume), |point| self.rests(program, point));
        let values = flow.values(begin);
        let asked = flow.points.iter().zip(&values).map(|(point, row)| flow.asked(*point, row.as_ref()));
        let asked: Vec<Row> = asked.collect();
        let cuts = flow.told_apart(&values, asked.clone());
        // The start may come again as an end.
        let cuts = |point: Point| match flow.ids[&point] {
            0 => asked[0].clone(),
            point => cuts[point].clone(),
        };
        let path = flow.path(0);
        let rows = flow.reader.forward(&path, values[0].clone()?);
        let before = flow.reader.backward_all(&path, &rows, cuts);
        let last = path.ops.len() - 1;
        let steps = match &path.ops[last] {
            Op::Pick(picks) => picks.clone(),
            _ => vec![last],
        };
        let carry = |step: Id| flow.carry(here, &before[step], &flow.changed(&path, step));
        Some(steps.into_iter().map(carry).collect())
    }

    /// Says whether plays rest at a point.
    fn rests(&self, program: &Program, point: Point) -> bool {
        let Point::At(scene, resume) = point else { return false };
        let mut state = program.start;
        state.stand(scene.0, resume.map_or(0, |scene| scene.0 + 1));
        self.place(&state).is_some()
    }

    /// The fields of a place, the lowest first.
    pub fn fields(&self, place: usize) -> impl ExactSizeIterator<Item = Span> {
        let fields = self.places.all[place].fields.iter();
        fields.map(Field::span)
    }

    /// What a step contributes to the key of the state after it, wherever it goes alike: everything but the fields that it
    /// changes by themselves, or leaves as they are.
    pub fn settled<K: Key>(&self, carry: &Carry, from: usize, place: usize, after: &State) -> K {
        let fields = &self.places.all[from].fields;
        let varying = carry.changes.iter().chain(&carry.stays).map(|field| fields[*field].number);
        self.places.all[place].key_of(after, |number| !varying.clone().any(|varying| varying == number))
    }

    /// Where a field of a place stands in the keys of another one; `None` where it does not matter.
    pub fn stands(&self, (from, field): (usize, usize), place: usize) -> Option<Span> {
        self.field_at((from, field), place).map(Field::span)
    }

    /// The class of a field of a place in a state at another one; 0 where it does not matter.
    pub fn changed(&self, (from, field): (usize, usize), place: usize, after: &State) -> u32 {
        let there = self.field_at((from, field), place);
        there.map_or(0, |there| there.class(there.slot.raw(after)))
    }

    /// What a class of a field that a step leaves as it is contributes to the key of the state after it.
    pub fn carried<K: Key>(&self, (from, field): (usize, usize), class: u32, place: usize) -> K {
        let there = self.field_at((from, field), place);
        let value = self.places.all[from].fields[field].value(class);
        there.map_or_else(K::default, |there| K::at(there.class(value), there.shift))
    }

    fn field_at(&self, (from, field): (usize, usize), place: usize) -> Option<&Field> {
        let number = self.places.all[from].fields[field].number;
        self.places.all[place].fields.iter().find(|there| there.number == number)
    }
}

impl Flow<'_> {
    /// What tells whether something is open at a scene with choices, which a step asks when it comes there.
    fn asked(&self, point: Point, row: Option<&Row>) -> Row {
        let mut cuts = self.reader.shape.empty();
        let (Point::At(scene, _), Some(row)) = (point, row) else { return cuts };
        let program = self.reader.program;
        for choice in &program.choices[program.scenes[scene.index()].choices.indexes()] {
            let once = choice.chose.filter(|_| choice.once).and_then(|slot| self.reader.number(slot));
            self.reader.read_whole(&Vec::from_iter(once), row, &mut cuts);
            let parts = self.reader.parts(&choice.when);
            self.reader.read_all(&parts, row, &mut cuts);
            let truth = self.reader.holds(&parts, row);
            if once.is_none() && !truth.no && !truth.fault {
                break;
            }
        }
        cuts
    }

    /// Says what a step looks at, and what it changes.
    fn carry(&self, here: &Place, cuts: &Row, changed: &BTreeSet<usize>) -> Carry {
        let mut carry = Carry { looks: Vec::new(), changes: Vec::new(), stays: Vec::new() };
        for (at, field) in here.fields.iter().enumerate() {
            let alike = field.alike(&self.reader, cuts);
            let (looks, all) =
                (alike.last() != Some(&0), alike.iter().zip(0..).all(|(least, class)| *least == class));
            match changed.contains(&field.number) {
                true if !all => carry.changes.push(at),
                true => {}
                false => carry.stays.push(at),
            }
            if looks {
                carry.looks.push(Looks { field: at, alike });
            }
        }
        carry
    }

    /// The numbers that may change from an operation of a path on, up to the end.
    fn changed(&self, path: &Path<'_>, from: Id) -> BTreeSet<usize> {
        let mut changed = BTreeSet::new();
        let mut left = self.note_changes(path, from, &mut changed);
        let mut known = BTreeSet::from([0]);
        while let Some(point) = left.pop() {
            if known.insert(point) && !self.ends[point] {
                let path = self.path(point);
                left.extend(self.note_changes(&path, path.ops.len() - 1, &mut changed));
            }
        }
        changed
    }

    /// Notes what may change on a path; returns the points where it ends.
    fn note_changes(&self, path: &Path<'_>, from: Id, changed: &mut BTreeSet<usize>) -> Vec<usize> {
        let (mut ends, mut known, mut left) = (Vec::new(), BTreeSet::new(), vec![from]);
        let program = self.reader.program;
        let mut note = |slot: Slot| changed.extend(self.reader.number(slot));
        let target = |effect: &Effect| match effect {
            Effect::Shift { slot, .. } | Effect::Compute { slot, .. } => *slot,
        };
        while let Some(op) = left.pop() {
            if !known.insert(op) {
                continue;
            }
            match &path.ops[op] {
                Op::Stop => {}
                Op::Leave(point) => ends.push(self.ids[point]),
                Op::Effect(effect, next) => {
                    note(target(&program.effects[*effect as usize]));
                    left.push(*next);
                }
                Op::Set(slot, _, next) => {
                    note(*slot);
                    left.push(*next);
                }
                Op::Pass(_, next) => {
                    note(program.time);
                    program.timed.iter().for_each(|(_, event)| note(program.events[event.index()].flag));
                    for process in &program.processes {
                        program.effects[process.effects.indexes()]
                            .iter()
                            .for_each(|effect| note(target(effect)));
                    }
                    left.push(*next);
                }
                Op::Test(_, next) => left.extend(next),
                Op::Pick(next) => left.extend(next),
                Op::Roll(next) => left.extend(next.iter().map(|(_, next)| *next)),
            }
        }
        ends
    }
}

impl Place {
    /// The values that states here have.
    fn values(&self, reader: &Reader<'_>) -> Row {
        let mut row = reader.values(&self.template);
        for field in &self.fields {
            row.clear(&reader.shape, field.number);
            for class in 0..field.count() as u32 {
                row.add(&reader.shape, field.number, field.value(class));
            }
        }
        row
    }
}

impl Field {
    fn span(&self) -> Span {
        Span { shift: self.shift, bits: self.bits, classes: self.count() }
    }

    /// For each class the least between which and it there is no cut.
    fn alike(&self, reader: &Reader<'_>, cuts: &Row) -> Vec<u32> {
        let (mut least, mut before) = (0, self.value(0));
        let classes = 0..self.count() as u32;
        let alike = classes.map(|class| {
            let value = self.value(class);
            // Had there been a cut below the one before, that would be the least.
            if cuts.divides(&reader.shape, self.number, before, value) {
                least = class;
            }
            before = value;
            least
        });
        alike.collect()
    }
}
