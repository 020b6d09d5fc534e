//! What a step can do from a point on, as a small graph of operations.
//!
//! This is the control flow of [`step`](super::super::step) with every way that it can take at once; which values lead which
//! way is decided by whoever follows it. Nothing here changes a state.

use super::super::index::{EndingIndex, EventIndex, NodeIndex, SceneIndex, ThenIndex};
use super::super::program::{Condition, Program, Range, Takes, Then};
use super::super::state::{Slot, Within};

/// A place at which paths begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Point {
    /// Coming to a scene, its effects on arrival still to come; within an interlude, with the scene to go back to.
    Arrive(SceneIndex, Option<SceneIndex>),
    /// At a scene: the player picks, or it goes on by itself.
    At(SceneIndex, Option<SceneIndex>),
    /// At an ending.
    Ended(EndingIndex),
}

/// An operation, by its position among those of a path.
pub(super) type Id = usize;

/// One operation and what comes after it. What comes after stands at a lower position.
#[derive(Debug, Clone)]
pub(super) enum Op {
    /// Nothing more: a fault, or a choice that is not offered.
    Stop,
    /// The path ends at a point.
    Leave(Point),
    /// One of a program's effects.
    Effect(u32, Id),
    /// A flag gets a value.
    Set(Slot, u32, Id),
    /// Time passes.
    Pass(Takes, Id),
    /// A condition decides.
    Test(Condition, [Id; 2]),
    /// Any of these, by the player.
    Pick(Vec<Id>),
    /// One of these, by weights.
    Roll(Vec<(NodeIndex, Id)>),
}

/// The operations from a point on; the last one is the first to happen.
#[derive(Debug)]
pub(super) struct Path<'a> {
    program: &'a Program,
    pub(super) ops: Vec<Op>,
}

/// Where a [`Path::moment`] ends; the point is of no account.
const OVER: Point = Point::Ended(EndingIndex::new(0));

/// The position of [`Op::Stop`].
pub(super) const STOP: Id = 0;

impl<'a> Path<'a> {
    /// Lays out what can happen from a point up to the next ones.
    pub(super) fn of(program: &'a Program, point: Point) -> Self {
        let mut path = Self { program, ops: vec![Op::Stop] };
        match point {
            Point::Arrive(scene, resume) => path.arrive(scene, resume),
            Point::At(scene, resume) => path.stand(scene, resume),
            Point::Ended(_) => STOP,
        };
        path
    }

    /// Lays out what processes do at a moment: those that act, in declared order.
    pub(super) fn moment(program: &'a Program, acting: &[usize]) -> Self {
        let mut path = Self { program, ops: vec![Op::Stop] };
        let mut next = path.leave(OVER);
        for process in acting.iter().rev() {
            let rules = program.processes[*process];
            let acts = path.effects(rules.effects, next);
            next = path.test(rules.when, acts, next);
        }
        path
    }

    /// Says whether a chance may fall.
    pub(super) fn rolls(&self) -> bool {
        self.ops.iter().any(|op| matches!(op, Op::Roll(_)))
    }

    fn push(&mut self, op: Op) -> Id {
        self.ops.push(op);
        self.ops.len() - 1
    }

    /// Ends the path at a point, at one operation for each.
    fn leave(&mut self, point: Point) -> Id {
        let known = self.ops.iter().position(|op| matches!(op, Op::Leave(other) if *other == point));
        known.unwrap_or_else(|| self.push(Op::Leave(point)))
    }

    fn test(&mut self, when: Condition, yes: Id, no: Id) -> Id {
        let always = when.whole.is_none() && when.first.slot.top() == 0;
        if always { yes } else { self.push(Op::Test(when, [yes, no])) }
    }

    fn test_flag(&mut self, flag: Slot, yes: Id, no: Id) -> Id {
        let first = Within { slot: flag, low: 1, span: 0 };
        self.push(Op::Test(Condition { first, rest: None, whole: None }, [yes, no]))
    }

    fn effects(&mut self, effects: Range, then: Id) -> Id {
        (effects.from..effects.to).rev().fold(then, |then, effect| self.push(Op::Effect(effect, then)))
    }

    fn mark(&mut self, flag: Option<Slot>, then: Id) -> Id {
        flag.map_or(then, |flag| self.push(Op::Set(flag, 1, then)))
    }

    fn pass(&mut self, takes: Takes, then: Id) -> Id {
        match (takes, &self.program.clock) {
            (Takes::Nothing, _) | (_, None) => then,
            (takes, Some(_)) => self.push(Op::Pass(takes, then)),
        }
    }

