//! A generated scenario: a week of decisions with three options each on six numbers, a chance at every
//! fourth, a condition on every third option, an event that is looked at on every arrival, and four endings
//! by thresholds.

use std::fmt::Write;

/// Writes the source of a week with so many decisions.
pub(crate) fn week(decisions: usize) -> String {
    let mut out =
        String::from("Scenario(format: 1, id: \"week\", title: \"A week\", start: \"d0\",\n  meters: {\n");
    for meter in 0..6 {
        let _ = writeln!(out, "    \"m{meter}\": (label: \"M{meter}\", start: {}),", 40 + 5 * meter);
    }
    out.push_str("  },\n  scenes: {\n");
    for decision in 0..decisions {
        let _ = writeln!(out, "    \"d{decision}\": (text: \"Decide.\", choices: {{");
        for option in 0..3 {
            scene_choice(&mut out, decision, option, decisions);
        }
        out.push_str("    }),\n");
    }
    out.push_str(
        "    \"tired\": (text: \"Rest.\", choices: { \"rest\": (text: \"Rest.\", effects: [\"m0 += 10\"], then: Back) }),\n  },\n  \
         events: { \"tired\": (when: \"m0 < 10\", scene: \"tired\") },\n  endings: {\n    \
         \"both\": (when: \"m0 >= 60 and m1 >= 60\", title: \"Both\", text: \"Both.\", outcome: Success),\n    \
         \"first\": (when: \"m0 >= 60\", title: \"First\", text: \"First.\", outcome: Mixed),\n    \
         \"second\": (when: \"m1 >= 60\", title: \"Second\", text: \"Second.\", outcome: Mixed),\n    \
         \"none\": (title: \"None\", text: \"None.\", outcome: Failure),\n  },\n)\n",
    );
    out
}

fn scene_choice(out: &mut String, decision: usize, option: usize, decisions: usize) {
    let up = (decision + option) % 6;
    let down = (decision + 2 * option + 1) % 6;
    let next = if decision + 1 < decisions { format!("Go(\"d{}\")", decision + 1) } else { "Verdict".into() };
    let when = if option == 2 { format!(" when: \"m{down} >= 15\",") } else { String::new() };
    let then = if decision % 4 == 3 && option == 1 && decision + 2 < decisions {
        format!(
            "Chance({{ \"well\": (\"m{up}\", {next}), \"badly\": (\"100 - m{up}\", Go(\"d{}\")) }})",
            decision + 2
        )
    } else {
        next
    };
    let _ = writeln!(
        out,
        "      \"c{option}\": (text: \"Do it.\",{when} effects: [\"m{up} += {}\", \"m{down} -= {}\"], then: {then}),",
        3 + (decision + option) % 8,
        2 + (decision * 3 + option) % 7,
    );
}
