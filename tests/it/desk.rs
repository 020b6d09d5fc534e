//! The desk: what the player has in hand, on disk before it is shown, and brought back.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use two_hats::game::bridge::page::Page;
use two_hats::game::bridge::play::play_view;
use two_hats::game::desk::Desk;
use two_hats::storage::Folders;
use two_hats::ui::views::play::Page as Shown;

/// A shelf with one scenario of three decisions, and an empty folder for plays.
struct Room {
    folder: TempDir,
}

const STORY: &str = r#"Scenario(
    format: 1, id: "walk", title: "A walk", start: "one",
    meters: { "morale": (label: "Morale", start: 50) },
    cast: { "anna": (name: "Anna", role: "Logistics") },
    scenes: {
        "one": (title: "One", text: "One.", on_stage: ["anna"], choices: {
            "ask": (text: "Ask.", effects: ["morale += 5", "trust.anna += 6"], then: Go("between"),
                    says: { "yes": (who: "anna", text: "Yes.", face: Glad) }),
            "shut": (text: "Shut the door.", when: "morale >= 90", locked: Why, then: Go("two")),
        }),
        "between": (title: "Between", text: "Time passes.", then: Go("two")),
        "two": (title: "Two", text: "Two.", choices: {
            "on": (text: "Go on.", then: Verdict),
            "divide": (text: "Divide by nothing.", effects: ["morale = 1 / (morale - morale)"], then: Verdict),
        }),
    },
    endings: { "end": (title: "The end", text: "Home.", outcome: Success) },
)"#;

impl Room {
    fn new() -> Self {
        let room = Self { folder: TempDir::new().unwrap() };
        room.write(STORY);
        room
    }

