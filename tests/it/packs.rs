//! Packs: a folder with a manifest and several files is one scenario.

mod listing;
mod plays;
mod steady;
mod terminal;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use two_hats::diagnostic::{Record, Source, Span, render_all, sarif};
use two_hats::scenario::edit::{Edits, EditsError, rename, set};
use two_hats::scenario::syntax::{Arena, Node, Value, parse};
use two_hats::simulation::{Action, EditError, Session, Story, edit};

use crate::support::{small, story, told};

/// The fields that parts may have.
const SHARED: [&str; 8] = ["goals", "meters", "cast", "facts", "scenes", "processes", "events", "endings"];

/// Splits a scenario without mistakes of syntax into a manifest and two parts: the entries of each field of named
/// things go to the manifest, the first part and the second part in turn, a third each, in their order.
pub(crate) fn split(text: &str) -> Vec<(String, String)> {
    let arena = Arena::new();
    let tree = parse(&arena, text).0.unwrap();
    let written = |node: &Node| &text[node.span.start as usize..node.span.end as usize];
    let Value::Struct(_, fields) = tree.value else { panic!("no scenario: {text}") };
    let mut files = ["Scenario(".to_owned(), "Part(".to_owned(), "\u{feff}// The rest.\r\nPart(".to_owned()];
    for (name, node) in fields {
        let entries = match node.value {
            Value::Map(entries @ [_, ..]) if SHARED.contains(&name.value) => entries,
            _ => {
                files[0].extend([name.value, ": ", written(node), ",\n"]);
                continue;
            }
        };
        let third = entries.len().div_ceil(3);
        for (file, entries) in files.iter_mut().zip(entries.chunks(third)) {
            let entries: Vec<_> =
                entries.iter().map(|(key, value)| format!("{}: {}", written(key), written(value))).collect();
            file.extend([name.value, ": { ", &entries.join(",\n"), " },\n"]);
        }
    }
    let names = ["scenario.ron", "more/one.ron", "two.ron"];
    files[0].extend(["files: [\"", names[1], "\", \"", names[2], "\"],"]);
    names.into_iter().map(str::to_owned).zip(files.map(|file| file + ")")).collect()
}

/// Writes the files of a pack into a folder.
pub(crate) fn write(folder: &Path, files: &[(String, String)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The files of a folder whose names end in `.ron`.
fn scenarios(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "ron")).collect();
    files.sort();
    files
}

/// Plays always another choice, and says what happens.
fn played(story: Story) -> Vec<String> {
    let Ok(mut session) = Session::new(story.into(), 7) else { return vec!["it cannot be begun".into()] };
    let mut said = told(&session.opening().beats);
    for turn in 0..30 {
        let open: Vec<_> = session.offers().into_iter().filter(|offer| offer.locked.is_none()).collect();
        let Some(offer) = open.get(turn % open.len().max(1)) else { break };
        match session.act(&Action::Pick(offer.id.clone())) {
            Ok(turn) => said.extend(told(&turn.beats)),
            Err(refusal) => said.push(refusal.to_string()),
        }
    }
    said
}

#[test]
fn a_pack_means_and_plays_what_its_text_does_in_one_file() {
    let mut compared = 0;
    for path in scenarios("tests/conformance").into_iter().chain(scenarios("scenarios")) {
        let text = fs::read_to_string(&path).unwrap();
        let (Some(whole), _) = Story::load(&text) else { panic!("{}", path.display()) };
        let source = Source::of_files(split(&text));
        let (pack, found) = Story::load(&source);
        let Some(pack) = pack else { panic!("{}", render_all(&found, &source, false)) };
        assert_eq!(pack.meaning(), whole.meaning(), "{}", path.display());
        assert_eq!(played(pack), played(whole), "{}", path.display());
        compared += 1;
    }
    assert!(compared > 40, "{compared}");
}

/// Counts what is reported, without places.
fn reported(diagnostics: &[two_hats::diagnostic::Diagnostic]) -> BTreeMap<String, usize> {
    let mut said = BTreeMap::new();
    for found in diagnostics {
        *said.entry(format!("{}: {}", found.code, found.message)).or_default() += 1;
    }
    said
}

#[test]
fn what_is_wrong_is_reported_in_a_pack_as_in_one_file() {
    let mut compared = 0;
    for path in scenarios("tests/it/fixtures") {
        let text = fs::read_to_string(&path).unwrap();
        let arena = Arena::new();
        let (Some(node), problems) = parse(&arena, &text) else { continue };
        let Value::Struct(name, fields) = node.value else { continue };
        let lists = fields.iter().any(|(name, _)| name.value == "files");
        if !problems.is_empty() || lists || name.is_some_and(|name| name != "Scenario") {
            continue;
        }
        let source = Source::of_files(split(&text));
        let (one, pack) = (Story::load(&text).1, Story::load(&source).1);
        assert_eq!(reported(&pack), reported(&one), "{}", path.display());
        compared += 1;
    }
    assert!(compared > 20, "{compared}");
}

