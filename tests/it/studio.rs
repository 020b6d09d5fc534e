//! The author's bench: a file under watch, its map, and a play that outlives every save.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;
use two_hats::game::bridge::studio::studio_view;
use two_hats::game::studio::{Rehearsal, Studio};
use two_hats::ui::views::studio::{Mark, Tab, Told};

use crate::support::small;

/// What is waited for comes at once; a machine under load may take this long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A file on the bench.
struct Bench {
    folder: TempDir,
    studio: Studio,
    woken: Receiver<()>,
}

impl Bench {
    fn open(text: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("small.ron");
        fs::write(&path, text).unwrap();
        let (wake, woken) = channel();
        let studio = Studio::open(&path, 7, move || wake.send(()).unwrap_or(()));
        let mut bench = Self { folder, studio, woken };
        if bench.studio.loaded().scenario().is_some() {
            bench.until(|studio| !studio.is_drawing());
        }
        bench
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("small.ron")
    }

    /// Takes in news until there is what is waited for.
    fn until(&mut self, there: impl Fn(&Studio) -> bool) {
        while !there(&self.studio) {
            self.woken.recv_timeout(PATIENCE).expect("news from beside the window");
            self.studio.take_news();
        }
    }

    /// Saves the file and waits until that is noticed; returns what is said of it.
    fn save(&mut self, text: &str) -> String {
        fs::write(self.path(), text).unwrap();
        self.noticed()
    }

    fn noticed(&mut self) -> String {
        self.until(|studio| studio.notice().is_some_and(|notice| notice.text.contains("saved")));
        let notice = self.studio.notice().unwrap().text.clone();
        self.studio.play(|_| Ok(()));
        notice
    }

    fn pick(&mut self, choice: &str) {
        self.studio.play(|play| play.pick(choice));
        assert_eq!(self.studio.notice(), None);
    }

    /// Where the play is, and how much of it was decided.
    fn play(&self) -> (String, usize) {
        let session = &self.studio.rehearsal().unwrap().session;
        (here(&self.studio), session.turns().len())
    }

    fn selected(&self) -> Option<String> {
        let sheet = self.studio.sheet()?;
        Some(sheet.map.nodes[self.studio.selected()?].id.clone())
    }
}

fn here(studio: &Studio) -> String {
    let sheet = studio.sheet().unwrap();
    studio.here().map_or_else(String::new, |node| sheet.map.nodes[node].id.clone())
}

#[test]
fn a_play_goes_on_at_the_same_decision_after_each_save() {
    let mut bench = Bench::open(small());
    bench.pick("ask");
    let before = bench.play();
    let notice = bench.save(&small().replace("a single box", "one box").replace("start: 60", "start: 61"));
    assert!(notice.contains("goes on at the same decision"), "{notice}");
    assert_eq!(bench.play(), before);
}

#[test]
fn a_broken_file_leaves_the_last_good_version_running_and_shows_its_errors() {
    let mut bench = Bench::open(small());
    bench.pick("ask");
    let before = bench.play();
    let notice = bench.save(&small().replace("Go(\"packed\")", "Go(\"pakced\")"));
    assert!(notice.contains("1 error") && notice.contains("goes on with the last version"), "{notice}");
    assert_eq!(bench.play(), before);
    bench.pick("go");
    bench.studio.tab = Tab::Problems;
    let view = studio_view(&bench.studio, false);
    assert_eq!((view.errors, view.problems.len()), (1, 1));
    assert!(view.problems[0].message.contains("pakced"), "{:?}", view.problems[0]);
    assert!(view.problems[0].place.contains("call.go"), "{:?}", view.problems[0]);
    assert!(view.marks[0].error);
    let notice = bench.save(small());
    assert!(notice.contains("the same decision"), "{notice}");
    assert_eq!(bench.play().1, 2);
}

#[test]
fn a_decision_that_is_gone_is_said_and_the_play_goes_on_before_it() {
    let mut bench = Bench::open(small());
    bench.pick("ask");
    let notice =
        bench.save(&small().replace("\"ask\": (", "\"enquire\": (").replace("call.ask", "call.enquire"));
    assert!(
        notice.contains("the last decision that is still there") && notice.contains("call.ask"),
        "{notice}"
    );
    assert_eq!(bench.play(), ("call".into(), 0));
}

#[test]
fn a_file_that_is_deleted_or_becomes_another_scenario_leaves_the_play_as_it_is() {
    let mut bench = Bench::open(small());
    bench.pick("ask");
    let before = bench.play();
    let notice = bench.save(&small().replace("id: \"small\"", "id: \"other\""));
    assert!(notice.contains("`small`, not of `other`"), "{notice}");
    fs::remove_file(bench.path()).unwrap();
    let notice = bench.noticed();
    assert!(notice.contains("1 error"), "{notice}");
    assert_eq!(bench.play(), before);
    // The map of the last version that could be read stays.
    assert!(bench.studio.sheet().is_some());
    let notice = bench.save(small());
    assert!(notice.contains("the same decision"), "{notice}");
}

