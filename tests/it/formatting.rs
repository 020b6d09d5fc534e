//! Laying texts out: examples, what never changes, the command.

mod command;
mod oracle;

use std::fs;
use std::path::{Path, PathBuf};

use arbtest::arbitrary::{Result, Unstructured};
use two_hats::scenario::layout::{WIDTH, format};
use two_hats::scenario::syntax::{Arena, parse};

use crate::support::small;
use oracle::{read_without_places, solid};

/// Lays a text out and holds what is so of every text: nothing but white space changes, and doing it again changes nothing.
fn lay_out(before: &str) -> String {
    let after = format(before).unwrap_or_else(|problems| panic!("{before:?}\n{problems:?}"));
    assert_eq!(solid(&after), solid(before), "{before}\n---\n{after}");
    assert_eq!(format(&after).as_ref(), Ok(&after), "{before}");
    // How the reader goes on after a mistake in syntax depends on lines, so there is nothing to compare then.
    let reads = parse(&Arena::new(), before).1.is_empty();
    assert_eq!(parse(&Arena::new(), &after).1.is_empty(), reads, "{before}\n---\n{after}");
    if reads {
        assert_eq!(read_without_places(&after), read_without_places(before), "{before}\n---\n{after}");
    }
    assert!(after.is_empty() || after == "\u{feff}" || after.ends_with('\n'), "{after:?}");
    after
}

/// Lays out a text that must already be as it should.
fn unchanged(text: &str) {
    assert_eq!(lay_out(text), text);
}

/// The scenarios shipped, the fixtures and the cases of conformance.
fn all_files() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["scenarios", "tests/it/fixtures", "tests/conformance"];
    let files =
        folders.iter().flat_map(|folder| two_hats::storage::scenario_files(&root.join(folder)).unwrap());
    let files: Vec<_> = files.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect();
    assert!(files.len() > 60);
    files
}

#[test]
fn lines_break_where_the_author_broke_them() {
    unchanged(
        r#"#![enable(implicit_some)]
// What it is about.
Scenario( // here
    format: 1, id: "x",
    list: [1, 2, 3],
    empty: (), words: [], map: {},

    scenes: { "a": (text: "A", choices: {
        "go": (text: "1", then: First([
            ("m > 1", Go("a")),
        ], Chance({
            "x": ("1", Go("b")), // likely
            // less so
            "y": ("2", Back),
        }))),
    }) },
    text: "two
  lines",
)
"#,
    );
}

#[test]
fn a_bracket_with_a_break_of_its_own_breaks_at_both_ends() {
    for (before, after) in [
        ("(a: 1,\nb: 2)", "(\n    a: 1,\n    b: 2\n)\n"),
        ("(\na: 1, b: 2)", "(\n    a: 1, b: 2\n)\n"),
        ("(a: 1\n)", "(\n    a: 1\n)\n"),
        ("(a: 1 // one\n)", "(\n    a: 1 // one\n)\n"),
        ("( // all\na: 1)", "( // all\n    a: 1\n)\n"),
        ("(a: [1,\n2], b: 3)", "(a: [\n    1,\n    2\n], b: 3)\n"),
        ("[Go((\n1)\n)]", "[Go(\n    (\n        1\n    )\n)]\n"),
        ("(\n)", "()\n"),
    ] {
        assert_eq!(lay_out(before), after, "{before}");
    }
}

#[test]
fn blanks_are_where_they_belong() {
    for (before, after) in [
        (
            "  Scenario  (  a:1 ,b  :  [ 1,2 ] , c : {\"x\":1} , )  ",
            "Scenario(a: 1, b: [1, 2], c: { \"x\": 1 },)\n",
        ),
        ("(a\n:\n1\n, b: 2)", "(a: 1, b: 2)\n"),
        ("(a: Go\n(\"x\"))", "(a: Go(\"x\"))\n"),
        ("(\n\n\n  a: 1,\n \t\n\n\n  b: 2,\n\n)\n\n\n", "(\n    a: 1,\n\n    b: 2,\n)\n"),
        ("#![enable(implicit_some)]()", "#![enable(implicit_some)]\n()\n"),
        ("(a: 1\tb: 2)", "(a: 1 b: 2)\n"),
        ("(a: 1\n b: 2)", "(\n    a: 1\n    b: 2\n)\n"),
        ("\u{feff}\n( )", "\u{feff}()\n"),
        (" \n", ""),
    ] {
        assert_eq!(lay_out(before), after, "{before}");
    }
}

