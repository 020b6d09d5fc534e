//! No way leads to a scene.
//!
//! The scene is neither the start, nor opened by an event, nor does any `Go` that can itself be reached lead to it.
//! Nobody will ever see it. Whether conditions allow a way at all is not asked here.
//!
//! ```ron
//! start: "monday",
//! scenes: { "monday": (…, then: Verdict), "tuesday": (…) },
//! ```
//!
//! Mend it by leading to it, or by removing it. This is advice: `allow: [("TH0027", "…")]` silences it.

use super::graph::Graph;
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::model::Scenario;

/// Looks for scenes that neither the start nor an event leads to.
pub(super) fn check(scenario: &Scenario, graph: &Graph<'_>) -> Vec<Diagnostic> {
    if scenario.broken.any || !scenario.scenes.contains_key(&scenario.start.value) {
        return Vec::new();
    }
    let events = scenario.events.values().map(|event| event.scene.value.as_str());
    let reached = graph.reached(events.chain([scenario.start.value.as_str()]));
    let lost = scenario.scenes.iter().zip(reached).filter(|(_, reached)| !reached);
    lost.map(|((id, scene), _)| {
        let help = format!("lead to it by `Go(\"{id}\")` or an event, or remove it");
        Diagnostic::advice(Code::UNREACHABLE, scene.span, format!("nothing leads to scene `{id}`"))
            .with_help(help)
    })
    .collect()
}
