//! The command `two-hats fmt`, run in a folder.

use std::fs;

use crate::support::small;
use crate::terminal::{Place, check, text};

#[test]
fn formatting_rewrites_what_is_uneven_and_says_so() {
    let place = Place::new();
    place.write("uneven.ron", "( a:1 )");
    place.write("notes.txt", "( a:1 )");
    check(
        &place,
        &["fmt", "--check", "."],
        1,
        "would rewrite ./uneven.ron\n2 scenarios: 1 would be rewritten\n",
        "",
    );
    assert_eq!(fs::read_to_string(place.path().join("uneven.ron")).unwrap(), "( a:1 )");
    check(&place, &["fmt", "."], 0, "rewrote ./uneven.ron\n2 scenarios: 1 rewritten\n", "");
    assert_eq!(fs::read_to_string(place.path().join("uneven.ron")).unwrap(), "(a: 1)\n");
    assert_eq!(fs::read_to_string(place.path().join("small.ron")).unwrap(), small());
    assert_eq!(fs::read_to_string(place.path().join("notes.txt")).unwrap(), "( a:1 )");
    check(&place, &["fmt", "--check", "."], 0, "2 scenarios: 0 would be rewritten\n", "");
    check(&place, &["fmt", "."], 0, "2 scenarios: 0 rewritten\n", "");
    fs::create_dir(place.path().join("empty")).unwrap();
    check(&place, &["fmt", "empty"], 1, "", "error: `empty` holds no scenario files");
    check(&place, &["fmt"], 2, "", "--help");
}

#[test]
fn files_that_cannot_be_formatted_are_left_and_the_others_are_not() {
    let place = Place::new();
    place.write("a.ron", "( a: [1, 2 )");
    place.write("b.ron", b"(a: \xff)");
    place.write("c.ron", "( a:1 )");
    for (arguments, out) in [
        (
            &["fmt", "--check", "."][..],
            "would rewrite ./c.ron\n4 scenarios: 1 would be rewritten, 2 cannot be\n",
        ),
        (&["fmt", "."], "rewrote ./c.ron\n4 scenarios: 1 rewritten, 2 cannot be\n"),
    ] {
        check(&place, arguments, 1, out, "error: `./b.ron`: it is not UTF-8 text");
    }
    check(
        &place,
        &["fmt", "a.ron"],
        1,
        "",
        "error: `a.ron` is left as it is until this is mended:\n\nerror[TH0001]",
    );
    check(&place, &["fmt", "a.ron"], 1, "", "--> a.ron:1:6");
    check(
        &place,
        &["fmt", "missing.ron"],
        1,
        "1 scenario: 0 rewritten, 1 cannot be",
        "`missing.ron`: it cannot be read",
    );
    assert_eq!(fs::read(place.path().join("a.ron")).unwrap(), b"( a: [1, 2 )");
    assert_eq!(fs::read(place.path().join("b.ron")).unwrap(), b"(a: \xff)");
}

#[cfg(unix)]
#[test]
fn read_only_files_are_left_and_links_and_permissions_kept() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let mode = |name: &str| fs::metadata(place.path().join(name)).unwrap().permissions().mode() & 0o777;
    for (name, mode) in [("private.ron", 0o600), ("locked.ron", 0o444)] {
        let path = place.write(name, "( a:1 )");
        fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    }
    std::os::unix::fs::symlink("private.ron", place.path().join("link.ron")).unwrap();
    check(&place, &["fmt", "locked.ron"], 1, "", "error: cannot write `locked.ron`: it is read-only");
    check(&place, &["fmt", "link.ron"], 0, "rewrote link.ron", "");
    for (name, text) in [("private.ron", "(a: 1)\n"), ("locked.ron", "( a:1 )")] {
        assert_eq!(fs::read_to_string(place.path().join(name)).unwrap(), text);
    }
    assert_eq!((mode("private.ron"), mode("locked.ron")), (0o600, 0o444));
    assert!(place.path().join("link.ron").is_symlink());
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let place = Place::new();
    for (arguments, input, code, out) in [
        (&["fmt", "-"][..], "( a:1 )", 0, "(a: 1)\n"),
        (&["fmt", "-"], "( a:1 ", 1, ""),
        (&["fmt", "--check", "-"], "( a:1 )", 1, "would rewrite <stdin>\n"),
        (&["fmt", "--check", "-"], "(a: 1)\n", 0, ""),
    ] {
        let output = place.answer(arguments, input);
        assert_eq!(
            (output.status.code(), text(&output.stdout).as_str()),
            (Some(code), out),
            "{arguments:?} {input}"
        );
    }
    check(&place, &["fmt", "-", "small.ron"], 1, "", "error: `-` stands alone");
}
