//! What later steps can tell apart, given what they can tell apart after a path.

use super::super::program::{Effect, Takes};
use super::forward::{MOMENT_ENDS, Moment};
use super::path::{Id, Op, Path, Point, STOP};
use super::reads::{Part, Reader};
use super::rows::Row;

impl Reader<'_> {
    /// Goes back along a path; returns the cuts at its beginning. `rows` are the values before each operation, `after` gives
    /// the cuts at the points where the path ends.
    pub(super) fn backward(
        &self,
        path: &Path<'_>,
        rows: &[Option<Row>],
        after: impl Fn(Point) -> Row,
    ) -> Row {
        self.backward_all(path, rows, after).pop().unwrap_or_else(|| self.shape.empty())
    }

    /// Does as [`backward`](Self::backward), but returns the cuts before each operation.
    pub(super) fn backward_all(
        &self,
        path: &Path<'_>,
        rows: &[Option<Row>],
        after: impl Fn(Point) -> Row,
    ) -> Vec<Row> {
        let mut cuts: Vec<Row> = Vec::with_capacity(path.ops.len());
        // Where each operation leads in truth: a condition that decides nothing is not asked.
        let mut real: Vec<Id> = Vec::with_capacity(path.ops.len());
        for (id, (op, row)) in path.ops.iter().zip(rows).enumerate() {
            let to = match (op, row) {
                (_, None) => STOP,
                (Op::Test(when, [yes, no]), Some(row)) => {
                    let truth = self.holds(&self.parts(when), row);
                    match (truth.yes, truth.no) {
                        _ if truth.fault => id,
                        (true, true) if real[*yes] != real[*no] => id,
                        (true, _) => real[*yes],
                        (false, _) => real[*no],
                    }
                }
                _ => id,
            };
            let before = match row {
                None => self.shape.empty(),
                Some(_) if to != id => cuts[to].clone(),
                Some(row) => self.before(op, row, rows, &cuts, &after),
            };
            real.push(to);
            cuts.push(before);
        }
        cuts
    }

    fn before(
        &self,
        op: &Op,
        row: &Row,
        rows: &[Option<Row>],
        cuts: &[Row],
        after: &impl Fn(Point) -> Row,
    ) -> Row {
        match op {
            Op::Stop => self.shape.empty(),
            Op::Leave(point) => after(*point),
            Op::Set(flag, _, next) => {
                let mut before = cuts[*next].clone();
                if let Some(number) = self.number(*flag) {
                    before.clear(&self.shape, number);
                }
                before
            }
            Op::Effect(effect, next) => {
                let effect = &self.program.effects[*effect as usize];
                let mut before = self.unaffect(effect, row, &cuts[*next]);
                if self.carries {
                    self.read_for(effect, row, &mut before);
                }
                before
            }
            Op::Pass(takes, next) => self.unpass(*takes, row, &cuts[*next]),
            Op::Test(when, [yes, no]) => {
                let mut before = cuts[*yes].clone();
                before.join(&cuts[*no]);
                self.read_all(&self.parts(when), row, &mut before);
                before
            }
            Op::Pick(ways) => {
                let mut before = self.shape.empty();
                for way in ways {
                    before.join(&cuts[*way]);
                }
                before
            }
            Op::Roll(ways) => {
                let mut before = self.shape.empty();
                let falls: Vec<_> = ways.iter().filter(|(_, way)| rows[*way].is_some()).collect();
                for (_, way) in ways {
                    before.join(&cuts[*way]);
                }
                let may_be_none = |weight| self.weight(weight, row).0;
                if falls.len() != 1 || falls.iter().any(|(weight, _)| may_be_none(*weight)) {
                    for (weight, _) in ways {
                        self.read(Part::Node(*weight), row, &mut before);
                    }
                }
                before
            }
        }
    }

    /// Reads the parts of a condition, each where those before it hold.
    pub(super) fn read_all(&self, parts: &[Part], row: &Row, cuts: &mut Row) {
        let mut row = row.clone();
        for part in parts {
            self.read(*part, &row, cuts);
            self.assume(*part, true, &mut row);
        }
    }

    /// Goes back over an effect.
    fn unaffect(&self, effect: &Effect, row: &Row, after: &Row) -> Row {
        let (slot, when, value) = match effect {
            Effect::Shift { slot, .. } => (*slot, Vec::new(), None),
            Effect::Compute { slot, when, value, .. } => (*slot, self.parts(when), Some(Part::Node(*value))),
        };
        let Some(number) = self.number(slot) else { return after.clone() };
        let faults = value.is_some_and(|value| self.may_fault(value, row))
            || when.iter().any(|part| self.may_fault(*part, row));
        let mut before = after.clone();
        before.clear(&self.shape, number);
        if !faults && !after.any(&self.shape, number) {
            return before;
        }
        let truth = self.holds(&when, row);
        let mut ran = row.clone();
        for part in &when {
            self.assume(*part, true, &mut ran);
        }
        if truth.yes {
            let inputs = self.inputs(effect);
            let targets = |state: &_| self.new_value(effect, state);
            if !self.cut_back(&inputs, &ran, (number, after), &mut before, targets) {
                if let Some(value) = value {
                    self.read(value, &ran, &mut before);
                }
                self.read_whole(
                    &inputs.into_iter().filter(|n| *n == number).collect::<Vec<_>>(),
                    &ran,
                    &mut before,
                );
            }
        }
        if truth.no {
            self.keep_cuts(number, row, after, &mut before);
        }
        if u8::from(truth.yes) + u8::from(truth.no) + u8::from(truth.fault) > 1 {
            self.read_all(&when, row, &mut before);
        }
        before
    }

    /// Tells apart all that an effect looks at, but for the number that it changes.
    fn read_for(&self, effect: &Effect, row: &Row, cuts: &mut Row) {
        let Effect::Compute { slot, when, .. } = effect else { return };
        self.read_all(&self.parts(when), row, cuts);
        let own = self.number(*slot);
        let others: Vec<_> = self.inputs(effect).into_iter().filter(|number| Some(*number) != own).collect();
        self.read_whole(&others, row, cuts);
    }

    /// Cuts `inputs` where what they give the target is told apart later; returns `false` where there are too many
    /// combinations.
    fn cut_back(
        &self,
        inputs: &[usize],
        row: &Row,
        (target, after): (usize, &Row),
        before: &mut Row,
        new_value: impl Fn(&super::super::state::State) -> Option<u32>,
    ) -> bool {
        // The class of a value is the number of cuts up to it.
        let cuts = if self.shape.is_wide(target) { Vec::new() } else { after.values(&self.shape, target) };
        let class = |value: u32| {
            if self.shape.is_wide(target) {
                if after.any(&self.shape, target) { value } else { 0 }
            } else {
                cuts.partition_point(|cut| *cut <= value) as u32
            }
        };
        self.separate(inputs, row, before, |state| new_value(state).map(class))
    }

    /// Keeps the cuts of a number that stays as it is.
    fn keep_cuts(&self, number: usize, row: &Row, after: &Row, before: &mut Row) {
        if self.shape.is_wide(number) {
            if after.any(&self.shape, number) {
                before.add(&self.shape, number, 0);
            }
            return;
        }
        for pair in row.values(&self.shape, number).windows(2) {
            if after.divides(&self.shape, number, pair[0], pair[1]) {
                before.add(&self.shape, number, pair[1]);
            }
        }
    }

    /// Goes back over time that passes.
    fn unpass(&self, takes: Takes, row: &Row, after: &Row) -> Row {
        let Some((clock, number)) = self.followed_time() else { return self.unpass_somehow(row, after) };
        let times = row.values(&self.shape, number);
        let mut before = self.shape.empty();
        let mut ways = Vec::new();
        for time in times {
            let moments = self.moments(clock, takes, time);
            let goal = moments.last().map_or(time, |moment| moment.time);
            let mut cuts = after.clone();
            cuts.clear(&self.shape, number);
            // Where every time is known, only what the moments do is left to tell apart.
            before.join(&self.unact(&moments, &self.with(row, self.program.time, time), cuts));
            ways.push((time, goal, moments));
        }
        for pair in ways.windows(2) {
            let [(_, one_goal, one), (time, other_goal, other)] = pair else { continue };
            if after.divides(&self.shape, number, *one_goal, *other_goal)
                || self.matter(one, &before, after) != self.matter(other, &before, after)
            {
                before.add(&self.shape, number, *time);
            }
        }
        before
    }

    /// Goes back over moments, the first of which begins with `row`.
    fn unact(&self, moments: &[Moment], row: &Row, after: Row) -> Row {
        let Some((moment, later)) = moments.split_first() else { return after };
        let path = Path::moment(self.program, &moment.acting);
        let rows = self.forward(&path, self.with(row, self.program.time, moment.time));
        let Some(end) = rows.get(MOMENT_ENDS).and_then(Clone::clone) else {
            return self.backward_of(&path, &rows, &after);
        };
        let end = moment.due.iter().fold(end, |row, flag| self.with(&row, *flag, 1));
        let mut after = self.unact(later, &end, after);
        for number in moment.due.iter().filter_map(|flag| self.number(*flag)) {
            after.clear(&self.shape, number);
        }
        self.backward_of(&path, &rows, &after)
    }

    fn backward_of(&self, path: &Path<'_>, rows: &[Option<Row>], after: &Row) -> Row {
        self.backward(path, rows, |_| after.clone())
    }

    /// What happens at moments, as far as anything can notice.
    fn matter(
        &self,
        moments: &[Moment],
        before: &Row,
        after: &Row,
    ) -> Vec<(Option<u32>, Vec<usize>, Vec<usize>)> {
        let noticed = |number: &usize| {
            self.carries || before.any(&self.shape, *number) || after.any(&self.shape, *number)
        };
        let mut acting = moments.iter().flat_map(|moment| &moment.acting);
        // One process may read what another changes: they matter together or not at all.
        let act = acting.any(|process| self.targets(*process).iter().any(noticed) || self.faults(*process));
        let dated =
            act && moments.iter().flat_map(|moment| &moment.acting).any(|process| self.reads_time(*process));
        let what = moments.iter().map(|moment| {
            let acting = if act { moment.acting.clone() } else { Vec::new() };
            let due = moment.due.iter().filter_map(|flag| self.number(*flag)).filter(noticed);
            let due: Vec<_> = due.collect();
            (dated.then_some(moment.time), acting, due)
        });
        what.filter(|(_, acting, due)| !acting.is_empty() || !due.is_empty()).collect()
    }

    /// The numbers that a process changes.
    fn targets(&self, process: usize) -> Vec<usize> {
        let targets = self.effects_of(process).iter().map(|effect| match effect {
            Effect::Shift { slot, .. } | Effect::Compute { slot, .. } => *slot,
        });
        targets.filter_map(|slot| self.number(slot)).collect()
    }

    fn effects_of(&self, process: usize) -> &[Effect] {
        &self.program.effects[self.program.processes[process].effects.indexes()]
    }

    /// Says whether a process may have no answer in some state.
    fn faults(&self, process: usize) -> bool {
        let mut all = self.shape.empty();
        for number in self.shape.numbers() {
            all.fill(&self.shape, number);
        }
        self.expressions(process).into_iter().any(|part| self.may_fault(part, &all))
    }

    fn reads_time(&self, process: usize) -> bool {
        let Some(time) = self.number(self.program.time) else { return false };
        self.expressions(process).into_iter().any(|part| self.reads(part).contains(&time))
    }

    /// Every expression of a process.
    fn expressions(&self, process: usize) -> Vec<Part> {
        let mut parts = self.parts(&self.program.processes[process].when);
        for effect in self.effects_of(process) {
            if let Effect::Compute { when, value, .. } = effect {
                parts.extend(self.parts(when));
                parts.push(Part::Node(*value));
            }
        }
        parts
    }

    /// Goes back over time of which nobody knows how much passes.
    fn unpass_somehow(&self, row: &Row, after: &Row) -> Row {
        let mut before = after.clone();
        let all: Vec<_> = (0..self.program.processes.len()).collect();
        let path = Path::moment(self.program, &all);
        loop {
            let rows = self.forward(&path, row.clone());
            let more = self.backward_of(&path, &rows, &before);
            if !before.join(&more) {
                break;
            }
        }
        if let Some(number) = self.number(self.program.time) {
            before.fill(&self.shape, number);
        }
        before
    }
}
