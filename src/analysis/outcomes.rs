//! Every way in which a step can fall.

use crate::simulation::{
    Chance, ChoiceIndex, Dice, Draw, Fault, Happening, Program, Refused, State, Witness,
};

/// One way in which a step can fall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// How likely it is, over 0 and at most 1.
    pub odds: f64,
    /// The state that follows, or what fails.
    pub after: Result<State, Fault>,
}

/// Returns every way in which picking a choice can fall, in the order of the branches; nothing where it cannot be picked.
///
/// Branches of weight 0 never fall. Two outcomes may lead to equal states.
pub fn outcomes(program: &Program, state: &State, choice: ChoiceIndex) -> Vec<Outcome> {
    let mut found = Vec::new();
    Falls::default().step(program, state, choice, &mut (), |outcome| found.push(outcome));
    found
}

/// Returns every way in which a play can begin.
pub fn beginnings(program: &Program) -> Vec<Outcome> {
    let mut found = Vec::new();
    Falls::default().begin(program, &mut (), |outcome| found.push(outcome));
    found
}

/// Takes steps in every way in which they can fall; the memory for that is kept from one to the next.
#[derive(Debug, Default)]
pub(super) struct Falls {
    script: Script,
    rolls: Vec<(u64, u64)>,
}

impl Falls {
    /// Does as [`outcomes`]; `watch` sees what happens in each of them.
    pub(super) fn step(
        &mut self,
        program: &Program,
        state: &State,
        choice: ChoiceIndex,
        watch: &mut impl Witness,
        found: impl FnMut(Outcome),
    ) {
        self.fall(watch, found, |dice, seen| {
            let mut after = *state;
            let done = program.step(&mut after, choice, dice, seen);
            come_to(done, after)
        });
    }

    /// Does as [`beginnings`]; `watch` sees what happens in each of them.
    pub(super) fn begin(&mut self, program: &Program, watch: &mut impl Witness, found: impl FnMut(Outcome)) {
        self.fall(watch, found, |dice, seen| Some(program.begin(dice, seen)));
    }

    /// Does as [`step`](Self::step), but also stops where `rests` says so, at scenes that go on by themselves.
    pub(super) fn first_leg(
        &mut self,
        program: &Program,
        state: &State,
        choice: ChoiceIndex,
        watch: &mut impl Witness,
        rests: impl Fn(&State) -> bool,
        found: impl FnMut(Outcome),
    ) {
        self.fall(watch, found, |dice, seen| {
            let mut after = *state;
            let done = program.first_leg(&mut after, choice, (dice, seen), &rests);
            come_to(done, after)
        });
    }

    /// Goes on from a scene that goes on by itself to the next rest, in every way in which that can fall.
    pub(super) fn leg(
        &mut self,
        program: &Program,
        state: &State,
        watch: &mut impl Witness,
        rests: impl Fn(&State) -> bool,
        found: impl FnMut(Outcome),
    ) {
        self.fall(watch, found, |dice, seen| {
            let mut after = *state;
            Some(program.leg(&mut after, (dice, seen), &rests).map(|()| after))
        });
    }

    /// Runs something again and again, until every chance in it has fallen in every way.
    fn fall<W: Witness>(
        &mut self,
        watch: &mut W,
        mut found: impl FnMut(Outcome),
        mut run: impl FnMut(&mut Script, &mut Seen<'_, W>) -> Option<Result<State, Fault>>,
    ) {
        self.script.points.clear();
        loop {
            self.script.at = 0;
            self.rolls.clear();
            let mut seen = Seen { rolls: &mut self.rolls, watch };
            let Some(after) = run(&mut self.script, &mut seen) else { return };
            found(Outcome { odds: odds(&self.rolls), after });
            if !self.script.next(&self.rolls) {
                return;
            }
        }
    }
}

/// What a step comes to; nothing where it cannot be taken.
const fn come_to(done: Result<(), Refused>, after: State) -> Option<Result<State, Fault>> {
    match done {
        Ok(()) => Some(Ok(after)),
        Err(Refused::Fault(fault)) => Some(Err(fault)),
        Err(_) => None,
    }
}

/// Dice that fall as written: each roll on the point at which its branch begins.
#[derive(Debug, Default)]
struct Script {
    points: Vec<u64>,
    /// How many of them were rolled in this run.
    at: usize,
}

impl Script {
    /// Turns to the next way, the last roll first; returns whether there is one.
    fn next(&mut self, rolls: &[(u64, u64)]) -> bool {
        while let Some(point) = self.points.pop() {
            let (weight, total) = rolls[self.points.len()];
            // The next branch begins where this one ends; those of weight 0 are nowhere.
            if point + weight < total {
                self.points.push(point + weight);
                return true;
            }
        }
        false
    }
}

impl Dice for Script {
    fn draw(&mut self, _: Chance) -> Draw {
        if self.at == self.points.len() {
            self.points.push(0);
        }
        self.at += 1;
        Draw::Point(self.points[self.at - 1])
    }
}

/// Notes the rolls of a run, the weight of the branch and the sum of all weights, for itself and whoever else watches.
struct Seen<'a, W> {
    rolls: &'a mut Vec<(u64, u64)>,
    watch: &'a mut W,
}

impl<W: Witness> Witness for Seen<'_, W> {
    #[inline]
    fn see(&mut self, program: &Program, state: &State, what: Happening) {
        if let Happening::Rolled { weight, total, .. } = what {
            self.rolls.push((weight, total));
        }
        self.watch.see(program, state, what);
    }
}

fn odds(rolls: &[(u64, u64)]) -> f64 {
    rolls.iter().map(|(weight, total)| *weight as f64 / *total as f64).product()
}
