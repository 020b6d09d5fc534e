//! The invariants that `src/lib.rs` promises, held by reading the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from left to right; a layer uses only those to its left. `ui` and `storage` stand side by side.
const LAYERS: &[&[&str]] = &[
    &["diagnostic"],
    &["scenario"],
    &["checks"],
    &["simulation"],
    &["analysis"],
    &["overview"],
    &["debrief"],
    &["ui", "storage"],
    &["game"],
    &["cli"],
];

/// The layers that touch nothing of the world.
const PURE: &[&str] =
    &["diagnostic", "scenario", "checks", "simulation", "analysis", "overview", "debrief", "ui"];

/// What a pure layer never names.
const WORLD: &[&str] = &[
    "println!",
    "print!(",
    "eprintln!",
    "eprint!(",
    "std::fs",
    "std::env",
    "std::io",
    "std::process",
    "std::net",
    "std::thread",
    "SystemTime",
    "Instant",
    "dbg!(",
];

/// Where a pure layer names something of the world all the same, since its answer does not depend on it.
const EXCEPT: &[(&str, &str)] =
    &[("scenario/side_by_side.rs", "std::thread"), ("analysis/share.rs", "std::thread")];

/// A line of source without its comment, and where it stands.
struct Line {
    place: String,
    layer: String,
    code: String,
    /// The comment lines and attributes right above it.
    above: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Reads every source of the program, comments taken away.
fn lines() -> Vec<Line> {
    let source = root().join("src");
    let mut lines = Vec::new();
    for path in files(&source) {
        let short = path.strip_prefix(&source).unwrap();
        let layer = short.iter().next().unwrap().to_string_lossy().replace(".rs", "");
        let mut above = String::new();
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let code = line.split(" // ").next().unwrap().trim();
            if code.starts_with("//") || code.starts_with("#[") {
                above += code;
                continue;
            }
            let place = format!("{}:{}", short.display(), number + 1);
            lines.push(Line {
                place,
                layer: layer.clone(),
                code: code.to_owned(),
                above: std::mem::take(&mut above),
            });
        }
    }
    lines
}

/// Returns the layers that a line of code names by `crate::` (or `two_hats::`).
fn used(code: &str) -> Vec<&str> {
    let names = |prefix: &'static str| {
        code.match_indices(prefix).map(move |(at, _)| {
            let rest = &code[at + prefix.len()..];
            let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(rest.len());
            &rest[..end]
        })
    };
    let list = code.split_once("crate::{").map_or("", |(_, list)| list);
    let listed = list.split([',', '}']).map(|name| name.trim().split("::").next().unwrap_or_default());
    names("crate::").chain(names("two_hats::")).chain(listed).collect()
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|side| side.contains(&layer))
}

/// Says whether code names a crate as such, not as a part of another word.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let before =
            code[..at].chars().next_back().is_some_and(|c| word(c) || matches!(c, '"' | '-' | ':' | '`'));
        !before && code[at + name.len()..].starts_with("::")
    })
}

/// Gathers what is wrong, one line each.
fn check(found: &[String], sentence: &str) {
    assert!(found.is_empty(), "{sentence}:\n{}", found.join("\n"));
}

#[test]
fn every_folder_is_a_layer_of_the_map() {
    let source = root().join("src");
    let mut unknown: Vec<_> = fs::read_dir(&source)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !matches!(name.as_str(), "lib.rs" | "main.rs") && rank(name).is_none())
        .collect();
    let map = fs::read_to_string(source.join("lib.rs")).unwrap();
    unknown.extend(
        LAYERS
            .concat()
            .iter()
            .filter(|layer| !map.contains(&format!("pub mod {layer};")))
            .map(|l| (*l).to_owned()),
    );
    check(&unknown, "these are not layers, or not in lib.rs");
}

#[test]
fn no_layer_uses_one_to_its_right_or_beside_it() {
    let mut found = Vec::new();
    for Line { place, layer, code, .. } in lines() {
        let Some(own) = rank(&layer) else { continue };
        for other in used(&code).into_iter().filter(|other| *other != layer) {
            if rank(other).is_some_and(|other| other >= own) {
                found.push(format!("{place}: `{layer}` uses `{other}`"));
            }
        }
    }
    check(&found, "edges go only leftwards");
}

#[test]
fn pure_layers_do_not_touch_the_world() {
    let pure = lines().into_iter().filter(|line| PURE.contains(&line.layer.as_str()));
    let found: Vec<_> = pure
        .flat_map(|line| {
            let excepted =
                |word: &str| EXCEPT.iter().any(|(file, but)| line.place.starts_with(file) && *but == word);
            let named: Vec<_> =
                WORLD.iter().filter(|word| line.code.contains(*word) && !excepted(word)).collect();
            named.into_iter().map(|word| format!("{}: {word}", line.place)).collect::<Vec<_>>()
        })
        .collect();
    check(&found, "pure layers read no clock, file or environment and print nothing");
}

#[test]
fn the_engine_is_named_only_in_the_game_and_egui_only_in_the_screens_and_the_game() {
    let mut found = Vec::new();
    for Line { place, layer, code, .. } in lines() {
        for (name, allowed) in [
            ("bevy", &["game"][..]),
            ("bevy_egui", &["game"]),
            ("lyon_tessellation", &["game"]),
            ("egui", &["ui", "game"]),
        ] {
            if names_crate(&code, name) && !allowed.contains(&layer.as_str()) {
                found.push(format!("{place}: {name}"));
            }
        }
        for (name, allowed) in [("anyhow", &["cli", "game"][..]), ("clap", &["cli"])] {
            if names_crate(&code, name) && !allowed.contains(&layer.as_str()) {
                found.push(format!("{place}: {name}"));
            }
        }
    }
    check(&found, "a crate is named where it does not belong");
}

#[test]
fn nothing_panics_without_a_reason_beside_it() {
    let panics = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
    let mut last_reason = String::new();
    let mut found = Vec::new();
    for Line { place, code, above, .. } in lines() {
        if code.starts_with("fn ") || code.starts_with("pub") || !above.is_empty() {
            last_reason = above;
        }
        // The parser has an `expect` of its own, which returns an error.
        let code = code.replace("self.expect(", "").replace("parser.expect(", "");
        let panics = panics.iter().find(|word| code.contains(*word));
        if let Some(word) = panics.filter(|_| !last_reason.contains("reason = ")) {
            found.push(format!("{place}: {word}"));
        }
    }
    check(&found, "a panic needs an `expect` of its lint with a reason on its function");
}

#[test]
fn main_is_a_few_lines() {
    let lines = fs::read_to_string(root().join("src/main.rs")).unwrap().lines().count();
    assert!(lines <= 20, "main.rs has {lines} lines");
}

#[test]
fn every_file_of_tests_runs() {
    let folder = root().join("tests/it");
    let main = fs::read_to_string(folder.join("main.rs")).unwrap();
    let missing: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "main" && !main.contains(&format!("mod {name};")))
        .collect();
    check(&missing, "these files are in no module");
}

#[test]
fn every_case_of_conformance_has_both_its_files() {
    let folder = root().join("tests/conformance");
    let alone: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| match path.extension().and_then(|ending| ending.to_str()) {
            Some("json") => !path.with_extension("ron").exists(),
            Some("ron") => !path.with_extension("json").exists(),
            _ => false,
        })
        .map(|path| path.display().to_string())
        .collect();
    check(&alone, "these cases miss a file");
}
