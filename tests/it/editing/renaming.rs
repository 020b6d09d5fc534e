//! Renaming what has an id.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use two_hats::diagnostic::{Class, Source, Span};
use two_hats::scenario::edit::{Edits, Kind, rename};
use two_hats::scenario::model::{Exit, Scenario, Then};
use two_hats::scenario::read;
use two_hats::simulation::{Chance, Dice, Draw, Happening, Position, Program, State, Story, Witness, mix};

use super::{MARKED, edit, marked};
use crate::support::small;
use crate::terminal::{Place, check};

/// Renames, and makes the edits.
fn renamed(text: &str, old: &str, new: &str) -> String {
    let renaming = rename(text, old, new).unwrap_or_else(|problem| panic!("{old} → {new}: {problem:?}"));
    edit(text, &renaming.edits).unwrap_or_else(|error| panic!("{old} → {new}: {error:?}"))
}

/// Says what is reported, without places.
fn reported(text: &str) -> Vec<(String, Class)> {
    let (_, found) = Story::load(text);
    let mut said: Vec<_> = found.iter().map(|found| (found.code.to_string(), found.class)).collect();
    said.sort();
    said
}

/// The full name of everything that has an id, with its kind before it.
fn names(scenario: &Scenario) -> Vec<String> {
    let mut names = Vec::new();
    let mut note = |kind: Kind, name: &str| names.push(format!("{}:{name}", kind.word()));
    scenario.goals.keys().for_each(|id| note(Kind::Goal, id));
    scenario.meters.keys().for_each(|id| note(Kind::Meter, id));
    scenario.cast.keys().for_each(|id| note(Kind::Person, id));
    scenario.facts.keys().for_each(|id| note(Kind::Fact, id));
    for (scene, it) in &scenario.scenes {
        note(Kind::Scene, scene);
        match &it.exit {
            Exit::Auto { then, .. } => branches(then, scene, &mut note),
            Exit::Choices(choices) => {
                for (choice, it) in choices {
                    let choice = format!("{scene}.{choice}");
                    note(Kind::Choice, &choice);
                    it.says.keys().for_each(|line| note(Kind::Line, &format!("{choice}.{line}")));
                    branches(&it.then, &choice, &mut note);
                }
            }
        }
    }
    scenario.processes.keys().for_each(|id| note(Kind::Process, id));
    scenario.events.keys().for_each(|id| note(Kind::Event, id));
    scenario.endings.keys().for_each(|id| note(Kind::Ending, id));
    // Chances of one way on may have branches of one path, which are renamed together.
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

fn branches(then: &Then, path: &str, note: &mut dyn FnMut(Kind, &str)) {
    match then {
        Then::Chance(ways) => {
            for (id, branch) in ways {
                let path = format!("{path}.{id}");
                note(Kind::Branch, &path);
                branches(&branch.then, &path, note);
            }
        }
        Then::First(cases, otherwise) => {
            for (_, then) in cases {
                branches(then, path, note);
            }
            branches(otherwise, path, note);
        }
        _ => {}
    }
}

/// Returns the full name with its last id changed, and its kind before it.
fn fresh(name: &str, id: &str) -> String {
    let at = name.rfind(['.', ':']).unwrap() + 1;
    format!("{}{id}", &name[..at])
}

fn last(name: &str) -> &str {
    name.rsplit(['.', ':']).next().unwrap()
}

#[test]
fn a_rename_changes_the_id_wherever_it_stands_and_nothing_else() {
    let text = marked();
    assert!(Story::load(&text).0.is_some(), "{:?}", Story::load(&text).1);
    let names = names(&read(&text).0.unwrap());
    for name in names.iter().filter(|name| *name != "choice:talk.ask") {
        let (old, expected) =
            (format!("«{}»", last(name)), MARKED.replace(&format!("«{}»", last(name)), "new_1"));
        assert!(MARKED.contains(&old), "{name}");
        assert_eq!(renamed(&text, name, "new_1"), expected.replace(['«', '»'], ""), "{name}");
    }
}

#[test]
fn only_the_choice_of_the_named_scene_is_renamed() {
    let text = renamed(&marked(), "talk.ask", "nod");
    assert_eq!(text, marked().replace(r#""ask": (text: "Ask.""#, r#""nod": (text: "Ask.""#));
    assert_eq!(renamed(&marked(), "talk.ask", "talk.nod"), text);
}

#[test]
fn escapes_raw_strings_and_joined_lines_keep_their_places() {
    let text = small()
        .replace("on_stage: [\"anna\"]", r#"on_stage: ["\u{61}nna"]"#)
        .replace("\"not asked\"", "\"not a\\x73ked \\\n   and trust.anna\\\n   > 0\"")
        .replace("who: \"anna\"", "who: r#\"anna\"#");
    let hanna = renamed(&text, "anna", "hanna");
    let expected = text
        .replace(r"\u{61}nna", "hanna")
        .replace("trust.anna", "trust.hanna")
        .replace("r#\"anna\"#", "r#\"hanna\"#")
        .replace("\"anna\":", "\"hanna\":");
    assert_eq!(hanna, expected);
    let told = renamed(&text, "asked", "told");
    assert!(told.contains("\"not told \\\n   and trust.anna\\\n   > 0\""), "{told}");
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let text = format!("\u{feff}{}", small().replace('\n', "\r\n"));
    let expected = text.replace("\"packed\"", "\"on_the_dock\"");
    assert_eq!(renamed(&text, "packed", "on_the_dock"), expected);
}

#[test]
fn a_rename_makes_no_scenario_worse_and_can_be_undone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut renames = 0;
    for folder in ["conformance", "it/fixtures"] {
        let files = fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "ron")) {
            let text = fs::read_to_string(&path).unwrap();
            for name in read(&text).0.iter().flat_map(names) {
                // What is no RON or has a newer format is refused; an id that cannot be used cannot be given back.
                let Ok(renaming) = rename(&text, &name, "entirely_new") else { continue };
                let new = edit(&text, &renaming.edits);
                let new = new.unwrap_or_else(|error| panic!("{name} in {}: {error:?}", path.display()));
                if let Ok(back) = rename(&new, &fresh(&name, "entirely_new"), last(&name)) {
                    assert_eq!(edit(&new, &back.edits).as_ref(), Ok(&text), "{name} in {}", path.display());
                    renames += 1;
                }
            }
        }
    }
    assert!(renames > 300, "only {renames} renames");
}

/// Dice that fall the same in scenarios whose names differ.
struct Lots(u64);

impl Lots {
    fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(1);
        mix(self.0) % below
    }
}

