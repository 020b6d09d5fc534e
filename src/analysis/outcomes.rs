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
    fall(|dice, seen| {
        let mut after = *state;
        match program.step(&mut after, choice, dice, seen) {
            Ok(()) => Some(Ok(after)),
            Err(Refused::Fault(fault)) => Some(Err(fault)),
            Err(_) => None,
        }
    })
}

/// Returns every way in which a play can begin.
pub fn beginnings(program: &Program) -> Vec<Outcome> {
    fall(|dice, seen| Some(program.begin(dice, seen)))
}

/// Runs something again and again, until every chance in it has fallen in every way.
fn fall(mut run: impl FnMut(&mut Script, &mut Seen) -> Option<Result<State, Fault>>) -> Vec<Outcome> {
    let mut script = Script::default();
    let mut found = Vec::new();
    loop {
        script.at = 0;
        let mut seen = Seen::default();
        let Some(after) = run(&mut script, &mut seen) else { return found };
        found.push(Outcome { odds: seen.odds(), after });
        if !script.next(&seen.rolls) {
            return found;
        }
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

/// The rolls of a run: the weight of the branch and the sum of all weights.
#[derive(Debug, Default)]
struct Seen {
    rolls: Vec<(u64, u64)>,
}

impl Seen {
    fn odds(&self) -> f64 {
        self.rolls.iter().map(|(weight, total)| *weight as f64 / *total as f64).product()
    }
}

impl Witness for Seen {
    fn see(&mut self, _: &Program, _: &State, what: Happening) {
        if let Happening::Rolled { weight, total, .. } = what {
            self.rolls.push((weight, total));
        }
    }
}