/// Reads a manifest, to which the rest of a small scenario and the list are added, with its parts.
fn pack(manifest: &str, parts: &[(&str, &str)]) -> Source {
    let list: Vec<_> = parts.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let manifest = format!(
        "Scenario(format: 1, id: \"x\", title: \"X\", start: \"a\", files: [{}],\n{manifest})",
        list.join(", ")
    );
    let parts = parts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    Source::of_files([("scenario.ron".to_owned(), manifest)].into_iter().chain(parts))
}

const ENDINGS: &str = "meters: {}, endings: { \"e\": (title: \"E\", text: \"e\", outcome: Mixed) },";

#[test]
fn an_id_given_twice_is_shown_in_both_files() {
    let source = pack(
        ENDINGS,
        &[
            ("monday.ron", "Part(\n  scenes: { \"a\": (text: \"x\", then: Verdict) })"),
            ("late/tuesday.ron", "// Tuesday\nPart(scenes: { \"a\": (text: \"y\", then: Verdict) })"),
        ],
    );
    let (story, found) = Story::load(&source);
    assert!(story.is_none());
    insta::assert_snapshot!(render_all(&found, &source, false), @r#"
    error[TH0006]: there is already a scene `a`
     --> late/tuesday.ron:2:17
      |
    2 | Part(scenes: { "a": (text: "y", then: Verdict) })
      |                 ^
     ::: monday.ron:2:14
      |
    2 |   scenes: { "a": (text: "x", then: Verdict) })
      |              - the first is here
      = help: give one of them another name

    1 error
    "#);
    let record = serde_json::to_value(Record::new(&found[0], &source)).unwrap();
    let shown = |value: &serde_json::Value| {
        (value["file"].as_str().unwrap().to_owned(), value["line"].as_u64(), value["start"].as_u64())
    };
    assert_eq!(shown(&record), ("late/tuesday.ron".to_owned(), Some(2), Some(27)));
    assert_eq!(shown(&record["other"]), ("monday.ron".to_owned(), Some(2), Some(19)));
    let log = sarif([(&source, &found[..1])], |_| String::new());
    let result = &log["runs"][0]["results"][0];
    let uri = |location: &serde_json::Value| location["physicalLocation"]["artifactLocation"]["uri"].clone();
    assert_eq!(uri(&result["locations"][0]), "late/tuesday.ron");
    assert_eq!(uri(&result["relatedLocations"][0]), "monday.ron");
}

/// Says the code, the place and the message of all that is reported about a pack.
fn said(source: &Source) -> Vec<String> {
    let (_, found) = Story::load(source);
    let say = |found: &two_hats::diagnostic::Diagnostic| {
        let at = found.span.unwrap().start;
        let place = source.place(at);
        let name = source.name_at(at);
        format!("{} {name}:{}:{} {}", found.code, place.line, place.column, found.message)
    };
    found.iter().map(say).collect()
}

#[test]
fn each_file_is_read_to_its_end_whatever_is_wrong_with_the_others() {
    let scene = "Part(scenes: { \"a\": (text: \"x\", then: Go(\"b\")) })";
    let source = pack(
        ENDINGS,
        &[
            ("empty.ron", ""),
            ("comma.ron", ","),
            ("open.ron", "Part(\n scenes: { \"q\": (text: \"x"),
            ("scene.ron", scene),
            ("list.ron", "\n[1]"),
            ("nameless.ron", "(scenes: {})"),
            ("other.ron", "Scenario(format: 1)"),
            ("kind.ron", "Part(scenes: [], events: None, cast: Some({}))"),
            ("twice.ron", "Part(scenes: {}, scenes: {})"),
            ("none.ron", "Part()"),
        ],
    );
    assert_eq!(
        said(&source),
        [
            "TH0001 empty.ron:1:1 the file is empty",
            "TH0001 comma.ron:1:1 a value is missing here",
            "TH0001 comma.ron:1:1 the file goes on after its closing bracket",
            "TH0017 open.ron:2:13 nothing leads out of scene `q`: it has neither `choices` nor `then`",
            "TH0001 open.ron:2:17 this `(` is never closed",
            "TH0001 open.ron:2:24 this string is never closed",
            "TH0010 scene.ron:1:43 there is no scene `b`",
            "TH0005 list.ron:2:1 expected a part of a pack, found a list `[…]`",
            "TH0005 nameless.ron:1:1 expected a part of a pack, found fields in `(…)`",
            "TH0005 other.ron:1:1 expected `Part(…)`, found `Scenario(…)`",
            "TH0005 kind.ron:1:14 expected a map `{\"…\": …}`, found a list `[…]`",
            "TH0006 twice.ron:1:18 `scenes` is given twice in a part",
        ]
    );
}

