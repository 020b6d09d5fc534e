//! A play can come to a step that cannot be finished: a scene none of whose choices is open, a division by zero, a chance
//! without weight, a verdict for which no ending holds.
//!
//! Whoever plays there stands in front of a wall. The recording ends right before the step; `two-hats play` shows what
//! is open, the studio opens it there.
//!
//! ```ron
//! "wait": (text: "…", choices: { "go": (text: "Go.", when: "risk < 40", then: Go("dock")) }),
//! ```
//!
//! Mend it with a choice without condition, an ending without `when`, a weight over 0, a divisor that cannot be 0.

use super::{Finding, Shown};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::simulation::{Fault, FaultPlace, Story};

/// Finds what fails in some play, each kind once at each place.
pub(super) fn find(shown: &Shown<'_>) -> Vec<Finding> {
    let (story, states) = (shown.story, shown.space.states() as u32);
    let mut findings: Vec<Finding> = Vec::new();
    for (fault, node) in shown.space.faults.iter().zip(states..) {
        let (place, span) = place(story, *fault);
        let message = format!("a play can fail at {place}: {}", fault.kind);
        // Chances of one place are told apart by the program, and not by people.
        if findings.iter().any(|finding| finding.diagnostic.message == message) {
            continue;
        }
        let help = match shown.route_to(node).steps.last() {
            Some((choice, _)) => {
                format!("the play that shows it ends right before `{}`", story.choice_path(*choice))
            }
            None => "it does so before the first decision".to_owned(),
        };
        let diagnostic = Diagnostic { span, ..Diagnostic::proved(Code::FAILS, Span::default(), message) };
        findings.push(Finding { diagnostic: diagnostic.with_help(help), play: shown.play_to(node) });
    }
    findings
}

/// Names the place of a fault, and where it stands in the text.
fn place(story: &Story, fault: Fault) -> (String, Option<Span>) {
    let scenario = story.scenario();
    let of_scene = |id: &str| scenario.scenes.get(id).map(|scene| scene.span);
    let span = match fault.place {
        FaultPlace::Scene(scene) => of_scene(story.scene(scene).0),
        FaultPlace::Choice(choice) => of_choice(story, &story.choice_path(choice)),
        FaultPlace::Event(event) => scenario.events.get_index(event.index()).map(|(_, event)| event.span),
        FaultPlace::Ending(ending) => {
            scenario.endings.get_index(ending.index()).map(|(_, ending)| ending.span)
        }
        FaultPlace::Process(process) => {
            scenario.processes.get_index(process.index()).map(|(_, process)| process.span)
        }
        FaultPlace::Chance(site) => {
            let path = story.program().site(site).0;
            of_choice(story, path).or_else(|| of_scene(path.split('.').next().unwrap_or(path)))
        }
    };
    (story.place(fault.place), span)
}

/// Where the choice stands that a path begins with.
fn of_choice(story: &Story, path: &str) -> Option<Span> {
    let mut ids = path.split('.');
    let path = format!("{}.{}", ids.next()?, ids.next()?);
    Some(story.written(story.find_choice(&path)?).span)
}
