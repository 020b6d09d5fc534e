//! A generated scenario that branches, for maps.

use std::fmt::Write;

/// Returns a scenario of so many scenes that branches: each scene leads to two to four of the next forty, here and there to an ending.
pub(crate) fn scenes(count: usize) -> String {
    let mut out = String::from(
        r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "branching", title: "Many ways", start: "s0",
    meters: { "morale": (label: "Morale", start: 50) },
    endings: {
        "good": (when: "morale > 70", title: "Good", text: "Good.", outcome: Success),
        "late": (title: "Late", text: "Late.", outcome: Failure),
    },
    scenes: {
"#,
    );
    let mut dice = 1_u64;
    let mut roll = |sides: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) as usize % sides
    };
    for scene in 0..count {
        let _ = write!(
            out,
            "        \"s{scene}\": (title: \"Scene number {scene}\", text: \"Words.\", choices: {{"
        );
        for choice in 0..2 + roll(3) {
            let next = scene + 1 + roll(40);
            let then = match roll(20) {
                0 => "End(\"good\")".to_owned(),
                1 => "Verdict".to_owned(),
                _ if next >= count => "Verdict".to_owned(),
                _ => format!("Go(\"s{next}\")"),
            };
            let _ = write!(
                out,
                " \"c{choice}\": (text: \"Choose {choice}.\", shows: {{ \"warmth\": 1 }}, then: {then}),"
            );
        }
        out += " }),\n";
    }
    out + "    },\n)\n"
}
