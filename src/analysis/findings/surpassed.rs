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

use super::Finding;
use crate::analysis::dilemmas::{Flaw, FlawKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::simulation::Story;

/// Tells of choices that another surpasses.
pub(super) fn find(story: &Story, flaws: &[Flaw]) -> Vec<Finding> {
    let findings = flaws.iter().filter_map(|Flaw { choice, kind, play }| {
        let FlawKind::Surpassed(by) = *kind else { return None };
        let message = format!(
            "`{}` is never better than `{}`, and sometimes worse",
            story.choice_path(*choice),
            story.choice_path(by)
        );
        let diagnostic = Diagnostic::proved(Code::SURPASSED, story.written(*choice).span, message)
            .with_other(story.written(by).span, "open wherever it is, and at least as good in everything")
            .with_help("give it something that the other lacks, or take it out");
        Some(Finding { diagnostic, play: play.clone() })
    });
    findings.collect()
}
