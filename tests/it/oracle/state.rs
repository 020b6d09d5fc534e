//! What decides what can happen next (section 8 of the format), and what it is called.

use std::collections::BTreeSet;

use two_hats::scenario::expression::{Effect, Expression};
use two_hats::scenario::model::{Event, Exit, Fact, Good, Locked, Scenario, Then};
use two_hats::scenario::template::{Part, Template};

use super::clock::Clock;

/// A state of a play.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct State {
    /// The position of the scene, or past all scenes that of the ending.
    pub(crate) place: usize,
    /// The position of the scene to go back to.
    pub(crate) resume: Option<usize>,
    pub(crate) meters: Vec<i64>,
    pub(crate) trust: Vec<i64>,
    /// Flags are 0 or 1.
    pub(crate) facts: Vec<i64>,
    /// Ticks since the start.
    pub(crate) time: i64,
    /// For each event whether it is due, if it is timed, or else armed.
    pub(crate) events: Vec<bool>,
    /// For each of [`World::marks`] whether it is set.
    pub(crate) marks: Vec<bool>,
}

impl State {
    /// Returns every number, each for the one of [`World::names`] at its position.
    pub(crate) fn numbers(&self) -> Vec<i64> {
        let resume = self.resume.map_or(0, |scene| scene as i64 + 1);
        let mut numbers = vec![self.place as i64, resume];
        numbers.extend(self.meters.iter().chain(&self.trust).chain(&self.facts));
        numbers.push(self.time);
        numbers.extend(self.events.iter().chain(&self.marks).map(|set| i64::from(*set)));
        numbers
    }
}

/// A scenario with what the rules need to know of it as a whole.
pub(crate) struct World<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) clock: Option<Clock>,
    /// What a state remembers of the way to it, such as `seen(here)` and `chose(here.go)`.
    pub(crate) marks: Vec<String>,
}

impl<'a> World<'a> {
    pub(crate) fn new(scenario: &'a Scenario) -> Self {
        Self { scenario, clock: scenario.clock.as_ref().map(Clock::new), marks: marks(scenario) }
    }

    /// The state in which a play begins, before its first scene.
    pub(crate) fn start(&self) -> State {
        let Scenario { scenes, meters, cast, facts, events, start, .. } = self.scenario;
        let value = |fact: &Fact| match *fact {
            Fact::Flag(value) => i64::from(value),
            Fact::Count { start, .. } => start,
        };
        State {
            place: scenes.get_index_of(&start.value).unwrap(),
            resume: None,
            meters: meters.values().map(|meter| meter.start).collect(),
            trust: cast.values().map(|person| person.trust).collect(),
            facts: facts.values().map(|fact| value(fact)).collect(),
            time: 0,
            events: events.values().map(|event| event.at.is_none()).collect(),
            marks: vec![false; self.marks.len()],
        }
    }

    /// Sets a mark, if anything reads it.
    pub(crate) fn mark(&self, state: &mut State, name: &str) {
        if let Some(mark) = self.marks.iter().position(|mark| mark == name) {
            state.marks[mark] = true;
        }
    }

    pub(crate) fn is_marked(&self, state: &State, name: &str) -> bool {
        state.marks[self.marks.iter().position(|mark| mark == name).unwrap()]
    }

    /// Returns the id of the ending that a state stands at.
    pub(crate) fn ending(&self, state: &State) -> Option<&'a str> {
        let ending = state.place.checked_sub(self.scenario.scenes.len())?;
        Some(self.scenario.endings.get_index(ending).unwrap().0)
    }

    /// Returns what a state is worth by the aim; nothing where that is a fault.
    pub(crate) fn aim(&self, state: &State) -> Option<i64> {
        if let Some(aim) = &self.scenario.aim {
            return self.value(state, aim).ok();
        }
        let count = (state.meters.len() as i64).max(1);
        Some((0..state.meters.len()).map(|meter| self.oriented(state, meter)).sum::<i64>() / count)
    }

    /// Returns a meter, a low one turned.
    pub(crate) fn oriented(&self, state: &State, meter: usize) -> i64 {
        let value = state.meters[meter];
        if self.scenario.meters[meter].good == Good::Low { 100 - value } else { value }
    }

    /// The names of the numbers of a state, in the order of the format's page.
    pub(crate) fn names(&self) -> Vec<String> {
        let Scenario { meters, cast, facts, events, .. } = self.scenario;
        let mut names = vec!["scene".to_owned(), "resume".to_owned()];
        names.extend(meters.keys().cloned());
        names.extend(cast.keys().map(|id| format!("trust.{id}")));
        names.extend(facts.keys().cloned());
        names.push("time".to_owned());
        let kind = |event: &Event| if event.at.is_some() { "due" } else { "armed" };
        names.extend(events.iter().map(|(id, event)| format!("{}({id})", kind(event))));
        names.extend(self.marks.iter().cloned());
        names
    }
}

