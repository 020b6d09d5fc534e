//! A choice that always loses: after it no play comes to an ending that is at least mixed, though after another choice of the
//! same moment one could.
//!
//! One wrong pick that decides everything teaches nothing, unless the player could have known. It is told of a choice only
//! where this is so in every state that offers it.
//!
//! ```ron
//! "hang_up": (text: "Hang up.", then: End("lost")),
//! ```
//!
//! Mend it by a way back, at a price. `allow: [("TH0049", "…")]` silences it, where the choice is meant as a way out.

use super::Finding;
use crate::analysis::dilemmas::{Flaw, FlawKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::simulation::Story;

/// Tells of choices that always lose.
pub(super) fn find(story: &Story, flaws: &[Flaw]) -> Vec<Finding> {
    let traps = flaws.iter().filter(|flaw| flaw.kind == FlawKind::Trap);
    let findings = traps.map(|Flaw { choice, play, .. }| {
        let message =
            format!("`{}` always loses: no play after it ends at least mixed", story.choice_path(*choice));
        let diagnostic = Diagnostic::proved(Code::TRAP, story.written(*choice).span, message)
            .with_help("leave a way back, at a price; another choice of the same moment has one");
        Finding { diagnostic, play: play.clone() }
    });
    findings.collect()
}
