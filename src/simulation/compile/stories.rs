//! Compiles scenes, choices, ways on, processes and events.

use super::super::dice::fnv1a64;
use super::super::index::{ChoiceIndex, EndingIndex, SiteIndex, ThenIndex};
use super::super::program::{self, Branch, Site, Takes, Then};
use super::slots::Kind;
use super::{Compiler, choices_of, path, range};
use crate::diagnostic::Spanned;
use crate::scenario::model::{self, Exit};

impl Compiler<'_> {
    pub(super) fn scene(&mut self, id: &str, scene: &model::Scene) -> program::Scene {
        let index = self.scene_index(id);
        let on_enter = self.effects(&scene.on_enter);
        let from = ChoiceIndex::next(&self.choices).index();
        for (choice_id, choice) in choices_of(&scene.exit) {
            let path = path(id, Some(choice_id));
            let compiled = program::Choice {
                scene: index,
                when: self.condition(choice.when.as_ref()),
                chose: self.slots.find(Kind::Chose, &path),
                once: choice.once,
                effects: self.effects(&choice.effects),
                takes: self.takes(choice.takes.as_ref()),
                then: self.then(&choice.then, &path),
            };
            self.choices.push(compiled);
        }
        let auto = match &scene.exit {
            Exit::Choices(_) => None,
            Exit::Auto { takes, then } => Some(program::Auto {
                takes: self.takes(takes.as_ref()),
                then: self.then(then, &path(id, None)),
            }),
        };
        program::Scene {
            on_enter,
            seen: self.slots.find(Kind::Seen, id),
            choices: range(&self.choices, from),
            auto,
        }
    }

    fn takes(&self, takes: Option<&Spanned<model::Takes>>) -> Takes {
        match (takes.map(|takes| takes.value), &self.clock) {
            (Some(model::Takes::For(duration)), Some(clock)) => Takes::For(clock.ticks(duration)),
            (Some(model::Takes::Until(moment)), Some(clock)) => Takes::Until(clock.at(moment)),
            _ => Takes::Nothing,
        }
    }

    /// Compiles a way on; `path` names the place for dice.
    fn then(&mut self, then: &model::Then, path: &str) -> ThenIndex {
        let compiled = match then {
            model::Then::Go(scene) => Then::Go(self.scene_index(&scene.value)),
            model::Then::End(ending) => {
                Then::End(EndingIndex::new(self.scenario.endings.get_index_of(&ending.value).unwrap_or(0)))
            }
            model::Then::Verdict(_) => Then::Verdict,
            model::Then::Back(_) => Then::Back,
            model::Then::First(cases, otherwise) => {
                let compiled: Vec<_> = cases
                    .iter()
                    .map(|(when, then)| (self.condition(Some(when)), self.then(then, path)))
                    .collect();
                let from = self.cases.len();
                self.cases.extend(compiled);
                let cases = range(&self.cases, from);
                Then::First { cases, otherwise: self.then(otherwise, path) }
            }
            model::Then::Chance(branches) => {
                let site = SiteIndex::next(&self.sites);
                let number = *self.paths.entry(path.to_owned()).or_insert(site.index() as u32);
                self.sites.push(Site {
                    path: path.to_owned(),
                    number,
                    hash: fnv1a64(path),
                    branches: branches.keys().cloned().collect(),
                });
                let compiled: Vec<_> = branches
                    .iter()
                    .map(|(id, branch)| Branch {
                        weight: self.expression(&branch.weight),
                        then: self.then(&branch.then, &format!("{path}.{id}")),
                    })
                    .collect();
                let from = self.branches.len();
                self.branches.extend(compiled);
                Then::Chance { site, branches: range(&self.branches, from) }
            }
        };
        self.thens.push(compiled);
        ThenIndex::new(self.thens.len() - 1)
    }

    pub(super) fn process(&mut self, process: &model::Process) -> program::Process {
        program::Process {
            every: process.every.value,
            when: self.condition(process.when.as_ref()),
            effects: self.effects(&process.effects),
        }
    }

    pub(super) fn event(&mut self, id: &str, event: &model::Event) -> program::Event {
        program::Event {
            when: self.condition(event.when.as_ref()),
            scene: self.scene_index(&event.scene.value),
            flag: self.slots.named(Kind::of(event), id),
            once: event.once,
            divert: event.divert,
        }
    }
}
