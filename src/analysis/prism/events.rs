//! The look at the events on arrival.

use super::command::{Case, Updates};
use super::term::Term;
use super::{Model, Phase, Unwritable};
use crate::scenario::model::Event;

/// An event on the look-out.
struct Looked<'a> {
    id: &'a str,
    rules: &'a Event,
    /// Whether it is due, or armed.
    flag: usize,
    holds: Term,
    fails: Term,
}

impl<'a> Model<'a> {
    /// Writes which event starts, if one does: due ones by time and declared order, then conditional ones.
    pub(super) fn look(&mut self) -> Result<(), Unwritable> {
        if self.scenario.events.is_empty() {
            return Ok(());
        }
        let mut guard = self.at_rest(&self.in_phase(Phase::Looking));
        if let Some(resume) = self.resume {
            let free = self.values.term(resume).is(&self.fault);
            let rest = vec![(self.phase, self.phase_number(Phase::Resting))];
            self.plainly("events wait while an interlude lasts", guard.and(&free.not()), rest);
            guard = guard.and(&free);
        }
        self.group("events: at most one starts", guard, Self::starts)
    }

    fn starts(&mut self) -> Result<Vec<Case>, Unwritable> {
        let looked = self.looked()?;
        let timed = looked.iter().take_while(|event| event.rules.at.is_some()).count();
        let conditional = &looked[timed..];
        let (mut cases, mut rest) = (Vec::new(), Term::truth(true));
        // Whatever is due and does not start is dropped; what comes behind one that starts stays due.
        let mut dropped = Updates::new();
        for event in &looked {
            let flagged = self.values.term(event.flag);
            let (fails, starts) = (flagged.and(&event.fails), flagged.and(&event.holds));
            let starts = self.values.call(&format!("starts_{}", event.id), starts);
            cases.push(Case::certain(rest.and(&fails), self.fault()));
            rest = rest.and(&fails.not());
            let is_timed = event.rules.at.is_some();
            if is_timed {
                dropped.push((event.flag, Term::truth(false)));
            }
            let (rearm_fails, rearmed) = self.rearm(conditional, (!is_timed).then_some(event));
            let when = rest.and(&starts);
            cases.push(Case::certain(when.and(&rearm_fails), self.fault()));
            let mut to = dropped.clone();
            to.extend(rearmed);
            if !is_timed {
                to.push((event.flag, Term::truth(false)));
            }
            if let Some(resume) = self.resume.filter(|_| !event.rules.divert) {
                to.push((resume, self.values.term(self.place)));
            }
            to.extend(self.interrupt(&event.rules.scene.value));
            cases.push(Case::certain(when.and(&rearm_fails.not()), to));
            rest = rest.and(&starts.not());
        }
        let (rearm_fails, rearmed) = self.rearm(conditional, None);
        cases.push(Case::certain(rest.and(&rearm_fails), self.fault()));
        let mut to = dropped;
        to.extend(rearmed);
        to.push((self.phase, self.phase_number(Phase::Resting)));
        cases.push(Case::certain(rest.and(&rearm_fails.not()), to));
        cases.retain(|case| !case.when.never());
        Ok(cases)
    }

    /// Returns the timed events by time and declared order, then the conditional ones in declared order.
    fn looked(&mut self) -> Result<Vec<Looked<'a>>, Unwritable> {
        let mut found = Vec::new();
        for (id, event) in &self.scenario.events {
            let rules = &event.value;
            let kind = if rules.at.is_some() { "due" } else { "armed" };
            let Some(flag) = self.values.position(&format!("{kind}({id})")) else { continue };
            let when = self.values.condition(rules.when.as_ref())?;
            found.push(Looked { id, rules, flag, holds: when.value, fails: when.fails });
        }
        found.sort_by_key(|event| self.due_time(event.rules).map_or((true, 0), |time| (false, time)));
        Ok(found)
    }

    /// Arms the repeatable events again whose condition is false, but not the one that starts; returns when one of their
    /// conditions has no answer, and what changes.
    fn rearm(&self, conditional: &[Looked<'_>], starting: Option<&Looked<'_>>) -> (Term, Updates) {
        let (mut fails, mut to) = (Term::truth(false), Updates::new());
        let others =
            conditional.iter().filter(|event| starting.is_none_or(|starts| starts.flag != event.flag));
        for event in others.filter(|event| !event.rules.once) {
            let armed = self.values.term(event.flag);
            fails = fails.or(&armed.not().and(&event.fails));
            to.push((event.flag, armed.or(&event.holds.not())));
        }
        (fails, to)
    }
}