impl Dice for Lots {
    fn draw(&mut self, chance: Chance) -> Draw {
        Draw::Point(self.below(chance.total))
    }
}

#[derive(Default)]
struct Log(Vec<Happening>);

impl Witness for Log {
    fn see(&mut self, _: &Program, _: &State, what: Happening) {
        self.0.push(what);
    }
}

/// Plays at random, and returns what happens, by position, and the numbers at the end.
fn play(text: &str, seed: u64) -> (Vec<Happening>, Vec<i64>) {
    let story = Story::load(text).0.unwrap();
    let (program, mut dice, mut log, mut lots) = (story.program(), Lots(seed), Log::default(), Lots(!seed));
    let mut state = program.begin(&mut dice, &mut log).unwrap();
    while matches!(program.position(&state), Position::Scene(_)) {
        let open: Vec<_> = program.open(&state).collect();
        let pick = open[lots.below(open.len() as u64) as usize];
        program.step(&mut state, pick, &mut dice, &mut log).unwrap();
    }
    let mut values: Vec<_> = program.values(&state).map(|(_, value)| value).collect();
    values.sort_unstable();
    (log.0, values)
}

/// Makes several renames at once.
fn all_renamed<'a>(text: &str, renames: impl Iterator<Item = (&'a String, String)>) -> String {
    let mut edits = Edits::default();
    for (old, new) in renames {
        let renaming = rename(text, old, &new).unwrap_or_else(|problem| panic!("{old} → {new}: {problem:?}"));
        renaming.edits.places().for_each(|place| edits.replace(place, new.as_str()));
    }
    edit(text, &edits).unwrap_or_else(|error| panic!("{error:?}"))
}