    fn stand(&mut self, scene: SceneIndex, resume: Option<SceneIndex>) -> Id {
        let rules = self.program.scenes[scene.index()];
        if let Some(auto) = rules.auto {
            let then = self.way_on(auto.then, resume);
            let then = self.pass(auto.takes, then);
            return self.mark(rules.seen, then);
        }
        let picks = rules.choices.indexes().map(|choice| {
            let choice = self.program.choices[choice];
            let then = self.way_on(choice.then, resume);
            let then = self.pass(choice.takes, then);
            let then = self.effects(choice.effects, then);
            let then = self.mark(rules.seen, then);
            let then = self.mark(choice.chose, then);
            let then = self.test(choice.when, then, STOP);
            match choice.chose {
                Some(chose) if choice.once => self.test_flag(chose, STOP, then),
                _ => then,
            }
        });
        let picks = picks.collect();
        self.push(Op::Pick(picks))
    }

    fn way_on(&mut self, then: ThenIndex, resume: Option<SceneIndex>) -> Id {
        match self.program.thens[then.index()] {
            Then::Go(scene) => self.leave(Point::Arrive(scene, resume)),
            Then::End(ending) => self.leave(Point::Ended(ending)),
            Then::Back => match resume {
                Some(scene) => self.leave(Point::At(scene, None)),
                None => STOP,
            },
            Then::Verdict => {
                let endings = self.program.endings.iter().enumerate().rev();
                endings.fold(STOP, |next, (ending, when)| {
                    let ended = self.leave(Point::Ended(EndingIndex::new(ending)));
                    self.test(*when, ended, next)
                })
            }
            Then::First { cases, otherwise } => {
                let otherwise = self.way_on(otherwise, resume);
                self.program.cases[cases.indexes()].iter().rev().fold(otherwise, |next, (when, then)| {
                    let then = self.way_on(*then, resume);
                    self.test(*when, then, next)
                })
            }
            Then::Chance { branches, .. } => {
                let branches = self.program.branches[branches.indexes()].iter();
                let ways = branches.map(|branch| (branch.weight, self.way_on(branch.then, resume))).collect();
                self.push(Op::Roll(ways))
            }
        }
    }

    fn arrive(&mut self, scene: SceneIndex, resume: Option<SceneIndex>) -> Id {
        let at = self.leave(Point::At(scene, resume));
        let next = if resume.is_some() { at } else { self.events(scene, at) };
        self.effects(self.program.scenes[scene.index()].on_enter, next)
    }

    /// Lays out how events look at an arrival, due ones first.
    fn events(&mut self, scene: SceneIndex, at: Id) -> Id {
        let program = self.program;
        let mut next = self.rearm(None, at);
        for &event in program.conditional.iter().rev() {
            let rules = program.events[event.index()];
            let starts = self.interrupt(scene, event);
            let starts = self.push(Op::Set(rules.flag, 0, starts));
            let starts = self.rearm(Some(event), starts);
            let starts = self.test(rules.when, starts, next);
            next = self.test_flag(rules.flag, starts, next);
        }
        for &(_, event) in program.timed.iter().rev() {
            let rules = program.events[event.index()];
            let starts = self.interrupt(scene, event);
            let starts = self.rearm(None, starts);
            // One that is due is looked at once, whatever comes of it.
            let gone = self.push(Op::Set(rules.flag, 0, next));
            let starts = self.push(Op::Set(rules.flag, 0, starts));
            let looks = self.test(rules.when, starts, gone);
            next = self.test_flag(rules.flag, looks, next);
        }
        next
    }

    fn rearm(&mut self, starting: Option<EventIndex>, then: Id) -> Id {
        let program = self.program;
        let others = program.repeating.iter().rev().filter(|event| Some(**event) != starting);
        others.fold(then, |then, event| {
            let rules = program.events[event.index()];
            let armed = self.push(Op::Set(rules.flag, 1, then));
            let looks = self.test(rules.when, then, armed);
            self.test_flag(rules.flag, then, looks)
        })
    }

    fn interrupt(&mut self, scene: SceneIndex, event: EventIndex) -> Id {
        let rules = self.program.events[event.index()];
        let resume = (!rules.divert).then_some(scene);
        let at = self.leave(Point::At(rules.scene, resume));
        self.effects(self.program.scenes[rules.scene.index()].on_enter, at)
    }
}
