//! What is found on disk: lists that fit, and lists that do not.

use std::fs::{self, File};
use std::path::Path;

use tempfile::TempDir;
use two_hats::storage::{Folders, Library, Origin, load_scenario, scenario_files};

use super::{split, write};
use crate::support::{small, story};

/// A folder with a pack of the small scenario in `pack/`.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("pack"), &split(small()));
    folder
}

/// Lists other files in the manifest.
fn list(folder: &Path, files: &str) {
    let manifest = &split(small())[0].1;
    let (before, _) = manifest.split_once("files: [").unwrap();
    fs::write(folder.join("pack/scenario.ron"), format!("{before}files: [{files}])")).unwrap();
}

/// Says the codes, places and messages of what is reported about the pack.
fn said(folder: &Path) -> Vec<String> {
    let loaded = load_scenario(&folder.join("pack"));
    let source = &loaded.source;
    let mut said = Vec::new();
    for found in &loaded.diagnostics {
        let span = found.span.unwrap();
        let words = &source.text()[span.start as usize..span.end as usize];
        said.push(format!("{} at {words}: {}", found.code, found.message));
    }
    said
}

#[test]
fn a_pack_is_named_by_its_folder_or_by_its_manifest() {
    let folder = folder();
    let whole = story(small()).meaning();
    for name in ["pack", "pack/", "pack/scenario.ron", "pack/more/../scenario.ron"] {
        let loaded = load_scenario(&folder.path().join(name));
        assert_eq!(loaded.diagnostics, [], "{name}");
        assert_eq!(loaded.story.unwrap().meaning(), whole, "{name}");
    }
}

#[test]
fn a_folder_that_lists_its_files_is_one_scenario_and_any_other_folder_is_not() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("alone.ron"), small()).unwrap();
    assert_eq!(scenario_files(folder.path()).unwrap(), [path("alone.ron"), path("pack/scenario.ron")]);
    assert_eq!(scenario_files(&path("pack")).unwrap(), [path("pack/scenario.ron")]);
    // One that cannot be read, or is of a newer format, is one all the same.
    let manifest = fs::read_to_string(path("pack/scenario.ron")).unwrap();
    for broken in [manifest.replace("format: 1", "format: 2"), format!("#{manifest}"), "files: [".to_owned()]
    {
        fs::write(path("pack/scenario.ron"), broken).unwrap();
        assert_eq!(scenario_files(&path("pack")).unwrap(), [path("pack/scenario.ron")]);
    }
    // A `scenario.ron` that lists none is a scenario like any other.
    fs::write(path("pack/scenario.ron"), small().replace("A small one", "Lost files")).unwrap();
    let all = ["pack/more/one.ron", "pack/scenario.ron", "pack/two.ron"].map(path);
    assert_eq!(scenario_files(&path("pack")).unwrap(), all);
    assert_eq!(load_scenario(&path("pack")).diagnostics, []);
}

