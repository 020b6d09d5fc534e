//! Which values the numbers may have after a path, given those before it.

use super::super::clock::Clock;
use super::super::index::NodeIndex;
use super::super::program::{Effect, Takes};
use super::super::state::{Slot, State};
use super::path::{Op, Path};
use super::reads::{Part, Reader};
use super::rows::Row;
use crate::scenario::expression::Assign;

/// What happens at a moment while time passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) time: u32,
    /// The processes that may act, in declared order.
    pub(super) acting: Vec<usize>,
    /// The marks of the events that become due.
    pub(super) due: Vec<Slot>,
}

impl Reader<'_> {
    /// Follows a path with the values at its beginning; returns those before each operation, and nothing for operations that
    /// cannot happen.
    pub(super) fn forward(&self, path: &Path<'_>, begin: Row) -> Vec<Option<Row>> {
        let mut rows: Vec<Option<Row>> = vec![None; path.ops.len()];
        if let Some(last) = rows.last_mut() {
            *last = Some(begin);
        }
        for id in (0..path.ops.len()).rev() {
            let (after, now) = rows.split_at_mut(id);
            let Some(row) = &now[0] else { continue };
            let mut lead = |id: usize, row: Row| match &mut after[id] {
                Some(known) => {
                    known.join(&row);
                }
                none => *none = Some(row),
            };
            match &path.ops[id] {
                Op::Stop | Op::Leave(_) => {}
                Op::Set(flag, value, next) => lead(*next, self.with(row, *flag, *value)),
                Op::Effect(effect, next) => {
                    if let Some(row) = self.affect(&self.program.effects[*effect as usize], row) {
                        lead(*next, row);
                    }
                }
                Op::Pass(takes, next) => lead(*next, self.pass(*takes, row)),
                Op::Test(when, [yes, no]) => {
                    let parts = self.parts(when);
                    let truth = self.holds(&parts, row);
                    if truth.yes {
                        let mut row = row.clone();
                        for part in &parts {
                            self.assume(*part, true, &mut row);
                        }
                        lead(*yes, row);
                    }
                    if truth.no {
                        let mut row = row.clone();
                        if let [part] = parts[..] {
                            self.assume(part, false, &mut row);
                        }
                        lead(*no, row);
                    }
                }
                Op::Pick(ways) => ways.iter().for_each(|way| lead(*way, row.clone())),
                Op::Roll(ways) => {
                    for (weight, way) in ways {
                        if self.weight(*weight, row).1 {
                            lead(*way, row.clone());
                        }
                    }
                }
            }
        }
        rows
    }

    /// Says whether a weight may be zero, or may have no answer, and whether it may be more.
    pub(super) fn weight(&self, weight: NodeIndex, row: &Row) -> (bool, bool) {
        let part = Part::Node(weight);
        let (mut none, mut some) = (false, false);
        let tried = self.each(&self.reads(part), row, |state| {
            let falls = self.value(part, state).is_ok_and(|weight| weight > 0);
            none |= !falls;
            some |= falls;
        });
        if tried { (none, some) } else { (true, true) }
    }

    /// Gives a number one value.
    pub(super) fn with(&self, row: &Row, slot: Slot, value: u32) -> Row {
        let mut row = row.clone();
        if let Some(number) = self.number(slot) {
            row.put(&self.shape, number, value);
        }
        row
    }

    /// Runs an effect; nothing where it always fails.
    fn affect(&self, effect: &Effect, row: &Row) -> Option<Row> {
        let (when, slot) = match effect {
            Effect::Shift { slot, .. } => (Vec::new(), *slot),
            Effect::Compute { when, slot, .. } => (self.parts(when), *slot),
        };
        let truth = self.holds(&when, row);
        let mut before = row.clone();
        for part in &when {
            self.assume(*part, true, &mut before);
        }
        let ran = truth.yes.then(|| self.result(effect, slot, &before)).flatten();
        let skipped = truth.no.then(|| row.clone());
        match (ran, skipped) {
            (Some(mut ran), Some(skipped)) => {
                ran.join(&skipped);
                Some(ran)
            }
            (one, other) => one.or(other),
        }
    }

    /// The values after an effect that runs; nothing where it always fails.
    fn result(&self, effect: &Effect, slot: Slot, row: &Row) -> Option<Row> {
        let Some(number) = self.number(slot) else { return Some(row.clone()) };
        let mut found = self.shape.empty();
        let tried = self.each(&self.inputs(effect), row, |state| {
            if let Some(value) = self.new_value(effect, state) {
                found.add(&self.shape, number, value);
            }
        });
        if !tried {
            self.guess(effect, row, &mut found, number);
        }
        let mut after = row.clone();
        after.clear(&self.shape, number);
        after.join(&found);
        found.any(&self.shape, number).then_some(after)
    }

    /// Adds all values between the least and the greatest that an effect may give.
    fn guess(&self, effect: &Effect, row: &Row, found: &mut Row, number: usize) {
        let span = match effect {
            Effect::Shift { .. } => None,
            Effect::Compute { slot, assign, value, .. } => {
                self.bounds(*value, row).and_then(|(low, high)| {
                    let old = self.span(*slot, row);
                    match assign {
                        Assign::Set => Some((low, high)),
                        Assign::Add => Some((old.0.checked_add(low)?, old.1.checked_add(high)?)),
                        Assign::Subtract => Some((old.0.checked_sub(high)?, old.1.checked_sub(low)?)),
                    }
                })
            }
        };
        let slot = self.program.slots[number];
        match span {
            Some((low, high)) if !self.shape.is_wide(number) => {
                for value in slot.clamped(low)..=slot.clamped(high) {
                    found.add(&self.shape, number, value);
                }
            }
            _ => found.fill(&self.shape, number),
        }
    }

    /// The numbers that decide what an effect gives its target, each once; not those of its condition.
    pub(super) fn inputs(&self, effect: &Effect) -> Vec<usize> {
        let (slot, mut numbers, adds) = match effect {
            Effect::Shift { slot, .. } => (slot, Vec::new(), true),
            Effect::Compute { slot, assign, value, .. } => {
                (slot, self.reads(Part::Node(*value)), *assign != Assign::Set)
            }
        };
        if adds {
            numbers.extend(self.number(*slot));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// What an effect gives its target, above the least value; nothing where that has no answer.
    pub(super) fn new_value(&self, effect: &Effect, state: &State) -> Option<u32> {
        let mut after = *state;
        match effect {
            Effect::Shift { slot, by } => {
                slot.add(&mut after, *by);
                Some(slot.raw(&after))
            }
            Effect::Compute { slot, assign, value, .. } => {
                self.program.compute(&mut after, *slot, *assign, *value).ok()?;
                Some(slot.raw(&after))
            }
        }
    }

    /// Lets time pass.
    fn pass(&self, takes: Takes, row: &Row) -> Row {
        let Some((clock, number)) = self.followed_time() else { return self.pass_somehow(row) };
        let mut after = self.shape.empty();
        for time in row.values(&self.shape, number) {
            let mut now = self.with(row, self.program.time, time);
            for moment in self.moments(clock, takes, time) {
                now = self.with(&now, self.program.time, moment.time);
                now = self.act(&moment, now);
            }
            after.join(&now);
        }
        after
    }

    /// The clock and the number of the time, where it is followed value by value.
    pub(super) fn followed_time(&self) -> Option<(&Clock, usize)> {
        let number = self.number(self.program.time)?;
        let clock = self.program.clock.as_ref()?;
        (!self.shape.is_wide(number)).then_some((clock, number))
    }

    /// Lets processes act at a moment, and events become due.
    fn act(&self, moment: &Moment, row: Row) -> Row {
        let path = Path::moment(self.program, &moment.acting);
        let mut rows = self.forward(&path, row);
        let row = rows.get_mut(MOMENT_ENDS).and_then(Option::take).unwrap_or_else(|| self.shape.empty());
        moment.due.iter().fold(row, |row, flag| self.with(&row, *flag, 1))
    }

    /// Lets so much time pass that nobody knows how much, with whatever may happen meanwhile.
    fn pass_somehow(&self, row: &Row) -> Row {
        let all: Vec<_> = (0..self.program.processes.len()).collect();
        let mut row = row.clone();
        if let Some(number) = self.number(self.program.time) {
            row.fill(&self.shape, number);
        }
        for (_, event) in &self.program.timed {
            if let Some(number) = self.number(self.program.events[event.index()].flag) {
                row.fill(&self.shape, number);
            }
        }
        loop {
            let moment = Moment { time: 0, acting: all.clone(), due: Vec::new() };
            let before = row.clone();
            if !row.join(&self.act(&moment, before.clone())) {
                return row;
            }
            row.widen(&self.shape, &before);
        }
    }

    /// What happens from a time on while time passes; the last moment is the end of it.
    pub(super) fn moments(&self, clock: &Clock, takes: Takes, time: u32) -> Vec<Moment> {
        let goal = match takes {
            Takes::Nothing => time,
            Takes::For(ticks) => time.saturating_add(ticks).min(clock.end()),
            Takes::Until(until) => until.min(clock.end()),
        };
        let (mut now, mut moments) = (time, Vec::new());
        while now < goal {
            let processes = &self.program.processes;
            let acts = processes.iter().map(|process| clock.next(process.every, now));
            let dues = self.program.timed.iter().map(|(at, _)| *at).filter(|at| *at > now);
            let before = now;
            now = acts.chain(dues).min().unwrap_or(goal).min(goal);
            let acting =
                (0..processes.len()).filter(|process| clock.next(processes[*process].every, before) == now);
            let due = self.program.timed.iter().filter(|(at, _)| *at == now);
            let due = due.map(|(_, event)| self.program.events[event.index()].flag);
            moments.push(Moment { time: now, acting: acting.collect(), due: due.collect() });
        }
        moments
    }
}

/// The operation at which a [`Path::moment`] is over.
pub(super) const MOMENT_ENDS: usize = 1;
