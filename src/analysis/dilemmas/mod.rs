//! Which decisions are dilemmas, and which choices make none: surpassed ones, those that change nothing, traps.
//!
//! Somebody's trust may be told apart in a space of its own. Spaces are looked at one after the other, as they are explored, and
//! what each says is kept; a play that shows something is looked for in the space that it was found in.

mod alike;
mod hints;
mod siblings;

use std::collections::BTreeMap;
use std::mem::discriminant;

use self::alike::Alike;
pub(super) use self::hints::Hints;
use self::siblings::{Siblings, Spot};
use super::policy::Objective;
use super::space::{NodeId, Space};
use super::sweep::Sweep;
use crate::simulation::{ChoiceIndex, Recording, SceneIndex, State, Story};

/// Stands for the space of a glance, which no play is looked for in.
const GLANCE: usize = usize::MAX;

/// What is known of the decisions of a scenario.
#[derive(Debug)]
pub(super) struct Dilemmas {
    /// The scenes in which some play has two choices open at once, in declared order; whether it still has without those that
    /// have a flaw.
    pub(super) decisions: Vec<(SceneIndex, bool)>,
    /// Why choices make no dilemma, choice by choice in declared order.
    pub(super) flaws: Vec<Flaw>,
}

/// Why a choice makes no dilemma.
#[derive(Debug)]
pub(super) struct Flaw {
    pub(super) choice: ChoiceIndex,
    pub(super) kind: FlawKind,
    /// A play that picks the choice where it shows, if one was wanted.
    pub(super) play: Option<Recording>,
}

/// What is wrong with a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FlawKind {
    /// It leads back to where it was picked.
    Stays,
    /// It leads to the same as another one that is declared before it.
    Same(ChoiceIndex),
    /// Another one surpasses it.
    Surpassed(ChoiceIndex),
    /// It always loses.
    Trap,
}

/// Somebody who looks for flaws, space by space.
#[derive(Debug)]
pub(super) struct Search<'a> {
    story: &'a Story,
    siblings: Siblings<'a>,
    /// How many spaces were looked at.
    spaces: usize,
    plays: BTreeMap<(ChoiceIndex, FlawKind), Recording>,
}

impl<'a> Search<'a> {
    /// Has seen nothing yet; so many threads look.
    pub(super) fn new(story: &'a Story, threads: usize) -> Self {
        Self { story, siblings: Siblings::new(story.program(), threads), spaces: 0, plays: BTreeMap::new() }
    }

    /// Looks at a space that was followed to its end and tells some objectives apart at the end; `finer` says that it tells more
    /// apart than they need. The first one knows which endings are at least mixed. Most shows in the means, which are worked
    /// out sooner than what else there is to [look at](Self::look_closer).
    pub(super) fn look(&mut self, (space, sweep): (&Space, &Sweep), objectives: &[Objective], finer: bool) {
        let (number, alike) = (self.spaces, Alike::of(self.story, space, objectives, finer));
        self.spaces += 1;
        if number == 0 {
            self.siblings.begin(space, &alike);
        } else if self.is_settled() {
            return;
        } else {
            self.siblings.same_ways(space, &alike);
        }
        self.siblings.compare_means(self.story, (number, space), sweep, objectives);
    }

    /// Looks at the least and the most, and at which endings are lost, in the space that was looked at last.
    pub(super) fn look_closer(&mut self, (space, sweep): (&Space, &Sweep), objectives: &[Objective]) {
        self.siblings.compare_worths(self.story, (self.spaces - 1, space), sweep, objectives);
    }

    /// Keeps plays of what is to be seen in the space that was looked at last: `play` makes one that comes to a node and picks a
    /// choice there, if it is wanted.
    pub(super) fn show(&mut self, play: impl Fn(NodeId, ChoiceIndex) -> Option<Recording>) {
        for choice in self.story.program().every_choice() {
            for (kind, (space, node)) in self.kinds(choice) {
                if Some(space) == self.spaces.checked_sub(1)
                    && let Some(play) = play(node, choice)
                {
                    self.plays.entry((choice, kind)).or_insert(play);
                }
            }
        }
    }

