//! The cases of `tests/conformance`: small scenarios with the exact states that they must give.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use two_hats::simulation::{
    Action, Beat, From, RECORDING_FORMAT, Recording, Refusal, Replay, ReplayError, Session, replay,
};

use crate::support::{story, values};

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Case {
    pins: String,
    seed: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<From>,
    begin: Value,
    steps: Vec<Value>,
}

/// Computes the point of a roll, without the program's dice.
fn point(seed: u64, path: &str, n: u64, total: u64) -> u64 {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let hash = path.bytes().fold(0xcbf2_9ce4_8422_2325_u64, fold);
    let mix = |x: u64| {
        let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    };
    let x = mix(mix(seed.wrapping_add(hash)).wrapping_add(n));
    ((u128::from(x) * u128::from(total)) >> 64) as u64
}

/// What a turn brought, as a log; `counts` are the rolls so far at each path.
fn log(beats: &[Beat], seed: u64, counts: &mut BTreeMap<String, u64>) -> Value {
    let entry = |beat: &Beat| {
        Some(match beat {
            Beat::Chose { .. } | Beat::Says { .. } | Beat::Feedback { .. } => return None,
            Beat::Acted { id } => json!({ "acted": id }),
            Beat::Due { id } => json!({ "due": id }),
            Beat::Dropped { id } => json!({ "dropped": id }),
            Beat::Interrupted { id } => json!({ "interrupted": id }),
            Beat::Resumed { id } => json!({ "resumed": id }),
            Beat::Scene(scene) => json!({ "shown": scene.id }),
            Beat::Ended { id, .. } => json!({ "ended": id }),
            Beat::Rolled { path, branch, total, .. } => {
                let count = counts.entry(path.clone()).or_default();
                *count += 1;
                let n = *count - 1;
                let r = point(seed, path, n, *total);
                json!({ "rolled": path, "n": n, "r": r, "total": total, "branch": branch })
            }
        })
    };
    beats.iter().filter_map(entry).collect()
}

fn refusal(pick: Option<&str>, refusal: &Refusal) -> Value {
    let mut step = serde_json::Map::new();
    step.extend(pick.map(|pick| ("pick".to_owned(), pick.into())));
    let kind = match refusal {
        Refusal::Over => "over",
        Refusal::NotHere { .. } => "not_here",
        Refusal::Locked { reasons, .. } if reasons == &["it is offered only once"] => "spent",
        Refusal::Locked { .. } => "locked",
        Refusal::NoSuchDecision(..) => panic!("{refusal}"),
        Refusal::Broken { place, what } => {
            let fault = match what.as_str() {
                "it divides by zero" => "division_by_zero",
                "a number grows past 64 bits" => "overflow",
                "every branch of the chance has zero weight" => "no_weight",
                "none of its choices is available" => "no_choice",
                "no ending's condition holds" => "no_ending",
                "`Back` finds nothing that was interrupted" => "nothing_to_resume",
                "scenes go on by themselves without end" => "endless",
                other => panic!("{other}"),
            };
            let at = place.replace("the ", "").replace("at ", "").replace('`', "");
            step.insert("fault".into(), fault.into());
            step.insert("at".into(), at.into());
            return step.into();
        }
    };
    step.insert("refused".into(), kind.into());
    step.into()
}

/// Begins a play, perhaps in the middle, by replaying a recording without steps.
fn begin(scenario: &str, case: &Case) -> Result<Session, Refusal> {
    let story = story(scenario);
    let recording = Recording {
        format: RECORDING_FORMAT,
        scenario: story.scenario().id.clone(),
        scenario_format: 1,
        meaning: story.meaning(),
        seed: case.seed,
        from: case.from.clone(),
        steps: Vec::new(),
    };
    match replay(story, &recording) {
        Ok(Replay { session, .. }) => Ok(session),
        Err(ReplayError::Beginning(refusal)) => Err(refusal),
        Err(other) => panic!("{other}"),
    }
}

/// Plays a case and returns it as it was played.
fn played(scenario: &str, case: &Case) -> (Value, Vec<Value>) {
    let mut counts = BTreeMap::new();
    let mut session = match begin(scenario, case) {
        Ok(session) => session,
        Err(broken) => return (refusal(None, &broken), Vec::new()),
    };
    let all: IndexMap<_, _> = values(&session).into_iter().collect();
    let first = json!({ "log": log(&session.opening().beats, case.seed, &mut counts), "values": all });
    let mut steps = Vec::new();
    for step in &case.steps {
        let pick = step["pick"].as_str().unwrap();
        let before = values(&session);
        let act = session.act(&Action::Pick(pick.to_owned())).map(|turn| turn.beats.clone());
        steps.push(match act {
            Err(refused) => {
                assert_eq!(values(&session), before, "a refused pick changed something");
                refusal(Some(pick), &refused)
            }
            Ok(beats) => {
                let now = values(&session);
                let differing = now.iter().zip(&before).filter(|(now, before)| now != before);
                let changes: IndexMap<_, _> = differing.map(|(now, _)| now.clone()).collect();
                json!({ "pick": pick, "log": log(&beats, case.seed, &mut counts), "changes": changes })
            }
        });
    }
    (first, steps)
}

/// Writes a case with one step on a line.
fn write(case: &Case, begin: &Value, steps: &[Value]) -> String {
    let from =
        case.from.iter().map(|from| format!("\n  \"from\": {},", serde_json::to_string(from).unwrap()));
    let steps: Vec<_> = steps.iter().map(|step| format!("\n    {step}")).collect();
    format!(
        "{{\n  \"pins\": {},\n  \"seed\": {},{}\n  \"begin\": {begin},\n  \"steps\": [{}\n  ]\n}}\n",
        json!(case.pins),
        case.seed,
        from.collect::<String>(),
        steps.join(",")
    )
}

/// Compares a case with how it plays; the first difference is returned.
fn check(file: &Path) -> Option<String> {
    let name = file.file_stem().unwrap().to_string_lossy().into_owned();
    let scenario = std::fs::read_to_string(file).unwrap();
    let path = file.with_extension("json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let case: Case = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (begin, steps) = played(&scenario, &case);
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(path, write(&case, &begin, &steps)).unwrap();
        return None;
    }
    // Names are compared as a list, so that the order of the values counts too.
    let names =
        |begin: &Value| begin["values"].as_object().map(|all| all.keys().cloned().collect::<Vec<_>>());
    if begin != case.begin || names(&begin) != names(&case.begin) {
        return Some(format!("{name}, at the beginning:\n  expected {}\n  got      {begin}", case.begin));
    }
    steps.iter().zip(&case.steps).enumerate().find(|(_, (got, expected))| got != expected).map(
        |(number, (got, expected))| {
            format!("{name}, step {}:\n  expected {expected}\n  got      {got}", number + 1)
        },
    )
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    files.sort();
    files
}

#[test]
fn every_case_gives_exactly_its_states() {
    let failures: Vec<_> = cases().iter().filter_map(|file| check(file)).collect();
    assert!(failures.is_empty(), "{} cases differ:\n{}", failures.len(), failures.join("\n"));
    assert!(cases().len() >= 35);
}
