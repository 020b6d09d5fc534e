//! Reading RON: the `ron` crate is the oracle for what is accepted and what it means.

use ron::Value as Ron;
use two_hats::scenario::syntax::{Arena, Node, Value, parse};

/// Checks that a text is read like `ron` reads it: with an equal value, or with an error on both sides.
fn check(input: &str) {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let expected = options.from_str::<Ron>(input);
    let arena = Arena::new();
    let (node, problems) = parse(&arena, input);
    match expected {
        Ok(expected) => {
            assert!(problems.is_empty(), "{input:?} is RON, but: {problems:?}");
            assert_eq!(to_ron(&node.unwrap()), expected, "{input:?}");
        }
        Err(error) => {
            assert!(!problems.is_empty(), "{input:?} is not RON ({error}), but nothing was reported");
        }
    }
}

/// Says what a tree means to `ron`, which forgets names.
fn to_ron(node: &Node) -> Ron {
    match &node.value {
        Value::Broken => panic!("broken, but not reported"),
        Value::Bool(value) => Ron::Bool(*value),
        Value::Int(value) => {
            let number =
                i64::try_from(value.value()).map_or_else(|_| (value.value() as u64).into(), smallest);
            Ron::Number(number)
        }
        Value::Float(value) => ron::from_str(&format!("{value:?}")).unwrap(),
        Value::Char(value) => Ron::Char(*value),
        Value::Text(text) => Ron::String(text.value.to_string()),
        Value::Word(_) | Value::Unit => Ron::Unit,
        Value::None => Ron::Option(None),
        Value::Some(inner) => Ron::Option(Some(Box::new(to_ron(inner)))),
        Value::Struct(_, fields) => Ron::Map(
            fields.iter().map(|(name, node)| (Ron::String(name.value.into()), to_ron(node))).collect(),
        ),
        Value::Map(entries) => {
            Ron::Map(entries.iter().map(|(key, node)| (to_ron(key), to_ron(node))).collect())
        }
        Value::Tuple(_, items) | Value::List(items) => Ron::Seq(items.iter().map(to_ron).collect()),
    }
}

