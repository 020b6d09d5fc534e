//! `Back` stands in a scene that no event opens.
//!
//! An event interrupts: its scene opens, and `Back` returns to the scene that was interrupted. Where nothing was
//! interrupted, there is nothing to return to. The scenes of an interlude are those that an event without
//! `divert: true` opens, and those that `Go` leads to from there.
//!
//! ```ron
//! "tuesday": (text: "…", then: Back),
//! ```
//!
//! Mend it with a `Go` to the scene that follows, or let an event open the scene.

use super::graph::Graph;
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::{Scenario, Then};

/// Looks for `Back` outside interludes.
pub(super) fn check(scenario: &Scenario, graph: &Graph<'_>) -> Vec<Diagnostic> {
    if scenario.broken.any {
        // What opens the scene may be what could not be read.
        return Vec::new();
    }
    let opened =
        scenario.events.values().filter(|event| !event.divert).map(|event| event.scene.value.as_str());
    let interludes = graph.reached(opened);
    let mut found = Vec::new();
    for (scene, id) in scenario.scenes.keys().enumerate().filter(|(scene, _)| !interludes[*scene]) {
        for way in graph.ways(scene) {
            if let Then::Back(span) = way.then {
                let message = format!("no event opens scene `{id}`, so there is nothing to go back to");
                let help = "write `Go(\"scene\")`, or open the scene by an event without `divert`";
                found.push(Diagnostic::error(Code::BACK, *span, message).with_help(help));
            }
        }
    }
    found
}
