//! Everything that is reported about a scenario, by annotated scenarios.
//!
//! In `fixtures/*.ron` a comment `//~ TH0010: part of the message` says what is reported on its line, each `^` after
//! the `~` one line further up, and `//~*` what is reported about no line in particular. All that is reported
//! is annotated.

use two_hats::checks::{self, explain};
use two_hats::diagnostic::{Class, Code, Diagnostic, Source};
use two_hats::scenario::read;
use two_hats::simulation::Story;

/// Checks that exactly what its comments say is reported about a scenario.
fn check(name: &str, text: &str) {
    let mut found: Vec<_> = report(text).iter().map(|d| line_of(d, text)).collect();
    let mut missing = Vec::new();
    for (line, code, part) in expected(text) {
        let fits = |f: &(usize, String, String)| f.0 == line && f.1 == code && f.2.contains(&part);
        match found.iter().position(fits) {
            Some(i) => drop(found.remove(i)),
            None => missing.push((line, code, part)),
        }
    }
    assert!(
        found.is_empty() && missing.is_empty(),
        "{name}: not annotated: {found:#?}\nnot reported: {missing:#?}"
    );
}

fn report(text: &str) -> Vec<Diagnostic> {
    let (scenario, mut found) = read(text);
    found.extend(scenario.iter().flat_map(checks::check));
    found
}

fn line_of(diagnostic: &Diagnostic, text: &str) -> (usize, String, String) {
    let line = diagnostic.span.map_or(0, |span| Source::new("", text).place(span.start).line);
    (line, diagnostic.code.to_string(), diagnostic.message.clone())
}

pub(crate) fn expected(text: &str) -> Vec<(usize, String, String)> {
    let notes = text.lines().enumerate().filter_map(|(i, line)| Some((i + 1, line.split_once("//~")?.1)));
    let read = notes.map(|(line, note)| {
        let up = note.len() - note.trim_start_matches('^').len();
        let line = if note.starts_with('*') { 0 } else { line - up };
        let (code, part) = note.trim_start_matches(['^', '*']).trim().split_once(':').unwrap();
        (line, code.into(), part.trim().into())
    });
    read.collect()
}

/// The annotated scenarios, by name.
fn fixtures() -> Vec<(String, String)> {
    fixtures_in(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures"))
}

/// The annotated scenarios of a folder, by name.
pub(crate) fn fixtures_in(folder: &std::path::Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    let read = |path: &std::path::PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
    };
    files.iter().map(read).collect()
}

/// A large scenario is compiled while it is checked, also one with errors.
#[test]
fn a_large_scenario_with_errors_reports_them_as_a_small_one_does() {
    let scene = |at: usize| format!("\"many_{at}\": (text: \"Words.\", then: Go(\"many_{}\")),", at + 1);
    let many = (0..1100).map(scene).collect::<Vec<_>>().join("\n");
    for (name, text) in fixtures() {
        let large = text.replacen("scenes: {", &format!("scenes: {{\n{many}"), 1);
        let mut expected = report(&large);
        expected.sort_by_key(|found| found.span.map(|span| (span.start, span.end)));
        let (story, found) = Story::load(large.as_str());
        assert_eq!(found, expected, "{name}");
        assert_eq!(story.is_none(), found.iter().any(|found| found.class == Class::Error), "{name}");
    }
}

#[test]
fn everything_annotated_is_reported_and_nothing_else() {
    let failures: Vec<_> = fixtures()
        .into_iter()
        .filter_map(|(name, text)| std::panic::catch_unwind(|| check(&name, &text)).err())
        .collect();
    assert!(failures.is_empty(), "{} fixtures fail", failures.len());
}

