//! How much each choice leads and manages, worked out once.

use crate::scenario::model::Exit;
use crate::scenario::traits::Pole;
use crate::simulation::{ChoiceIndex, Story};

/// How much each choice of a scenario leads and manages: the summed weights of the leader and of the manager
/// traits that it shows.
#[derive(Debug, Clone)]
pub struct Personas {
    weights: Vec<Weights>,
}

#[derive(Debug, Clone, Copy)]
struct Weights {
    leader: i64,
    manager: i64,
}

impl Personas {
    /// Adds up what the choices show.
    pub fn of(story: &Story) -> Self {
        let choices = story.scenario().scenes.values().filter_map(|scene| match &scene.value.exit {
            Exit::Choices(choices) => Some(choices.values()),
            Exit::Auto { .. } => None,
        });
        let weights = choices.flatten().map(|choice| {
            let sum = |pole| {
                let shown = choice.value.shows.iter().filter(|(of, _)| of.pole() == pole);
                shown.map(|(_, weight)| weight).sum()
            };
            Weights { leader: sum(Pole::Leader), manager: sum(Pole::Manager) }
        });
        Self { weights: weights.collect() }
    }

    /// Ranks a choice as the leader does: what leads more than it manages, then what leads more.
    pub fn leader(&self, choice: ChoiceIndex) -> impl Ord + use<> {
        let Weights { leader, manager } = self.weights[choice.index()];
        (leader - manager, leader)
    }

    /// Ranks a choice as the manager does, the leader's mirror.
    pub fn manager(&self, choice: ChoiceIndex) -> impl Ord + use<> {
        let Weights { leader, manager } = self.weights[choice.index()];
        (manager - leader, manager)
    }

    /// Returns how much a choice shows of either side.
    pub fn shown(&self, choice: ChoiceIndex) -> i64 {
        let Weights { leader, manager } = self.weights[choice.index()];
        leader + manager
    }
}
