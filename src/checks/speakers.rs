//! Somebody speaks who is not there, or never says a word.
//!
//! Who speaks in answer to a choice stands in the scene's `on_stage`, or in its `heard`: on the phone, in the doorway,
//! somewhere behind. Otherwise the line probably has the wrong `who`. And somebody who stands on stage again and again
//! without a single line is only furniture.
//!
//! ```ron
//! "dock": (on_stage: ["anna"], …, says: { "thanks": (who: "jon", text: "Thank you.") }),
//! ```
//!
//! Mend it by the person who speaks, or by adding them to `on_stage` or `heard`. This is advice:
//! `allow: [("TH0036", "…")]` silences it.

use std::collections::BTreeSet;

use super::names::add_meant;
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Exit, Scenario, Scene};

/// Compares who speaks with who is there.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if scenario.broken.any {
        // Who is there, or speaks, may be what could not be read.
        return found;
    }
    let mut spoke = BTreeSet::new();
    for (id, scene) in &scenario.scenes {
        let Exit::Choices(choices) = &scene.exit else { continue };
        let there = |who: &str| scene.on_stage.iter().chain(&scene.heard).any(|person| person.value == who);
        for line in choices.values().flat_map(|choice| choice.says.values()) {
            let who = &line.who;
            spoke.insert(who.value.as_str());
            if !there(&who.value)
                && scenario.cast.contains_key(&who.value)
                && !meant(scene, scenario, &who.value)
            {
                let message = format!("`{}` speaks, but is not in scene `{id}`", who.value);
                let help = "add the person to the scene's `on_stage`, or to `heard` if out of sight";
                found.push(Diagnostic::advice(Code::SPEAKER, who.span, message).with_help(help));
            }
        }
    }
    let met: BTreeSet<&str> = scenario
        .scenes
        .values()
        .flat_map(|scene| &scene.on_stage)
        .map(|person| person.value.as_str())
        .collect();
    add_meant(&mut spoke, &scenario.cast);
    for (id, person) in &scenario.cast {
        if met.contains(id.as_str()) && !spoke.contains(id.as_str()) {
            let message = format!("`{id}` stands on stage but never says a word");
            let help = "give them a line in a choice's `says`, or take them out";
            found.push(Diagnostic::advice(Code::SPEAKER, person.span, message).with_help(help));
        }
    }
    found
}

/// Tells whether somebody is probably meant by a name in a scene that is nobody's.
fn meant(scene: &Scene, scenario: &Scenario, who: &str) -> bool {
    let mut there = scene.on_stage.iter().chain(&scene.heard).map(|person| person.value.as_str()).collect();
    add_meant(&mut there, &scenario.cast);
    there.contains(who)
}
