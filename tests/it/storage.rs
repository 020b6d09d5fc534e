//! Files: whole or not at all, kept where they cannot be used, refused within bounds.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use tempfile::TempDir;
use two_hats::simulation::{Action, Session, Story};
use two_hats::storage::{
    Folders, Library, Origin, Plays, load_scenario, read_text, scenario_files, write_atomically,
};

use crate::support::{begin, pick, small, story, values};

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Returns the names of what lies in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Makes a play of the small scenario with one decision, saves it and returns it.
fn saved(plays: &Plays) -> (Arc<Story>, Session) {
    let mut session = begin(small(), 3);
    pick(&mut session, &["ask"]);
    plays.save(&session.recording()).unwrap();
    (Arc::clone(session.story()), session)
}

#[test]
fn a_file_is_written_whole_with_its_folder_and_nothing_beside_it() {
    let folder = folder();
    let path = folder.path().join("deep/er/play.ron");
    for text in ["one", "", "another, longer one"] {
        write_atomically(&path, text).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    assert_eq!(names(path.parent().unwrap()), ["play.ron"]);
}

#[test]
fn what_cannot_be_written_is_named_and_leaves_what_was_there() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "kept").unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    for path in [file.join("below.ron"), folder.path().join("folder")] {
        let error = write_atomically(&path, "text").unwrap_err().to_string();
        assert!(error.starts_with(&format!("cannot write `{}`: ", path.display())), "{error}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "kept");
    assert_eq!(names(folder.path()), ["file", "folder"]);
}

#[cfg(unix)]
#[test]
fn a_file_may_be_read_by_whoever_may_read_others() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    fs::write(folder.path().join("plain"), "").unwrap();
    write_atomically(&folder.path().join("ours"), "").unwrap();
    assert_eq!(mode("ours"), mode("plain"));
}

