//! Two choices of a scene lead to the same, whatever the state, or a choice leads back to where it was picked.
//!
//! The player decides nothing there. What a choice *shows* about the player is not asked: a choice that only shows
//! something is an empty one to whoever has to live with it. Numbers that nothing reads any more are left out; meters, trust
//! and the aim count to the end.
//!
//! ```ron
//! "ask": (text: "Ask Anna.", then: Go("dock")),
//! "tell": (text: "Tell Anna.", then: Go("dock")),
//! ```
//!
//! Mend it by an effect that one has and the other has not, or by one choice in place of two. `allow: [("TH0048", "…")]`
//! silences it.

use super::siblings::Siblings;
use super::{Finding, Shown};
use crate::diagnostic::{Code, Diagnostic};

/// Finds choices that change nothing, and pairs that lead to the same.
pub(super) fn find(shown: &Shown<'_>, siblings: &Siblings<'_>) -> Vec<Finding> {
    let story = shown.story;
    let mut findings = Vec::new();
    for choice in story.program().every_choice() {
        let (alone, span) = (siblings.alone(choice), story.written(choice).span);
        let path = story.choice_path(choice);
        if let (Some(node), false) = (alone.offered, alone.moves) {
            let message = format!("`{path}` changes nothing: it leads back to where it was picked");
            let diagnostic = Diagnostic::proved(Code::NO_OP, span, message)
                .with_help("let it change something, or take it out");
            findings.push(Finding { diagnostic, play: shown.play_picking(node, choice) });
        }
        // Of two choices the later one is told of.
        let same =
            siblings.others(choice).find(|other| *other < choice && siblings.pair(choice, *other).is_same());
        if let Some((other, node)) =
            same.and_then(|other| Some((other, siblings.pair(choice, other).together?)))
        {
            let message = format!("`{path}` and `{}` lead to the same", story.choice_path(other));
            let diagnostic = Diagnostic::proved(Code::NO_OP, span, message)
                .with_other(story.written(other).span, "nothing later can tell it from this one")
                .with_help("give one an effect that the other has not, or make one choice of the two");
            findings.push(Finding { diagnostic, play: shown.play_picking(node, choice) });
        }
    }
    findings
}