#[test]
fn the_shipped_scenario_with_other_names_plays_the_same_and_can_be_named_back() {
    let shipped = include_str!("../../../scenarios/friday-shipment.ron");
    let names_of = |text: &str| names(&read(text).0.unwrap());
    let names = names_of(shipped);
    let before = reported(shipped);
    arbtest::arbtest(|u| {
        let mut some = BTreeSet::new();
        for _ in 0..24 {
            some.insert(u.choose_index(names.len())?);
        }
        let seed = u.arbitrary()?;
        let text = all_renamed(shipped, some.iter().map(|i| (&names[*i], format!("new_{i}"))));
        assert_eq!(reported(&text), before);
        assert_eq!(play(&text, seed), play(shipped, seed));
        let now = names_of(&text);
        let back = all_renamed(&text, some.iter().map(|i| (&now[*i], last(&names[*i]).to_owned())));
        assert_eq!(back, shipped);
        Ok(())
    })
    .budget_ms(2_000);
}

/// What a refusal says: the code, the place if there is one, the sentence and the help.
fn refused(text: &str, old: &str, new: &str) -> String {
    let problem = rename(text, old, new).expect_err("it is not refused");
    let place = problem.span.map_or(String::new(), |span| {
        let place = Source::new("", text).place(span.start);
        format!("{}:{} ", place.line, place.column)
    });
    format!("{place}{}: {} ({})", problem.code, problem.message, problem.help.unwrap_or_default())
}

#[test]
fn renames_that_cannot_be_are_refused_with_the_reason() {
    let text = small().replace("\"tired\"", "\"call\"");
    for (old, new, reason) in [
        ("scene:call", "packed", "41:10 TH0006: there is already a scene `packed` (choose another id)"),
        ("packed", "packed", "there is already a scene `packed`"),
        ("morale", "asked", "11:15 TH0006: there is already a fact `asked`"),
        ("asked", "risk", "there is already a meter `risk`"),
        ("call.ask", "go", "there is already a choice `call.go`"),
        ("morale", "late", "TH0007: `late` has a meaning of its own (choose another id)"),
        (
            "asked",
            "was-asked",
            "cannot be named in expressions (expressions would read `-` as a minus; write `was_asked`)",
        ),
        ("anna", "an-na", "`an-na` cannot be named in expressions"),
        ("packed", "On the dock", "TH0007: `On the dock` is not usable as an id"),
        ("packed", "", "an id cannot be empty"),
        ("packed", "talk.packed", "`talk.packed` is not usable as an id"),
        ("pakced", "x", "TH0010: nothing is called `pakced` (did you mean `packed`?)"),
        ("scene:morale", "x", "there is no scene `morale` (known: `call`, `packed`, `talk`)"),
        ("ask", "x", "nothing is called `ask` (write its full name: `call.ask`)"),
        ("call", "x", "TH0006: several things are called `call` (say which one: `scene:call`, `event:call`)"),
        ("sceen:call", "x", "`sceen` is not a kind of things with ids (did you mean `scene`?)"),
    ] {
        let said = refused(&text, old, new);
        assert!(said.contains(reason), "{old} → {new}: {said}");
    }
}

#[test]
fn a_rename_onto_a_name_that_leads_nowhere_is_refused() {
    let text = small().replace("Go(\"packed\")", "Go(\"nowhere\")").replace("\"not asked\"", "\"not aksed\"");
    assert!(refused(&text, "packed", "nowhere").starts_with("37:63 TH0010: `nowhere` is named here already"));
    assert!(refused(&text, "calls", "aksed").contains("there is no such meter or fact"));
    assert!(refused(&text, "morale", "aksed").contains("there is no such meter or fact"));
}

