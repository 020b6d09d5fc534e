//! Where the story is: scenes, endings and the fault, coming to them, and what happens there.

use super::command::{Case, Group, Updates};
use super::flow::Block;
use super::term::Term;
use super::{Control, Decides, Model, Phase, Unwritable};
use crate::diagnostic::Spanned;
use crate::scenario::expression::Binary;
use crate::scenario::model::{Choice, Exit, Named, Scene, Takes, Then};

/// A choice of a scene.
struct Offer {
    /// Its full name.
    id: String,
    /// When it can be picked.
    open: Term,
    cases: Vec<Case>,
}

impl Model<'_> {
    /// Returns what coming to a scene means: `on_enter` first, then a look at the events.
    pub(super) fn go(&self, scene: &str) -> Updates {
        let enters = self.scenario.scenes.get(scene).is_some_and(|scene| !scene.value.on_enter.is_empty());
        let phase = match (enters, self.scenario.events.is_empty()) {
            (true, _) => Phase::Arriving,
            (false, false) => Phase::Looking,
            (false, true) => Phase::Resting,
        };
        vec![(self.place, self.scene(scene)), (self.phase, self.phase_number(phase))]
    }

    /// Returns what coming to the scene of an event means: `on_enter`, and no look at the events.
    pub(super) fn interrupt(&self, scene: &str) -> Updates {
        let enters = self.scenario.scenes.get(scene).is_some_and(|scene| !scene.value.on_enter.is_empty());
        let phase = if enters { Phase::Entering } else { Phase::Resting };
        vec![(self.place, self.scene(scene)), (self.phase, self.phase_number(phase))]
    }

    /// Returns what ending means.
    pub(super) fn end(&self, ending: &str) -> Updates {
        let number = self.scenario.endings.get_index_of(ending).unwrap_or(0);
        let mut to = vec![(self.place, self.endings[number].clone())];
        to.push((self.phase, self.phase_number(Phase::Resting)));
        to.extend(self.resume.map(|resume| (resume, self.fault.clone())));
        to.extend(self.passages.map(|passages| (passages, Term::number(0))));
        to
    }

    /// Returns what failing means.
    pub(super) fn fault(&self) -> Updates {
        let mut to = vec![(self.place, self.fault.clone())];
        to.push((self.phase, self.phase_number(Phase::Resting)));
        if let Some(pass) = &self.pass {
            to.extend([(pass.goal, Term::number(0)), (pass.passing, pass.stands.clone())]);
        }
        to.extend(self.passages.map(|passages| (passages, Term::number(0))));
        to
    }

    /// Returns what going back means. Where nothing was interrupted, `resume` is the fault.
    pub(super) fn back(&self) -> Updates {
        let resumed = self.resume.map_or_else(|| self.fault.clone(), |resume| self.values.term(resume));
        let mut to = vec![(self.place, resumed), (self.phase, self.phase_number(Phase::Resting))];
        to.extend(self.resume.map(|resume| (resume, self.fault.clone())));
        to
    }

    /// Returns what asking for a verdict means.
    pub(super) fn judge(&mut self) -> Updates {
        self.judges = true;
        vec![(self.phase, self.phase_number(Phase::Judging))]
    }

    /// Writes what happens at each scene.
    pub(super) fn scenes(&mut self) -> Result<(), Unwritable> {
        let scenario = self.scenario;
        for (id, scene) in &scenario.scenes {
            let here = self.values.term(self.place).is(&self.scene(id));
            self.enter(id, &scene.value, &here)?;
            let guard = self.at_rest(&here.and(&self.in_phase(Phase::Resting)));
            match &scene.value.exit {
                Exit::Choices(choices) => self.decide(id, choices, &guard)?,
                Exit::Auto { takes, then } => self.go_on(id, takes.as_ref(), then, &guard)?,
            }
        }
        Ok(())
    }

    /// Writes what a scene does on arrival.
    fn enter(&mut self, id: &str, scene: &Scene, here: &Term) -> Result<(), Unwritable> {
        if scene.on_enter.is_empty() {
            return Ok(());
        }
        let after = if self.scenario.events.is_empty() { Phase::Resting } else { Phase::Looking };
        let opened = self.scenario.events.values().any(|event| event.value.scene.value == id);
        let ways = [(Phase::Arriving, after), (Phase::Entering, Phase::Resting)];
        for (phase, next) in ways.into_iter().take(if opened { 2 } else { 1 }) {
            let from = format!("scene {id} on_enter");
            let guard = self.at_rest(&here.and(&self.in_phase(phase)));
            let next = (self.phase, self.phase_number(next));
            self.group(&from, guard, |model| {
                let blocks = model.effects(Block::new(Vec::new()), &scene.on_enter)?;
                model.chain(blocks, Control::Phase, &from, |_, block| {
                    let mut to = block.to;
                    to.push(next);
                    Ok(vec![Case::certain(Term::truth(true), to)])
                })
            })?;
        }
        Ok(())
    }

    /// Writes the choices of a scene.
    fn decide(&mut self, id: &str, choices: &Named<Choice>, guard: &Term) -> Result<(), Unwritable> {
        let at = self.groups.len();
        let mut guard = guard.clone();
        if let Some(passages) = self.passages {
            // The step is over, and the next begins to count anew.
            let (counted, zero) = (self.values.term(passages), Term::number(0));
            let over = guard.and(&counted.compare(Binary::Greater, &zero));
            self.plainly(&format!("scene {id}: come to"), over, vec![(passages, zero.clone())]);
            guard = guard.and(&counted.is(&zero));
        }
        let mut offers = Vec::with_capacity(choices.len());
        // Where a choice before the first open one fails, so does the scene; one behind it is only not open.
        let (mut stuck, mut none_yet) = (Term::truth(false), Term::truth(true));
        for (choice_id, choice) in choices {
            let full = format!("{id}.{choice_id}");
            let choice = &choice.value;
            let when = self.values.condition(choice.when.as_ref())?;
            let chosen = self.values.of(&format!("chose({full})"));
            let free = if choice.once { chosen.not() } else { Term::truth(true) };
            stuck = stuck.or(&none_yet.and(&free.and(&when.fails)));
            let open = free.and(&when.fails.not()).and(&when.value);
            let open = self.values.call(&format!("open_{id}_{choice_id}"), open);
            none_yet = none_yet.and(&open.not());
            let mut first = self.mark(&format!("chose({full})"));
            first.extend(self.mark(&format!("seen({id})")));
            let cases = self.act(first, &choice.effects, choice.takes.as_ref(), &choice.then, &full)?;
            offers.push(Offer { id: full, open, cases });
        }
        let stuck = self.values.call(&format!("stuck_{id}"), stuck.or(&none_yet));
        if !stuck.never() {
            let fault = self.fault();
            self.plainly(&format!("scene {id}: where nothing can be picked"), guard.and(&stuck), fault);
            guard = guard.and(&stuck.not());
        }
        if guard.never() {
            return Ok(());
        }
        self.deciding.push(guard.clone());
        offers.retain(|offer| !offer.open.never());
        let groups = match self.decides {
            Decides::Uniformly => vec![self.by_lot(id, guard, offers)],
            Decides::ThePlayer => offers.into_iter().map(|offer| self.picked(&guard, offer)).collect(),
        };
        // What they lead to was written meanwhile, and stands behind them.
        self.groups.splice(at..at, groups);
        Ok(())
    }

    /// Returns a choice as something that the player can do.
    fn picked(&mut self, guard: &Term, Offer { id, open, cases }: Offer) -> Group {
        let action = self.actions.fresh(&id);
        Group { comment: format!("choice {id}"), action, guard: guard.and(&open), cases }
    }

    /// Returns choices as a lot in which each open one has the same share.
    fn by_lot(&mut self, scene: &str, guard: Term, offers: Vec<Offer>) -> Group {
        let count = offers.iter().fold(Term::number(0), |count, offer| {
            // As many as there are choices: it cannot grow too large.
            count.add(&offer.open.counted()).unwrap_or(count)
        });
        let count = self.values.call(&format!("choices_{scene}"), count);
        let mut branches = Vec::new();
        for Offer { id, open, cases } in offers {
            for case in cases {
                let given = open.and(&case.when);
                for mut branch in case.branches {
                    let way = std::mem::take(&mut branch.comment);
                    branch.comment =
                        if way.is_empty() { format!("choice {id}") } else { format!("choice {id}, {way}") };
                    branch.odds.given = branch.odds.given.and(&given);
                    branch.odds.bottom.push(count.clone());
                    branches.push(branch);
                }
            }
        }
        let cases = vec![Case { when: Term::truth(true), branches }];
        Group { comment: format!("scene {scene}"), action: String::new(), guard, cases }
    }

    /// Writes how a scene without choices goes on by itself.
    fn go_on(
        &mut self,
        id: &str,
        takes: Option<&Spanned<Takes>>,
        then: &Then,
        guard: &Term,
    ) -> Result<(), Unwritable> {
        let (mut first, mut guard) = (self.mark(&format!("seen({id})")), guard.clone());
        let from = format!("scene {id}");
        if let Some(passages) = self.passages {
            let counted = self.values.term(passages);
            let last = Term::number(counted.range().1);
            let fault = self.fault();
            self.plainly(&format!("{from}: too many in one step"), guard.and(&counted.is(&last)), fault);
            guard = guard.and(&counted.compare(Binary::Less, &last));
            // Counts to a thousand: it cannot grow too large.
            first.push((passages, counted.add(&Term::number(1)).unwrap_or(counted)));
        }
        self.group(&from, guard, |model| model.act(first, &[], takes, then, &from))
    }

    /// Writes how a verdict falls: the first ending whose condition holds.
    pub(super) fn verdict(&mut self) -> Result<(), Unwritable> {
        let scenario = self.scenario;
        if !self.judges {
            return Ok(());
        }
        let guard = self.at_rest(&self.in_phase(Phase::Judging));
        self.group("verdict", guard, |model| {
            let (mut cases, mut rest) = (Vec::new(), Term::truth(true));
            for (id, ending) in &scenario.endings {
                let holds = model.values.condition(ending.value.when.as_ref())?;
                cases.push(Case::certain(rest.and(&holds.fails), model.fault()));
                rest = rest.and(&holds.fails.not());
                let holds = model.values.call(&format!("holds_{id}"), holds.value);
                cases.push(Case::certain(rest.and(&holds), model.end(id)));
                rest = rest.and(&holds.not());
            }
            cases.push(Case::certain(rest, model.fault()));
            cases.retain(|case| !case.when.never());
            Ok(cases)
        })
    }

    /// Returns what remembering means, where something reads it.
    fn mark(&self, name: &str) -> Updates {
        self.values.position(name).map(|mark| (mark, Term::truth(true))).into_iter().collect()
    }
}