    fn write(&self, story: &str) {
        fs::create_dir_all(self.path("shelf")).unwrap();
        fs::write(self.path("shelf/walk.ron"), story).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn desk(&self) -> Desk {
        let folders =
            Folders { shipped: Some(self.path("shelf")), own: self.path("own"), plays: self.path("plays") };
        Desk::open(folders, None, Some(7))
    }

    fn saved(&self) -> String {
        fs::read_to_string(self.path("plays/walk.ron")).unwrap_or_default()
    }

    fn finished(&self) -> usize {
        fs::read_dir(self.path("plays/done")).map_or(0, Iterator::count)
    }
}

/// The titles of the pages of the present turn, the one that is read in brackets.
fn pages(desk: &Desk) -> String {
    let play = desk.play().unwrap();
    let title = |page: &Page| match page {
        Page::Result => "result".to_owned(),
        Page::Passage(scene) => format!("passage {}", scene.title),
        Page::Scene(scene) => scene.title.clone(),
        Page::Ending => "ending".to_owned(),
    };
    let mark = |(at, page)| if at == play.page { format!("[{}]", title(page)) } else { title(page) };
    play.pages.iter().enumerate().map(mark).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_pick_is_on_disk_before_its_result_is_shown() {
    let room = Room::new();
    let mut desk = room.desk();
    assert!(desk.begin());
    assert!(!room.saved().contains("Pick"));
    desk.pick(0);
    assert!(room.saved().contains("Pick(\"one.ask\")"));
    assert_eq!(pages(&desk), "[result], passage Between, Two");
}

#[test]
fn pages_turn_one_by_one_and_stop_at_the_choices() {
    let room = Room::new();
    let mut desk = room.desk();
    desk.begin();
    desk.pick(0);
    desk.turn_page();
    assert_eq!(pages(&desk), "result, [passage Between], Two");
    desk.turn_page();
    desk.turn_page();
    assert_eq!(pages(&desk), "result, passage Between, [Two]");
}

#[test]
fn a_result_shows_what_was_said_and_what_changed() {
    let room = Room::new();
    let mut desk = room.desk();
    desk.begin();
    desk.pick(0);
    let view = play_view(desk.play().unwrap(), false).unwrap();
    let Shown::Result(result) = view.page else { panic!("a result") };
    assert_eq!(result.chosen, "Ask.");
    assert_eq!(result.blocks.len(), 1);
    let changes: Vec<_> = result.changes.iter().map(|change| change.text.as_str()).collect();
    assert_eq!(changes, ["Morale +5", "Anna trusts you more"]);
    assert_eq!(view.meters[0].change, Some(5));
}

#[test]
fn a_locked_card_does_nothing() {
    let room = Room::new();
    let mut desk = room.desk();
    desk.begin();
    desk.pick(1);
    assert_eq!(pages(&desk), "[One]");
    assert!(!room.saved().contains("Pick"));
}

#[test]
fn a_play_is_brought_back_where_it_was_left() {
    let room = Room::new();
    let mut desk = room.desk();
    desk.begin();
    desk.pick(0);
    let state = *desk.play().unwrap().session.state();
    drop(desk);
    let desk = room.desk();
    assert_eq!(desk.play().unwrap().session.state(), &state);
    assert_eq!(pages(&desk), "result, passage Between, [Two]");
    assert_eq!(desk.notice(), None);
}

#[test]
fn a_play_of_an_edited_scenario_says_what_changed() {
    let room = Room::new();
    let mut desk = room.desk();
    desk.begin();
    desk.pick(0);
    room.write(&STORY.replace("\"ask\"", "\"question\""));
    let desk = room.desk();
    assert_eq!(pages(&desk), "[One]");
    assert!(desk.notice().unwrap().contains("`one.ask` could not be followed"), "{:?}", desk.notice());
}

#[test]
fn a_save_that_cannot_be_read_is_kept_and_told() {
    for broken in ["", "Recording(format: 1, scen", "Recording(format: 99, unheard_of: true)"] {
        let room = Room::new();
        fs::create_dir_all(room.path("plays")).unwrap();
        fs::write(room.path("plays/walk.ron"), broken).unwrap();
        let desk = room.desk();
        assert!(desk.play().is_none());
        assert!(desk.notice().unwrap().contains("It is kept as"), "{:?}", desk.notice());
        assert_eq!(fs::read_to_string(room.path("plays/walk.unusable-1.ron")).unwrap(), broken);
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_the_play_goes_on() {
    let room = Room::new();
    fs::write(room.path("plays"), "a file where the folder should be").unwrap();
    let mut desk = room.desk();
    assert!(desk.begin());
    assert!(desk.trouble().unwrap().title.contains("could not be saved"));
    desk.trouble_told();
    desk.pick(0);
    assert_eq!(pages(&desk), "[result], passage Between, Two");
    assert!(desk.trouble().is_some());
}

#[test]
fn a_choice_at_which_the_scenario_breaks_changes_nothing_and_is_told() {
    let room = Room::new();
    let mut desk = room.desk();
    desk.begin();
    desk.pick(0);
    let (state, saved) = (*desk.play().unwrap().session.state(), room.saved());
    desk.pick(1);
    assert!(desk.trouble().unwrap().details.contains("divides by zero"), "{:?}", desk.trouble());
    assert_eq!((*desk.play().unwrap().session.state(), room.saved()), (state, saved));
}

#[test]
fn an_ended_play_stays_until_it_is_left_and_then_counts_among_the_finished() {
    let room = Room::new();
    let mut desk = room.desk();
    desk.begin();
    desk.pick(0);
    desk.pick(0);
    assert_eq!(pages(&desk), "[result], ending");
    assert_eq!(pages(&room.desk()), "result, [ending]");
    desk.leave_play();
    assert_eq!((room.saved(), room.finished()), (String::new(), 1));
    let story = desk.story().unwrap().clone();
    assert_eq!(desk.endings_seen(&story), [0]);
}

#[test]
fn going_back_from_an_ending_keeps_the_ended_play() {
    let room = Room::new();
    let mut desk = room.desk();
    desk.begin();
    desk.pick(0);
    desk.pick(0);
    desk.rewind(1);
    assert_eq!(pages(&desk), "result, passage Between, [Two]");
    assert_eq!(room.finished(), 1);
    assert_eq!(room.saved().matches("Pick").count(), 1);
}

#[test]
fn going_back_keeps_the_play_as_it_was() {
    let room = Room::new();
    let mut desk = room.desk();
    desk.begin();
    desk.pick(0);
    let before = room.saved();
    desk.rewind(0);
    assert_eq!(fs::read_to_string(room.path("plays/done/walk-1.ron")).unwrap(), before);
    assert!(!room.saved().contains("Pick"));
}

#[test]
fn a_new_play_sets_the_one_in_progress_aside() {
    let room = Room::new();
    let mut desk = room.desk();
    desk.begin();
    desk.pick(0);
    desk.begin();
    assert_eq!(pages(&desk), "[One]");
    assert_eq!(room.finished(), 1);
    assert!(!room.saved().contains("Pick"));
}

#[test]
fn scenarios_with_one_id_are_played_each_for_itself() {
    let room = Room::new();
    fs::write(room.path("shelf/another.ron"), STORY.replace("start: 50", "start: 40")).unwrap();
    let mut desk = room.desk();
    let [another, walk] = [0, 1].map(|at| desk.library().stories().nth(at).unwrap().clone());
    desk.take_up(&walk);
    desk.begin();
    desk.pick(0);
    // It is the second of the library, and goes on all the same.
    let mut desk = room.desk();
    assert_eq!(desk.play().unwrap().session.story().meaning(), walk.meaning());
    assert_eq!((pages(&desk).as_str(), desk.notice()), ("result, passage Between, [Two]", None));
    let another =
        desk.library().stories().find(|story| story.meaning() == another.meaning()).unwrap().clone();
    assert!(!desk.choose(&another));
    desk.begin();
    assert_eq!(room.finished(), 0, "neither takes the other's place");
    let walk = desk.library().stories().nth(1).unwrap().clone();
    assert!(desk.choose(&walk));
    assert_eq!(pages(&desk), "result, passage Between, [Two]");
}