#[test]
fn other_mistakes_stop_no_rename_and_hide_no_id() {
    let text = small()
        .replace("then: Chance", "thn: Chance")
        .replace("\"if calls > 0: risk -= 10\"", "\"if risk > : risk -= \"")
        .replace("Morale stands at", "[if risk] [if morale > 3|[risk]")
        .replace("title: \"A small one\",", "");
    let renaming = rename(&text, "risk", "danger").unwrap();
    let new = edit(&text, &renaming.edits).unwrap();
    assert!(
        new.contains("\"if danger > : danger -= \"")
            && new.contains("[if danger]")
            && new.contains("[danger]")
    );
    // The conditional part that is never closed hides what stands behind it.
    assert_eq!(renaming.unread.len(), 1);
    let Span { start, end } = renaming.unread[0];
    assert!(text[start as usize..end as usize].starts_with("Anna puts"));
    assert!(rename(small(), "risk", "danger").unwrap().unread.is_empty());
}

#[test]
fn an_id_that_cannot_be_used_can_be_mended() {
    let text = small().replace("\"packed\"", "\"Packed!\"");
    assert_eq!(renamed(&text, "Packed!", "packed"), small());
    // Where a meter and a fact share their id, expressions read the meter.
    let text = small().replace("\"asked\": Flag", "\"morale\": Flag");
    let told = renamed(&text, "fact:morale", "told");
    assert_eq!(told, text.replace("\"morale\": Flag", "\"told\": Flag"));
}

#[test]
fn the_program_renames_in_a_file() {
    let place = Place::new();
    let file = || fs::read_to_string(place.path().join("small.ron")).unwrap();
    let dry = ["rename", "small.ron", "packed", "on_the_dock", "--dry-run"];
    check(&place, &dry, 0, "small.ron:41:10: \"packed\": (text", "");
    check(
        &place,
        &dry,
        0,
        "Would rename the scene `packed` to `on_the_dock` in 2 places of `small.ron`.",
        "",
    );
    assert_eq!(file(), small());
    let renamed =
        "Renamed the choice `call.go` to `call.pack` in 1 place of `small.ron`.\nPlays that were saved";
    check(&place, &["rename", "small.ron", "call.go", "pack"], 0, renamed, "");
    assert_eq!(file(), small().replace("\"go\": (", "\"pack\": ("));
    check(&place, &["rename", "small.ron", "anna", "hanna"], 0, "What this person's `look` leaves out", "");
    check(&place, &["check", "--strict", "small.ron"], 0, "no problems", "");
}

#[test]
fn the_program_leaves_a_file_that_it_cannot_rename_in() {
    let place = Place::new();
    place.write("cut.ron", &small()[..200]);
    place.write("text.ron", small().replace("Morale stands at [morale]", "Morale stands at [morale"));
    let before = fs::read_to_string(place.path().join("small.ron")).unwrap();
    for (arguments, words) in [
        (["rename", "small.ron", "call", "packed"], " --> small.ron:41:10\n"),
        (["rename", "small.ron", "call", "packed"], "`small.ron` is as it was."),
        (["rename", "small.ron", "cal", "x"], "help: did you mean `call`?"),
        (["rename", "cut.ron", "morale", "x"], "error[TH0001]"),
        (["rename", "missing.ron", "morale", "x"], "error[TH0031]: it cannot be read"),
    ] {
        check(&place, &arguments, 1, "", words);
    }
    assert_eq!(fs::read_to_string(place.path().join("small.ron")).unwrap(), before);
    let unread = "text.ron:19:20: this cannot be read; look for `risk` yourself";
    check(&place, &["rename", "text.ron", "risk", "danger"], 0, unread, "");
}