fn smallest(value: i64) -> ron::value::Number {
    match ron::from_str(&value.to_string()).unwrap() {
        Ron::Number(number) => number,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_ron_reads_means_the_same() {
    for input in [
        "1",
        "-1",
        "+7",
        "0x1F",
        "0b1010",
        "0o17",
        "1_000_000",
        "-0x10",
        "18446744073709551615",
        "-9223372036854775808",
        "1.5",
        "-2.5e3",
        ".5",
        "1.",
        "1e3",
        "2.5E-3",
        "true",
        "false",
        "'a'",
        "'\\n'",
        "'\\''",
        "'ä'",
        "'\\u{1F600}'",
        "\"\"",
        "\"a\"",
        "\"a\\\"b\"",
        "\"\\\\\"",
        "\"\\n\\r\\t\\0\"",
        "\"\\x41\\x7e\"",
        "\"\\xc3\\xa4\"",
        "\"\\u{e4}\"",
        "\"two\nlines\"",
        "\"joined \\\n    here\"",
        "r\"raw \\n\"",
        "r#\"with \"quotes\"\"#",
        "r##\"a\"#b\"##",
        "\"ä😀\"",
        "()",
        "None",
        "Some(1)",
        "Some(Some(\"x\"))",
        "Word",
        "_word",
        "r#type",
        "Unit()",
        "(1, 2)",
        "(1,)",
        "Pair(1, \"two\")",
        "(a: 1)",
        "Named(a: 1, b: \"x\",)",
        "(a: (b: (c: [1])))",
        "Deep(a: Other(1))",
        "[]",
        "[1, 2, 3]",
        "[1,]",
        "[[], [[]]]",
        "{}",
        "{\"a\": 1}",
        "{\"a\": 1, \"b\": 2,}",
        "{1: 'x', 'y': ()}",
        "// before\n1 // after",
        "/* a /* nested */ b */ 1",
        "[1, /* , */ 2 // ,\n]",
        "\u{feff}1".trim_start_matches('\u{feff}'),
        "#![enable(implicit_some)]\n1",
        "#![enable(implicit_some, unwrap_newtypes)]\n(a: 1)",
        "// a\n/* b */ // c\n#![enable(implicit_some)]\n1",
        "# ! [ enable ( implicit_some , ) ] 1",
        "#![enable(unwrap_variant_newtypes)]#![enable(implicit_some)] 1",
        "#![type = \"x\"] 1",
        " \t\r\n 1 \n",
        "(a: Some(1), b: None)",
        "1u8",
        "-5i8",
        "0xFFu8",
    ] {
        check(input);
    }
}

#[test]
fn what_ron_refuses_is_reported() {
    for input in [
        "",
        "   ",
        "// only",
        "/* open",
        "(",
        "[",
        "{",
        ")",
        "]",
        "}",
        "(1",
        "[1, 2",
        "{\"a\": 1",
        "(]",
        "[)",
        "{]",
        "1 2",
        "(a: 1) x",
        "[1 2]",
        "[,]",
        "[1,,2]",
        "{\"a\" 1}",
        "{\"a\"}",
        "{\"a\": }",
        "(a: )",
        "(a 1)",
        "(: 1)",
        "(a: 1 b: 2)",
        "\"open",
        "r#\"open\"",
        "\"bad \\q\"",
        "\"\\x4\"",
        "\"\\xff\"",
        "\"\\u{}\"",
        "\"\\u{110000}\"",
        "\"\\u{1234567}\"",
        "\"\\u41\"",
        "''",
        "'ab'",
        "'a",
        "0xZZ",
        "0b12",
        "1__a",
        "--1",
        "+",
        "-",
        ".",
        "1.2.3",
        "300u8",
        "a-b",
        "@",
        "a = 1",
        "(a = 1)",
        "#![enable(nonsense)] 1",
        "#![enable] 1",
        "#[enable(implicit_some)] 1",
        "(a: 1, 2)",
        "(1, a: 2)",
        "🦀",
        "\\",
    ] {
        check(input);
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_endings_change_nothing() {
    let arena = Arena::new();
    let (unix, _) = parse(&arena, "(text: \"one\ntwo\")");
    let (windows, problems) = parse(&arena, "\u{feff}(text: \"one\r\ntwo\")");
    assert!(problems.is_empty());
    assert_eq!(to_ron(&unix.unwrap()), to_ron(&windows.unwrap()));
}

#[test]
fn the_places_inside_a_string_survive_escapes() {
    let source = "\"\\u{e4}bc\\n\\\n   d\u{1F600}e\"";
    let arena = Arena::new();
    let (node, _) = parse(&arena, source);
    let Some(Node { value: Value::Text(text), .. }) = node else { panic!() };
    assert_eq!(text.value, "äbc\nd\u{1F600}e");
    for (i, c) in text.value.char_indices().filter(|(_, c)| "bcd\u{1F600}e".contains(*c)) {
        let place = text.place(i..i + c.len_utf8());
        assert_eq!(&source[place.start as usize..place.end as usize].chars().next(), &Some(c));
    }
}

#[test]
fn ten_thousand_levels_are_reported_at_once() {
    for (open, close) in [("[", "]"), ("(", ")"), ("{1:", "}"), ("Some(", ")"), ("(a:", ")")] {
        for closed in [true, false] {
            let mut text = open.repeat(10_000);
            text.push('1');
            text.push_str(&if closed { close.repeat(10_000) } else { String::new() });
            let (_, problems) = parse(&Arena::new(), &text);
            assert_eq!(problems[0].code.to_string(), "TH0002", "{open}");
            assert_eq!(
                problems[0].span.unwrap().end as usize,
                open.find(['[', '(', '{']).unwrap() + 1 + 128 * open.len()
            );
            assert!(problems.len() <= 2, "{problems:?}");
        }
    }
}

#[test]
fn one_mistake_is_reported_once_and_hides_nothing() {
    for (input, expected) in [
        ("(a: 1\n b: 2)", vec!["a comma is missing here"]),
        ("(a: , b: 2)", vec!["a value is missing here"]),
        ("(a 1, b: 2)", vec!["a `:` is missing after `a`"]),
        ("(a = 1, b: 2)", vec!["`=` does not belong here"]),
        ("{\"a\": (x: 1, \"b\": (y: 2)}", vec!["this `(` is never closed"]),
        ("(\n  m: {\n    \"a\": (x: 1)),\n    \"b\": 2,\n  },\n  z: 1,\n)", vec!["this `)` closes nothing"]),
        (
            "(\n  m: {\n    \"a\": (x: [1, 2),\n    \"b\": 2,\n  },\n  z: 1,\n)",
            vec!["this `[` is never closed"],
        ),
        ("(\n  m: {\n    \"a\": 1,\n  z: 1,\n)", vec!["this `{` is never closed"]),
        ("(\n  a: \"open,\n  b: \"x\",\n  c: \"y\",\n)", vec!["this string is never closed"]),
        ("(\n  a: \"x\",\n  b: \"open\n)", vec!["this string is never closed"]),
        ("(a: 1; b: 2)", vec!["`;` does not belong here"]),
        (
            "(a: “x, y (z)”, b: 0b2)",
            vec!["a text stands in straight quotes, not in `“`", "`2` is not a digit of the number `0b2`"],
        ),
        (
            "{„a“: «x “y” z», \"b\": 1}",
            vec![
                "a text stands in straight quotes, not in `„`",
                "a text stands in straight quotes, not in `«`",
            ],
        ),
        ("(a: “x\n b: 1)", vec!["`“` has no meaning here", "a comma is missing here"]),
        ("[1, \"\\q\", 0b2]", vec!["`\\q` is not an escape", "`2` is not a digit of the number `0b2`"]),
    ] {
        let (_, problems) = parse(&Arena::new(), input);
        let found: Vec<_> = problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(found, expected, "{input}");
    }
}

/// Checks that the text marked by `«»` in a scene is read as a whole, with one report at the quote before `^`.
fn check_quote(words: &str) {
    let source = format!("(\n  a: «{words}»,\n  b: {{ \"c\": (d: [\"e\"]) }},\n  f: 5 g: 6,\n)");
    let source = source.replace(['«', '»'], "\"");
    let quote = source.find('^').unwrap();
    let source = source.replacen('^', "", 1);
    let arena = Arena::new();
    let (node, problems) = parse(&arena, &source);
    let found: Vec<_> =
        problems.iter().map(|p| (p.span.unwrap().start as usize, p.message.as_str())).collect();
    let comma = source.find(" g: 6").unwrap();
    let expected = [(quote - 1, "this `\"` ends the text too early"), (comma, "a comma is missing here")];
    assert_eq!(found, expected, "{source}");
    let Some(Node { value: Value::Struct(_, fields), .. }) = node else { panic!("{source}") };
    let names: Vec<_> = fields.iter().map(|(name, _)| name.value).collect();
    assert_eq!(names, ["a", "b", "f", "g"], "{source}");
    let Value::Text(text) = fields[0].1.value else { panic!("{source}") };
    assert_eq!(text.value, words.replacen('^', "", 1).replace("\\\n    ", ""));
}

#[test]
fn a_quote_inside_a_text_is_reported_once_and_hides_nothing() {
    for words in [
        "She says \"^no\" to it.",
        "\"^No\", she says.",
        "It is 5\"^ wide.",
        "It is 5 \"^ wide.",
        "She says \"^ no \" to it.",
        "Is it \"^non-stop\" or \"once\"?",
        "Is it \"^yes\", \"no\", \"perhaps\", or (\"none\"), then?",
        "She says \"^—\" and \"...\" and \"'x'\".",
        "She says \"^\"no\"\" twice.",
        "They look.\n    Anna: \"^No.\" And leaves.",
        "They look and say \\\n    \"^no\", \\\n    then \"yes\".",
        "She says \"^no",
    ] {
        check_quote(words);
    }
}

#[test]
fn a_text_that_a_quote_ends_early_without_an_end_in_sight_hides_only_its_line() {
    for (input, expected) in [
        (
            "(\n  a: \"x\"y,\n  b: 1,\n  c: 0b2,\n)",
            vec!["this `\"` ends the text too early", "`2` is not a digit of the number `0b2`"],
        ),
        ("(\n  a: (t: \"x\"y),\n  b: 1,\n)", vec!["this `\"` ends the text too early"]),
        ("(a: \"x\"b: 1)", vec!["a comma is missing here"]),
        ("[\"x\"\"y\"]", vec!["a comma is missing here"]),
        ("(\"x\"Go(1))", vec!["a comma is missing here"]),
    ] {
        let (_, problems) = parse(&Arena::new(), input);
        let found: Vec<_> = problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(found, expected, "{input}");
    }
}

#[test]
fn a_missing_comma_is_shown_where_it_goes() {
    let help = |input: &str| parse(&Arena::new(), input).1[0].help.clone().unwrap();
    assert_eq!(help("(\n  a: 1\n  b: 2)"), "write `a: 1,`");
    assert_eq!(help("(a: \"ä\", b: [1] c: 2)"), "write `(a: \"ä\", b: [1],`");
    assert_eq!(help(&format!("[\"{}\" 2]", "ü".repeat(60))), format!("write `…{}\",`", "ü".repeat(40)));
}

#[test]
fn hostile_texts_take_linear_time() {
    let n = 200_000;
    for text in [
        "\"\\\n".repeat(n),
        "\"a\n".repeat(n),
        "/*".repeat(n),
        "a".repeat(n),
        "r#".repeat(n),
        "((((]".repeat(n),
        "(a:".repeat(n),
        "\"x\"".repeat(n),
        ")".repeat(n),
        "{\"a\":".repeat(n),
        "[\n)".repeat(n),
        "1e+".repeat(n),
        "'".repeat(n),
        "\\\"\n".repeat(n),
        "(a:\"x\"y".repeat(n),
        format!("(a:{}", "\"x\"y,a:".repeat(n)),
        format!("(a:{{{}", "b:1,".repeat(n)),
        format!("(a:{}{{{}", " ".repeat(n), "\nb:1,".repeat(n)),
        format!("(a:{}{}", "\"x\"y ".repeat(1000), " ".repeat(50 * n)),
        format!("(a:{}", "\"\n\"x\n,a:".repeat(n)),
    ] {
        let start = std::time::Instant::now();
        let _ = parse(&Arena::new(), &text).1;
        assert!(start.elapsed().as_secs() < 5, "{} …", &text[..8]);
    }
}