#[test]
fn a_file_that_cannot_be_had_is_shown_in_the_list() {
    let folder = folder();
    fs::write(folder.path().join("outside.ron"), "Part()").unwrap();
    fs::write(folder.path().join("pack/latin1.ron"), b"Part() // \xe4").unwrap();
    let not_a_path = "is not the path of a file in the folder of the pack";
    let absolute = folder.path().join("outside.ron").display().to_string();
    for (file, expected) in [
        ("gone.ron", "TH0031 at gone.ron: `gone.ron`: it cannot be read: No such file".to_owned()),
        ("more", "TH0031 at more: `more`: it cannot be read: it is a folder".to_owned()),
        ("latin1.ron", "TH0030 at latin1.ron: `latin1.ron`: it is not UTF-8 text (byte 10".to_owned()),
        ("two.ron", "TH0006 at two.ron: `two.ron` is listed twice".to_owned()),
        ("scenario.ron", "TH0040 at scenario.ron: `scenario.ron` lists itself".to_owned()),
        ("../outside.ron", format!("TH0040 at ../outside.ron: `../outside.ron` {not_a_path}")),
        (
            "more/../../outside.ron",
            format!("TH0040 at more/../../outside.ron: `more/../../outside.ron` {not_a_path}"),
        ),
        ("./one.ron", format!("TH0040 at ./one.ron: `./one.ron` {not_a_path}")),
        ("more//one.ron", format!("TH0040 at more//one.ron: `more//one.ron` {not_a_path}")),
        (&absolute, format!("TH0040 at {absolute}: `{absolute}` {not_a_path}")),
        ("", format!("TH0040 at : `` {not_a_path}")),
        ("C:one.ron", format!("TH0040 at C:one.ron: `C:one.ron` {not_a_path}")),
    ] {
        list(folder.path(), &format!("\"two.ron\", \"{file}\""));
        let said = said(folder.path());
        assert!(said.len() == 1 && said[0].starts_with(&expected), "{file}: {said:?}");
    }
    list(folder.path(), r#""two.ron", 5, "gone.ron", "more\\one.ron""#);
    let said = said(folder.path());
    assert_eq!(said.len(), 3, "everything at once: {said:?}");
    assert!(
        said[0].starts_with("TH0005 at 5:") && said[2].starts_with("TH0040 at more\\\\one.ron"),
        "{said:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder_or_to_a_file_that_is_read_already() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let pack = folder.path().join("pack");
    fs::write(folder.path().join("outside.ron"), "Part()").unwrap();
    symlink("../outside.ron", pack.join("out.ron")).unwrap();
    symlink("two.ron", pack.join("again.ron")).unwrap();
    symlink("scenario.ron", pack.join("self.ron")).unwrap();
    list(folder.path(), r#""two.ron", "out.ron", "again.ron", "self.ron""#);
    assert_eq!(
        said(folder.path()),
        [
            "TH0040 at out.ron: `out.ron` leads out of the folder of the pack",
            "TH0040 at again.ron: `again.ron` is the same file as `two.ron`",
            "TH0040 at self.ron: `self.ron` is the same file as `scenario.ron`",
        ]
    );
    // A link to the folder itself is as good as the folder.
    list(folder.path(), r#""more/one.ron", "two.ron""#);
    for link in ["out.ron", "again.ron", "self.ron"] {
        fs::remove_file(pack.join(link)).unwrap();
    }
    symlink("pack", folder.path().join("link")).unwrap();
    assert_eq!(load_scenario(&folder.path().join("link")).diagnostics, []);
}

#[test]
fn files_that_are_too_large_together_are_refused() {
    let folder = folder();
    for name in ["a.ron", "b.ron"] {
        File::create(folder.path().join("pack").join(name)).unwrap().set_len(40 << 20).unwrap();
    }
    list(folder.path(), r#""a.ron", "b.ron""#);
    let message = "TH0029 at b.ron: with `b.ron`, the files of the pack have more than 64 MiB together";
    assert_eq!(said(folder.path()), [message]);
}

#[test]
fn a_file_that_is_not_listed_is_advised_about_unless_that_is_allowed() {
    let folder = folder();
    let pack = folder.path().join("pack");
    write(
        &pack,
        &[("more/tuesday.ron", ""), ("notes.txt", ""), ("elsewhere/x.ron", "")]
            .map(|(a, b)| (a.into(), b.into())),
    );
    let files = r#"["more/one.ron", "two.ron"]"#;
    let advice =
        format!("TH0042 at {files}: `more/tuesday.ron` lies in the folder of the pack and is not listed");
    assert_eq!(said(folder.path()), [advice]);
    let manifest = fs::read_to_string(pack.join("scenario.ron")).unwrap();
    let allowed = manifest.replace("allow: [", "allow: [(\"TH0042\", \"a draft\"), ");
    fs::write(pack.join("scenario.ron"), &allowed).unwrap();
    assert_eq!(said(folder.path()), [""; 0]);
    fs::remove_file(pack.join("more/tuesday.ron")).unwrap();
    assert_eq!(said(folder.path()), ["TH0028 at TH0042: `TH0042` silences nothing"]);
}

#[test]
fn a_part_that_is_named_alone_says_where_it_belongs() {
    let folder = folder();
    let help = |name: &str| {
        let loaded = load_scenario(&folder.path().join(name));
        assert_eq!(loaded.diagnostics.len(), 1, "{:?}", loaded.diagnostics);
        assert_eq!(loaded.diagnostics[0].code.to_string(), "TH0041");
        loaded.diagnostics[0].help.clone().unwrap()
    };
    let manifest = folder.path().join("pack/scenario.ron");
    let of_pack = format!("name its pack in place of it: `{}`", manifest.display());
    assert_eq!(help("pack/two.ron"), of_pack);
    assert_eq!(help("pack/more/one.ron"), of_pack);
    fs::write(folder.path().join("pack/new.ron"), "Part()").unwrap();
    assert_eq!(help("pack/new.ron"), format!("add it to `files` in `{}`", manifest.display()));
    fs::write(&manifest, "Part()").unwrap();
    assert!(help("pack").starts_with("`scenario.ron` is the manifest: it holds a `Scenario(…)`"));
    fs::remove_file(&manifest).unwrap();
    for part in scenario_files(folder.path()).unwrap() {
        assert!(
            help(part.to_str().unwrap()).starts_with("no `scenario.ron` in its folder or above lists files")
        );
    }
    let loaded = load_scenario(&folder.path().join("pack"));
    assert!(loaded.diagnostics[0].message.contains("it is a folder"), "{:?}", loaded.diagnostics);
    assert!(
        loaded.diagnostics[0].help.as_ref().unwrap().contains("`scenario.ron`"),
        "{:?}",
        loaded.diagnostics
    );
}

#[test]
fn a_library_holds_a_pack_once_and_two_with_one_title_by_their_places() {
    let folder = folder();
    write(&folder.path().join("other"), &split(&small().replace("start: 60", "start: 61")));
    let data = folder.path().join("data");
    let folders = Folders { shipped: Some(folder.path().to_owned()), own: data.clone(), plays: data };
    for given in ["pack", "pack/scenario.ron"] {
        let library = Library::read(&folders, Some(&folder.path().join(given)));
        let found: Vec<_> = library.entries.iter().map(|entry| (entry.name(), entry.origin)).collect();
        let expected = [
            ("pack/scenario.ron".to_owned(), Origin::Given),
            ("other/scenario.ron".to_owned(), Origin::Shipped),
        ];
        assert_eq!(found, expected);
        let titles: Vec<_> = library
            .entries
            .iter()
            .map(|entry| library.title(entry, entry.loaded.story.as_ref().unwrap()))
            .collect();
        assert_eq!(titles, ["A small one (pack/scenario.ron)", "A small one (other/scenario.ron)"]);
    }
}
