//! Ways through a space, and the plays that take them.

use std::collections::VecDeque;
use std::sync::Arc;

use super::outcomes::Falls;
use super::space::{NodeId, Space};
use crate::simulation::{
    Action, ChoiceIndex, Happening, Program, Recording, SeededDice, Session, State, Step, Story, Witness,
};

/// So many seeds are tried for dice that fall as a way wants them.
const SEEDS: u64 = 100_000;

/// The shortest way to each node, in decisions.
#[derive(Debug)]
pub struct Routes {
    /// The node before each, and the option taken there; the node itself where plays begin.
    before: Vec<(NodeId, u32)>,
}

/// A way through a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Where it begins.
    pub start: NodeId,
    /// What is picked, and what that leads to.
    pub steps: Vec<(ChoiceIndex, NodeId)>,
}

const UNKNOWN: (NodeId, u32) = (NodeId::MAX, u32::MAX);

impl Routes {
    /// Finds the shortest way to every node.
    pub fn of(space: &Space) -> Self {
        Self::until(space, |_| false)
    }

    /// Finds the shortest way to a node, and to those that are nearer.
    pub fn towards(space: &Space, node: NodeId) -> Self {
        Self::until(space, |found| found == node)
    }

    /// Finds the shortest way to each node, until one is found with which it is enough.
    fn until(space: &Space, enough: impl Fn(NodeId) -> bool) -> Self {
        let mut before = vec![UNKNOWN; space.nodes()];
        let mut waiting = VecDeque::new();
        for (start, _) in &space.starts {
            before[*start as usize] = (*start, u32::MAX);
            waiting.push_back(*start);
        }
        while let Some(node) = waiting.pop_front().filter(|node| !enough(*node)) {
            for option in space.options(node) {
                for (to, _) in space.ways(option) {
                    if before[to as usize] == UNKNOWN {
                        before[to as usize] = (node, option as u32);
                        waiting.push_back(to);
                    }
                }
            }
        }
        Self { before }
    }

    /// The shortest way to a node.
    pub fn to(&self, space: &Space, node: NodeId) -> Route {
        let (mut start, mut steps) = (node, Vec::new());
        while let Some((from, option)) =
            self.before.get(start as usize).copied().filter(|known| *known != UNKNOWN)
        {
            if option == u32::MAX {
                break;
            }
            steps.push((space.choice(option as usize), start));
            start = from;
        }
        steps.reverse();
        Route { start, steps }
    }

    /// The shortest way to a node and on by a choice, as is likeliest; `None` where the choice is not open there.
    pub fn picking(&self, space: &Space, node: NodeId, choice: ChoiceIndex) -> Option<Route> {
        let option = space.options(node).find(|option| space.choice(*option) == choice)?;
        let (to, _) = space.ways(option).max_by(|a, b| a.1.total_cmp(&b.1))?;
        let mut route = self.to(space, node);
        route.steps.push((choice, to));
        Some(route)
    }
}

impl Route {
    /// A play that takes this way, up to a fault if it leads to one.
    ///
    /// Its seed is one whose dice fall that way by themselves. Where none of those tried does, the luck is written down all
    /// the same, and `replay` says that the dice of the seed would fall otherwise.
    pub fn recording(&self, story: &Arc<Story>, space: &Space) -> Option<Recording> {
        let program = story.program();
        match (0..SEEDS).find(|seed| self.falls(program, space, *seed)) {
            Some(seed) => {
                let mut session = Session::new(Arc::clone(story), seed).ok()?;
                for (choice, to) in &self.steps {
                    if space.fault(*to).is_none() {
                        session.act(&Action::Pick(story.choice_path(*choice))).ok()?;
                    }
                }
                Some(session.recording())
            }
            None => self.written(story, space),
        }
    }

    /// Says whether a play with a seed takes this way.
    fn falls(&self, program: &Program, space: &Space, seed: u64) -> bool {
        let mut dice = SeededDice::new(seed);
        let Ok(mut state) = program.begin(&mut dice, &mut ()) else { return false };
        space.is(self.start, &state)
            && self.steps.iter().all(|(choice, to)| {
                let before = state;
                let done = program.step(&mut state, *choice, &mut dice, &mut ());
                match space.fault(*to) {
                    Some(_) => done.is_err() && state == before,
                    None => done.is_ok() && space.is(*to, &state),
                }
            })
    }

    /// States of a play that takes this way: where it begins, and after each step, up to a fault; at least one.
    pub(super) fn states(&self, program: &Program, space: &Space) -> Option<Vec<State>> {
        let (mut falls, mut found) = (Falls::default(), None);
        falls.begin(program, &mut (), |outcome| {
            found = found.or(outcome.after.ok().filter(|state| space.is(self.start, state)));
        });
        let mut states = vec![found.take()?];
        for (choice, to) in self.steps.iter().filter(|(_, to)| space.fault(*to).is_none()) {
            falls.step(program, states.last()?, *choice, &mut (), |outcome| {
                found = found.or(outcome.after.ok().filter(|state| space.is(*to, state)));
            });
            states.push(found.take()?);
        }
        Some(states)
    }

    /// A recording of this way with its luck, whatever the dice of its seed say.
    fn written(&self, story: &Arc<Story>, space: &Space) -> Option<Recording> {
        let (program, mut rolls) = (story.program(), Rolls::default());
        let states = self.states(program, space)?;
        let mut steps =
            rolls.steps_of(program, &states[0], |program, dice, rolls| program.begin(dice, rolls).ok());
        for ((choice, _), states) in self.steps.iter().zip(states.windows(2)) {
            let [before, after] = states else { continue };
            steps.push(Step::Pick(story.choice_path(*choice)));
            steps.extend(rolls.steps_of(program, after, |program, dice, rolls| {
                let mut state = *before;
                program.step(&mut state, *choice, dice, rolls).ok().map(|()| state)
            }));
        }
        let mut recording = Session::new(Arc::clone(story), 0).ok()?.recording();
        recording.steps = steps;
        Some(recording)
    }
}

/// Notes rolls.
#[derive(Debug, Default)]
struct Rolls(Vec<Step>);

impl Rolls {
    /// How chances fall where something comes to a state: tries seeds until it does.
    fn steps_of(
        &mut self,
        program: &Program,
        after: &State,
        run: impl Fn(&Program, &mut SeededDice, &mut Self) -> Option<State>,
    ) -> Vec<Step> {
        for seed in 0..SEEDS {
            self.0.clear();
            if run(program, &mut SeededDice::new(seed), self).as_ref() == Some(after) {
                return std::mem::take(&mut self.0);
            }
        }
        Vec::new()
    }
}

impl Witness for Rolls {
    fn see(&mut self, program: &Program, _: &State, what: Happening) {
        if let Happening::Rolled { site, branch, .. } = what {
            let (path, branches) = program.site(site);
            self.0.push(Step::Rolled(path.to_owned(), branches[branch].clone()));
        }
    }
}
