//! Effects one after another, time, and ways on, as commands.
//!
//! A command changes all its variables at once, and every value in it reads the state before. So effects go into one command for
//! as long as none reads or changes what an earlier one of them changed; from there on a command of its own goes on, at a
//! `phase` of its own. Writing the effects into one another instead would need no such phases, but
//! effects that read each other would double the text with each line, and nobody could read it.

use super::command::{Branch, Case, Group, Odds, Updates};
use super::term::Term;
use super::{Control, Model, Unwritable};
use crate::diagnostic::Spanned;
use crate::scenario::expression::Effect;
use crate::scenario::model::{Branch as Way, Named, Takes, Then};

/// What happens at once.
#[derive(Clone)]
pub(super) struct Block {
    pub(super) fails: Term,
    pub(super) to: Updates,
    /// Whether it starts the clock: whatever is read then is only known when the clock has stopped.
    runs: bool,
}

impl Block {
    pub(super) fn new(to: Updates) -> Self {
        Self { fails: Term::truth(false), to, runs: false }
    }

    /// Tells whether a value would be another behind this block.
    fn changes(&self, term: &Term) -> bool {
        self.runs || self.to.iter().any(|(variable, _)| term.reads(*variable))
    }

    fn and(&self, more: Updates) -> Updates {
        self.to.iter().cloned().chain(more).collect()
    }
}