#[test]
fn what_belongs_to_the_whole_is_sent_to_the_manifest() {
    // The table of the page lists every field of a scenario.
    let (_, table) = include_str!("../../docs/format.md").split_once("### The scenario\n").unwrap();
    let (table, _) = table.split_once("\n###").unwrap();
    let fields = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let whole: Vec<_> = fields.filter(|field| !SHARED.contains(field) && *field != "files").collect();
    assert!(whole.contains(&"title"), "{whole:?}");
    for field in whole {
        let source = pack(ENDINGS, &[("part.ron", &format!("Part({field}: 1)"))]);
        let found = Story::load(&source).1;
        let found = found.iter().find(|found| found.code.to_string() == "TH0004").unwrap();
        assert_eq!(found.message, format!("a part has no field `{field}`"));
        assert!(found.help.as_ref().unwrap().contains("write it in `scenario.ron`"), "{found:?}");
    }
    let source = pack(ENDINGS, &[("part.ron", "Part(files: [\"part.ron\"])")]);
    let found = Story::load(&source).1;
    assert!(
        found
            .iter()
            .filter_map(|found| found.help.as_ref())
            .any(|help| help.contains("no file can lead to itself in a circle")),
        "{found:?}"
    );
}

#[test]
fn a_field_that_no_file_has_is_missing_from_the_scenario() {
    let source = pack("", &[("a.ron", "Part(scenes: { \"a\": (text: \"x\", then: Verdict) })")]);
    let missing = |field| format!("TH0003 scenario.ron:1:1 `{field}` is missing from the scenario");
    assert_eq!(said(&source), [missing("meters"), missing("endings")]);
}

#[test]
fn a_list_of_files_that_were_not_read_is_an_error() {
    let text = small().replace("start: \"call\",", "start: \"call\", files: [\"a.ron\"],");
    let (story, found) = Story::load(&text);
    assert!(story.is_none());
    assert_eq!((found.len(), found[0].code.to_string().as_str()), (1, "TH0040"));
    // A list without files lists none.
    story_of(&small().replace("start: \"call\",", "start: \"call\", files: [],"));
}

fn story_of(text: &str) {
    assert_eq!(story(text).meaning(), story(small()).meaning());
}

#[test]
fn files_that_are_cut_anywhere_are_reported_at_places_of_their_own() {
    let files = split(small());
    arbtest::arbtest(|u| {
        let mut cut = files.clone();
        for (_, text) in &mut cut {
            let mut at = u.int_in_range(0..=text.len())?;
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            if u.arbitrary()? {
                text.truncate(at);
            } else {
                text.replace_range(..at, "");
            }
        }
        let source = Source::of_files(cut);
        let (_, found) = Story::load(&source);
        assert!(!render_all(&found, &source, false).is_empty());
        for span in found.iter().filter_map(|found| found.span) {
            let whole = source
                .parts()
                .any(|bytes| bytes.start <= span.start as usize && span.end as usize <= bytes.end);
            assert!(whole, "{span:?} goes over the end of a file\n{}", render_all(&found, &source, false));
        }
        Ok(())
    });
}

#[test]
fn edits_reach_every_file_and_no_edit_goes_from_one_into_the_next() {
    let source = Source::of_files(split(small()));
    let renaming = rename(&source, "morale", "mood").unwrap();
    let edited = edit(&source, &renaming.edits).unwrap();
    let new = small().replace("morale", "mood");
    assert_eq!(edited, Source::of_files(split(&new)));
    let first = source.parts().next().unwrap();
    for (start, end) in
        [(first.end - 1, first.end + 1), (first.end, first.end + 1), (first.end, first.end + 2)]
    {
        let mut edits = Edits::default();
        edits.replace(Span::new(start, end), "");
        let error = edit(&source, &edits).unwrap_err();
        assert!(matches!(error, EditError::Edits(EditsError::Outside(_))), "{error}");
    }
}

#[test]
fn a_value_is_set_in_the_file_that_holds_it() {
    let cast = "Part(cast: { \"anna\": (name: \"Anna\") })";
    let rest = "Part(endings: { \"late\": (title: \"Late\", text: \"l\", outcome: Mixed) })";
    let scenes = "scenes: { \"a\": (text: \"x\", then: Verdict) },";
    let source = pack(&(scenes.to_owned() + ENDINGS), &[("cast.ron", cast), ("rest.ron", rest)]);
    let set = |path, value| set(&source, path, value);
    for (path, value, old, new) in [
        ("title", "\"Y\"", "\"X\"", "\"Y\""),
        ("endings.late.title", "\"Too late\"", "\"Late\"", "\"Too late\""),
        ("cast.anna.trust", "60", "name: \"Anna\"", "name: \"Anna\", trust: 60"),
        ("cast", "{}", "{ \"anna\": (name: \"Anna\") }", "{}"),
        // Behind the cast in the order of the fields, and in the manifest all the same.
        ("facts", "{}", "meters: {},", "meters: {}, facts: {},"),
    ] {
        let edited = edit(&source, &set(path, value).unwrap()).unwrap();
        assert_eq!(edited.text(), source.text().replacen(old, new, 1), "{path}");
    }
    let spread = set("endings", "{}").unwrap_err();
    assert_eq!(spread.message, "the entries of `endings` stand in several files");
}