/// Returns what a state remembers: first what the step reads, then what only people read, each in the order of bytes.
fn marks(scenario: &Scenario) -> Vec<String> {
    let (mut step, mut text) = (BTreeSet::new(), BTreeSet::new());
    for (id, scene) in &scenario.scenes {
        words(&scene.text, &mut text);
        effects(scene.on_enter.iter().map(|effect| &effect.value), &mut step);
        match &scene.exit {
            Exit::Auto { then, .. } => way(then, &mut step),
            Exit::Choices(choices) => {
                for (name, choice) in choices {
                    if choice.once {
                        step.insert(format!("chose({id}.{name})"));
                    }
                    choice.when.iter().for_each(|when| read(when, &mut step));
                    effects(choice.effects.iter().map(|effect| &effect.value), &mut step);
                    way(&choice.then, &mut step);
                    words(&choice.text, &mut text);
                    if let Locked::Text(locked) = &choice.locked {
                        words(locked, &mut text);
                    }
                    choice.feedback.iter().for_each(|feedback| words(feedback, &mut text));
                    for line in choice.says.values() {
                        line.when.iter().for_each(|when| read(when, &mut text));
                        words(&line.text, &mut text);
                    }
                }
            }
        }
    }
    for process in scenario.processes.values() {
        process.when.iter().for_each(|when| read(when, &mut step));
        effects(process.effects.iter().map(|effect| &effect.value), &mut step);
    }
    scenario.events.values().filter_map(|event| event.when.as_ref()).for_each(|when| read(when, &mut step));
    for ending in scenario.endings.values() {
        ending.when.iter().for_each(|when| read(when, &mut step));
        words(&ending.text, &mut text);
    }
    scenario.aim.iter().for_each(|aim| read(aim, &mut text));
    let only_text: Vec<_> = text.difference(&step).cloned().collect();
    step.into_iter().chain(only_text).collect()
}

fn read(expression: &Expression, marks: &mut BTreeSet<String>) {
    match expression {
        Expression::Seen(scene) => _ = marks.insert(format!("seen({scene})")),
        Expression::Chose(choice) => _ = marks.insert(format!("chose({choice})")),
        Expression::Unary(_, inner) => read(inner, marks),
        Expression::Binary(_, left, right) => [left, right].iter().for_each(|side| read(side, marks)),
        Expression::Call(_, inputs) => inputs.iter().for_each(|input| read(input, marks)),
        _ => {}
    }
}

fn effects<'a>(effects: impl Iterator<Item = &'a Effect>, marks: &mut BTreeSet<String>) {
    for effect in effects {
        effect.when.iter().for_each(|when| read(when, marks));
        read(&effect.value, marks);
    }
}

fn way(then: &Then, marks: &mut BTreeSet<String>) {
    match then {
        Then::Chance(branches) => {
            for branch in branches.values() {
                read(&branch.weight, marks);
                way(&branch.then, marks);
            }
        }
        Then::First(cases, otherwise) => {
            for (when, then) in cases {
                read(when, marks);
                way(then, marks);
            }
            way(otherwise, marks);
        }
        Then::Go(_) | Then::End(_) | Then::Verdict(_) | Then::Back(_) => {}
    }
}

fn words(text: &Template, marks: &mut BTreeSet<String>) {
    for part in &text.parts {
        match part {
            Part::Words(_) => {}
            Part::Value(value) => read(value, marks),
            Part::If { cond, yes, no } => {
                read(cond, marks);
                words(yes, marks);
                words(no, marks);
            }
        }
    }
}
