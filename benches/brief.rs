//! A generated scenario with hardly a word in each scene, so that a million of them fit into the 64 MiB that a scenario may have.

use std::fmt::Write;

const HEAD: &str = r#"#![enable(implicit_some)]
Scenario(
    format: 1,
    id: "brief",
    title: "Very many scenes",
    meters: { "morale": (label: "Morale", start: 60) },
    allow: [("TH0025", "So many have to be brief."), ("TH0037", "Nobody plays this.")],
    start: "s0",
    scenes: {
"#;

const TAIL: &str = r#"    },
    endings: {
        "fine": (when: "morale >= 60", title: "Fine", text: "It left.", outcome: Success),
        "late": (title: "Late", text: "It is here.", outcome: Failure),
    },
)
"#;

/// Writes the source of a scenario with so many scenes, of which every so-many-th has two choices.
pub(crate) fn brief(count: usize, choices_every: usize) -> String {
    let mut out = String::with_capacity(HEAD.len() + TAIL.len() + count * (50 + 120 / choices_every));
    out.push_str(HEAD);
    for scene in 0..count {
        let next = if scene + 1 < count { format!("Go(\"s{}\")", scene + 1) } else { "Verdict".into() };
        let _ = if scene % choices_every == 0 {
            writeln!(
                out,
                "\"s{scene}\":(text:\"Well?\",choices:{{\"a\":(text:\"Yes.\",effects:[\"morale += 1\"],then:{next}),\
                 \"b\":(text:\"No.\",effects:[\"morale -= 1\"],then:{next})}}),"
            )
        } else {
            writeln!(out, "\"s{scene}\":(text:\"It rains.\",then:{next}),")
        };
    }
    out.push_str(TAIL);
    out
}
