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

use super::Finding;
use crate::analysis::dilemmas::{Flaw, FlawKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::simulation::Story;

/// Tells of choices that change nothing, and of pairs that lead to the same.
pub(super) fn find(story: &Story, flaws: &[Flaw]) -> Vec<Finding> {
    let findings = flaws.iter().filter_map(|Flaw { choice, kind, play }| {
        let (path, span) = (story.choice_path(*choice), story.written(*choice).span);
        let proved = |message| Diagnostic::proved(Code::NO_OP, span, message);
        let diagnostic = match *kind {
            FlawKind::Stays => {
                proved(format!("`{path}` changes nothing: it leads back to where it was picked"))
                    .with_help("let it change something, or take it out")
            }
            FlawKind::Same(other) => {
                proved(format!("`{path}` and `{}` lead to the same", story.choice_path(other)))
                    .with_other(story.written(other).span, "nothing later can tell it from this one")
                    .with_help("give one an effect that the other has not, or make one choice of the two")
            }
            FlawKind::Surpassed(_) | FlawKind::Trap => return None,
        };
        Some(Finding { diagnostic, play: play.clone() })
    });
    findings.collect()
}
