//! A scenario that is ready to be played.

use std::sync::OnceLock;

use super::compile::compile;
use super::fault::FaultPlace;
use super::index::{ChoiceIndex, EndingIndex, EventIndex, SceneIndex};
use super::meaning::meaning;
use super::program::Program;
use super::script::Script;
use crate::checks;
use crate::diagnostic::{Class, Diagnostic, Spanned};
use crate::scenario::files::Files;
use crate::scenario::model::{Choice, Ending, Exit, Scenario, Scene};
use crate::scenario::read::read;
use crate::scenario::side_by_side::{LARGE, side_by_side};

/// A scenario as written, the program that decides what happens, and the texts that people read.
#[derive(Debug, Clone)]
pub struct Story {
    scenario: Scenario,
    program: Program,
    script: Script,
    /// Known once somebody asked.
    meaning: OnceLock<u64>,
}

impl Story {
    /// Reads, checks and compiles a scenario's source; returns everything there is to say about it.
    ///
    /// There is a story exactly if no diagnostic is an error.
    pub fn load<'a>(source: impl Into<Files<'a>>) -> (Option<Self>, Vec<Diagnostic>) {
        let (story, found) = Self::load_or_draft(source);
        (story.ok(), found)
    }

    /// Does as [`load`](Self::load); where there are errors, also returns what could be read in spite of them.
    pub fn load_or_draft<'a>(
        source: impl Into<Files<'a>>,
    ) -> (Result<Self, Option<Box<Scenario>>>, Vec<Diagnostic>) {
        let (scenario, mut found) = read(source);
        let Some(scenario) = scenario.map(Box::new) else { return (Err(None), found) };
        // A large scenario is compiled while it is checked, in the hope that it has no errors.
        let (checked, compiled) = if scenario.scenes.len() < LARGE {
            (checks::check(&scenario), None)
        } else {
            let (checked, compiled) = side_by_side(|| checks::check(&scenario), || Self::compile(&scenario));
            (checked, Some(compiled))
        };
        found.extend(checked);
        found.sort_by_key(|diagnostic| diagnostic.span.map(|span| (span.start, span.end)));
        if found.iter().any(|diagnostic| diagnostic.class == Class::Error) {
            return (Err(Some(scenario)), found);
        }
        match compiled.unwrap_or_else(|| Self::compile(&scenario)) {
            Ok((program, script)) => {
                (Ok(Self { scenario: *scenario, program, script, meaning: OnceLock::new() }), found)
            }
            Err(too_large) => {
                found.push(too_large);
                (Err(Some(scenario)), found)
            }
        }
    }

    fn compile(scenario: &Scenario) -> Result<(Program, Script), Diagnostic> {
        let (mut compiler, mut program) = compile(scenario)?;
        let script = Script::compile(&mut compiler);
        compiler.finish(&mut program);
        Ok((program, script))
    }

    /// The scenario as written.
    pub const fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The hash of its meaning, as recordings hold it: 16 hexadecimal digits. Texts and layout leave it as it is.
    pub fn meaning(&self) -> String {
        format!("{:016x}", self.meaning.get_or_init(|| meaning(&self.scenario)))
    }

    /// What decides.
    pub const fn program(&self) -> &Program {
        &self.program
    }

    pub(super) const fn script(&self) -> &Script {
        &self.script
    }

    /// Returns a scene with its id.
    pub fn scene(&self, scene: SceneIndex) -> (&str, &Scene) {
        let (id, scene) = &self.scenario.scenes.get_index(scene.index()).unwrap_or_else(|| foreign());
        (id, &scene.value)
    }

    /// Returns an ending with its id.
    pub fn ending(&self, ending: EndingIndex) -> (&str, &Ending) {
        let (id, ending) = &self.scenario.endings.get_index(ending.index()).unwrap_or_else(|| foreign());
        (id, &ending.value)
    }

    /// Returns a choice with its id, without its scene's.
    pub fn choice(&self, choice: ChoiceIndex) -> (&str, &Choice) {
        let (id, choice) = self.named_choice(choice);
        (id, &choice.value)
    }

    /// Returns a choice as written, with its place in the text.
    pub fn written(&self, choice: ChoiceIndex) -> &Spanned<Choice> {
        self.named_choice(choice).1
    }

    fn named_choice(&self, choice: ChoiceIndex) -> (&String, &Spanned<Choice>) {
        let (_, scene) = self.scene(self.program.scene_of(choice));
        let Exit::Choices(choices) = &scene.exit else { foreign() };
        choices.get_index(self.program.position_in_scene(choice)).unwrap_or_else(|| foreign())
    }

    /// Returns an event's id.
    pub fn event(&self, event: EventIndex) -> &str {
        self.scenario.events.get_index(event.index()).unwrap_or_else(|| foreign()).0
    }

    /// Returns a choice's full name, `scene.choice`.
    pub fn choice_path(&self, choice: ChoiceIndex) -> String {
        format!("{}.{}", self.scene(self.program.scene_of(choice)).0, self.choice(choice).0)
    }

    /// Names the part of the scenario that a fault stands in: ``the scene `call` ``.
    pub fn place(&self, place: FaultPlace) -> String {
        match place {
            FaultPlace::Scene(scene) => format!("the scene `{}`", self.scene(scene).0),
            FaultPlace::Choice(choice) => format!("the choice `{}`", self.choice_path(choice)),
            FaultPlace::Event(event) => format!("the event `{}`", self.event(event)),
            FaultPlace::Ending(ending) => format!("the ending `{}`", self.ending(ending).0),
            FaultPlace::Chance(site) => format!("the chance at `{}`", self.program.site(site).0),
            FaultPlace::Process(process) => {
                let id = self.scenario.processes.get_index(process.index()).map_or("", |p| p.0);
                format!("the process `{id}`")
            }
        }
    }

    /// Returns the choice with a full name, `scene.choice`.
    pub fn find_choice(&self, path: &str) -> Option<ChoiceIndex> {
        let (scene, choice) = path.split_once('.')?;
        let (index, _, scene) = self.scenario.scenes.get_full(scene)?;
        let Exit::Choices(choices) = &scene.value.exit else { return None };
        let position = choices.get_index_of(choice)?;
        self.program.choice_at(SceneIndex::new(index), position)
    }

    /// Returns the scene with an id.
    pub fn find_scene(&self, id: &str) -> Option<SceneIndex> {
        self.scenario.scenes.get_index_of(id).map(SceneIndex::new)
    }
}

/// Ends the program where an index of one story is used with another.
#[expect(clippy::panic, reason = "mixing up two stories is a mistake in the program, not in a file")]
fn foreign() -> ! {
    panic!("an index of another story")
}
