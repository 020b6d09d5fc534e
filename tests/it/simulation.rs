//! The step as a player meets it: what is told, refused, taken back; expressions against an interpreter of their own.

use arbtest::arbitrary::{Result as Drawn, Unstructured};
use arbtest::arbtest;
use two_hats::diagnostic::Code;
use two_hats::scenario::model::{Exit, Fact};
use two_hats::simulation::{Action, Refusal, Session, Story, replay};

use crate::support::{begin, pick, story, told, value, values};

/// Wraps scenes into a scenario with a meter, a person, facts and a clock.
fn scenario(scenes: &str) -> String {
    format!(
        "Scenario(format: 1, id: \"s\", title: \"S\",
            meters: {{ \"morale\": (label: \"Team morale\", start: 50) }},
            cast: {{ \"anna\": (name: \"Anna\") }},
            facts: {{ \"asked\": Flag(false), \"calls\": Count(max: 9) }},
            clock: (start: \"Mon 09:00\", deadline: \"Fri 17:00\"),
            start: \"a\", scenes: {{ {scenes} }},
            endings: {{ \"end\": (title: \"End\", text: \"Over.\", outcome: Mixed) }})"
    )
}

/// Plays scenes by picks and compares what is told from the first pick on, a refusal included.
fn check(scenes: &str, picks: &[&str], expected: &[&str]) {
    let mut session = begin(&scenario(scenes), 1);
    let mut lines = Vec::new();
    for pick in picks {
        match session.act(&Action::Pick((*pick).to_owned())) {
            Ok(turn) => lines.extend(told(&turn.beats)),
            Err(refusal) => lines.push(refusal.to_string()),
        }
    }
    assert_eq!(lines, expected);
}

#[test]
fn a_pick_is_told_in_the_order_in_which_it_happens() {
    let scenes = r#"
        "a": (text: "A", choices: { "go": (text: "Go at [morale].", effects: ["morale -= 5"], takes: "1h",
            says: { "x": (who: "anna", text: "Now [morale].") }, feedback: "Was it [hour]?",
            then: Chance({ "x": (1, Go("b")) })) }),
        "b": (text: "B", takes: "30m", then: Go("c")),
        "c": (text: "C", on_enter: ["morale = 1"], choices: { "end": (text: "End.", then: End("end")) })"#;
    check(
        scenes,
        &["go", "c.end", "go"],
        &[
            "chose a.go: Go at 50.",
            "Anna says: Now 45.",
            "feedback: Was it 10?",
            "rolled a.go: x, 1 of 1",
            "scene b at Mon 10:00: B",
            "scene c at Mon 10:30: C",
            "chose c.end: End.",
            "ending end: Over.",
            "the play has ended",
        ],
    );
}

#[test]
fn a_refusal_names_the_part_that_failed() {
    for (when, reason) in [
        ("morale >= 60", "Team morale must be at least 60 (it is 50)"),
        ("morale < 50", "Team morale must be below 50 (it is 50)"),
        ("morale != 50", "Team morale must be other than 50 (it is 50)"),
        ("trust.anna > 60", "Anna’s trust must be above 60 (it is 50)"),
        ("level.anna == 3", "Anna’s trust (as a level) must be 3 (it is 2)"),
        ("asked", "`asked` must hold"),
        ("asked == true", "`asked` must hold"),
        ("asked != false", "`asked` must hold"),
        ("not (asked == false)", "this must not hold: `asked` must not hold"),
        ("not (morale == 50)", "this must not hold: Team morale must be 50 (it is 50)"),
        ("late", "the deadline must be past"),
        ("hour >= 12", "the hour must be at least 12 (it is 9)"),
        ("seen('b')", "you must have been at “The second”"),
        ("not chose('a.stay') and seen('b')", "you must have been at “The second”"),
        ("chose('a.stay')", "you must have chosen `a.stay`"),
        ("morale > 10 and asked and calls > 1", "`asked` must hold; `calls` must be above 1 (it is 0)"),
        ("asked or calls == 2", "`asked` must hold, or `calls` must be 2 (it is 0)"),
    ] {
        let scenes = format!(
            r#""a": (text: "A", choices: {{ "go": (text: "Go.", when: "{when}", locked: Why, then: Go("b")),
                "stay": (text: "Stay.", then: Go("a")) }}),
            "b": (title: "The second", text: "B", choices: {{ "end": (text: "End.", then: End("end")) }})"#
        );
        check(&scenes, &["go"], &[&format!("`a.go` cannot be picked now: {reason}")]);
        let offers = begin(&scenario(&scenes), 1).offers();
        assert_eq!(offers[0].locked.as_deref(), Some(reason));
    }
}

#[test]
fn a_choice_of_another_scene_is_refused_with_what_there_is() {
    let scenes = r#""a": (text: "A", choices: { "go": (text: "Go.", then: Go("a")), "no": (text: "No.", when: "asked", then: Go("a")) })"#;
    for wrong in ["b.go", "nothing", "", ".", "a.", ".go", "a.go.x", "[0]"] {
        check(scenes, &[wrong], &[&format!("`{wrong}` is not a choice of `a`; it offers `go`")]);
    }
}

#[test]
fn the_same_picks_after_going_back_give_the_same_play() {
    let scenes = r#""a": (text: "A", choices: {
        "go": (text: "Go.", effects: ["morale += 1"], then: Chance({ "x": ("morale", Go("a")), "y": (50, Go("a")) })),
        "other": (text: "Other.", then: Chance({ "x": (1, Go("a")), "y": (1, Go("a")) })) })"#;
    let mut session = begin(&scenario(scenes), 5);
    pick(&mut session, &["go", "other", "go", "go", "other"]);
    let told_all =
        |session: &Session| session.turns().iter().map(|turn| told(&turn.beats)).collect::<Vec<_>>();
    let (first, state) = (told_all(&session), *session.state());
    session.act(&Action::Rewind(1)).unwrap();
    assert_eq!(session.turns().len(), 1);
    pick(&mut session, &["go"]);
    session.act(&Action::Rewind(1)).unwrap();
    pick(&mut session, &["other", "go", "go", "other"]);
    assert_eq!((told_all(&session), *session.state()), (first, state));
    assert_eq!(session.act(&Action::Rewind(5)).unwrap_err(), Refusal::NoSuchDecision(5, 5));
    session.act(&Action::Rewind(0)).unwrap();
    assert_eq!(session.state(), &session.opening().after);
}

#[test]
fn a_thousand_scenes_in_one_step_are_a_fault() {
    let chain = |length: usize| {
        let scene = |n: usize| format!("\"s{n}\": (text: \"\", then: Go(\"s{}\")),", n + 1);
        let scenes = (0..length - 1).map(scene).collect::<Vec<_>>().concat();
        let last = format!("\"s{}\": (text: \"\", then: End(\"end\"))", length - 1);
        scenario(&(scenes + &last)).replace("start: \"a\"", "start: \"s0\"")
    };
    assert!(Session::new(story(&chain(999)), 1).unwrap().ended().is_some());
    let fault = Session::new(story(&chain(1000)), 1).unwrap_err().to_string();
    assert_eq!(fault, "the scenario fails at the scene `s999`: scenes go on by themselves without end");
}

#[test]
fn a_state_of_more_than_1024_bits_is_an_error_that_names_what_costs_most() {
    let facts = |count: usize| {
        let facts: Vec<_> =
            (0..count).map(|n| format!("\"f{n}\": Count(min: -1000000, max: 1000000),")).collect();
        scenario(r#""a": (text: "A", choices: { "end": (text: "End.", then: End("end")) })"#)
            .replace("facts: {", &format!("facts: {{ {}", facts.concat()))
    };
    // Three numbers of 21 bits fill a word: 45 fill the fifteen, and the bit left in each takes little else.
    assert!(Story::load(&facts(40)).0.is_some());
    let (none, found) = Story::load(&facts(46));
    let error = found.iter().find(|diagnostic| diagnostic.code == Code::TOO_MUCH_STATE).unwrap();
    assert!(none.is_none() && error.help.as_ref().unwrap().contains("`f0` 21"), "{error:?}");
}

#[test]
fn a_meter_cannot_stand_in_for_what_the_state_holds_of_its_own() {
    for name in ["time", "scene", "resume"] {
        let text = scenario(r#""a": (text: "A", choices: { "end": (text: "End.", then: End("end")) })"#)
            .replace("\"calls\":", &format!("\"{name}\": Count(max: 9), \"calls\":"));
        let (story, found) = Story::load(&text);
        assert!(story.is_none() && found.iter().any(|d| d.code == Code::BAD_ID), "{name}");
    }
}

/// An expression, for the interpreter here.
#[derive(Debug, Clone)]
enum Tree {
    Int(i64),
    Bool(bool),
    /// A name and its value.
    Known(&'static str, i128),
    Neg(Box<Tree>),
    Not(Box<Tree>),
    Op(&'static str, Box<Tree>, Box<Tree>),
    Call(&'static str, Vec<Tree>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Failure {
    Zero,
    Overflow,
}

impl Tree {
    /// What it yields, in 128 bits; every result must fit 64.
    fn eval(&self) -> Result<i128, Failure> {
        let fits = |value: i128| i64::try_from(value).map(i128::from).map_err(|_| Failure::Overflow);
        match self {
            Self::Int(value) => Ok(i128::from(*value)),
            Self::Bool(value) => Ok(i128::from(*value)),
            Self::Known(_, value) => Ok(*value),
            Self::Neg(operand) => fits(-operand.eval()?),
            Self::Not(operand) => Ok(1 - operand.eval()?),
            Self::Op("and", left, right) => {
                if left.eval()? == 0 {
                    Ok(0)
                } else {
                    right.eval()
                }
            }
            Self::Op("or", left, right) => {
                if left.eval()? == 1 {
                    Ok(1)
                } else {
                    right.eval()
                }
            }
            Self::Op(op, left, right) => {
                let (left, right) = (left.eval()?, right.eval()?);
                if matches!(*op, "/" | "%") {
                    if right == 0 {
                        return Err(Failure::Zero);
                    }
                    let quotient = fits(left.abs() / right.abs() * left.signum() * right.signum())?;
                    return fits(if *op == "/" { quotient } else { left - quotient * right });
                }
                fits(match *op {
                    "+" => left + right,
                    "-" => left - right,
                    "*" => left * right,
                    "==" => i128::from(left == right),
                    "!=" => i128::from(left != right),
                    "<" => i128::from(left < right),
                    "<=" => i128::from(left <= right),
                    ">" => i128::from(left > right),
                    ">=" => i128::from(left >= right),
                    other => panic!("{other}"),
                })
            }
            Self::Call(function, arguments) => {
                let values = arguments.iter().map(Self::eval).collect::<Result<Vec<_>, _>>()?;
                Ok(match *function {
                    "min" => *values.iter().min().unwrap(),
                    "max" => *values.iter().max().unwrap(),
                    _ if values[0] > values[2] => values[2].max(values[1]),
                    _ => values[0].max(values[1]),
                })
            }
        }
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Op(op, ..) => match op.as_bytes() {
                b"or" => 1,
                b"and" => 2,
                b"+" | b"-" => 5,
                b"*" | b"/" | b"%" => 6,
                _ => 4,
            },
            Self::Not(_) => 3,
            Self::Neg(_) => 7,
            _ => 8,
        }
    }

    /// Writes it with only the brackets that it needs.
    fn write(&self, least: u8) -> String {
        let text = match self {
            Self::Int(value) => value.to_string(),
            Self::Bool(value) => value.to_string(),
            Self::Known(name, _) => (*name).to_owned(),
            Self::Neg(operand) => format!("-{}", operand.write(7)),
            Self::Not(operand) => format!("not {}", operand.write(3)),
            Self::Op(op, left, right) => {
                let rank = self.rank();
                let left_rank = if rank == 4 { 5 } else { rank };
                format!("{} {op} {}", left.write(left_rank), right.write(rank + 1))
            }
            Self::Call(function, arguments) => {
                let arguments: Vec<_> = arguments.iter().map(|argument| argument.write(0)).collect();
                format!("{function}({})", arguments.join(", "))
            }
        };
        if self.rank() < least { format!("({text})") } else { text }
    }
}

fn number(u: &mut Unstructured, depth: u32) -> Drawn<Tree> {
    const NAMES: &[(&str, i128)] = &[
        ("morale", 50),
        ("calls", 7),
        ("low", -1000),
        ("trust.anna", 50),
        ("level.anna", 2),
        ("day", 1),
        ("left", 2400),
    ];
    let deeper = depth.saturating_sub(1);
    Ok(match if depth == 0 { u.int_in_range(0..=1)? } else { u.int_in_range(0..=5)? } {
        0 => Tree::Int(*u.choose(&[0, 1, 2, 3, 7, 60, i64::MAX, 1 << 40, u64::MAX as i64 & 0xFFFF])?),
        1 => {
            let (name, value) = *u.choose(NAMES)?;
            Tree::Known(name, value)
        }
        2 => Tree::Neg(Box::new(number(u, deeper)?)),
        3 => {
            let (function, count) = *u.choose(&[("min", 2), ("max", 2), ("clamp", 3)])?;
            Tree::Call(function, (0..count).map(|_| number(u, deeper)).collect::<Drawn<_>>()?)
        }
        _ => {
            let op = u.choose(&["+", "-", "*", "/", "%"])?;
            Tree::Op(op, Box::new(number(u, deeper)?), Box::new(number(u, deeper)?))
        }
    })
}

fn yes_or_no(u: &mut Unstructured, depth: u32) -> Drawn<Tree> {
    let deeper = depth.saturating_sub(1);
    Ok(match if depth == 0 { 0 } else { u.int_in_range(0..=4)? } {
        0 => match u.int_in_range(0..=3)? {
            0 => Tree::Bool(u.arbitrary()?),
            1 => Tree::Known("late", 0),
            2 => Tree::Known("asked", 0),
            _ => Tree::Known("yes", 1),
        },
        1 => Tree::Not(Box::new(yes_or_no(u, deeper)?)),
        2 => {
            let op = u.choose(&["and", "or", "==", "!="])?;
            Tree::Op(op, Box::new(yes_or_no(u, deeper)?), Box::new(yes_or_no(u, deeper)?))
        }
        _ => {
            let op = u.choose(&["==", "!=", "<", "<=", ">", ">="])?;
            Tree::Op(op, Box::new(number(u, deeper)?), Box::new(number(u, deeper)?))
        }
    })
}

/// Returns what the checks say of the whole condition of the choice `when`: always so, never, or nothing.
fn decided(text: &str) -> Option<bool> {
    let scenario = two_hats::scenario::read(text).0?;
    let Exit::Choices(choices) = &scenario.scenes["a"].exit else { return None };
    let place = choices["when"].when.as_ref().map(|when| when.span);
    let found = two_hats::checks::check(&scenario);
    let decided = found.iter().find(|found| found.code == Code::DECIDED && found.span == place)?;
    Some(decided.message.starts_with("this always holds"))
}

#[test]
fn expressions_yield_what_an_interpreter_of_their_own_says() {
    arbtest(|u| {
        let depth = u.int_in_range(0..=5)?;
        let (value, condition) = (number(u, depth)?, yes_or_no(u, depth)?);
        let scenes = format!(
            r#""a": (text: "[{0}] [{1}]", choices: {{
                "set": (text: "", effects: ["result = {0}"], then: Go("b")),
                "when": (text: "", when: "{1}", then: Go("b")),
                "stay": (text: "", then: Go("a")) }}),
            "b": (text: "", choices: {{ "end": (text: "", then: End("end")) }})"#,
            value.write(0),
            condition.write(0)
        );
        // A condition before one that can be picked may fault; the stay stands first for the beginning.
        let scenes = scenes.replacen("choices: {", "choices: { \"first\": (text: \"\", then: Go(\"a\")),", 1);
        let text = scenario(&scenes).replace(
            "\"calls\": Count(max: 9)",
            "\"calls\": Count(start: 7, max: 9), \"low\": Count(start: -1000, min: -1000, max: 0), \"yes\": Flag(true),
             \"result\": Count(min: -1000000, max: 1000000)",
        );
        if let Some(always) = decided(&text) {
            let fits = condition.eval().is_err() || condition.eval() == Ok(i128::from(always));
            assert!(fits, "reported as {} so: {text}", if always { "always" } else { "never" });
        }
        let session = begin(&text, 1);
        let shown = |result: Result<i128, Failure>, flag: bool| match result {
            Ok(value) if flag => if value == 1 { "yes".into() } else { "no".into() },
            Ok(value) => value.to_string(),
            Err(_) => "?".to_owned(),
        };
        let expected = format!("scene a at Mon 09:00: {} {}", shown(value.eval(), false), shown(condition.eval(), true));
        assert_eq!(told(&session.opening().beats), [expected], "{text}");

        let act = |choice: &str| {
            let mut session = session.clone();
            session.act(&Action::Pick(choice.into())).map(drop).map_err(|refusal| refusal.to_string()).map(|()| session)
        };
        let words = |failure: Failure| match failure {
            Failure::Zero => "it divides by zero",
            Failure::Overflow => "a number grows past 64 bits",
        };
        match (act("set"), value.eval()) {
            (Ok(after), Ok(expected)) => {
                assert_eq!(i128::from(self::value(&after, "result")), expected.clamp(-1_000_000, 1_000_000));
            }
            (Err(refusal), Err(failure)) => assert!(refusal.ends_with(words(failure)), "{refusal} {failure:?}"),
            (got, expected) => panic!("{text}\n{:?} {expected:?}", got.map(drop)),
        }
        match (act("when"), condition.eval()) {
            (Ok(_), Ok(1)) => {}
            (Err(refusal), Ok(0)) => assert!(refusal.contains("cannot be picked"), "{refusal}"),
            (Err(refusal), Err(failure)) => assert!(refusal.ends_with(words(failure)), "{refusal} {failure:?}"),
            (got, expected) => panic!("{text}\n{:?} {expected:?}", got.map(drop)),
        }
        Ok(())
    })
    .budget_ms(1500);
}

/// Every scenario that comes with the program, and every one of the conformance cases.
pub(crate) fn library() -> Vec<(String, std::sync::Arc<Story>)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["scenarios", "tests/conformance"] {
        for path in two_hats::storage::scenario_files(&root.join(folder)).unwrap_or_default() {
            if path.extension().is_some_and(|ending| ending == "ron") && path.is_file() {
                found.push((path.display().to_string(), story(&std::fs::read_to_string(path).unwrap())));
            }
        }
    }
    found
}

/// The range of a value, from what the scenario declares.
fn in_range(story: &Story, name: &str, value: i64) -> bool {
    let scenario = story.scenario();
    match (scenario.facts.get(name).map(|fact| fact.value), name) {
        (Some(Fact::Flag(_)), _) => (0..=1).contains(&value),
        (Some(Fact::Count { min, max, .. }), _) => (min..=max).contains(&value),
        (None, "scene") => (0..(scenario.scenes.len() + scenario.endings.len()) as i64).contains(&value),
        (None, "resume") => (0..=scenario.scenes.len() as i64).contains(&value),
        (None, "time") => {
            (0..=story.program().clock().map_or(0, |clock| i64::from(clock.end()))).contains(&value)
        }
        (None, _) if name.contains('(') => (0..=1).contains(&value),
        (None, _) => (0..=100).contains(&value),
    }
}

#[test]
fn random_plays_stay_in_range_can_go_on_and_replay_to_the_same_states() {
    let library = library();
    assert!(library.len() >= 35);
    let (mut runs, mut ended) = (0, 0);
    arbtest(|u| {
        runs += 1;
        let (name, story) = u.choose(&library)?;
        let Ok(mut session) = Session::new(story.clone(), u.arbitrary()?) else { return Ok(()) };
        let mut back = None;
        for _ in 0..u.int_in_range(1..=80)? {
            for (value_name, value) in values(&session) {
                assert!(in_range(story, &value_name, value), "{name}: {value_name} is {value}");
            }
            let open: Vec<_> = session.offers().into_iter().filter(|offer| offer.locked.is_none()).collect();
            if session.ended().is_some() {
                ended += 1;
                assert!(open.is_empty());
                break;
            }
            assert!(!open.is_empty(), "{name}: nothing can be picked");
            let before = values(&session);
            let offer = u.choose(&open)?;
            if let Err(refusal) = session.act(&Action::Pick(offer.id.clone())) {
                assert!(matches!(refusal, Refusal::Broken { .. }), "{name}: {refusal}");
                assert_eq!(values(&session), before, "{name}");
                // A fault is the same each time.
                assert_eq!(session.act(&Action::Pick(offer.id.clone())).unwrap_err(), refusal, "{name}");
            }
            if u.ratio(1, 10)? {
                back = Some(session.turns().len());
            }
        }
        let recording = session.recording();
        let read = two_hats::simulation::Recording::read(&recording.write()).unwrap();
        let replayed = replay(story.clone(), &read).unwrap();
        assert!(replayed.is_exact(), "{name}: {:?}", replayed.notes);
        assert_eq!(values(&replayed.session), values(&session), "{name}");
        assert_eq!(replayed.session.recording(), recording, "{name}");
        if let Some(back) = back.filter(|back| *back < session.turns().len()) {
            let picks: Vec<_> = recording.picks().skip(back).map(str::to_owned).collect();
            let state = *session.state();
            session.act(&Action::Rewind(back)).unwrap();
            for pick in picks {
                session.act(&Action::Pick(pick)).unwrap();
            }
            assert_eq!((*session.state(), session.recording()), (state, recording), "{name}");
        }
        Ok(())
    })
    .budget_ms(2000);
    // How many there were depends on the machine.
    assert!(ended * 10 > runs, "only {ended} of {runs} plays ended");
}

#[test]
fn a_time_shown_in_a_later_week_names_the_week() {
    let scenes = r#"
        "a": (text: "A", choices: { "go": (text: "Go.", then: Go("b")) }),
        "b": (text: "B", shown_at: "Week 2 Sun 23:30", choices: { "stay": (text: "Stay.", then: Verdict) })"#;
    check(scenes, &["go"], &["chose a.go: Go.", "scene b at week 2 Sun 23:30: B"]);
}