/// Checks which line the other half of the first conflict in a text is shown at, and what is said there.
fn check_other(change: (&str, &str), line_with: &str, words: &str) {
    let small = include_str!("fixtures/small.ron");
    let text = small.replacen(change.0, change.1, 1);
    assert_ne!(text, small, "{change:?} changes nothing");
    let found = report(&text);
    let Some(other) = found.iter().find_map(|diagnostic| diagnostic.other.as_ref()) else {
        panic!("no conflict in {found:#?}");
    };
    let source = Source::new("", text.clone());
    let line = source.line(other.span.start);
    assert!(line.contains(line_with) && other.text == words, "{} at {line}", other.text);
}

#[test]
fn the_other_half_of_a_conflict_is_shown() {
    let first = "the first is here";
    check_other(("start: \"call\"", "start: \"call\",\nstart: \"call\""), "start: \"call\"", first);
    check_other(("events: {", "events: { \"tired\": 5,\n"), "\"tired\": 5", first);
    check_other(
        ("\"calls\": Count", "\"morale\": Flag(true), \"calls\": Count"),
        "\"morale\": (",
        "the meter is here",
    );
    check_other(("choices: {", "then: Verdict,\nchoices: {"), "choices: {", "the choices begin here");
    check_other(("outcome: Success)", "outcome: Success"), "\"late\"", "it should be closed before this");
    check_other(("when: \"morale >= 50\", title", "title"), "\"late\"", "never reached by `Verdict`");
    check_other(("when: \"morale < 20\"", "when: \"morale < 0\""), "\"morale\": (", "between 0 and 100");
}

#[test]
fn every_code_has_a_page_with_an_example_and_a_way_to_mend() {
    for code in Code::ALL {
        let page = explain(*code);
        assert!(page.starts_with(&format!("{code}: {}\n\n", code.title())), "{page}");
        assert!(page.contains("```ron") && page.contains("Mend it"), "{page}");
    }
}

#[test]
fn a_long_chain_of_scenes_needs_no_deep_stack() {
    let scenes = (0..20_000)
        .map(|i| format!("\"s{i}\":(text:\"x\",then:Go(\"s{}\")),", i + 1))
        .collect::<Vec<_>>()
        .concat();
    let text = format!(
        "Scenario(format:1,id:\"x\",title:\"x\",meters:{{}},start:\"s0\",scenes:{{{scenes}\"s20000\":(text:\"x\",then:Verdict)}},\
         endings:{{\"e\":(title:\"\",text:\"x\",outcome:Mixed)}})"
    );
    assert_eq!(report(&text), []);
}

/// Checks that a change to the small scenario is reported once, with a code and a part of the help.
fn check_help(change: (&str, &str), code: &str, help: &str) {
    let small = include_str!("fixtures/small.ron");
    let text = small.replacen(change.0, change.1, 1);
    assert_ne!(text, small, "{change:?} changes nothing");
    let found = report(&text);
    let [one] = found.as_slice() else { panic!("{change:?} is not reported once: {found:#?}") };
    let said = one.help.as_deref().unwrap_or_default();
    assert!(one.code.to_string() == code && said.contains(help), "{change:?}: {one:#?}");
}

