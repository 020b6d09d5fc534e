//! Where to look first for what choices differ in, guessed from plays by lot.
//!
//! That a choice is not surpassed shows in one state and one objective. A few thousand plays say in which objectives two
//! choices probably differ, and come to states that offer both. What is proved does not depend on the guess; only how soon it is
//! found.

use std::collections::{HashMap, HashSet};

use crate::analysis::policy::{Objective, Policy, Rule};
use crate::analysis::simulate::{Played, Player, Watch};
use crate::scenario::model::Hasher;
use crate::simulation::{ChoiceIndex, Happening, Program, State, Story, Witness};

/// So many plays are made, or as many as have so many decisions.
const PLAYS: u64 = 1 << 12;
const DECISIONS: usize = 1 << 17;

/// Any seed will do.
const SEED: u64 = 0;

/// A mean that is higher by so many standard errors is taken for higher.
const SURE: f64 = 4.0;

/// What plays by lot say about choices.
#[derive(Debug)]
pub(in crate::analysis) struct Hints<'a> {
    program: &'a Program,
    objectives: Vec<Objective>,
    /// By choice: what came of the plays that picked it.
    after: Vec<After>,
    together: Together,
}

/// What came of plays that picked a choice.
#[derive(Debug, Clone, Default)]
struct After {
    plays: f64,
    /// The decisions that followed.
    decisions: f64,
    /// By objective: the sum of what the plays came to, and of its square.
    sums: Vec<(f64, f64)>,
}

/// Which choices are open together.
#[derive(Debug, Default)]
struct Together {
    /// All that were open in some state.
    open: HashSet<Vec<ChoiceIndex>, Hasher>,
    /// The first state of each of these.
    states: Vec<State>,
    /// For two choices, which of the states offers both.
    pairs: HashMap<(ChoiceIndex, ChoiceIndex), usize, Hasher>,
}

impl Watch for Together {
    fn begin(&mut self) {}

    fn decide(&mut self, state: &State, open: &[ChoiceIndex]) {
        if self.open.contains(open) {
            return;
        }
        self.open.insert(open.to_vec());
        for (position, one) in open.iter().enumerate() {
            for other in &open[position + 1..] {
                self.pairs.entry((*one, *other)).or_insert(self.states.len());
            }
        }
        self.states.push(*state);
    }
}

impl Witness for Together {
    fn see(&mut self, _: &Program, _: &State, _: Happening) {}
}

impl<'a> Hints<'a> {
    /// Plays a scenario by lot.
    pub(in crate::analysis) fn of(story: &'a Story) -> Self {
        let program = story.program();
        let mut hints = Self {
            program,
            objectives: Objective::all(story.scenario()).map(|(_, objective)| objective).collect(),
            after: vec![After::default(); program.sizes().choices],
            together: Together::default(),
        };
        let Ok(uniform) = Rule::of(&Policy::Uniform, story) else { return hints };
        let mut player = Player::new(story, SEED);
        let mut decisions = 0;
        for number in 0..PLAYS {
            let Played { picks, end, .. } = player.play(number, &uniform, &mut hints.together);
            decisions += picks.len();
            if let Ok(state) = end {
                let worth = |objective: &Objective| objective.value(story, &state).unwrap_or(0.0);
                let worths: Vec<f64> = hints.objectives.iter().map(worth).collect();
                for (later, pick) in (0..picks.len()).rev().zip(picks) {
                    hints.after[pick.index()].add(later, &worths);
                }
            }
            if decisions >= DECISIONS {
                break;
            }
        }
        hints
    }

    /// A state that some play comes to and that offers two choices, if one was met.
    pub(super) fn state(&self, one: ChoiceIndex, other: ChoiceIndex) -> Option<State> {
        let state = self.together.pairs.get(&(one.min(other), one.max(other)))?;
        Some(self.together.states[*state])
    }

    /// The numbers of which there is probably less after another choice than after one, the clearest first.
    pub(super) fn less(&self, one: ChoiceIndex, other: ChoiceIndex) -> Vec<Objective> {
        let mut less: Vec<_> = self.told(one, other).filter(|(_, objective)| objective.is_number()).collect();
        less.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        less.into_iter().map(|(_, objective)| objective).collect()
    }

    /// The number that tells most where the odds of good endings do not: choices count as much as decisions follow them, since
    /// what comes late is soon looked at by itself.
    pub(in crate::analysis) fn most_telling(&self) -> Option<Objective> {
        let mut weights = vec![0.0; self.objectives.len()];
        for one in self.program.every_choice() {
            let others = self.program.choices(self.program.scene_of(one));
            for other in others.filter(|other| self.state(one, *other).is_some()) {
                let told: Vec<_> = self.told(one, other).map(|(_, objective)| objective).collect();
                if told.iter().all(|objective| objective.is_number()) {
                    let After { plays, decisions, .. } = &self.after[one.index()];
                    for (weight, objective) in weights.iter_mut().zip(&self.objectives) {
                        *weight += if told.contains(objective) { decisions / plays } else { 0.0 };
                    }
                }
            }
        }
        let known = weights.into_iter().zip(&self.objectives).filter(|(weight, _)| *weight > 0.0);
        // Of equals the first.
        let most = known.rev().max_by(|(one, _), (other, _)| one.total_cmp(other));
        most.map(|(_, objective)| *objective)
    }

    /// The objectives of which there is probably less after another choice than after one, and by how many standard errors.
    fn told(&self, one: ChoiceIndex, other: ChoiceIndex) -> impl Iterator<Item = (f64, Objective)> {
        let [one, other] = [one, other].map(|choice| &self.after[choice.index()]);
        let each = self.objectives.iter().zip(one.sums.iter().zip(&other.sums));
        each.filter_map(|(objective, (here, there))| {
            let (mean, error) = one.mean(*here);
            let (less, other_error) = other.mean(*there);
            let by = (mean - less) / (error + other_error).sqrt();
            // Without a spread any difference is one, and without a difference none is a number.
            (mean > less && by > SURE).then_some((by, *objective))
        })
    }
}

impl After {
    /// Counts a play with so many decisions to come, by what it came to.
    fn add(&mut self, later: usize, worths: &[f64]) {
        self.plays += 1.0;
        self.decisions += later as f64;
        self.sums.resize(worths.len(), (0.0, 0.0));
        for ((sum, squares), worth) in self.sums.iter_mut().zip(worths) {
            *sum += worth;
            *squares += worth * worth;
        }
    }

    /// The mean of a sum, and the square of its standard error.
    fn mean(&self, (sum, squares): (f64, f64)) -> (f64, f64) {
        let mean = sum / self.plays;
        (mean, (squares / self.plays - mean * mean).max(0.0) / self.plays)
    }
}