#[test]
fn a_file_with_errors_can_be_opened_and_played_once_they_are_mended() {
    let mut bench = Bench::open(&small().replace("Go(\"packed\")", "Go(\"pakced\")"));
    assert!(bench.studio.rehearsal().is_none());
    assert_eq!(bench.studio.tab, Tab::Problems);
    assert!(bench.studio.sheet().is_some());
    let notice = bench.save(small());
    assert!(notice.contains("can be played now"), "{notice}");
    assert_eq!(bench.play(), ("call".into(), 0));
}

#[test]
fn what_is_no_scenario_has_problems_and_no_map() {
    let bench = Bench::open("Hello");
    let view = studio_view(&bench.studio, false);
    assert!(view.sheet.is_none() && !view.drawing && view.errors > 0);
    assert!(!view.problems.is_empty());
}

#[test]
fn a_play_begins_anywhere_with_chosen_numbers() {
    let mut bench = Bench::open(small());
    let talk = bench.studio.node("talk", false).unwrap();
    bench.studio.select(talk, true);
    bench.studio.set_number("morale", 12);
    let view = studio_view(&bench.studio, false);
    let numbers = view.scene.unwrap().numbers;
    let morale = numbers.iter().find(|number| number.name == "morale").unwrap();
    assert_eq!((morale.value, morale.range.clone(), morale.label.as_str()), (12, 0..=100, "Morale"));
    assert!(numbers.iter().all(|number| number.name != "scene" && number.name != "resume"));
    bench.studio.start_here();
    assert_eq!(bench.studio.notice(), None);
    assert_eq!((bench.play(), bench.studio.tab), (("talk".into(), 0), Tab::Play));
    let view = studio_view(&bench.studio, false);
    let rehearsal = view.rehearsal.unwrap();
    assert!(rehearsal.origin.starts_with("From `talk`"), "{}", rehearsal.origin);
    assert!(rehearsal.meters.contains("Morale 12"), "{}", rehearsal.meters);
    // It outlives a save, and begins again where it began.
    bench.save(&small().replace("start: 60", "start: 61"));
    bench.studio.play(Rehearsal::restart);
    assert_eq!(bench.play(), ("talk".into(), 0));
    bench.studio.play(Rehearsal::start_over);
    assert_eq!(bench.play(), ("call".into(), 0));
}

#[test]
fn the_numbers_of_the_play_can_be_taken_over() {
    let mut bench = Bench::open(small());
    bench.pick("ask");
    bench.studio.take_numbers();
    let session = &bench.studio.rehearsal().unwrap().session;
    let now: Vec<_> = session.story().program().values(session.state()).map(|(_, value)| value).collect();
    let taken: Vec<_> = bench.studio.rehearsal().unwrap().values.values().copied().collect();
    assert_eq!(now[now.len() - taken.len()..], taken);
    bench.studio.forget_numbers();
    assert!(bench.studio.rehearsal().unwrap().values.is_empty());
}

#[test]
fn steps_can_be_taken_back_and_nothing_happens_before_the_first() {
    let mut bench = Bench::open(small());
    bench.pick("ask");
    bench.pick("go");
    bench.studio.play(Rehearsal::step_back);
    assert_eq!(bench.play().1, 1);
    bench.studio.play(|play| play.rewind(0));
    assert_eq!(bench.play().1, 0);
    bench.studio.play(Rehearsal::step_back);
    let notice = bench.studio.notice().unwrap();
    assert!(notice.bad && notice.text.contains("Nothing was decided"), "{notice:?}");
    bench.studio.play(|play| play.pick("nowhere"));
    assert!(bench.studio.notice().unwrap().text.contains("`nowhere` is not a choice"));
}

#[test]
fn a_play_tells_its_author_about_luck_and_closed_choices() {
    let text = small().replace(
        "\"ask\": (",
        "\"shut\": (text: \"No.\", when: \"morale >= 90\", then: Verdict),\n\"ask\": (",
    );
    let mut bench = Bench::open(&text);
    bench.studio.tab = Tab::Play;
    let view = studio_view(&bench.studio, false).rehearsal.unwrap();
    let shut = view.choices.iter().find(|choice| choice.id == "shut").unwrap();
    let locked = shut.locked.clone().unwrap();
    assert!(
        locked.contains("Morale must be at least 90") && locked.contains("players do not see it"),
        "{locked}"
    );
    bench.pick("go");
    let told = studio_view(&bench.studio, false).rehearsal.unwrap().told;
    assert!(
        told.iter().any(|told| matches!(told, Told::Aside(words) if words.starts_with("Luck at `call.go`"))),
        "{told:?}"
    );
}

#[test]
fn words_are_found_in_texts_and_names_and_gone_through() {
    let mut bench = Bench::open(small());
    bench.studio.search("LISTEN".into());
    assert_eq!(bench.selected().as_deref(), Some("talk"));
    bench.studio.search("verdict".into());
    let hits: Vec<_> = bench.studio.hits().to_vec();
    assert!(hits.len() > 1, "{hits:?}");
    let mut met = Vec::new();
    for _ in &hits {
        bench.studio.next_hit();
        met.push(bench.studio.selected().unwrap());
    }
    met.sort_unstable();
    assert_eq!(met, hits);
    bench.studio.search("nothing is called so".into());
    assert!(bench.studio.hits().is_empty());
    bench.studio.search(String::new());
    assert!(bench.studio.hits().is_empty());
}

