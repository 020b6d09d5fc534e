//! Opening a file in the author's editor.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use two_hats::storage::{EDITOR, Editor};

/// Returns the command of the chosen editor as one line, its words apart by bars.
fn chosen(variables: &[(&str, &str)], installed: &[&str]) -> Option<String> {
    let variable = |name: &str| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    let found = |name: &str| installed.contains(&name).then(|| Path::new("/Program Files").join(name));
    let Editor { program, arguments } = Editor::choose(variable, found)?;
    Some(std::iter::once(program.display().to_string()).chain(arguments).collect::<Vec<_>>().join("|"))
}

#[test]
fn the_own_variable_comes_before_visual_before_editor_before_what_is_installed() {
    let variables = [("EDITOR", "gedit"), ("VISUAL", "kate"), (EDITOR, "mine")];
    let installed = ["gvim", "zed", "subl"];
    assert_eq!(chosen(&variables, &installed).unwrap(), "mine|{file}");
    assert_eq!(chosen(&variables[..2], &installed).unwrap(), "kate|--line|{line}|--column|{column}|{file}");
    assert_eq!(chosen(&variables[..1], &installed).unwrap(), "gedit|+{line}:{column}|{file}");
    assert_eq!(chosen(&[], &installed).unwrap(), "/Program Files/zed|{file}:{line}:{column}");
    assert_eq!(chosen(&[], &["vim"]), None);
}

#[test]
fn the_own_variable_may_be_any_command_and_says_where_the_file_stands() {
    let own = |command| chosen(&[(EDITOR, command)], &["zed"]);
    assert_eq!(own("xterm -e vim +{line}").unwrap(), "xterm|-e|vim|+{line}|{file}");
    assert_eq!(own("mine --at={file}:{line} -n").unwrap(), "mine|--at={file}:{line}|-n");
    // An empty one is none.
    assert_eq!(own("  ").unwrap(), "/Program Files/zed|{file}:{line}:{column}");
}

#[test]
fn quotes_hold_words_with_spaces_together() {
    let own = |command| chosen(&[(EDITOR, command)], &[]).unwrap();
    assert_eq!(own(r#""C:\Program Files\Mine\mine.exe" -n"#), r"C:\Program Files\Mine\mine.exe|-n|{file}");
    assert_eq!(own("'/opt/my editor' --title=\"it's {file}\" ''"), "/opt/my editor|--title=it's {file}|");
    assert_eq!(
        chosen(&[("VISUAL", "'/opt/my editors/code' --wait")], &[]).unwrap(),
        "/opt/my editors/code|--goto|{file}:{line}:{column}"
    );
}

#[test]
fn editors_that_need_a_terminal_are_passed_over() {
    for terminal in ["vim", "/usr/bin/nano", "emacs -nw"] {
        assert_eq!(chosen(&[("VISUAL", terminal), ("EDITOR", terminal)], &[]), None, "{terminal}");
        let next = chosen(&[("VISUAL", terminal), ("EDITOR", "/snap/bin/code --wait")], &["gvim"]);
        assert_eq!(next.unwrap(), "/snap/bin/code|--goto|{file}:{line}:{column}");
    }
}

#[test]
fn an_editor_that_cannot_be_started_is_named_with_what_to_do() {
    let editor = Editor { program: PathBuf::from("/nowhere/mine"), arguments: Vec::new() };
    let error = editor.open(Path::new("a.ron"), 1, 1).unwrap_err().to_string();
    assert!(error.starts_with("`/nowhere/mine` could not be started: "), "{error}");
    assert!(error.ends_with("; set TWO_HATS_EDITOR to another editor"), "{error}");
}

#[cfg(unix)]
#[test]
fn the_editor_gets_the_whole_path_and_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("my editor");
    // Its words get their name when all of them are there.
    fs::write(&script, "printf '%s\\n' \"$@\" > \"$0.part\"\nmv \"$0.part\" \"$0.out\"\n").unwrap();
    let command = format!("/bin/sh '{}' --at {{line}}:{{column}} \"--file={{file}}\"", script.display());
    let editor = Editor::choose(|name| (name == EDITOR).then(|| command.clone()), |_| None).unwrap();
    // What looks like a place for something is left as it is.
    let file = Path::new("two {line} words.ron");
    assert_eq!(editor.open(file, 12, 5).unwrap(), "sh");
    let (out, begun) = (folder.path().join("my editor.out"), Instant::now());
    while !out.exists() {
        assert!(begun.elapsed() < Duration::from_secs(20), "the script wrote nothing");
        std::thread::sleep(Duration::from_millis(5));
    }
    let file = std::env::current_dir().unwrap().join(file);
    assert_eq!(fs::read_to_string(&out).unwrap(), format!("--at\n12:5\n--file={}\n", file.display()));
}
