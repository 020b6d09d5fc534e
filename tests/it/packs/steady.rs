//! What is loaded was on disk at one moment.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use two_hats::storage::{LOOK_EVERY, Loaded, Watch, load_scenario};

use super::{split, write};
use crate::support::small;

/// Looks until something was saved.
fn saved(watch: &mut Watch) -> Loaded {
    let start = Instant::now();
    loop {
        if let Some(loaded) = watch.look() {
            return loaded;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "nothing is noticed");
        std::thread::sleep(LOOK_EVERY);
    }
}

#[test]
fn a_save_of_any_file_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = split(small());
    write(folder.path(), &files);
    let loaded = load_scenario(folder.path());
    let mut watch = Watch::new(folder.path(), &loaded);
    assert!(watch.look().is_none());
    for file in 0..files.len() {
        files[file].1 += " // saved";
        write(folder.path(), &files[file..=file]);
        let loaded = saved(&mut watch);
        assert!(loaded.story.is_some() && loaded.source.text().matches("// saved").count() == file + 1);
    }
    fs::remove_file(folder.path().join("two.ron")).unwrap();
    assert!(saved(&mut watch).story.is_none());
    // Saved as it was: that is news, since it was gone.
    write(folder.path(), &files);
    assert!(saved(&mut watch).story.is_some());
    // A file that is listed only now is watched from now on.
    let manifest = files[0].1.replace("files: [", "files: [\"new.ron\", ");
    write(folder.path(), &[("scenario.ron".into(), manifest)]);
    assert!(saved(&mut watch).story.is_none());
    write(folder.path(), &[("new.ron".into(), "Part()".into())]);
    assert!(saved(&mut watch).story.is_some());
}

/// Puts pipes in place of the part `two.ron`, one for each time that it is read. While somebody reads one, the next one
/// takes its place and the manifest gets longer; behind the last stands the part itself.
#[cfg(unix)]
fn change_while_read(folder: &Path, times: usize) {
    use std::process::Command;
    let part = folder.join("two.ron");
    let text = fs::read_to_string(&part).unwrap();
    fs::rename(&part, folder.join("pipe")).unwrap();
    for time in 0..times {
        let path = folder.join(format!("pipe{time}"));
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }
    fs::rename(folder.join("pipe"), folder.join(format!("pipe{times}"))).unwrap();
    fs::rename(folder.join("pipe0"), &part).unwrap();
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        for time in 0..times {
            // Waits until it is opened to be read.
            let mut pipe = fs::File::options().write(true).open(&part).unwrap();
            let manifest = fs::read_to_string(folder.join("scenario.ron")).unwrap();
            fs::write(folder.join("scenario.ron"), format!("{manifest} // {time}")).unwrap();
            fs::rename(folder.join(format!("pipe{}", time + 1)), &part).unwrap();
            std::io::Write::write_all(&mut pipe, text.as_bytes()).unwrap();
        }
    });
}

#[cfg(unix)]
#[test]
fn files_that_change_while_they_are_read_are_read_again() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &split(small()));
    change_while_read(folder.path(), 2);
    let loaded = load_scenario(folder.path());
    assert_eq!(loaded.diagnostics, []);
    assert!(loaded.source.text().contains("// 0 // 1"), "the last version is loaded");
}

#[cfg(unix)]
#[test]
fn files_that_change_without_end_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &split(small()));
    change_while_read(folder.path(), 5);
    let loaded = load_scenario(folder.path());
    assert!(loaded.story.is_none());
    assert_eq!(loaded.diagnostics.len(), 1);
    assert_eq!(loaded.diagnostics[0].code.to_string(), "TH0031");
    assert_eq!(loaded.diagnostics[0].message, "it is written while it is read, again and again");
}