    /// Glances at single states, for what no space showed yet: that something is worse after a choice shows in one state, and not
    /// all have to be looked at for that. `reach` finds a state of some play for a node of the first space; `explore` follows
    /// what comes after a state, telling some numbers apart, or gives up.
    pub(super) fn glance(
        &mut self,
        hints: &Hints<'_>,
        reach: impl Fn(NodeId) -> Option<State>,
        mut explore: impl FnMut(&State, &[Objective]) -> Option<Space>,
    ) {
        let numbers: Vec<_> = Objective::numbers(self.story.scenario()).map(|(_, number)| number).collect();
        // What follows a state tells of every two choices that are open there, and later.
        let mut glanced: Vec<(State, Vec<Objective>)> = Vec::new();
        for (choice, other) in self.siblings.open() {
            let pair = self.siblings.pair(choice, other);
            if !pair.is_open() {
                continue;
            }
            let state = hints.state(choice, other).or_else(|| reach(pair.together?));
            let Some(state) = state else { continue };
            // One at a time has fewer states.
            let less = hints.less(choice, other);
            for few in less.chunks(1).chain([&numbers[..]]) {
                if !self.siblings.pair(choice, other).is_open() {
                    break;
                }
                let glance = (state, few.to_vec());
                if glanced.contains(&glance) {
                    continue;
                }
                glanced.push(glance);
                if let Some(space) = explore(&state, few) {
                    let (spot, sweep) = ((GLANCE, &space), Sweep::of(&space));
                    self.siblings.compare_means(self.story, spot, &sweep, few);
                    if self.siblings.pair(choice, other).is_open() {
                        self.siblings.compare_worths(self.story, spot, &sweep, few);
                    }
                }
            }
        }
    }

    /// Says whether no other space can change what is known, once the first one was looked at.
    pub(super) fn is_settled(&self) -> bool {
        self.siblings.are_settled()
    }

    /// What was found. Of several that surpass a choice, and of several that lead to the same, the first is told of.
    pub(super) fn found(mut self) -> Dilemmas {
        let mut flaws: Vec<Flaw> = Vec::new();
        for choice in self.story.program().every_choice() {
            let from = flaws.len();
            for (kind, _) in self.kinds(choice) {
                let is_told =
                    flaws[from..].iter().any(|flaw| discriminant(&flaw.kind) == discriminant(&kind));
                // Staying beats nothing: a choice that changes nothing is told of by itself.
                let stays = |by| !self.siblings.alone(by).moves;
                if is_told || matches!(kind, FlawKind::Surpassed(by) if stays(by)) {
                    continue;
                }
                flaws.push(Flaw { choice, kind, play: self.plays.remove(&(choice, kind)) });
            }
        }
        Dilemmas { decisions: self.decisions(&flaws), flaws }
    }

    /// What is wrong with a choice as far as it is known, and where that shows.
    fn kinds(&self, choice: ChoiceIndex) -> Vec<(FlawKind, Spot)> {
        let alone = self.siblings.alone(choice);
        let Some(node) = alone.offered else { return Vec::new() };
        let mut kinds = Vec::new();
        if !alone.moves {
            kinds.push((FlawKind::Stays, (0, node)));
        }
        for other in self.siblings.others(choice) {
            let pair = self.siblings.pair(choice, other);
            let same = pair.together.filter(|_| other < choice && pair.is_same());
            kinds.extend(same.map(|node| (FlawKind::Same(other), (0, node))));
            let better = pair.better.filter(|_| !alone.fails && pair.is_surpassed());
            kinds.extend(better.map(|spot| (FlawKind::Surpassed(other), spot)));
        }
        if !alone.harmless && !alone.fails {
            kinds.push((FlawKind::Trap, (0, node)));
        }
        kinds
    }

    /// The scenes in which two choices are open together, and whether two without a flaw are.
    fn decisions(&self, flaws: &[Flaw]) -> Vec<(SceneIndex, bool)> {
        let program = self.story.program();
        let mut flawed = vec![false; program.sizes().choices];
        for flaw in flaws {
            flawed[flaw.choice.index()] = true;
        }
        let mut decisions: Vec<(SceneIndex, bool)> = Vec::new();
        for choice in program.every_choice() {
            let scene = program.scene_of(choice);
            for other in self.siblings.others(choice) {
                if self.siblings.pair(choice, other).together.is_none() {
                    continue;
                }
                if decisions.last().is_none_or(|(last, _)| *last != scene) {
                    decisions.push((scene, false));
                }
                let is_dilemma = !flawed[choice.index()] && !flawed[other.index()];
                if let Some((_, known)) = decisions.last_mut() {
                    *known |= is_dilemma;
                }
            }
        }
        decisions
    }
}
