//! Changing a scenario's text by places.

mod migrating;
mod renaming;
mod setting;

use two_hats::diagnostic::{Source, Span};
use two_hats::scenario::edit::{Edits, EditsError, MigrateError, STEPS, migrate, rename, set};
use two_hats::scenario::read;
use two_hats::simulation::{self, EditError};

use crate::support::small;

/// Makes edits in a scenario of one file.
fn edit(text: &str, edits: &Edits) -> Result<String, EditError> {
    simulation::edit(&Source::new("", text), edits).map(|edited| edited.text().to_owned())
}

/// A scenario in which each place of an id is marked, and the same words stand where they are none.
const MARKED: &str = r#"#![enable(implicit_some)]
// anna, morale and call are words here.
Scenario(
    format: 1, id: "call", title: "morale", briefing: "anna [morale]", tags: ["asked"],
    goals: { "«listen»": "To listen" },
    meters: { "«morale»": (label: "morale"), "«morale_low»": (label: "Low") },
    aim: "«morale»/2+«morale_low» / 2",
    cast: {
        "«anna»": (name: "anna", role: "call", look: (hair: Bob)), // anna
        "«ben»": (name: "Ben"),
    },
    facts: { "«asked»": Flag(false), "«calls»": Count(max: 3) },
    clock: (start: "Mon 09:00", deadline: "Fri 17:00"),
    stage: (mood: "«morale»", weather: Some("«morale_low»")),
    start: "«call»",
    scenes: {
        "«call»": (
            title: "call", on_stage: ["«anna»", /* "anna" */ "«ben»"],
            text: "anna, morale [[morale] [ «morale» ] [if «asked» and chose(\"«call».«ask»\")|asked [«calls»]|seen('call') [if seen( '«packed»' )|call|no]]",
            notes: "[morale]", discuss: "asked?",
            on_enter: ["if trust . «anna» < 20: «calls» += 1", r"trust.«ben» = level.«anna»"],
            choices: {
                "«ask»": (
                    text: "Ask [«morale_low»].", when: "not «asked» and «morale»>«morale_low»", locked: "Only [«morale»].",
                    effects: ["«asked» = true", "«morale» += min(«calls», clamp(-«morale», 0, trust.«anna»))"],
                    says: { "«well»": (who: "«anna»", when: "«calls» > 0", text: "I am anna: [trust.«anna»].") },
                    feedback: "[if not chose('«call».«ask»') or seen(\"«call»\")|anna]",
                    then: Go("«call»"),
                ),
                "«go»": (
                    text: "Go.", locked: Why, when: "true",
                    then: First([("«morale» < 5", End("«late»")), ("chose('«call».«go»')", Go("«packed»"))], Chance({
                        "«fine»": ("100 - «morale»", Go("«packed»")),
                        "«bad»": (5, Chance({ "«worse»": ("«calls»", Verdict), "«worst»": (1, Go("«call»")) })),
                    })),
                ),
            },
        ),
        "«packed»": (text: "packed", takes: "2h", then: Chance({ "«dry»": (1, Verdict) })),
        "«talk»": (text: "talk", choices: { "ask": (text: "Ask.", then: Back) }),
    },
    processes: { "«tiring»": (every: "1d", when: "«asked»", effects: ["«morale» -= 1"]) },
    events: { "«tired»": (when: "«morale» < 20 and not late", scene: "«talk»") },
    endings: {
        "«good»": (when: "«morale» >= 50", title: "good", text: "[if late|late|good [«morale»]]", outcome: Success, on_stage: ["«anna»"]),
        "«late»": (title: "late", text: "late", outcome: Failure),
    },
)
"#;

fn marked() -> String {
    MARKED.replace(['«', '»'], "")
}

#[test]
fn a_text_that_is_not_whole_or_not_known_is_refused() {
    for (text, reason) in [
        (small().replace("start: 60),", "start: 60,"), "TH0001: this `(` is never closed"),
        (small().replace("format: 1", "format: 2"), "TH0009: this scenario is written for format 2"),
        ("Scene()".into(), "TH0005: expected `Scenario(…)`"),
        (String::new(), "TH0001: the file is empty"),
        (" ".repeat(read::MAX_BYTES + 1), "TH0029: the text has"),
    ] {
        let migrated = match migrate(&Source::new("", &text), STEPS) {
            Err(MigrateError::Text(problem)) => problem,
            other => panic!("{other:?}"),
        };
        let renamed = rename(&text, "packed", "x").unwrap_err();
        for problem in [renamed, set(&text, "minutes", "5").unwrap_err(), migrated] {
            let said = format!("{}: {}", problem.code, problem.message);
            assert!(said.starts_with(reason), "{said}");
        }
    }
}

#[test]
fn edits_that_overlap_or_lie_outside_are_refused() {
    let made = |places: &[(usize, usize)]| {
        let mut edits = Edits::default();
        for (start, end) in places {
            edits.replace(Span::new(*start, *end), "x");
        }
        match edit(small(), &edits) {
            Err(EditError::Edits(error)) => error,
            other => panic!("{other:?}"),
        }
    };
    let overlap = EditsError::Overlap(Span::new(4, 6));
    assert_eq!(made(&[(4, 6), (2, 5)]), overlap);
    assert_eq!(made(&[(2, 8), (4, 6)]), overlap);
    let beyond = small().len() + 1;
    assert_eq!(made(&[(0, beyond)]), EditsError::Outside(Span::new(0, beyond)));
}