impl Model<'_> {
    /// Puts effects into as few blocks as their order allows, the first of which begins with something.
    pub(super) fn effects(
        &mut self,
        first: Block,
        effects: &[Spanned<Effect>],
    ) -> Result<Vec<Block>, Unwritable> {
        let mut blocks = Vec::new();
        let mut block = first;
        for effect in effects {
            let Some((variable, new)) = self.values.effect(effect)? else { continue };
            let again = block.to.iter().any(|(changed, _)| *changed == variable);
            if again || block.changes(&new.value) || block.changes(&new.fails) {
                blocks.push(std::mem::replace(&mut block, Block::new(Vec::new())));
            }
            block.fails = block.fails.or(&new.fails);
            if new.value.text() != self.values.term(variable).text() {
                block.to.push((variable, new.value));
            }
        }
        blocks.push(block);
        Ok(blocks)
    }

    /// Chains blocks: each leads to the next, and the last to what a function makes of it.
    pub(super) fn chain(
        &mut self,
        mut blocks: Vec<Block>,
        control: Control,
        from: &str,
        last: impl FnOnce(&mut Self, Block) -> Result<Vec<Case>, Unwritable>,
    ) -> Result<Vec<Case>, Unwritable> {
        let block = blocks.pop().unwrap_or_else(|| Block::new(Vec::new()));
        let fails = block.fails.clone();
        let cases = last(self, block)?;
        let mut cases = self.unless(&fails, cases);
        for block in blocks.into_iter().rev() {
            let next = self.later(control, from, cases);
            cases = self.unless(&block.fails, vec![Case::certain(Term::truth(true), block.and(vec![next]))]);
        }
        Ok(cases)
    }

    /// Puts a fault before what happens where nothing fails.
    fn unless(&self, fails: &Term, cases: Vec<Case>) -> Vec<Case> {
        if fails.never() {
            return cases;
        }
        let fault = Case::certain(fails.clone(), self.fault());
        let rest = cases.into_iter().map(|case| Case { when: fails.not().and(&case.when), ..case });
        [fault].into_iter().chain(rest).filter(|case| !case.when.never()).collect()
    }

    /// Writes what happens later; returns what leads there.
    fn later(&mut self, control: Control, from: &str, cases: Vec<Case>) -> (usize, Term) {
        let (variable, number) = self.moment(control, &format!("after {from}"));
        let guard = match control {
            Control::Phase => self.at_rest(&self.values.term(variable).is(&number)),
            Control::Passing => self.values.term(variable).is(&number),
        };
        self.groups.push(Group {
            comment: format!("{from}: after that"),
            action: String::new(),
            guard,
            cases,
        });
        (variable, number)
    }

    /// Follows effects, time and the way on of a choice, or of a scene that goes on by itself.
    pub(super) fn act(
        &mut self,
        first: Updates,
        effects: &[Spanned<Effect>],
        takes: Option<&Spanned<Takes>>,
        then: &Then,
        from: &str,
    ) -> Result<Vec<Case>, Unwritable> {
        let mut blocks = self.effects(Block::new(first), effects)?;
        if let (Some(takes), Some(block)) = (takes, blocks.last_mut()) {
            let (to, runs) = self.take(takes)?;
            block.to.extend(to);
            block.runs = runs;
        }
        self.chain(blocks, Control::Phase, from, |model, block| {
            model.resolve(&block, then, &Term::truth(true), from)
        })
    }

    /// Follows a way on behind a block.
    pub(super) fn resolve(
        &mut self,
        block: &Block,
        then: &Then,
        when: &Term,
        from: &str,
    ) -> Result<Vec<Case>, Unwritable> {
        if let Some(target) = self.plain(then) {
            return Ok(vec![Case::certain(when.clone(), block.and(target))]);
        }
        match then {
            Then::First(ways, otherwise) => {
                let mut known = Vec::with_capacity(ways.len());
                for (condition, then) in ways {
                    known.push((self.values.condition(Some(condition))?, then));
                }
                if known.iter().any(|(holds, _)| block.changes(&holds.value) || block.changes(&holds.fails)) {
                    return self.resolve_later(block, then, when, from);
                }
                let (mut cases, mut rest) = (Vec::new(), when.clone());
                for (holds, then) in known {
                    cases.push(Case::certain(rest.and(&holds.fails), self.fault()));
                    rest = rest.and(&holds.fails.not());
                    cases.extend(self.resolve(block, then, &rest.and(&holds.value), from)?);
                    rest = rest.and(&holds.value.not());
                }
                cases.extend(self.resolve(block, otherwise, &rest, from)?);
                cases.retain(|case| !case.when.never());
                Ok(cases)
            }
            Then::Chance(ways) => {
                let known = self.weights(ways)?;
                if known.reads().any(|term| block.changes(term)) {
                    return self.resolve_later(block, then, when, from);
                }
                self.fall(block, ways, known, when, from)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Follows a way on in a command of its own, which reads the state behind the block.
    fn resolve_later(
        &mut self,
        block: &Block,
        then: &Then,
        when: &Term,
        from: &str,
    ) -> Result<Vec<Case>, Unwritable> {
        let next = self.resolve_apart(then, from)?;
        Ok(vec![Case::certain(when.clone(), block.and(vec![next]))])
    }

    fn resolve_apart(&mut self, then: &Then, from: &str) -> Result<(usize, Term), Unwritable> {
        let cases = self.resolve(&Block::new(Vec::new()), then, &Term::truth(true), from)?;
        Ok(self.later(Control::Phase, from, cases))
    }

    fn weights(&mut self, ways: &Named<Way>) -> Result<Weights, Unwritable> {
        let zero = Term::number(0);
        let mut found = Weights { each: Vec::new(), total: zero.clone(), fails: Term::truth(false) };
        for way in ways.values() {
            let weight = self.values.expression(&way.value.weight)?;
            let least = weight.value.max(&zero);
            found.fails = found.fails.or(&weight.fails);
            let all = found.total.value().zip(least.value()).map(|(total, weight)| total + weight);
            found.total = match all {
                // What is known needs no arithmetic of the checker, and weights add up in one bit more.
                Some(all) if all <= u64::MAX.into() => Term::number(all),
                Some(_) => {
                    found.fails = Term::truth(true);
                    found.total
                }
                None => found.total.add(&least).map_err(|_| Unwritable { span: way.value.weight.span })?,
            };
            found.each.push(least);
        }
        Ok(found)
    }

    /// Lets a chance fall. A branch of no weight is left out where that is known, and has probability 0 otherwise.
    fn fall(
        &mut self,
        block: &Block,
        ways: &Named<Way>,
        weights: Weights,
        when: &Term,
        from: &str,
    ) -> Result<Vec<Case>, Unwritable> {
        let Weights { each, total, fails } = weights;
        let fails = fails.or(&total.is(&Term::number(0)));
        let mut branches = Vec::new();
        for ((id, way), weight) in ways.iter().zip(each).filter(|(_, weight)| !weight.never()) {
            let then = &way.value.then;
            let target = match self.plain(then) {
                Some(target) => target,
                None => vec![self.resolve_apart(then, &format!("{from}.{id}"))?],
            };
            let odds = Odds { given: Term::truth(true), top: weight, bottom: vec![total.clone()] };
            branches.push(Branch { comment: format!("branch {id}"), odds, to: block.and(target) });
        }
        let cases =
            [Case::certain(when.and(&fails), self.fault()), Case { when: when.and(&fails.not()), branches }];
        Ok(cases.into_iter().filter(|case| !case.when.never()).collect())
    }

    /// Returns what a way on means that needs no look at the state; nothing for others.
    fn plain(&mut self, then: &Then) -> Option<Updates> {
        match then {
            Then::Go(scene) => Some(self.go(&scene.value)),
            Then::End(ending) => Some(self.end(&ending.value)),
            Then::Back(_) => Some(self.back()),
            Then::Verdict(_) => Some(self.judge()),
            Then::First(..) | Then::Chance(_) => None,
        }
    }
}

/// What the branches of a chance weigh, and when there is no answer.
struct Weights {
    each: Vec<Term>,
    total: Term,
    fails: Term,
}

impl Weights {
    fn reads(&self) -> impl Iterator<Item = &Term> {
        self.each.iter().chain([&self.fails])
    }
}
