//! A compiled scenario: tables of numbers, without text and without maps.

use super::clock::Clock;
use super::dice::SeededDice;
use super::index::{
    ChoiceIndex, EndingIndex, EventIndex, NodeIndex, ProcessIndex, SceneIndex, SiteIndex, ThenIndex,
};
use super::state::{Slot, State, Within};
use crate::scenario::expression::{Assign, Binary, Function};
use crate::scenario::time::Duration;

/// What a scenario means: everything that a step reads.
///
/// Tables follow the declared order of the scenario, so that the position of a scene, choice, event or
/// ending here is its position there.
#[derive(Debug, Clone)]
pub struct Program {
    pub(super) slots: Vec<Slot>,
    /// The name of each slot, for people and tests: `morale`, `trust.anna`, `seen(the_call)`.
    pub(super) slot_names: Vec<String>,
    pub(super) bits: usize,
    /// How many of the slots, from the first, a step reads; the rest only text reads.
    pub(super) step_slots: usize,
    pub(super) nodes: Vec<Node>,
    pub(super) effects: Vec<Effect>,
    pub(super) scenes: Vec<Scene>,
    pub(super) choices: Vec<Choice>,
    pub(super) thens: Vec<Then>,
    pub(super) branches: Vec<Branch>,
    pub(super) cases: Vec<(Condition, ThenIndex)>,
    pub(super) sites: Vec<Site>,
    pub(super) processes: Vec<Process>,
    /// How often any of the processes act, each once.
    pub(super) rhythms: Vec<Duration>,
    pub(super) events: Vec<Event>,
    /// The timed events by time and declared order.
    pub(super) timed: Vec<(u32, EventIndex)>,
    /// The conditional events in declared order.
    pub(super) conditional: Vec<EventIndex>,
    /// The conditional events that can happen again.
    pub(super) repeating: Vec<EventIndex>,
    pub(super) endings: Vec<Condition>,
    pub(super) clock: Option<Clock>,
    pub(super) aim: NodeIndex,
    pub(super) meters: Vec<Slot>,
    pub(super) trust: Vec<Slot>,
    pub(super) time: Slot,
    pub(super) start: State,
    pub(super) start_scene: SceneIndex,
}

/// A part of an expression. Yes is 1, no is 0.
#[derive(Debug, Clone, Copy)]
pub(super) enum Node {
    Int(i64),
    Slot(Slot),
    Level(Slot),
    Day,
    Hour,
    Left,
    Late,
    Not(NodeIndex),
    Negate(NodeIndex),
    /// A slot compared with a constant: by far the most frequent condition.
    Within {
        range: Within,
        /// What the author wrote, for people.
        written: (Binary, i32),
    },
    Binary(Binary, NodeIndex, NodeIndex),
    Call(Function, [NodeIndex; 3]),
}

/// A part of a program's table.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Range {
    pub(super) from: u32,
    pub(super) to: u32,
}

impl Range {
    pub(super) const fn indexes(self) -> std::ops::Range<usize> {
        self.from as usize..self.to as usize
    }
}

/// What must hold. Most conditions are, or begin with, a range for one number: that part is looked at first
/// and stands here, not in the table of expressions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Condition {
    /// The first part; [`Within::ALWAYS`] where it is no range, or where there is no condition.
    pub(super) first: Within,
    /// What else must hold.
    pub(super) rest: Option<NodeIndex>,
    /// All of it as the author wrote it, for people.
    pub(super) whole: Option<NodeIndex>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Effect {
    /// Adds a constant: the most frequent effect. Too small to overflow.
    Shift { slot: Slot, by: i32 },
    /// Computes.
    Compute { when: Condition, slot: Slot, assign: Assign, value: NodeIndex },
}

/// How much time something takes, in ticks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Takes {
    Nothing,
    For(u32),
    Until(u32),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Scene {
    pub(super) on_enter: Range,
    pub(super) seen: Option<Slot>,
    pub(super) choices: Range,
    /// How it goes on by itself; a scene with choices has none.
    pub(super) auto: Option<Auto>,
}

