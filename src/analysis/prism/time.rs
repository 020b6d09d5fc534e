//! Time passing.
//!
//! Where nothing happens meanwhile, time passes within one command. Where processes act, the time to come to is kept as
//! `goal`, and `passing` leads from instant to instant, and at each one from process to process; all else waits until the clock
//! stands again.

use super::command::{Case, Updates};
use super::flow::Block;
use super::term::{Beyond, Term};
use super::values::offset;
use super::{Control, Model, Unwritable};
use crate::diagnostic::Spanned;
use crate::scenario::expression::Binary;
use crate::scenario::model::{Event, Takes};
use crate::scenario::time::{ClockRules, Duration};
use crate::simulation::Clock;

/// What a model with processes has to let time pass.
pub(super) struct Pass {
    /// The variable of the time to come to; 0 while the clock stands.
    pub(super) goal: usize,
    /// The variable that says what is next.
    pub(super) passing: usize,
    /// Its value while the clock stands.
    pub(super) stands: Term,
    /// Its value between instants.
    pub(super) runs: Term,
}

impl Model<'_> {
    /// Returns what taking time means, and whether more happens before it is over.
    pub(super) fn take(&self, takes: &Spanned<Takes>) -> Result<(Updates, bool), Unwritable> {
        let Some((_, clock)) = self.values.clock else { return Ok((Updates::new(), false)) };
        let (time, end) = (self.values.of("time"), Term::number(clock.end().into()));
        let goal = match takes.value {
            Takes::For(duration) => {
                let ticks = Term::number(clock.ticks(duration).min(clock.end()).into());
                time.add(&ticks).map(|goal| goal.min(&end))
            }
            Takes::Until(moment) => Ok(time.max(&Term::number(clock.at(moment).into()).min(&end))),
        };
        let goal = goal.map_err(|_| Unwritable { span: takes.span })?;
        let Some(pass) = &self.pass else { return Ok((self.pass_at_once(&goal), false)) };
        Ok((vec![(pass.goal, goal), (pass.passing, pass.runs.clone())], true))
    }

    /// Returns what a time to come means where no process acts before it.
    fn pass_at_once(&self, to: &Term) -> Updates {
        let Some(time) = self.values.position("time") else { return Updates::new() };
        let now = self.values.term(time);
        let mut updates = vec![(time, to.clone())];
        for (id, event) in &self.scenario.events {
            let Some(at) = self.due_time(&event.value) else { continue };
            let Some(due) = self.values.position(&format!("due({id})")) else { continue };
            let at = Term::number(at.into());
            let passed = now.compare(Binary::Less, &at).and(&at.compare(Binary::LessEqual, to));
            if !passed.never() {
                updates.push((due, self.values.term(due).or(&passed)));
            }
        }
        updates
    }

    /// Returns the time in ticks at which an event becomes due; nothing for a conditional one.
    pub(super) fn due_time(&self, event: &Event) -> Option<u32> {
        let (_, clock) = self.values.clock?;
        event.at.as_ref().map(|at| clock.at(at.value))
    }

    /// Writes how time passes where processes act.
    pub(super) fn pass(&mut self) -> Result<(), Unwritable> {
        let (Some(pass), Some((rules, clock))) = (&self.pass, self.values.clock) else { return Ok(()) };
        let (time, goal) = (self.values.of("time"), self.values.term(pass.goal));
        let passing = self.values.term(pass.passing);
        let (variable, stands, runs) = (pass.passing, pass.stands.clone(), pass.runs.clone());
        let stop = vec![(pass.goal, Term::number(0)), (variable, stands)];

        let mut moments = Vec::new();
        for id in self.scenario.processes.keys() {
            moments.push(self.moment(Control::Passing, &format!("acting {id}")).1);
        }
        let mut instant = goal.clone();
        for process in self.scenario.processes.values() {
            let every = &process.value.every;
            let next = Period::of(every.value, rules, clock).next(&time);
            instant = instant.min(&next.map_err(|_| Unwritable { span: every.span })?);
        }
        let instant = self.values.call("instant", instant);
        let mut on = self.pass_at_once(&instant);
        on.push((variable, moments.first().unwrap_or(&runs).clone()));
        let waits = time.compare(Binary::Less, &goal);
        self.plainly("time passes to the next instant", passing.is(&runs).and(&waits), on);
        self.plainly("time has passed", passing.is(&runs).and(&waits.not()), stop);

        let scenario = self.scenario;
        for (number, (id, process)) in scenario.processes.iter().enumerate() {
            let from = format!("process {id}");
            let rules_of = &process.value;
            let acts = Period::of(rules_of.every.value, rules, clock).falls_on(&time);
            let acts = acts.map_err(|_| Unwritable { span: rules_of.every.span })?;
            let next = (variable, moments.get(number + 1).unwrap_or(&runs).clone());
            self.group(&from, passing.is(&moments[number]), |model| {
                let when = model.values.condition(rules_of.when.as_ref())?;
                let blocks = model.effects(Block::new(Vec::new()), &rules_of.effects)?;
                let then = next.clone();
                let acting = model.chain(blocks, Control::Passing, &from, |_, block| {
                    let mut to = block.to;
                    to.push(then);
                    Ok(vec![Case::certain(Term::truth(true), to)])
                })?;
                let (fails, does) = (acts.and(&when.fails), acts.and(&when.fails.not()).and(&when.value));
                let mut cases = vec![Case::certain(fails.clone(), model.fault())];
                cases.extend(acting.into_iter().map(|case| Case { when: does.and(&case.when), ..case }));
                cases.push(Case::certain(fails.not().and(&does.not()), vec![next]));
                cases.retain(|case| !case.when.never());
                Ok(cases)
            })?;
        }
        Ok(())
    }
}

/// The instants at which something happens again and again: all multiples of a period, shifted back.
struct Period {
    ticks: u32,
    shift: u32,
}

impl Period {
    /// So many working minutes count from the start, so many days from the opening of the first day.
    fn of(every: Duration, rules: &ClockRules, clock: &Clock) -> Self {
        let shift = if matches!(every, Duration::Days(_)) { offset(rules) } else { 0 };
        Self { ticks: clock.ticks(every).max(1), shift }
    }

    /// Returns the first of them after a time.
    fn next(&self, time: &Term) -> Result<Term, Beyond> {
        let (ticks, shift) = (Term::number(self.ticks.into()), Term::number(self.shift.into()));
        let periods = time.add(&shift)?.quotient(&ticks)?.add(&Term::number(1))?;
        periods.multiply(&ticks)?.subtract(&shift)
    }

    /// Returns whether a time is one of them.
    fn falls_on(&self, time: &Term) -> Result<Term, Beyond> {
        let (ticks, shift) = (Term::number(self.ticks.into()), Term::number(self.shift.into()));
        Ok(time.add(&shift)?.remainder(&ticks)?.is(&Term::number(0)))
    }
}
