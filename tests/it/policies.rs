//! Ways to decide, and plays by the thousand: what the tests of shipped scenarios count.
//!
//! Everything here drives the same program as the game does; only the picks come from a rule.

use two_hats::scenario::model::{Exit, Takes};
use two_hats::scenario::time::Duration;
use two_hats::scenario::traits::Pole;
use two_hats::simulation::{
    ChoiceIndex, EndingIndex, Happening, Position, Program, SceneIndex, SeededDice, State, Story, Witness,
    mix,
};

/// How somebody decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policy {
    /// Each choice alike.
    Uniform,
    /// What leads most and manages least; of those, what leads most; then alike.
    Leader,
    /// The mirror of the leader.
    Manager,
    /// One of the two above by a coin at every decision.
    Coin,
    /// What is done soonest; of those, what leads and manages least; then alike.
    Careless,
}

/// A scenario with what policies look at, worked out once.
pub(crate) struct Table {
    pub(crate) story: Story,
    /// For each choice, how much it leads, how much it manages, and the minutes it takes.
    weights: Vec<(i64, i64, u32)>,
}

/// Numbers by lot, the same for the same seed on every machine.
pub(crate) struct Lots(u64);

/// A play from its start to its end.
#[derive(Debug, Clone)]
pub(crate) struct Play {
    /// What was decided, in order.
    pub(crate) picks: Vec<ChoiceIndex>,
    /// What was read, in order, each with the clock's time in ticks.
    pub(crate) scenes: Vec<(SceneIndex, u32)>,
    /// How it ended.
    pub(crate) ending: EndingIndex,
    /// The numbers at the end.
    pub(crate) last: State,
}

impl Lots {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(mix(seed ^ 0x9e37_79b9_7f4a_7c15))
    }

    /// Returns a number in `0..below`.
    pub(crate) const fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (mix(self.0) % below as u64) as usize
    }
}

/// Notes which scenes are read, and when.
#[derive(Default)]
struct Reader(Vec<(SceneIndex, u32)>);

impl Witness for Reader {
    fn see(&mut self, program: &Program, state: &State, what: Happening) {
        if let Happening::Shown(scene) = what {
            self.0.push((scene, program.time(state)));
        }
    }
}

impl Table {
    pub(crate) fn new(story: Story) -> Self {
        let weights = (0..)
            .map_while(|scene| story.scenario().scenes.get_index(scene))
            .filter_map(|(id, scene)| match &scene.value.exit {
                Exit::Choices(choices) => Some((id, choices)),
                Exit::Auto { .. } => None,
            })
            .flat_map(|(id, choices)| choices.keys().map(move |choice| format!("{id}.{choice}")))
            .map(|path| {
                let choice = story.choice(story.find_choice(&path).unwrap()).1;
                let sum =
                    |pole| choice.shows.iter().filter(|(of, _)| of.pole() == pole).map(|(_, w)| w).sum();
                (
                    sum(Pole::Leader),
                    sum(Pole::Manager),
                    minutes(choice.takes.as_ref().map(|takes| takes.value)),
                )
            })
            .collect();
        Self { story, weights }
    }

    /// Returns every choice of the scenario, in declared order.
    pub(crate) fn choices(&self) -> impl Iterator<Item = ChoiceIndex> {
        let scenes = self.story.scenario().scenes.keys().map(|id| self.story.find_scene(id).unwrap());
        scenes.flat_map(|scene| self.story.program().choices(scene))
    }

    /// Returns the choices that can be picked, or the ending.
    pub(crate) fn open(&self, state: &State) -> Result<Vec<ChoiceIndex>, EndingIndex> {
        let program = self.story.program();
        match program.position(state) {
            Position::Scene(scene) => {
                Ok(program.choices(scene).filter(|choice| program.offers(state, *choice).is_ok()).collect())
            }
            Position::Ending(ending) => Err(ending),
        }
    }

    /// Decides between open choices.
    pub(crate) fn decide(&self, policy: Policy, open: &[ChoiceIndex], lots: &mut Lots) -> ChoiceIndex {
        let best = |rank: &dyn Fn((i64, i64, u32)) -> (i64, i64), lots: &mut Lots| {
            let rank = |choice: &ChoiceIndex| rank(self.weights[choice.index()]);
            let most = open.iter().map(rank).max().unwrap();
            let ties: Vec<_> = open.iter().filter(|choice| rank(choice) == most).collect();
            *ties[lots.below(ties.len())]
        };
        match policy {
            Policy::Uniform => open[lots.below(open.len())],
            Policy::Leader => best(&|(l, m, _)| (l - m, l), lots),
            Policy::Manager => best(&|(l, m, _)| (m - l, m), lots),
            Policy::Coin if lots.below(2) == 0 => self.decide(Policy::Leader, open, lots),
            Policy::Coin => self.decide(Policy::Manager, open, lots),
            Policy::Careless => best(&|(l, m, takes)| (-i64::from(takes), -(l + m)), lots),
        }
    }

    /// Plays to the end by a policy. The seed decides both luck and ties.
    pub(crate) fn play(&self, policy: Policy, seed: u64) -> Play {
        self.play_by(seed, |_, open, lots| self.decide(policy, open, lots))
    }

    /// Plays to the end by a rule.
    pub(crate) fn play_by(
        &self,
        seed: u64,
        mut rule: impl FnMut(&State, &[ChoiceIndex], &mut Lots) -> ChoiceIndex,
    ) -> Play {
        let (program, mut dice, mut lots) = (self.story.program(), SeededDice::new(seed), Lots::new(seed));
        let (mut reader, mut picks) = (Reader::default(), Vec::new());
        let mut state = program.begin(&mut dice, &mut reader).unwrap();
        loop {
            match self.open(&state) {
                Err(ending) => return Play { picks, scenes: reader.0, ending, last: state },
                Ok(open) => {
                    let pick = rule(&state, &open, &mut lots);
                    picks.push(pick);
                    program.step(&mut state, pick, &mut dice, &mut reader).unwrap();
                }
            }
        }
    }

    /// Plays so many seeds by a policy.
    pub(crate) fn plays(&self, policy: Policy, seeds: std::ops::Range<u64>) -> Vec<Play> {
        seeds.map(|seed| self.play(policy, seed)).collect()
    }

    /// The id of an ending.
    pub(crate) fn ending(&self, play: &Play) -> &str {
        self.story.ending(play.ending).0
    }
}

fn minutes(takes: Option<Takes>) -> u32 {
    match takes {
        Some(Takes::For(Duration::Minutes(minutes))) => minutes,
        Some(Takes::For(Duration::Days(days))) => days * 24 * 60,
        Some(Takes::Until(_)) | None => 0,
    }
}