#[test]
fn comments_stay_where_they_are() {
    for (before, after) in [
        ("// one\n\n\n// two\n()// three", "// one\n\n// two\n() // three\n"),
        ("[1,// one\n2]", "[\n    1, // one\n    2\n]\n"),
        ("[\n1,\n      // two\n2,\n// end\n]", "[\n    1,\n    // two\n    2,\n    // end\n]\n"),
        ("[1 // one\n, 2]", "[\n    1 // one\n    , 2\n]\n"),
        ("( /* a */ a /* b */ : /* c */ 1 /* d */ , b: 2)", "(/* a */ a /* b */: /* c */ 1 /* d */, b: 2)\n"),
        (
            "(a: // why\n(b: 1,\nc: 2))",
            "(\n    a: // why\n        (\n            b: 1,\n            c: 2\n        )\n)\n",
        ),
        (
            "[\n  /* one\n two */\n 1, /* x */ 2,/* end */\n]",
            "[\n    /* one\n two */\n    1, /* x */ 2, /* end */\n]\n",
        ),
        ("[ // \t\n1 /* /* // */ */]", "[ //\n    1 /* /* // */ */\n]\n"),
    ] {
        assert_eq!(lay_out(before), after, "{before}");
    }
}

#[test]
fn what_is_inside_strings_and_attributes_is_not_touched() {
    for text in [
        "(a: \"x ,  y:{1} // no\n  \\\n   z\\\"  \", b: r#\"( \" ,  )\"#, c: ' ')\n",
        "#![enable( implicit_some , )]\n#![type = \"x\"] // what\n()\n",
        "#![enable(implicit_some)]\n\n()\n",
    ] {
        unchanged(text);
    }
}

#[test]
fn line_ends_are_kept_where_they_are_all_alike() {
    assert_eq!(
        lay_out("(\r\na: 1, // x\r\nb: \"y\r\nz\")"),
        "(\r\n    a: 1, // x\r\n    b: \"y\r\nz\"\r\n)\r\n"
    );
    assert_eq!(lay_out("(\r\na: 1,\nb: \"y\r\nz\")"), "(\n    a: 1,\n    b: \"y\r\nz\"\n)\n");
}

#[test]
fn lines_that_are_too_long_are_broken_where_that_helps() {
    let word = format!("\"{}\"", "w".repeat(30));
    let long = format!("\"{}\"", "text ".repeat(40));
    // A long text alone makes no line too long, however it is wrapped up.
    unchanged(&format!("(\n    says: {{ \"ruth\": (who: \"customer\", text: {long}, face: Flat) }},\n)\n"));
    // Up to the width, a line stays.
    let list = |count| format!("[{}]\n", vec!["1"; count].join(", "));
    assert_eq!(list(WIDTH / 3).trim_end().len(), WIDTH);
    unchanged(&list(WIDTH / 3));
    assert_eq!(lay_out(&list(WIDTH / 3 + 1)).lines().count(), WIDTH / 3 + 3);
    for (before, after) in [
        (
            // Several entries of an open bracket get a line each, the next line stays.
            format!("(\na: {word}, b: [{word}, {word}], c: {{ \"d\": {word} }}, e: {word},\nf: 1, g: 2,\n)"),
            format!(
                "(\n    a: {word},\n    b: [{word}, {word}],\n    c: {{ \"d\": {word} }},\n    e: {word},\n    f: 1, g: 2,\n)\n"
            ),
        ),
        (
            // The outermost bracket is opened first; one with a single value never is.
            format!("A(B([{word}, (C(1), {word}), {word}, {word}, {word}]))"),
            format!("A(B([\n    {word},\n    (C(1), {word}),\n    {word},\n    {word},\n    {word}\n]))\n"),
        ),
        (
            // A map is opened also for a single entry.
            format!("{{ \"a\": (b: {word}, c: {word}, d: {word}, e: {word}, f: {word}, g: 5) }}"),
            format!(
                "{{\n    \"a\": (\n        b: {word},\n        c: {word},\n        d: {word},\n        e: {word},\n        f: {word},\n        g: 5\n    )\n}}\n"
            ),
        ),
    ] {
        assert_eq!(lay_out(&before), after, "{before}");
    }
}

#[test]
fn every_scenario_fixture_and_case_keeps_its_meaning() {
    for (path, text) in all_files() {
        match format(&text) {
            Ok(_) => drop(lay_out(&text)),
            Err(problems) => assert!(path.ends_with("syntax.ron") && !problems.is_empty(), "{path:?}"),
        }
    }
}

#[test]
fn the_scenarios_shipped_are_laid_out() {
    for (path, text) in all_files().iter().filter(|(path, _)| path.parent().unwrap().ends_with("scenarios")) {
        assert_eq!(format(text).as_ref(), Ok(text), "run `two-hats fmt {}`", path.display());
    }
}

#[test]
fn a_scenario_on_one_line_is_laid_out_like_the_one_of_its_author() {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let lines = small().replace("\\\n", " ");
    let flat = words(&lines).join(" ").replacen(']', "]\n", 1);
    let after = lay_out(&flat);
    // Its scenes come out as the author wrote them, up to one that is mostly a long text.
    let scenes = lines.lines().map(words).skip_while(|line| line[0] != "scenes:");
    for line in scenes.take_while(|line| line[0] != "\"talk\":") {
        assert!(after.lines().any(|found| words(found) == line), "{line:?}\n---\n{after}");
    }
}

