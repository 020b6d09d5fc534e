//! Two packs with the same ids, side by side.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;
use two_hats::simulation::{Session, Story};
use two_hats::storage::{Folders, Library, Plays};

use super::{split, write};
use crate::support::{pick, small};

/// A shelf with the packs `a` and `b`, which differ in a number, and the plays.
struct Room {
    folder: TempDir,
}

impl Room {
    fn new() -> Self {
        let room = Self { folder: tempfile::tempdir().unwrap() };
        room.shelve("a", 60);
        room.shelve("b", 70);
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a pack on the shelf whose meter begins with a number.
    fn shelve(&self, name: &str, morale: i64) {
        let text = small().replace("start: 60", &format!("start: {morale}"));
        write(&self.path("shelf").join(name), &split(&text));
    }

    fn open(&self) -> (Library, Plays) {
        let folders =
            Folders { shipped: Some(self.path("shelf")), own: self.path("own"), plays: self.path("plays") };
        let library = Library::read(&folders, None);
        let mut plays = Plays::in_folder(folders.plays);
        plays.know(&library);
        (library, plays)
    }
}

/// The stories of the packs `a` and `b`.
fn both(library: &Library) -> [Arc<Story>; 2] {
    let stories: Vec<_> = library.stories().map(Arc::clone).collect();
    stories.try_into().unwrap()
}

fn begun(story: &Arc<Story>, picks: &[&str]) -> Session {
    let mut session = Session::new(Arc::clone(story), 3).unwrap();
    pick(&mut session, picks);
    session
}

/// How many decisions a scenario's play in progress has, without anything that differs.
fn decisions(plays: &Plays, story: &Arc<Story>) -> Option<usize> {
    let resumed = plays.resume(story).unwrap()?;
    assert_eq!(resumed.notes, []);
    assert!(Arc::ptr_eq(resumed.session.story(), story));
    Some(resumed.session.turns().len())
}

#[test]
fn scenarios_with_one_id_are_played_each_for_itself() {
    let room = Room::new();
    let (library, plays) = room.open();
    let [a, b] = both(&library);
    plays.save(&begun(&a, &["ask"]).recording()).unwrap();
    assert_eq!((decisions(&plays, &a), decisions(&plays, &b)), (Some(1), None));
    plays.save(&begun(&b, &[]).recording()).unwrap();
    assert_eq!((decisions(&plays, &a), decisions(&plays, &b)), (Some(1), Some(0)));
    // The program is started anew.
    let (library, plays) = room.open();
    let [a, b] = both(&library);
    plays.save(&begun(&b, &["ask"]).recording()).unwrap();
    assert_eq!((decisions(&plays, &a), decisions(&plays, &b)), (Some(1), Some(1)));
    for saved in plays.in_progress() {
        let found = library.find(&saved.scenario, saved.meaning.as_deref()).unwrap();
        assert_eq!(Some(found.meaning()), saved.meaning);
    }
    // What is set aside is the play of the one that is meant.
    plays.save(&begun(&b, &["ask", "go"]).recording()).unwrap();
    plays.set_aside(&b).unwrap();
    assert_eq!((decisions(&plays, &a), decisions(&plays, &b)), (Some(1), None));
    assert_eq!((plays.finished(&a).count(), plays.finished(&b).count()), (0, 1));
}

#[test]
fn a_play_of_an_edited_scenario_beside_another_with_its_id_is_found_and_never_lost() {
    let room = Room::new();
    let (library, plays) = room.open();
    let [a, b] = both(&library);
    plays.save(&begun(&a, &["ask"]).recording()).unwrap();
    plays.save(&begun(&b, &[]).recording()).unwrap();
    room.shelve("a", 61);
    let (library, plays) = room.open();
    let [a, b] = both(&library);
    let resumed = plays.resume(&a).unwrap().unwrap();
    assert_eq!((resumed.notes.len(), resumed.session.turns().len()), (1, 1));
    assert_eq!(decisions(&plays, &b), Some(0));
    // The play as it was is kept: it might be another's.
    let old = fs::read(plays.path(&a)).unwrap();
    plays.save(&resumed.session.recording()).unwrap();
    assert_eq!(fs::read(room.path("plays/done/small-1.ron")).unwrap(), old);
    assert_eq!((decisions(&plays, &a), decisions(&plays, &b)), (Some(1), Some(0)));
    assert_eq!(
        fs::read_dir(room.path("plays")).unwrap().count(),
        3,
        "two plays, and the folder of those before"
    );
}
