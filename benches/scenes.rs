//! A generated scenario of any size: for each scene with choices several short ones that tell the story and go on
//! by themselves, as a large scenario would have them. Everything that scenes can hold occurs, all checks
//! pass without a word, and the state stays small: what is remembered does not grow with the scenes.

use std::fmt::Write;

const PEOPLE: [&str; 4] = ["anna", "john", "michael", "ruth"];
const PLACES: [&str; 6] = ["Office", "Warehouse", "Dock", "Phone", "Kitchen", "MeetingRoom"];
const METERS: [&str; 4] = ["morale", "delivery", "risk", "money"];
const TRAITS: [&str; 6] = ["execution", "authority", "warmth", "clarity", "caution", "influence"];
const FACES: [&str; 4] = ["Flat", "Glad", "Worried", "Tired"];

/// How many sentences there are to tell a short scene with; coprime to the other lists.
const SHORT: [&str; 7] = [
    "The belt runs again, and nobody says a word.",
    "A truck turns at the gate. It is not yours.",
    "The list on the board is shorter than this morning.",
    "Somebody has made coffee for the late shift.",
    "Rain on the roof; the forklifts stay inside.",
    "The customer's number is on the display, then it stops.",
    "Two pallets are ready, the third waits for a label.",
];

/// The scenario's fields before its scenes.
const HEAD: &str = r#"#![enable(implicit_some)]
Scenario(
    format: 1,
    id: "scenes",
    title: "Many scenes",
    meters: {
        "morale": (label: "Morale", start: 60),
        "delivery": (label: "Delivery", start: 20),
        "risk": (label: "Risk", start: 35, good: Low),
        "money": (label: "Money"),
    },
    cast: {
        "anna": (name: "Anna", role: "Logistics"),
        "john": (name: "John", role: "Customer desk", trust: 46),
        "michael": (name: "Michael", role: "Warehouse", trust: 52),
        "ruth": (name: "Ruth", role: "Customer"),
    },
    facts: { "asked": Flag(false), "calls": Count(max: 90) },
    clock: (start: "Mon 09:00", deadline: "Week 9 Fri 17:00"),
    stage: (mood: "morale", weather: "risk"),
    start: "s0",
    scenes: {
"#;

/// The scenario's fields behind its scenes.
const TAIL: &str = r#"        "tired": (text: "Everybody is tired, and it shows.", on_enter: ["morale += 10"], then: Back),
    },
    processes: { "wages": (every: "1d", effects: ["money -= 1"]) },
    events: { "tired": (when: "morale < 10", scene: "tired", once: false) },
    endings: {
        "shipped": (when: "delivery >= 80", title: "Shipped", text: "It left on [day].", outcome: Success),
        "late": (title: "Late", text: "It is still here.", outcome: Failure),
    },
)
"#;

/// Writes the source of a scenario with so many scenes, of which every so-many-th has choices (a prime, so that all kinds
/// of scenes and choices occur).
pub(crate) fn scenes(count: usize, choices_every: usize) -> String {
    let mut out = String::with_capacity(HEAD.len() + TAIL.len() + count * (180 + 1300 / choices_every));
    out.push_str(HEAD);
    // The scene of the event is in the count.
    for scene in 0..count - 1 {
        let next = if scene + 2 < count { format!("Go(\"s{}\")", scene + 1) } else { "Verdict".into() };
        if scene % choices_every == 0 {
            decision(&mut out, scene, &next);
        } else {
            short(&mut out, scene, &next);
        }
    }
    out.push_str(TAIL);
    out
}

/// A scene that goes on by itself.
fn short(out: &mut String, scene: usize, next: &str) {
    let (text, meter, place) = (SHORT[scene % 7], METERS[scene % 4], PLACES[scene % 6]);
    let _ = match scene % 5 {
        0 => writeln!(
            out,
            r#"        "s{scene}": (place: {place}, text: "{text} Risk is [risk].", takes: "30m", then: {next}),"#
        ),
        1 => writeln!(
            out,
            r#"        "s{scene}": (text: "{text}", on_enter: ["{meter} -= 2"], then: {next}),"#
        ),
        2 => writeln!(
            out,
            r#"        "s{scene}": (
            text: "{text}[if asked| They had warned you.]",
            then: First([("{meter} > 90 and asked", End("shipped"))], {next}),
        ),"#
        ),
        3 => writeln!(
            out,
            r#"        "s{scene}": (
            text: "{text}",
            then: Chance({{ "well": ("100 - {meter}", {next}), "badly": (10, End("late")) }}),
        ),"#
        ),
        _ => writeln!(out, r#"        "s{scene}": (text: "{text}", takes: "1h", then: {next}),"#),
    };
}

/// A scene with two to four choices.
fn decision(out: &mut String, scene: usize, next: &str) {
    let (who, other, place) = (PEOPLE[scene % 4], PEOPLE[(scene + 1) % 4], PLACES[scene % 6]);
    let (first, second) = (SHORT[scene % 7], SHORT[(scene + 3) % 7]);
    let _ = writeln!(
        out,
        r#"        "s{scene}": (
            place: {place}, on_stage: ["{who}", "{other}"],
            text: "{first} {second} Delivery stands at [delivery]. [if asked|They look up and wait for your answer.|Nobody looks up from the desk at all.] Somebody has to decide it now.",
            choices: {{"#
    );
    for option in 0..2 + scene / 7 % 3 {
        choice(out, scene, option, next);
    }
    out.push_str("            },\n        ),\n");
}

fn choice(out: &mut String, scene: usize, option: usize, next: &str) {
    let (who, face) = (PEOPLE[scene % 4], FACES[scene % 4]);
    let (up, down) = (METERS[(scene + option) % 4], METERS[(scene + option + 1) % 4]);
    let (more, less) = (2 + (scene + option) % 7, 1 + (scene + option) % 5);
    let (main, side) = (TRAITS[(scene + option) % 6], TRAITS[(scene + option + 1) % 6]);
    let _ = match option {
        0 => writeln!(
            out,
            r#"                "hand_out": (
                    text: "Split the job into tasks and hand them out.",
                    shows: {{ "{main}": 2, "{side}": 1 }},
                    effects: ["{up} += {more}", "{down} -= {less}"],
                    takes: "1h",
                    says: {{ "fine": (who: "{who}", text: "Fine. Which one is mine?", face: {face}) }},
                    then: {next},
                ),"#
        ),
        1 => writeln!(
            out,
            r#"                "ask": (
                    text: "Ask {who} how to do it.", shows: {{ "{main}": 2 }}, takes: "30m",
                    effects: ["asked = true", "calls += 1", "if level.{who} < 3: trust.{who} += {more}"],
                    feedback: "It took half an hour; the plan is theirs.", then: {next},
                ),"#
        ),
        2 => writeln!(
            out,
            r#"                "push": (
                    text: "Push it through tonight.", shows: {{ "{main}": 1 }}, when: "{up} >= {less} and not late", locked: Why,
                    effects: ["{up} += {more} * 2", "{down} -= {less}"],
                    then: Chance({{ "late": ("risk", End("late")), "fine": ("100 - risk", {next}) }}),
                ),"#
        ),
        _ => writeln!(
            out,
            r#"                "wait": (
                    text: "Wait until the calls stop.", shows: {{ "{main}": 1 }}, when: "calls < 80", until: "Tue 09:00",
                    then: First([("{up} < {less}", Verdict)], {next}),
                ),"#
        ),
    };
}
