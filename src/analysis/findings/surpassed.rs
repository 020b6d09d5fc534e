//! A choice that another of its scene surpasses: wherever this one is open the other is open, too, nothing is ever worse after
//! the other, and something is better.
//!
//! That is no dilemma. Compared are, for each meter (low ones turned), each trust, the aim, a success and an at least mixed
//! ending: the most and the least that any play can still reach, and the mean of plays in which every open choice is equally
//! likely; and which endings can still be reached. Each is compared by itself: a choice that wins in one and
//! loses in another surpasses nothing.
//!
//! ```ron
//! "shout": (text: "Shout.", effects: ["morale -= 5"], then: Go("dock")),
//! "ask": (text: "Ask.", then: Go("dock")),
//! ```
//!
//! Mend it by giving the weaker choice something that the other lacks: time, a number, a way on. `allow: [("TH0047", "…")]`
//! silences it, where a plainly bad choice is meant.

use super::siblings::Siblings;
use super::{Finding, Shown};
use crate::diagnostic::{Code, Diagnostic};

/// Finds choices that another surpasses; of several that do, the first is told of.
pub(super) fn find(shown: &Shown<'_>, siblings: &Siblings<'_>) -> Vec<Finding> {
    let story = shown.story;
    let mut findings = Vec::new();
    let choices = story.program().every_choice();
    for choice in choices.filter(|choice| !siblings.alone(*choice).fails) {
        // A choice that changes nothing is told of by itself; staying beats nothing.
        let mut others = siblings.others(choice).filter(|other| siblings.alone(*other).moves);
        let better = others.find(|other| siblings.pair(choice, *other).is_surpassed());
        let Some((other, node)) =
            better.and_then(|other| Some((other, siblings.pair(choice, other).better?)))
        else {
            continue;
        };
        let message = format!(
            "`{}` is never better than `{}`, and sometimes worse",
            story.choice_path(choice),
            story.choice_path(other)
        );
        let diagnostic = Diagnostic::proved(Code::SURPASSED, story.written(choice).span, message)
            .with_other(story.written(other).span, "open wherever it is, and at least as good in everything")
            .with_help("give it something that the other lacks, or take it out");
        findings.push(Finding { diagnostic, play: shown.play_picking(node, choice) });
    }
    findings
}
