//! A play can come to a point from which no ending can be reached, whatever is picked and however chances fall.
//!
//! Whoever comes there goes round for good. The advice about scenes without a way to an ending looks at what is written; this
//! looks at what is open: the way is there, but its condition never holds again.
//!
//! ```ron
//! "ask": (text: "…", choices: {
//!     "again": (text: "Ask again.", then: Go("ask")),
//!     "leave": (text: "Leave.", when: "trust.anna >= 40", then: Verdict),
//! }),
//! ```
//!
//! Mend it by a way on that is always open, or by letting something change with each round.

use super::{Finding, Shown};
use crate::analysis::sweep::{Sweep, Worth, worths};
use crate::diagnostic::{Code, Diagnostic};
use crate::simulation::Position;

/// Finds states from which nothing ends, the first of each scene.
pub(super) fn find(shown: &Shown<'_>, sweep: &Sweep) -> Vec<Finding> {
    let (story, space) = (shown.story, shown.space);
    if sweep.is_forward() {
        return Vec::new();
    }
    // A play that fails ends, too; that is told of elsewhere.
    let ends = worths::<Worth, 1, _>(space, sweep, |_| [1.0], &mut [()], |(), _, _, _| {});
    let mut told = vec![false; story.program().sizes().scenes];
    let mut findings = Vec::new();
    for node in (0..space.states() as u32).filter(|node| ends[*node as usize][0].most < 1.0) {
        let Some(Position::Scene(scene)) = space.position(story.program(), node) else { continue };
        if std::mem::replace(&mut told[scene.index()], true) {
            continue;
        }
        let (id, _) = story.scene(scene);
        let Some(written) = story.scenario().scenes.get(id) else { continue };
        let message = format!("a play can come to scene `{id}` and never to an ending from there");
        let diagnostic = Diagnostic::proved(Code::ENDLESS, written.span, message)
            .with_help("give it a way on that is always open, or let something change with each round");
        findings.push(Finding { diagnostic, play: shown.play_to(node) });
    }
    findings
}