/// How a scene goes on by itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Auto {
    pub(super) takes: Takes,
    pub(super) then: ThenIndex,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub(super) scene: SceneIndex,
    pub(super) when: Condition,
    /// Set once picked, where something reads it.
    pub(super) chose: Option<Slot>,
    pub(super) once: bool,
    pub(super) effects: Range,
    pub(super) takes: Takes,
    pub(super) then: ThenIndex,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Then {
    Go(SceneIndex),
    Chance { site: SiteIndex, branches: Range },
    First { cases: Range, otherwise: ThenIndex },
    End(EndingIndex),
    Verdict,
    Back,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Branch {
    pub(super) weight: NodeIndex,
    pub(super) then: ThenIndex,
}

/// A place where a chance falls.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// `scene[.choice]` and the enclosing branches, joined by dots.
    pub(super) path: String,
    /// The number of the path; chances of one path share it.
    pub(super) number: u32,
    /// The FNV-1a hash of the path.
    pub(super) hash: u64,
    /// The ids of the branches.
    pub(super) branches: Vec<String>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Process {
    pub(super) every: Duration,
    pub(super) when: Condition,
    pub(super) effects: Range,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Event {
    pub(super) when: Condition,
    pub(super) scene: SceneIndex,
    /// Armed, for a conditional event; due, for a timed one.
    pub(super) flag: Slot,
    pub(super) once: bool,
    pub(super) divert: bool,
}

/// Where a play stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// At a scene with choices.
    Scene(SceneIndex),
    /// At an ending.
    Ending(EndingIndex),
}

/// How much there is of each thing in a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named after what they count")]
pub struct Sizes {
    pub scenes: usize,
    pub choices: usize,
    pub events: usize,
    pub endings: usize,
}

impl Program {
    /// The name of a number of the state.
    pub(super) fn name_of(&self, slot: Slot) -> &str {
        self.slots.iter().position(|other| *other == slot).map_or("", |index| &self.slot_names[index])
    }

    /// Returns where a play stands.
    pub fn position(&self, state: &State) -> Position {
        let place = state.place() as usize;
        match place.checked_sub(self.scenes.len()) {
            None => Position::Scene(SceneIndex::new(place)),
            Some(ending) => Position::Ending(EndingIndex::new(ending)),
        }
    }

    /// Returns the scene that an interlude interrupted, if the play is in one.
    pub fn interrupted(&self, state: &State) -> Option<SceneIndex> {
        (state.resume() as usize).checked_sub(1).map(SceneIndex::new)
    }

    /// Returns the choices of a scene, available or not, in declared order.
    pub fn choices(&self, scene: SceneIndex) -> impl ExactSizeIterator<Item = ChoiceIndex> + use<> {
        self.scenes[scene.index()].choices.indexes().map(ChoiceIndex::new)
    }

    /// Returns the choices of all scenes, in declared order.
    pub fn every_choice(&self) -> impl ExactSizeIterator<Item = ChoiceIndex> + use<> {
        (0..self.choices.len()).map(ChoiceIndex::new)
    }

    /// Returns the scene that a choice belongs to.
    pub fn scene_of(&self, choice: ChoiceIndex) -> SceneIndex {
        self.choices[choice.index()].scene
    }

    /// Returns the choice at a position among those of a scene, from 0 in declared order, if there is one.
    #[inline]
    pub fn choice_at(&self, scene: SceneIndex, position: usize) -> Option<ChoiceIndex> {
        let Range { from, to } = self.scenes[scene.index()].choices;
        let choice = from as usize + position;
        (choice < to as usize).then(|| ChoiceIndex::new(choice))
    }

    /// Returns a choice's position among those of its scene.
    pub fn position_in_scene(&self, choice: ChoiceIndex) -> usize {
        choice.index() - self.scenes[self.scene_of(choice).index()].choices.from as usize
    }

    /// Returns the meters, 0..=100 each, in declared order.
    pub fn meters(&self, state: &State) -> impl Iterator<Item = i64> {
        self.meters.iter().map(|slot| slot.get(state))
    }

    /// Returns what a state is worth by the scenario's aim; `None` where its arithmetic has no answer.
    pub fn aim(&self, state: &State) -> Option<i64> {
        self.eval(state, self.aim).ok()
    }

    /// Returns everybody's trust, 0..=100 each, in declared order.
    pub fn trust(&self, state: &State) -> impl Iterator<Item = i64> {
        self.trust.iter().map(|slot| slot.get(state))
    }

    /// Returns the time in ticks since the start; 0 without a clock.
    pub fn time(&self, state: &State) -> u32 {
        self.time.get(state) as u32
    }

    /// The clock, where the scenario has one.
    pub const fn clock(&self) -> Option<&Clock> {
        self.clock.as_ref()
    }

    /// How many scenes, choices, events and endings there are.
    pub const fn sizes(&self) -> Sizes {
        Sizes {
            scenes: self.scenes.len(),
            choices: self.choices.len(),
            events: self.events.len(),
            endings: self.endings.len(),
        }
    }

    /// The places where chances fall.
    pub fn sites(&self) -> impl ExactSizeIterator<Item = SiteIndex> + use<> {
        (0..self.sites.len()).map(SiteIndex::new)
    }

    /// The path and the branch ids of a place where a chance falls.
    pub fn site(&self, site: SiteIndex) -> (&str, &[String]) {
        let site = &self.sites[site.index()];
        (&site.path, &site.branches)
    }

    /// Counts a roll at a path, so that dice which were not asked stay in step with those that were.
    pub(super) fn count_roll(&self, dice: &mut SeededDice, path: &str) {
        if let Some(site) = self.sites.iter().find(|site| site.path == path) {
            dice.count(site.number);
        }
    }

    /// How many bits of a state are in use.
    pub const fn bits(&self) -> usize {
        self.bits
    }

    /// Returns every number of a state with its name, in the order of the format's description.
    pub fn values(&self, state: &State) -> impl Iterator<Item = (&str, i64)> {
        self.slot_names.iter().zip(&self.slots).map(|(name, slot)| (name.as_str(), slot.get(state)))
    }

    /// Returns the state in which a play begins, before its first scene.
    pub const fn start_state(&self) -> &State {
        &self.start
    }

    /// Tells whether a play in the middle may begin with a number of its own under a name: not with where it stands.
    pub fn is_free(name: &str) -> bool {
        !matches!(name, "scene" | "resume")
    }

    /// Returns the range of each of [`values`](Self::values).
    pub fn ranges(&self) -> impl Iterator<Item = std::ops::RangeInclusive<i64>> {
        self.slots.iter().map(|slot| slot.range())
    }

    /// Returns how many of [`values`](Self::values), from the first, can change what happens; the rest
    /// only text reads.
    pub const fn step_values(&self) -> usize {
        self.step_slots
    }

    /// Returns a state with one number changed, clamped to its range; `None` where no number has the name.
    pub(super) fn with_value(&self, mut state: State, name: &str, value: i64) -> Option<State> {
        let slot = self.slot_names.iter().position(|n| n == name)?;
        self.slots[slot].set(&mut state, value);
        Some(state)
    }

    pub(super) fn process_indexes(&self) -> impl Iterator<Item = ProcessIndex> + use<> {
        (0..self.processes.len()).map(ProcessIndex::new)
    }
}
