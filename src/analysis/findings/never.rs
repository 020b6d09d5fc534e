//! Something that no play comes to: a scene that is never read, a choice that is never open, an event that never
//! interrupts, a branch that never falls, an ending that nobody sees.
//!
//! Somebody wrote it, and nobody will read it. Unlike the advice about scenes that nothing leads to, this looks at every
//! condition and every number: the way is written, but never open.
//!
//! ```ron
//! "thank": (text: "Thank them.", when: "morale > 100", then: Verdict),
//! ```
//!
//! Mend it by easing the condition or by taking it out. `allow: [("TH0045", "…")]` silences it, for a scenario that is
//! still being written.

use super::{Finding, Shown};
use crate::analysis::visited::Visited;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::scenario::model::{Branch, Exit, Named, Scenario, Then};

/// Finds what happens in no play. What stands in a scene that is never read is not told of by itself.
pub(super) fn find(shown: &Shown<'_>, known: &[Diagnostic]) -> Vec<Finding> {
    let story = shown.story;
    let (scenario, program) = (story.scenario(), story.program());
    let visited = Visited::of(program, shown.space);
    let mut findings = Vec::new();
    let mut never = |span: Span, message: String, help: &str| {
        let said = |other: &Diagnostic| {
            matches!(other.code, Code::UNREACHABLE | Code::UNUSED) && other.span == Some(span)
        };
        if !known.iter().any(said) {
            let diagnostic = Diagnostic::proved(Code::NEVER, span, message).with_help(help);
            findings.push(Finding { diagnostic, play: None });
        }
    };
    for ((id, scene), read) in scenario.scenes.iter().zip(&visited.scenes) {
        if !read {
            let help = "every way to it has a condition, a weight or an event before it that never lets a play through";
            never(scene.span, format!("no play comes to scene `{id}`"), help);
        }
    }
    for choice in program.every_choice().filter(|choice| !visited.choices[choice.index()]) {
        let mut beside = program.choices(program.scene_of(choice));
        // Where nothing is ever open, the scene fails; where a condition is never so, that was said already.
        let when = story.written(choice).value.when.as_ref().map(|when| when.span);
        let said = |other: &Diagnostic| other.code == Code::DECIDED && other.span == when;
        if beside.any(|choice| visited.choices[choice.index()]) && !known.iter().any(said) {
            let help = "wherever a play comes to the scene, its condition does not hold";
            let message = format!("no play can pick `{}`", story.choice_path(choice));
            never(story.written(choice).span, message, help);
        }
    }
    for ((id, event), interrupts) in scenario.events.iter().zip(&visited.events) {
        if !interrupts {
            let help = "whenever it is looked at, its condition does not hold, or another event comes first";
            never(event.span, format!("event `{id}` never interrupts"), help);
        }
    }
    for ((id, ending), ended) in scenario.endings.iter().zip(&visited.endings) {
        if !ended {
            let help = "no play leads to it, or an ending before it always holds first";
            never(ending.span, format!("no play ends in `{id}`"), help);
        }
    }
    for (chance, (site, taken)) in chances(scenario).into_iter().zip(program.sites().zip(&visited.branches)) {
        let path = program.site(site).0;
        // Where nothing ever falls, the choice or the scene is told of.
        if !taken.contains(&true) {
            continue;
        }
        for ((id, branch), _) in chance.iter().zip(taken).filter(|(_, taken)| !**taken) {
            let help = "its weight is 0 or less whenever the chance falls";
            never(branch.span, format!("the chance at `{path}` never falls on `{id}`"), help);
        }
    }
    findings
}

/// The chances of a scenario, in the order of the program's places for them.
fn chances(scenario: &Scenario) -> Vec<&Named<Branch>> {
    let mut found = Vec::new();
    for scene in scenario.scenes.values() {
        match &scene.value.exit {
            Exit::Auto { then, .. } => collect(then, &mut found),
            Exit::Choices(choices) => {
                for choice in choices.values() {
                    collect(&choice.value.then, &mut found);
                }
            }
        }
    }
    found
}

fn collect<'a>(then: &'a Then, found: &mut Vec<&'a Named<Branch>>) {
    match then {
        Then::Chance(branches) => {
            found.push(branches);
            for branch in branches.values() {
                collect(&branch.value.then, found);
            }
        }
        Then::First(cases, otherwise) => {
            for (_, then) in cases {
                collect(then, found);
            }
            collect(otherwise, found);
        }
        Then::Go(_) | Then::End(_) | Then::Verdict(_) | Then::Back(_) => {}
    }
}