#[test]
fn a_usual_slip_is_reported_once_and_says_how_it_is_written() {
    let bracket = "a bracket that people read is written `[[`";
    for (change, code, help) in [
        (("The boxes", "[Ask Anna] The boxes"), "TH0011", bracket),
        (("The boxes", "[...] The boxes"), "TH0011", bracket),
        (("The boxes", "[] The boxes"), "TH0014", bracket),
        (("The boxes", "The [poster] boxes"), "TH0013", bracket),
        (("The boxes", "The [risc] boxes"), "TH0013", "did you mean `risk`? Otherwise, a bracket"),
        (("start: 60)", "start: 60%)"), "TH0001", "counted from 0 to 100"),
        (("start: 60)", "start: \"60\")"), "TH0005", "write it without quotes: 60"),
        (("Flag(false)", "Flag(no)"), "TH0005", "write `false`"),
        (("glasses: true", "glasses: Yes"), "TH0005", "write `true`"),
        (("[\"anna\"]", "\"anna\""), "TH0005", "put it in brackets: [\"anna\"]"),
        (("\"call\": (", "call: ("), "TH0005", "put it in quotes: \"call\""),
        (("Go(\"packed\")", "Go(“packed”)"), "TH0001", "write `\"` in place of both"),
        (("\"The boxes stand on the dock.\"", "“The boxes, [risk] of them, stand.”"), "TH0001", "write `\"`"),
        (("\"influence\": 2", "influence: 2"), "TH0005", "put it in quotes: \"influence\""),
        (("{ \"well\": (who", "{ (who"), "TH0001", "an entry is written `\"name\": value`"),
        (("morale >= 50", "morale => 50"), "TH0011", "write `>=`"),
        (("morale >= 50", "morale >= 50%"), "TH0011", "leave out the `%`"),
        (("title: \"Shipped\"", "titel: \"Shipped\""), "TH0004", "did you mean `title`?"),
        (("then: Go(\"call\")", "than: Go(\"call\")"), "TH0004", "did you mean `then`?"),
        (("then: Go(\"call\")", "next: Go(\"call\")"), "TH0004", "`then` is missing; is it meant by this?"),
        (
            ("takes: \"2h\", then: V", "takes: \"2h\", next: V"),
            "TH0004",
            "`then` is missing; is it meant by this?",
        ),
        (("morale += 5\"],", "morale += 5\"]),"), "TH0001", "remove it: what follows belongs inside"),
        (("Office,", "Office),"), "TH0001", "remove it: what follows belongs inside"),
        (("(title: \"Late\",", "(title: \"Late\"),"), "TH0001", "remove it: what follows belongs inside"),
        (("The boxes", "{risk} of the boxes"), "TH0043", "a value stands in brackets: `[risk]`"),
        (("She shrugs.", "{ calls } calls."), "TH0043", "`[calls]`"),
    ] {
        check_help(change, code, help);
    }
}

#[test]
fn a_name_mistyped_once_is_reported_once() {
    for (change, code, help) in [
        (("start: \"call\"", "start: \"cal\""), "TH0010", "`call`"),
        (("who: \"anna\"", "who: \"ana\""), "TH0010", "`anna`"),
        (("on_stage: [\"anna\"]", "on_stage: [\"ana\"]"), "TH0010", "`anna`"),
        (("Go(\"packed\")", "Go(\"pakced\")"), "TH0010", "`packed`"),
        (("(\"risk\", Verdict)", "(\"risk\", End(\"god\"))"), "TH0010", "`good`"),
        (("scene: \"talk\"", "scene: \"tlak\""), "TH0010", "`talk`"),
        (("mood: \"morale\"", "mood: \"moral\""), "TH0010", "`morale`"),
        (("\"asked = true\"", "\"askd = true\""), "TH0013", "`asked`"),
        (("\"calls += 1\"", "\"cals += 1\""), "TH0013", "`calls`"),
        (("if calls > 0", "if cals > 0"), "TH0013", "`calls`"),
        (("trust.anna += 5", "trust.ana += 5"), "TH0013", "`anna`"),
        (("\"not asked\"", "\"not seen('cal')\""), "TH0013", "`call`"),
        (("\"not asked\"", "\"not chose('call.aks')\""), "TH0013", "`ask`"),
        (("\"influence\": 2", "\"influance\": 2"), "TH0005", "`influence`"),
        (("place: Office", "place: Ofice"), "TH0005", "`Office`"),
        (("face: Glad", "face: Gld"), "TH0005", "`Glad`"),
        (("outcome: Failure", "outcome: Failed"), "TH0005", "`Failure`"),
        (("then: Back", "then: Bakc"), "TH0005", "`Back`"),
        (("hair: Bob", "hair: Bop"), "TH0005", "`Bob`"),
        (("[(\"TH0032\"", "[(\"TH032\""), "TH0028", "`TH0032`"),
    ] {
        check_help(change, code, help);
    }
}