#[test]
fn a_text_whose_brackets_or_strings_do_not_end_is_refused_with_the_place() {
    for (text, message) in [
        ("(a: [1, 2)", "this `[` is never closed"),
        ("(a: 1]", "this `]` closes nothing"),
        ("(a: 1", "this `(` is never closed"),
        ("(a: 1))", "the file goes on after its closing bracket"),
        ("(a: \"x)", "this string is never closed"),
        ("(a: 1) r#\"x", "the file goes on after its closing bracket"),
        ("(a: 1 /* x)", "this comment is never closed"),
        ("(a = 1)", "`=` does not belong here"),
        ("(a: @1)", "`@` has no meaning here"),
        ("#![enable(implicit_some) (a: [])", "this attribute cannot be read"),
        (&"[".repeat(129), "more than 128 brackets are open here"),
        ("(a: \"b \"c\" d\")", "this `\"` ends the text too early"),
    ] {
        let problems = format(text).unwrap_err();
        assert!(
            problems.iter().any(|problem| problem.message == message && problem.span.is_some()),
            "{problems:?}"
        );
    }
    assert_eq!(format(&" ".repeat((64 << 20) + 1)).unwrap_err()[0].code.to_string(), "TH0029");
    unchanged(&("[".repeat(128) + &"]".repeat(128) + "\n"));
}

/// Something that may stand between two pieces.
fn white_space(u: &mut Unstructured<'_>) -> Result<&'static str> {
    u.choose(&["", "", " ", " ", "\n", "\n", "  \n\t", "\n\n\n", "\r\n", "\u{2028}", "\r", "\u{85} "])
        .copied()
}

/// Puts pieces together with any white space that keeps them apart, and comments.
fn mixed(u: &mut Unstructured<'_>, pieces: &[&str]) -> Result<String> {
    let comments = ["// c\n", "//\n", "/* c */", "/**/", "/* c\n c */", "/* // */"];
    let mut out = String::new();
    for piece in pieces {
        let apart = out.is_empty()
            || out.ends_with(['(', '[', '{', ')', ']', '}', ',', ':'])
            || ",:)]}".contains(piece);
        out += if apart { "" } else { " " };
        out += white_space(u)?;
        if !u.ratio(11, 12)? {
            out += u.choose(&comments)?;
            out += white_space(u)?;
        }
        out += piece;
        out += if piece.starts_with("//") { "\n" } else { "" };
    }
    out += white_space(u)?;
    Ok(out)
}

#[test]
fn scenarios_with_other_white_space_keep_their_meaning() {
    let mut files = all_files();
    files.retain(|(path, text)| text.len() < 10_000 && !path.ends_with("syntax.ron"));
    arbtest::arbtest(|u| {
        let (_, text) = u.choose(&files)?;
        let head = text.find("]\n").filter(|_| text.starts_with('#')).map_or(0, |end| end + 2);
        let body = mixed(u, &solid(&text[head..]))?;
        lay_out(&(text[..head].to_owned() + &body));
        Ok(())
    })
    .budget_ms(1_500);
}

/// Adds a group, or a few pieces of anything.
fn soup(u: &mut Unstructured<'_>, depth: usize, out: &mut Vec<&'static str>) -> Result<()> {
    const WORDS: [&str; 16] = [
        ",",
        ",",
        ",",
        ",",
        ":",
        ":",
        "word",
        "Name",
        "r#raw",
        "12",
        "-0x1F",
        "'c'",
        "\"\"",
        "r#\"\"\"#",
        "\"two\n lines\"",
        "\"a text of some length, such as people read it in scenes, longer than others\"",
    ];
    for _ in 0..u.int_in_range(0..=9)? {
        if depth < 6 && u.ratio(1, 3)? {
            let [open, close] = u.choose(&[["(", ")"], ["[", "]"], ["{", "}"]])?;
            out.push(open);
            soup(u, depth + 1, out)?;
            out.push(close);
        } else {
            out.push(u.choose(&WORDS)?);
        }
    }
    Ok(())
}

#[test]
fn any_tokens_in_brackets_that_match_are_laid_out() {
    arbtest::arbtest(|u| {
        let mut pieces = Vec::new();
        soup(u, 0, &mut pieces)?;
        lay_out(&mixed(u, &pieces)?);
        Ok(())
    })
    .budget_ms(1_500);
}

#[test]
fn any_other_text_is_laid_out_or_refused() {
    let pieces =
        "( ) [ ] { } , : \" ' \\ // /* */ # ! #![enable(x)] r#\" r\" a ä \u{301} 1 - = ; \u{feff} \r \0";
    let pieces: Vec<_> = pieces.split(' ').chain(["\n", " "]).collect();
    arbtest::arbtest(|u| {
        let mut text = String::new();
        for _ in 0..u.int_in_range(0..=40)? {
            text += u.choose(&pieces)?;
        }
        match format(&text) {
            Ok(after) => assert_eq!(format(&after), Ok(after.clone()), "{text:?}"),
            Err(problems) => assert!(!problems.is_empty(), "{text:?}"),
        }
        Ok(())
    })
    .budget_ms(500);
}
