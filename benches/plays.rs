//! Complete plays at random.

use two_hats::simulation::{EndingIndex, Position, Program, Refused, SeededDice, mix};

/// Plays a complete random play with dice of each of these seeds, and returns how many choices that took; `ended` is told
/// how each ends. Picks evenly among the available choices: any choice of the scene, again and again until the step takes it.
pub(crate) fn plays(
    program: &Program,
    seeds: impl Iterator<Item = u64>,
    picks: &mut Random,
    mut ended: impl FnMut(EndingIndex),
) -> usize {
    let mut choices = 0;
    let mut dice = SeededDice::new(0);
    for seed in seeds {
        dice.reset(seed);
        let mut state = program.begin(&mut dice, &mut ()).expect("begins");
        loop {
            let scene = match program.position(&state) {
                Position::Scene(scene) => scene,
                Position::Ending(ending) => {
                    ended(ending);
                    break;
                }
            };
            let position = picks.below(program.choices(scene).len());
            let choice = program.choice_at(scene, position).expect("a choice");
            match program.step(&mut state, choice, &mut dice, &mut ()) {
                Ok(()) => choices += 1,
                Err(Refused::Locked | Refused::Spent) => {}
                Err(refused) => panic!("{refused:?}"),
            }
        }
    }
    choices
}

/// Numbers by lot, the same for the same seed.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// Draws evenly from `0..count`.
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        ((u128::from(mix(self.0)) * count as u128) >> 64) as usize
    }
}
