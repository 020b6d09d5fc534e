//! A generated scenario that branches: each scene has two to four choices, which lead to some of the next scenes, and
//! every so-many-th also one to an ending. Its map has a line for nearly every choice, many of them long.

use std::fmt::Write;

/// How many of the next scenes a choice may lead to.
const AHEAD: u64 = 40;
/// Every so-many-th scene has a choice that ends the story.
const ENDS_EVERY: usize = 20;

/// Writes the source of a scenario with so many scenes.
pub(crate) fn branching(count: usize) -> String {
    let mut out = String::from(
        "#![enable(implicit_some)]\nScenario(\n    format: 1, id: \"branching\", title: \"Many ways\",\n    meters: { \"morale\": (label: \"Morale\") }, start: \"s0\",\n    scenes: {\n",
    );
    // The dice of a linear congruential generator: the same scenario everywhere.
    let mut dice = 1_u64;
    let mut roll = |sides: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    for scene in 0..count {
        let _ = writeln!(out, "        \"s{scene}\": (text: \"Somebody has to decide it now.\", choices: {{");
        for choice in 0..2 + roll(3) {
            let next = scene + 1 + roll(AHEAD) as usize;
            let then = if next < count { format!("Go(\"s{next}\")") } else { "End(\"done\")".into() };
            let _ = writeln!(out, "            \"c{choice}\": (text: \"Do it.\", then: {then}),");
        }
        if scene % ENDS_EVERY == ENDS_EVERY - 1 {
            let _ = writeln!(out, "            \"stop\": (text: \"Give up.\", then: End(\"late\")),");
        }
        out.push_str("        }),\n");
    }
    out.push_str(
        "    },\n    endings: {\n        \"done\": (title: \"Done\", text: \"It left.\", outcome: Success),\n        \
         \"late\": (title: \"Late\", text: \"It is still here.\", outcome: Failure),\n    },\n)\n",
    );
    out
}