#[test]
fn a_scene_says_who_sets_and_who_reads_its_numbers() {
    let mut bench = Bench::open(small());
    let call = bench.studio.node("call", false).unwrap();
    bench.studio.select(call, false);
    let scene = studio_view(&bench.studio, false).scene.unwrap();
    assert_eq!(scene.id, "call");
    assert!(scene.choices.iter().any(|choice| choice.id == "ask"));
    let all = |name: &str| {
        let name = scene.names.iter().find(|used| used.name == name);
        let texts = |links: &[two_hats::ui::views::studio::Link]| {
            links.iter().map(|l| l.text.clone()).collect::<Vec<_>>()
        };
        name.map(|name| (texts(&name.sets), texts(&name.reads)))
    };
    let (sets, reads) = all("morale").expect("morale");
    assert!(sets.contains(&"call.ask".to_owned()), "{sets:?}");
    assert!(reads.iter().any(|place| place == "event tired"), "{reads:?}");
}

#[test]
fn the_map_shows_where_the_play_is_where_it_was_and_which_way_it_took() {
    let mut bench = Bench::open(small());
    let marks = |bench: &Bench| {
        let view = studio_view(&bench.studio, false);
        let nodes = &view.sheet.unwrap().map.nodes;
        let of = |is: fn(&Mark) -> bool| {
            let marked = nodes.iter().zip(&view.marks).filter(|(_, mark)| is(mark));
            marked.map(|(node, _)| node.id.clone()).collect::<Vec<_>>()
        };
        let name = |at: &usize| nodes[*at].id.clone();
        let trail: Vec<_> = view.trail.iter().map(|(from, to)| (name(from), name(to))).collect();
        (of(|mark| mark.here), of(|mark| mark.been), trail)
    };
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(marks(&bench), (vec!["call".into()], vec!["call".into()], vec![]));
    bench.pick("ask");
    bench.pick("go");
    let (here, been, trail) = marks(&bench);
    assert_eq!(here.len(), 1);
    assert!(["good", "late"].contains(&here[0].as_str()), "{here:?}");
    assert!(been.contains(&"call".into()) && !been.contains(&"talk".into()), "{been:?}");
    assert!(trail.contains(&pair("call", "call")) && trail.contains(&pair("verdict", &here[0])), "{trail:?}");
    // An ending that a play did not reach has no trail.
    assert!(
        trail.iter().all(|(_, to)| to == &here[0] || !["good", "late"].contains(&to.as_str())),
        "{trail:?}"
    );
}

#[test]
fn what_is_selected_stays_selected_when_scenes_move() {
    let mut bench = Bench::open(small());
    let talk = bench.studio.node("talk", false).unwrap();
    bench.studio.select(talk, false);
    let first = "scenes: {\n        \"before\": (text: \"Early.\", then: Go(\"call\")),";
    bench.studio.play(|_| Err("saved?".into()));
    fs::write(bench.path(), small().replacen("scenes: {", first, 1)).unwrap();
    bench.until(|studio| {
        studio.loaded().scenario().is_some_and(|s| s.scenes.contains_key("before")) && !studio.is_drawing()
    });
    assert_ne!(bench.studio.selected(), Some(talk));
    assert_eq!(bench.selected().as_deref(), Some("talk"));
}

#[test]
fn a_problem_leads_to_its_place_on_the_map() {
    let mut bench = Bench::open(&small().replace("then: Back", "then: Go(\"nowhere\")"));
    bench.studio.jump(0);
    assert_eq!(bench.selected().as_deref(), Some("talk"));
    assert!(bench.studio.camera.is_some());
}

#[test]
fn a_recorded_play_is_shown_with_what_differs_from_it() {
    let mut bench = Bench::open(small());
    bench.studio.play(|rehearsal| rehearsal.pick("call"));
    let mut recording = bench.studio.rehearsal().unwrap().session.recording();
    let state = *bench.studio.rehearsal().unwrap().session.state();
    bench.studio.play(Rehearsal::start_over);
    bench.studio.follow(&recording);
    assert_eq!(*bench.studio.rehearsal().unwrap().session.state(), state);
    assert_eq!((bench.studio.tab, bench.studio.notice()), (Tab::Play, None));
    recording.steps.push(two_hats::simulation::Step::Pick("nowhere.nothing".to_owned()));
    bench.studio.follow(&recording);
    let notice = bench.studio.notice().unwrap();
    assert!(notice.bad && notice.text.contains("nowhere.nothing"), "{notice:?}");
    recording.scenario = "other".to_owned();
    bench.studio.follow(&recording);
    assert!(bench.studio.notice().unwrap().text.contains("`other`"));
}
