//! A field names a scene, an ending, a person or a meter that the scenario does not have.
//!
//! Everything in a scenario is named by its id. A name that leads nowhere would stop the play there, so it is an
//! error before the play begins. Names inside expressions are TH0013.
//!
//! ```ron
//! start: "the_cal",
//! scenes: { "the_call": (…) },
//! ```
//!
//! Mend it by writing the id as it is declared, here `"the_call"`, or by declaring what is missing.

use std::collections::BTreeSet;

use super::graph::Graph;
use crate::diagnostic::{Code, Diagnostic, Spanned, suggest};
use crate::scenario::model::{Exit, Named, Scenario, Then};

/// Looks up every id that a field names.
pub(super) fn check(scenario: &Scenario, graph: &Graph<'_>) -> Vec<Diagnostic> {
    let mut look = Look { scenario, found: Vec::new() };
    look.up("scene", &scenario.start, &scenario.scenes);
    for meter in [&scenario.stage.mood, &scenario.stage.weather].into_iter().flatten() {
        look.up("meter", meter, &scenario.meters);
    }
    for scene in scenario.scenes.values() {
        look.people(&scene.on_stage);
        look.people(&scene.heard);
        if let Exit::Choices(choices) = &scene.exit {
            for line in choices.values().flat_map(|choice| choice.says.values()) {
                look.up("person", &line.who, &scenario.cast);
            }
        }
    }
    for way in graph.all() {
        match way.then {
            Then::Go(id) if way.lost => look.unknown("scene", id, &scenario.scenes, graph.meant(way)),
            Then::End(id) => look.up("ending", id, &scenario.endings),
            _ => {}
        }
    }
    for event in scenario.events.values() {
        look.up("scene", &event.scene, &scenario.scenes);
    }
    for ending in scenario.endings.values() {
        look.people(&ending.on_stage);
    }
    look.found
}

/// Adds to the names that are used those that were probably meant by the ones that nothing has.
pub(super) fn add_meant<'a, T>(used: &mut BTreeSet<&'a str>, known: &'a Named<T>) {
    let wrong = used.iter().filter(|name| !known.contains_key(**name));
    let meant: Vec<_> =
        wrong.filter_map(|name| suggest::nearest(name, known.keys().map(String::as_str))).collect();
    used.extend(meant);
}

struct Look<'a> {
    scenario: &'a Scenario,
    found: Vec<Diagnostic>,
}

impl Look<'_> {
    fn people(&mut self, people: &[Spanned<String>]) {
        for (i, person) in people.iter().enumerate() {
            self.up("person", person, &self.scenario.cast);
            if let Some(first) = people[..i.min(64)].iter().find(|other| other.value == person.value) {
                let message = format!("`{}` is named twice here", person.value);
                self.found.push(
                    Diagnostic::error(Code::TWICE, person.span, message)
                        .with_other(first.span, "the first is here")
                        .with_help("name everybody once"),
                );
            }
        }
    }

    fn up<T>(&mut self, kind: &str, id: &Spanned<String>, known: &Named<T>) {
        if !known.contains_key(&id.value) {
            let meant = suggest::nearest(&id.value, known.keys().map(String::as_str));
            self.unknown(kind, id, known, meant);
        }
    }

    /// Reports a name that nothing has, unless what has it could not be read.
    fn unknown<T>(&mut self, kind: &str, id: &Spanned<String>, known: &Named<T>, meant: Option<&str>) {
        let broken = &self.scenario.broken.ids;
        if broken.contains(&id.value) {
            return;
        }
        // What could not be read may well have been meant.
        let meant = meant.or_else(|| suggest::nearest(&id.value, broken.iter().map(String::as_str)));
        let problem =
            Diagnostic::error(Code::UNKNOWN_NAME, id.span, format!("there is no {kind} `{}`", id.value));
        let help = match meant {
            Some(meant) => Some(suggest::question(meant)),
            None => suggest::known(known.keys().map(String::as_str)),
        };
        self.found.push(Diagnostic { help, ..problem });
    }
}
