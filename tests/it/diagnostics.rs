//! How problems are shown.

use arbtest::arbitrary::{Result as Drawn, Unstructured};
use arbtest::arbtest;
use two_hats::diagnostic::{Code, Diagnostic, Record, Source, Span, render, render_all, suggest, summary};

/// Shows an error at the part of a text between `«` and `»`.
fn check(marked: &str) -> String {
    let (source, span) = source(marked);
    render(&Diagnostic::error(Code::SYNTAX, span, "this is wrong"), &source, false)
}

fn source(marked: &str) -> (Source, Span) {
    let start = marked.find('«').unwrap();
    let end = marked.find('»').unwrap() - '«'.len_utf8();
    (Source::new("a.ron", marked.replace(['«', '»'], "")), Span::new(start, end))
}

#[test]
fn a_problem_is_shown_with_its_line() {
    let problem = Diagnostic::error(Code::UNKNOWN_NAME, Span::new(9, 12), "there is no scene `two`")
        .with_help("did you mean `tuo`?");
    let source = Source::new("folder/a.ron", "one\n  Go(\"two\")\nthree");
    insta::assert_snapshot!(render(&problem, &source, false), @r#"
    error[TH0010]: there is no scene `two`
     --> folder/a.ron:2:6
      |
    2 |   Go("two")
      |      ^^^
      = help: did you mean `tuo`?
    "#);
}

#[test]
fn the_other_half_of_a_conflict_is_shown_below() {
    let text = "a: 1,\n".to_owned() + &"\n".repeat(8) + "  a: 2,";
    let problem = Diagnostic::error(Code::TWICE, Span::new(16, 17), "`a` is given twice")
        .with_other(Span::new(0, 1), "the first is here")
        .with_help("keep one of them");
    insta::assert_snapshot!(render(&problem, &Source::new("a.ron", text), false), @r#"
    error[TH0006]: `a` is given twice
      --> a.ron:10:3
       |
    10 |   a: 2,
       |   ^
      ::: a.ron:1:1
       |
     1 | a: 1,
       | - the first is here
       = help: keep one of them
    "#);
}

#[test]
fn carets_stand_under_wide_characters_and_tabs() {
    insta::assert_snapshot!(check("\tä \"日本«語 x»\" rest"), @r#"
    error[TH0001]: this is wrong
     --> a.ron:1:7
      |
    1 |     ä "日本語 x" rest
      |            ^^^^
    "#);
}

#[test]
fn a_place_over_several_lines_shows_the_first() {
    insta::assert_snapshot!(check("one\ntwo «three\nfour» five"), @r#"
    error[TH0001]: this is wrong
     --> a.ron:2:5
      |
    2 | two three
      |     ^^^^^
    "#);
}

#[test]
fn places_of_several_files_are_counted_in_each() {
    let texts = ["one\ntwo", "\u{feff}drei\r\nvier\n", "", "fünf"];
    let files = texts.iter().enumerate().map(|(i, text)| (format!("{i}.ron"), (*text).to_owned()));
    let source = Source::of_files(files);
    for (file, range) in source.parts().enumerate() {
        assert_eq!(&source.text()[range.clone()], texts[file]);
        // Each byte, and the end, stands where it would stand in the file alone.
        let alone = Source::new("", texts[file]);
        for byte in 0..=range.len() {
            let whole = (range.start + byte) as u32;
            assert_eq!(source.name_at(whole), format!("{file}.ron"), "{byte}");
            assert_eq!(source.place(whole), alone.place(byte as u32), "{byte} of {file}");
            assert_eq!(source.line(whole), alone.line(byte as u32), "{byte} of {file}");
        }
    }
}

#[test]
fn a_place_that_is_cut_is_cut_once() {
    let shown = check(&format!("«{}» and more", "long ".repeat(60)));
    assert_eq!(shown.matches('…').count(), 1, "{shown}");
}

#[test]
fn an_empty_place_at_the_end_gets_one_caret() {
    insta::assert_snapshot!(check("one\r\ntwo«»\r\n"), @r#"
    error[TH0001]: this is wrong
     --> a.ron:2:4
      |
    2 | two
      |    ^
    "#);
    insta::assert_snapshot!(check("one\n«»"), @r#"
    error[TH0001]: this is wrong
     --> a.ron:2:1
      |
    2 |
      | ^
    "#);
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let long = "word ".repeat(100_000);
    insta::assert_snapshot!(check(&format!("{long}«here»{long}")), @r#"
    error[TH0001]: this is wrong
     --> a.ron:1:500001
      |
    1 | …word word word word word word word word hereword word word word word word word word word word word …
      |                                          ^^^^
    "#);
}

#[test]
fn nothing_in_a_source_moves_the_cursor() {
    insta::assert_snapshot!(check("a\u{1b}[31m «b»\u{202e}c\u{200b}"), @r#"
    error[TH0001]: this is wrong
     --> a.ron:1:8
      |
    1 | a�[31m b�c�
      |        ^
    "#);
}

#[test]
fn color_changes_nothing_but_the_escapes() {
    let (source, span) = source("one «two»");
    let problem = Diagnostic::advice(Code::WORDS, span, "long").with_help("cut");
    let colored = render(&problem, &source, true);
    let mut plain = colored.clone();
    for code in ["1;31", "1;33", "1", "34", "36", "0"] {
        plain = plain.replace(&format!("\x1b[{code}m"), "");
    }
    assert_ne!(colored, plain);
    assert_eq!(plain, render(&problem, &source, false));
}

#[test]
fn the_last_line_counts() {
    let error = Diagnostic::error(Code::SYNTAX, Span::new(0, 1), "x");
    let advice = Diagnostic::advice(Code::WORDS, Span::new(0, 1), "x");
    assert_eq!(summary(&[]), "no problems");
    assert_eq!(summary(std::slice::from_ref(&advice)), "1 advice");
    assert_eq!(summary(std::slice::from_ref(&error)), "1 error");
    let all = [error.clone(), error, advice];
    assert_eq!(summary(&all), "2 errors, 1 advice");
    assert!(render_all(&all, &Source::new("a", "b"), false).ends_with("\n\n2 errors, 1 advice\n"));
}

#[test]
fn a_record_counts_lines_and_characters_from_one() {
    let (source, span) = source("\u{feff}one\näöü «x\ny» z");
    let problem = Diagnostic::error(Code::SYNTAX, span, "wrong").with_help("mend");
    let json = serde_json::to_string(&Record::new(&problem, &source)).unwrap();
    insta::assert_snapshot!(json, @r#"{"code":"TH0001","class":"error","message":"wrong","help":"mend","file":"a.ron","line":2,"column":5,"end_line":3,"end_column":2,"start":14,"end":17,"other":null}"#);
    let whole = Diagnostic::file(Code::NOT_UTF8, "wrong");
    insta::assert_snapshot!(serde_json::to_string(&Record::new(&whole, &source)).unwrap(), @r#"{"code":"TH0030","class":"error","message":"wrong","help":null,"file":"a.ron","line":null,"column":null,"end_line":null,"end_column":null,"start":null,"end":null,"other":null}"#);
    assert_eq!(render(&whole, &source, false), "error[TH0030]: wrong\n --> a.ron\n");
}

#[test]
fn every_place_of_a_text_can_be_shown() {
    let text = "\u{feff}ä\r\n\t日\n\n\u{1F600}x";
    let source = Source::new("a", text);
    for start in 0..text.len() as u32 + 3 {
        for end in start..text.len() as u32 + 3 {
            let shown = render(&Diagnostic::error(Code::SYNTAX, Span { start, end }, "x"), &source, false);
            assert!(shown.contains('^'));
        }
    }
}

/// Draws a word, with a few slips where there is one to mistype.
fn word(u: &mut Unstructured, mistyped: &[char]) -> Drawn<Vec<char>> {
    let letter = |u: &mut Unstructured| u.choose(&['a', 'b', 'c', 'B', 'ä']).copied();
    let mut word = mistyped.to_vec();
    for _ in 0..u.int_in_range(0..=if word.is_empty() { 12 } else { 4 })? {
        let at = u.int_in_range(0..=word.len())?;
        match u.int_in_range(0..=3)? {
            0 if at < word.len() => drop(word.remove(at)),
            1 if at < word.len() => word[at] = letter(u)?,
            2 if at + 1 < word.len() => word.swap(at, at + 1),
            _ => word.insert(at, letter(u)?),
        }
    }
    Ok(word)
}

#[test]
fn the_name_that_was_meant_is_the_first_of_the_nearest() {
    arbtest(|u| {
        let meant = word(u, &[])?;
        let known = [word(u, &meant)?, word(u, &meant)?, word(u, &meant)?].map(String::from_iter);
        let (word, length) = (String::from_iter(&meant), meant.len());
        let distance = |name: &String| {
            let same = name.eq_ignore_ascii_case(&word);
            if same { 0 } else { strsim::osa_distance(&word, name) }
        };
        let is_near = |name: &&String| distance(name) <= (length / 3).clamp(1, 3) && distance(name) < length;
        let expected = known.iter().filter(is_near).min_by_key(|name| distance(name)).map(String::as_str);
        assert_eq!(
            suggest::nearest(&word, known.iter().map(String::as_str)),
            expected,
            "{word} among {known:?}"
        );
        Ok(())
    });
}
