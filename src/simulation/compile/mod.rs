//! Turns a checked scenario into a program.

mod expressions;
mod slots;
mod stories;

use std::collections::HashMap;

use indexmap::IndexSet;

use super::clock::Clock;
use super::index::{ChoiceIndex, EventIndex, SceneIndex, SiteIndex, ThenIndex};
use super::program::{self, Branch, Condition, Effect, Node, Program, Range, Site, Then};
use super::state::State;
use crate::diagnostic::Diagnostic;
use crate::scenario::model::{Event, Exit, Fact, Hasher, Named, Scenario};
use crate::scenario::time::Duration;
use slots::{Kind, Slots};

/// Compiles a scenario that has passed its checks.
///
/// What the checks would have reported (a name that does not exist, say) compiles to something harmless;
/// the only error of its own is a state of more than [`MAX_BITS`](super::state::MAX_BITS) bits.
pub(super) fn compile(scenario: &Scenario) -> Result<(Compiler<'_>, Program), Diagnostic> {
    let clock = scenario.clock.as_ref().map(Clock::new);
    let slots = Slots::lay_out(scenario, clock.as_ref())?;
    let mut compiler = Compiler {
        scenario,
        slots,
        clock,
        nodes: Vec::new(),
        effects: Vec::new(),
        choices: Vec::new(),
        thens: Vec::new(),
        branches: Vec::new(),
        cases: Vec::new(),
        sites: Vec::new(),
        paths: HashMap::default(),
    };
    let program = compiler.program();
    Ok((compiler, program))
}

/// Gathers the tables of a program.
pub(super) struct Compiler<'a> {
    pub(super) scenario: &'a Scenario,
    slots: Slots,
    clock: Option<Clock>,
    nodes: Vec<Node>,
    effects: Vec<Effect>,
    choices: Vec<super::program::Choice>,
    thens: Vec<Then>,
    branches: Vec<Branch>,
    cases: Vec<(Condition, ThenIndex)>,
    sites: Vec<Site>,
    /// The number of each path among those of the sites.
    paths: HashMap<String, u32, Hasher>,
}

impl Compiler<'_> {
    fn program(&mut self) -> Program {
        let scenario = self.scenario;
        let scenes = scenario.scenes.iter().enumerate();
        let scenes =
            scenes.map(|(i, (id, scene))| self.scene(SceneIndex::new(i), id, &scene.value)).collect();
        let processes: Vec<program::Process> =
            scenario.processes.values().map(|process| self.process(&process.value)).collect();
        let rhythms: IndexSet<Duration, Hasher> = processes.iter().map(|process| process.every).collect();
        let events: Vec<program::Event> =
            scenario.events.iter().map(|(id, event)| self.event(id, &event.value)).collect();
        let endings =
            scenario.endings.values().map(|ending| self.condition(ending.value.when.as_ref())).collect();
        let aim = self.aim();
        let (timed, conditional) = self.event_order(&scenario.events);
        let repeating = conditional.iter().copied().filter(|event| !events[event.index()].once).collect();
        let mut program = Program {
            bits: self.slots.layout.span(),
            slots: self.slots.all.clone(),
            slot_names: self.slots.names.clone(),
            step_slots: self.slots.stepped,
            nodes: Vec::new(),
            effects: std::mem::take(&mut self.effects),
            scenes,
            choices: std::mem::take(&mut self.choices),
            thens: std::mem::take(&mut self.thens),
            branches: std::mem::take(&mut self.branches),
            cases: std::mem::take(&mut self.cases),
            sites: std::mem::take(&mut self.sites),
            processes,
            rhythms: rhythms.into_iter().collect(),
            events,
            timed,
            conditional,
            repeating,
            endings,
            clock: self.clock.clone(),
            aim,
            meters: scenario.meters.keys().map(|id| self.slots.named(Kind::Number, id)).collect(),
            trust: scenario.cast.keys().map(|id| self.slots.named(Kind::Trust, id)).collect(),
            time: self.slots.named(Kind::Time, ""),
            start: State::ZERO,
            start_scene: self.scene_index(&scenario.start.value),
        };
        program.start = start(scenario, &program);
        program
    }

    /// Hands over the expressions, once texts have added theirs.
    pub(super) fn finish(self, program: &mut Program) {
        program.nodes = self.nodes;
    }

    fn scene_index(&self, id: &str) -> SceneIndex {
        SceneIndex::new(self.scenario.scenes.get_index_of(id).unwrap_or(0))
    }

    fn event_order(&self, events: &Named<Event>) -> EventOrder {
        let (mut timed, mut conditional) = (Vec::new(), Vec::new());
        for (index, event) in events.values().enumerate() {
            match (&event.value.at, &self.clock) {
                (Some(at), Some(clock)) => timed.push((clock.at(at.value), EventIndex::new(index))),
                _ => conditional.push(EventIndex::new(index)),
            }
        }
        timed.sort_by_key(|(at, _)| *at);
        (timed, conditional)
    }
}

type EventOrder = (Vec<(u32, EventIndex)>, Vec<EventIndex>);

fn start(scenario: &Scenario, program: &Program) -> State {
    let mut state = State::ZERO;
    for slot in &program.slots {
        slot.set(&mut state, 0);
    }
    let mut set = |name: &str, value: i64| {
        if let Some(next) = program.with_value(state, name, value) {
            state = next;
        }
    };
    for (id, meter) in &scenario.meters {
        set(id, meter.value.start);
    }
    for (id, person) in &scenario.cast {
        set(&format!("trust.{id}"), person.value.trust);
    }
    for (id, fact) in &scenario.facts {
        set(
            id,
            match fact.value {
                Fact::Flag(value) => i64::from(value),
                Fact::Count { start, .. } => start,
            },
        );
    }
    for (id, event) in &scenario.events {
        if event.value.at.is_none() {
            set(&format!("armed({id})"), 1);
        }
    }
    state.stand(program.start_scene.0, 0);
    state
}

/// The position of the next entry of a table.
fn range<T>(table: &[T], from: usize) -> Range {
    Range { from: from as u32, to: table.len() as u32 }
}

/// The path of a choice, or of a scene that goes on by itself.
fn path(scene: &str, choice: Option<&str>) -> String {
    choice.map_or_else(|| scene.to_owned(), |choice| format!("{scene}.{choice}"))
}

/// Returns the choices of a scene; none for a scene that goes on by itself.
fn choices_of(exit: &Exit) -> impl Iterator<Item = (&String, &crate::scenario::model::Choice)> {
    let choices = match exit {
        Exit::Choices(choices) => Some(choices),
        Exit::Auto { .. } => None,
    };
    choices.into_iter().flatten().map(|(id, choice)| (id, &choice.value))
}

impl SiteIndex {
    fn next(sites: &[Site]) -> Self {
        Self::new(sites.len())
    }
}

impl ChoiceIndex {
    fn next(choices: &[super::program::Choice]) -> Self {
        Self::new(choices.len())
    }
}