#[cfg(unix)]
#[test]
fn a_file_that_is_written_again_keeps_its_link_and_who_may_read_it() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    fs::write(&file, "old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("file", &link).unwrap();
    write_atomically(&link, "new").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn many_writers_leave_one_whole_file() {
    let folder = folder();
    let path = folder.path().join("play.ron");
    let text = |n: usize| n.to_string().repeat(5_000);
    std::thread::scope(|scope| {
        for n in 0..4 {
            let path = &path;
            scope.spawn(move || (0..5).for_each(|_| write_atomically(path, &text(n)).unwrap()));
        }
    });
    let found = fs::read_to_string(&path).unwrap();
    assert!((0..4).any(|n| found == text(n)));
    assert_eq!(names(folder.path()), ["play.ron"]);
}

#[test]
fn a_play_in_progress_is_brought_back_as_it_was() {
    let folder = folder();
    let plays = Plays::in_folder(folder.path().join("plays"));
    assert!(plays.resume(&story(small())).unwrap().is_none());
    assert!(plays.in_progress().is_empty());
    let (story, session) = saved(&plays);
    let resumed = plays.resume(&story).unwrap().unwrap();
    assert!(resumed.notes.is_empty());
    assert_eq!(values(&resumed.session), values(&session));
    let saved = plays.in_progress();
    assert_eq!((saved.len(), saved[0].scenario.as_str()), (1, "small"));
    assert_eq!(saved[0].meaning, Some(story.meaning()));
}

#[test]
fn a_play_of_an_edited_scenario_is_brought_back_with_what_differs() {
    let folder = folder();
    let plays = Plays::in_folder(folder.path().to_owned());
    saved(&plays);
    let edited = story(
        &small()
            .replace("\"ask\": (", "\"ask_her\": (")
            .replace("tired\": (when: \"morale < 20\"", "tired\": (when: \"morale < 19\""),
    );
    let resumed = plays.resume(&edited).unwrap().unwrap();
    assert_eq!(resumed.notes.len(), 2);
    assert!(resumed.session.turns().is_empty());
    assert!(resumed.session.offers().iter().any(|offer| offer.locked.is_none()));
}

#[test]
fn a_finished_play_is_set_aside_under_a_name_of_its_own() {
    let folder = folder();
    let plays = Plays::in_folder(folder.path().to_owned());
    plays.set_aside(&story(small())).unwrap();
    let (story, mut session) = saved(&plays);
    plays.set_aside(&story).unwrap();
    assert!(plays.in_progress().is_empty());
    pick(&mut session, &["go"]);
    for _ in 0..2 {
        plays.save(&session.recording()).unwrap();
        plays.set_aside(&story).unwrap();
    }
    assert_eq!(names(&folder.path().join("done")), ["small-1.ron", "small-2.ron", "small-3.ron"]);
    assert_eq!(plays.finished(&story).count(), 2, "the first one has no ending");
}

#[test]
fn a_play_that_cannot_be_used_is_named_and_kept() {
    let folder = folder();
    let plays = Plays::in_folder(folder.path().to_owned());
    let story = story(small());
    let whole = begin(small(), 3).recording().write();
    let other = whole.replace("scenario: \"small\"", "scenario: \"other\"");
    let newer = whole.replace("    format: 1", "    format: 9");
    for (number, (text, reason)) in [
        (b"".to_vec(), "it is not a recording, or was cut short (line 1, column 1"),
        (whole.as_bytes()[..60].to_vec(), "cut short"),
        (b"Recording(\xff)".to_vec(), "it is not UTF-8 text (byte 10 is the first that does not fit)"),
        (other.into_bytes(), "the recording is of the scenario `other`, not of `small`"),
        (newer.into_bytes(), "it is a recording of version 9; this program reads up to version 1"),
    ]
    .into_iter()
    .enumerate()
    {
        fs::write(plays.path(&story), &text).unwrap();
        let unusable = plays.resume(&story).unwrap_err().to_string();
        assert!(unusable.contains(reason) && unusable.contains("small.ron"), "{unusable}");
        let kept = plays.keep_unusable(&story).unwrap();
        assert_eq!(kept, folder.path().join(format!("small.unusable-{}.ron", number + 1)));
        assert_eq!(fs::read(kept).unwrap(), text);
        assert!(plays.resume(&story).unwrap().is_none());
    }
    assert!(plays.in_progress().is_empty());
}

#[test]
fn a_file_where_the_folder_of_plays_should_be_is_reported() {
    let folder = folder();
    let file = folder.path().join("plays");
    fs::write(&file, "no folder").unwrap();
    let plays = Plays::in_folder(file);
    let session = begin(small(), 3);
    assert!(plays.save(&session.recording()).unwrap_err().to_string().contains("cannot write"));
    assert!(plays.resume(session.story()).unwrap_err().to_string().contains("cannot be read"));
    assert!(plays.in_progress().is_empty());
    assert!(plays.keep_unusable(session.story()).is_err());
    assert_eq!(plays.finished(session.story()).count(), 0);
}

#[test]
fn a_huge_file_is_refused_at_once() {
    let folder = folder();
    let path = folder.path().join("huge.ron");
    File::create(&path).unwrap().set_len(100 << 20).unwrap();
    let start = Instant::now();
    assert_eq!(read_text(&path).unwrap_err().to_string(), "it is larger than 64 MiB");
    let loaded = load_scenario(&path);
    assert_eq!(loaded.diagnostics[0].code.to_string(), "TH0029");
    assert!(start.elapsed().as_millis() < 500);
    #[cfg(unix)]
    assert_eq!(read_text(Path::new("/dev/zero")).unwrap_err().to_string(), "it is larger than 64 MiB");
}

#[test]
fn what_cannot_be_read_is_a_diagnostic_about_the_file() {
    let folder = folder();
    let text = folder.path().join("latin1.ron");
    fs::write(&text, b"Scenario(title: \"Gesch\xe4ft\")").unwrap();
    for (path, code, message) in [
        (folder.path().join("missing.ron"), "TH0031", "it cannot be read"),
        (folder.path().to_owned(), "TH0031", "it is a folder"),
        (text, "TH0030", "it is not UTF-8 text (byte 22 is the first that does not fit)"),
    ] {
        let loaded = load_scenario(&path);
        assert!(loaded.story.is_none());
        assert_eq!(loaded.diagnostics[0].code.to_string(), code);
        assert!(loaded.diagnostics[0].message.contains(message), "{:?}", loaded.diagnostics);
    }
}

#[test]
fn a_library_holds_playable_and_broken_files_of_all_folders_once() {
    let folder = folder();
    let shipped = folder.path().join("shipped");
    let folders = Folders::find(Some(folder.path().join("data")));
    let folders = Folders { shipped: Some(shipped.clone()), ..folders };
    fs::create_dir_all(shipped.join("more")).unwrap();
    fs::create_dir_all(&folders.own).unwrap();
    fs::write(shipped.join("b.ron"), small()).unwrap();
    fs::write(shipped.join("more/a.ron"), small().replace("\"small\"", "\"other\"")).unwrap();
    fs::write(shipped.join("notes.txt"), "no scenario").unwrap();
    fs::write(folders.own.join("broken.ron"), "Scenario(").unwrap();
    let given = shipped.join("more/../b.ron");
    let library = Library::read(&folders, Some(&given));
    let found: Vec<_> = library
        .entries
        .iter()
        .map(|entry| {
            (entry.path.file_name().unwrap().to_str().unwrap(), entry.origin, entry.loaded.story.is_some())
        })
        .collect();
    assert_eq!(
        found,
        [
            ("b.ron", Origin::Given, true),
            ("a.ron", Origin::Shipped, true),
            ("broken.ron", Origin::Own, false)
        ]
    );
    assert!(
        library.find("small", None).is_some()
            && library.find("other", None).is_some()
            && library.find("none", None).is_none()
    );
    assert_eq!(scenario_files(&shipped).unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_between_folders_is_not_followed() {
    let folder = folder();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    fs::write(folder.path().join("a.ron"), small()).unwrap();
    assert_eq!(scenario_files(folder.path()).unwrap(), [folder.path().join("a.ron")]);
}

#[test]
fn a_play_goes_on_after_being_brought_back() {
    let folder = folder();
    let plays = Plays::in_folder(folder.path().to_owned());
    let (story, mut session) = saved(&plays);
    let mut resumed = plays.resume(&story).unwrap().unwrap().session;
    for session in [&mut session, &mut resumed] {
        session.act(&Action::Pick("go".into())).unwrap();
    }
    assert_eq!(resumed.recording(), session.recording());
}

#[test]
fn what_interrupted_writing_left_is_removed_once_it_is_old() {
    let folder = TempDir::new().unwrap();
    let [old, new, other] =
        [".two-hats-old.tmp", ".two-hats-new.tmp", "mine.tmp"].map(|name| folder.path().join(name));
    for path in [&old, &new, &other] {
        fs::write(path, "half").unwrap();
    }
    let day = std::time::Duration::from_hours(24);
    for path in [&old, &other] {
        fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(std::time::SystemTime::now() - day)
            .unwrap();
    }
    let _plays = Plays::in_folder(folder.path().to_owned());
    assert_eq!([old.exists(), new.exists(), other.exists()], [false, true, true]);
}
