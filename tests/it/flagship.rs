//! The flagship scenario, held to what it promises: a fair week in which both ways of working get the beds
//! out, the hour of a decision matters more than the hat, and nothing is written that nobody can meet.
//!
//! Odds are counted over plays with fixed seeds, so a failure is a change in the scenario and never bad luck.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use two_hats::checks::count_words;
use two_hats::scenario::model::Exit;
use two_hats::scenario::time::Weekday;
use two_hats::simulation::{Action, Beat, ChoiceIndex, SceneIndex, Session, Story};

use crate::policies::{Lots, Play, Policy, Table};

/// The first scene of each part of the file, with the days on which the part's scenes may be read.
///
/// The last part holds what interrupts the week.
const PARTS: [(&str, &[Weekday]); 6] = [
    ("the_call", &[Weekday::Mon]),
    ("tuesday", &[Weekday::Tue]),
    ("wednesday", &[Weekday::Wed]),
    ("thursday", &[Weekday::Thu]),
    ("friday", &[Weekday::Fri]),
    ("strike_vote", &[Weekday::Wed, Weekday::Thu]),
];

const FLAGSHIP: &str = include_str!("../../scenarios/friday-shipment.ron");

const COMPANION: &str = include_str!("../../scenarios/friday-shipment.md");

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::new(Story::load(FLAGSHIP).0.unwrap()))
}

/// Plays by every policy: the fixed set that most of these tests look at.
fn plays(policy: Policy) -> &'static [Play] {
    static PLAYS: OnceLock<Vec<(Policy, Vec<Play>)>> = OnceLock::new();
    let all = PLAYS.get_or_init(|| {
        let lots = [
            (Policy::Uniform, 4_000),
            (Policy::Leader, 1_000),
            (Policy::Manager, 1_000),
            (Policy::Coin, 1_000),
            (Policy::Careless, 1_000),
        ];
        lots.map(|(policy, seeds)| (policy, table().plays(policy, 0..seeds))).into()
    });
    &all.iter().find(|(of, _)| *of == policy).unwrap().1
}

fn every_play() -> impl Iterator<Item = &'static Play> {
    let all = [Policy::Uniform, Policy::Leader, Policy::Manager, Policy::Coin, Policy::Careless];
    all.into_iter().flat_map(plays)
}

fn shipped(play: &Play) -> bool {
    table().ending(play).starts_with("shipped_")
}

/// Returns how many of a hundred plays ship.
fn odds(plays: &[Play]) -> f64 {
    100.0 * plays.iter().filter(|play| shipped(play)).count() as f64 / plays.len() as f64
}

/// Returns the position of the part of the file that a scene stands in.
fn part(scene: SceneIndex) -> usize {
    let first = |id: &str| table().story.find_scene(id).unwrap();
    PARTS.iter().rposition(|(id, _)| first(id) <= scene).unwrap()
}

fn scene_ids() -> impl Iterator<Item = (&'static str, SceneIndex)> {
    table().story.scenario().scenes.keys().map(|id| (id.as_str(), table().story.find_scene(id).unwrap()))
}

#[test]
fn nothing_is_reported_about_it_not_even_advice() {
    assert_eq!(Story::load(FLAGSHIP).1, []);
}

#[test]
fn it_has_scenes_and_endings_enough_for_a_week() {
    let scenario = table().story.scenario();
    assert!(scenario.scenes.len() >= 24, "{} scenes", scenario.scenes.len());
    assert!(scenario.endings.len() >= 6, "{} endings", scenario.endings.len());
}

#[test]
fn every_play_has_ten_to_fourteen_decisions() {
    let counts: BTreeSet<_> = every_play().map(|play| play.picks.len()).collect();
    assert!(counts.iter().all(|count| (10..=14).contains(count)), "{counts:?}");
    assert!(counts.len() > 1, "some weeks are busier than others");
}

/// Looks for long and short plays on purpose: each decision takes what a few plays from there promise.
#[test]
fn no_search_finds_a_play_with_more_than_fourteen_decisions_or_less_than_ten() {
    let table = table();
    for (seed, longest) in (0..12).flat_map(|seed| [(seed, true), (seed, false)]) {
        let mut picks: Vec<ChoiceIndex> = Vec::new();
        let follow = |picks: &[ChoiceIndex], lots: u64| {
            let mut decision = 0;
            table.play_by(seed, |_, open, own| {
                decision += 1;
                let pick = picks.get(decision - 1).copied();
                pick.unwrap_or_else(|| {
                    table.decide(Policy::Uniform, open, &mut Lots::new(lots + own.below(99) as u64))
                })
            })
        };
        loop {
            let mut open = Vec::new();
            let mut decision = 0;
            table.play_by(seed, |_, choices, _| {
                if decision == picks.len() {
                    open = choices.to_vec();
                }
                decision += 1;
                picks.get(decision - 1).copied().unwrap_or(choices[0])
            });
            if open.is_empty() {
                break;
            }
            let promise = |pick: ChoiceIndex| {
                let next = [&picks[..], &[pick]].concat();
                let counts = (0..6).map(|lots| follow(&next, lots).picks.len());
                if longest { counts.max().unwrap() } else { 99 - counts.min().unwrap() }
            };
            picks.push(open.into_iter().max_by_key(|pick| promise(*pick)).unwrap());
        }
        assert!((10..=14).contains(&picks.len()), "seed {seed}: {}", picks.len());
    }
}

#[test]
fn every_ending_is_reached() {
    let reached: BTreeSet<_> = every_play().map(|play| table().ending(play)).collect();
    let written: BTreeSet<_> = table().story.scenario().endings.keys().map(String::as_str).collect();
    assert_eq!(reached, written);
}

#[test]
fn every_scene_and_every_choice_is_met() {
    let read: BTreeSet<_> = every_play().flat_map(|play| play.scenes.iter().map(|scene| scene.0)).collect();
    let unread: Vec<_> = scene_ids().filter(|(_, scene)| !read.contains(scene)).collect();
    assert!(unread.is_empty(), "{unread:?}");
    let picked: BTreeSet<_> = every_play().flat_map(|play| &play.picks).collect();
    let unpicked: Vec<_> = table().choices().filter(|choice| !picked.contains(choice)).collect();
    let names: Vec<_> = unpicked.iter().map(|choice| table().story.choice_path(*choice)).collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn every_choice_says_what_it_protects_and_what_it_gives_up() {
    for choice in table().choices() {
        let path = table().story.choice_path(choice);
        let written = table().story.choice(choice).1;
        let notes = written.notes.as_deref().unwrap_or_default();
        let (protects, gives_up) = notes.split_once("; gives up ").unwrap_or_default();
        assert!(protects.starts_with("Protects ") && gives_up.ends_with('.'), "{path}: {notes}");
        assert!(written.feedback.is_some(), "{path} has no feedback");
        assert!((1..=3).contains(&written.shows.len()), "{path} shows {:?}", written.shows);
        assert!(!written.says.is_empty(), "nobody answers {path}");
    }
}

#[test]
fn every_decision_has_room_for_both_hats() {
    use two_hats::scenario::traits::Pole;
    for (id, scene) in &table().story.scenario().scenes {
        let Exit::Choices(choices) = &scene.value.exit else { continue };
        for pole in [Pole::Leader, Pole::Manager] {
            let shows = choices.values().flat_map(|choice| &choice.value.shows);
            assert!(shows.clone().any(|(of, _)| of.pole() == pole), "{id} has nothing of {pole:?}");
        }
    }
}

#[test]
fn every_scene_is_read_on_its_day() {
    let story = &table().story;
    let clock = story.program().clock().unwrap();
    for play in every_play() {
        for &(scene, time) in &play.scenes {
            let (id, written) = story.scene(scene);
            let day = written.shown_at.as_ref().map_or(clock.read(time).weekday, |at| at.value.day);
            assert!(PARTS[part(scene)].1.contains(&day), "{id} is read on {day:?}");
        }
    }
}

#[test]
fn time_never_runs_backwards_and_no_scene_is_read_before_its_hour() {
    let story = &table().story;
    let clock = story.program().clock().unwrap();
    for play in every_play() {
        let mut last = (Weekday::Mon, 0);
        for &(scene, time) in &play.scenes {
            let (id, written) = story.scene(scene);
            let at = written.shown_at.as_ref().map(|at| at.value);
            let reading = clock.read(time);
            let now = at.map_or((reading.weekday, reading.minute), |at| (at.day, at.minute));
            assert!(last <= now, "{id} is read at {now:?}, after {last:?}");
            assert!(at.is_none_or(|at| clock.at(at) >= time), "{id} is shown at an hour that has passed");
            last = now;
        }
    }
}

#[test]
fn leading_and_managing_ship_alike_and_more_often_than_chance() {
    let [leader, manager, uniform, coin, careless] =
        [Policy::Leader, Policy::Manager, Policy::Uniform, Policy::Coin, Policy::Careless]
            .map(|policy| odds(plays(policy)));
    let all = format!("{leader} {manager} {uniform} {coin} {careless}");
    assert!((leader - manager).abs() < 10.0, "{all}");
    for other in [uniform, coin, careless] {
        assert!(leader > other + 5.0 && manager > other + 5.0, "{all}");
    }
}

/// Improves a ranking of all choices, one choice at a time, and counts on seeds it has not seen.
#[test]
fn choosing_the_hour_ships_more_often_than_either_hat() {
    let table = table();
    let follow = |rank: &[usize], seed| {
        table.play_by(seed, |_, open, _| *open.iter().max_by_key(|choice| rank[choice.index()]).unwrap())
    };
    let worth = |rank: &[usize]| -> i64 {
        let worth =
            |play: Play| i64::from(shipped(&play)) * 100 + table.story.program().aim(&play.last).unwrap();
        (0..30).map(|seed| worth(follow(rank, seed))).sum()
    };
    let mut rank: Vec<usize> = table.choices().map(|_| 0).collect();
    let mut best = worth(&rank);
    for (step, choice) in table.choices().chain(table.choices()).enumerate() {
        let before = std::mem::replace(&mut rank[choice.index()], step + 1);
        let found = worth(&rank);
        if found >= best {
            best = found;
        } else {
            rank[choice.index()] = before;
        }
    }
    let climbed = odds(&(10_000..10_500).map(|seed| follow(&rank, seed)).collect::<Vec<_>>());
    let hats = [Policy::Leader, Policy::Manager].map(|policy| odds(plays(policy)));
    assert!(hats.iter().all(|hat| climbed > hat + 5.0), "{climbed} {hats:?}");
}

#[test]
fn odds_in_words_are_right_within_a_tenth() {
    let story = Arc::new(table().story.clone());
    let mut met = BTreeMap::new();
    for seed in 0..400 {
        let (mut session, mut lots) = (Session::new(Arc::clone(&story), seed).unwrap(), Lots::new(seed));
        let mut said: BTreeMap<&str, i64> = BTreeMap::new();
        while session.ended().is_none() {
            let open = table().open(session.state()).unwrap();
            let pick = story.choice_path(table().decide(Policy::Uniform, &open, &mut lots));
            for beat in session.act(&Action::Pick(pick.clone())).unwrap().beats.clone() {
                match beat {
                    Beat::Chose { id, text } if id == "belt_known.run_it" => {
                        said.insert("belt", tenths(&text));
                    }
                    Beat::Chose { id, text } if id == "strike_vote.wait_count" => {
                        said.insert("road", 100 - tenths(&text));
                    }
                    Beat::Chose { id, text } if id == "michael_offer.take_it" => {
                        said.insert("drawing", tenths(&text));
                    }
                    Beat::Chose { id, .. }
                        if id.starts_with("service_or_run.") && !id.ends_with("run_wed") =>
                    {
                        said.remove("belt");
                    }
                    Beat::Scene(scene) if scene.id == "service_or_run" => {
                        said.insert("belt", tenths(&scene.text));
                    }
                    Beat::Scene(scene) if scene.id == "strike_vote" && scene.text.contains(" in ten") => {
                        said.insert("second truck", tenths(&scene.text));
                    }
                    Beat::Rolled { path, weight, total, branch } => {
                        let what = match path.as_str() {
                            "thursday" => "belt",
                            "friday" => "road",
                            "michael_offer.take_it" => "drawing",
                            _ => "second truck",
                        };
                        let Some(words) = said.get(what) else { continue };
                        let other = ["runs", "there", "gone", "tips"].contains(&branch.as_str());
                        let chance = 100 * if other { total - weight } else { weight } / total;
                        let off = (chance as i64 - words).abs();
                        assert!(off <= 10, "{what}: {words} in words, {chance} by weight, seed {seed}");
                        *met.entry(what).or_insert(0) += 1;
                    }
                    _ => {}
                }
            }
        }
    }
    assert_eq!(met.keys().copied().collect::<Vec<_>>(), ["belt", "drawing", "road", "second truck"]);
}

/// Returns the hundredths that a text names as `… in ten`.
fn tenths(text: &str) -> i64 {
    let before = text.split(" in ten").next().unwrap();
    let word = before.rsplit([' ', '“', '\n']).next().unwrap().to_lowercase();
    let words = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    10 * words.iter().position(|w| *w == word).unwrap_or_else(|| panic!("no odds in: {text}")) as i64
}

#[test]
fn the_companion_names_only_what_there_is() {
    let scenario = table().story.scenario();
    let known = |id: &str| {
        table().story.find_choice(id).is_some()
            || table().story.find_scene(id).is_some()
            || scenario.endings.contains_key(id)
            || scenario.facts.contains_key(id)
    };
    let ids = COMPANION
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|id| !id.contains("shipment") && *id != "scene.choice");
    let unknown: Vec<_> = ids.filter(|id| !known(id)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    for (id, scene) in scene_ids().filter(|(_, scene)| part(*scene) == 5) {
        let choices = table().story.program().choices(scene).count();
        assert!(choices == 0 || COMPANION.contains(&format!("`{id}`")), "{id} is not in the companion");
    }
}

#[test]
fn the_companion_says_what_returns_of_every_choice_until_wednesday() {
    let early = table().choices().filter(|choice| part(table().story.program().scene_of(*choice)) < 3);
    let missing: Vec<_> = early
        .map(|choice| table().story.choice_path(choice))
        .filter(|path| {
            COMPANION.lines().filter(|line| line.starts_with(&format!("| `{path}` |"))).count() != 1
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn sentences_join_cleanly_whatever_was_chosen() {
    let story = Arc::new(table().story.clone());
    for seed in 0..300 {
        let (mut session, mut lots) = (Session::new(Arc::clone(&story), seed).unwrap(), Lots::new(seed));
        let mut beats = session.opening().beats.clone();
        while session.ended().is_none() {
            let open = table().open(session.state()).unwrap();
            let pick = story.choice_path(table().decide(Policy::Uniform, &open, &mut lots));
            beats.extend(session.act(&Action::Pick(pick)).unwrap().beats.clone());
        }
        for beat in beats {
            let text = match beat {
                Beat::Scene(scene) => scene.text,
                Beat::Chose { text, .. }
                | Beat::Says { text, .. }
                | Beat::Feedback { text }
                | Beat::Ended { text, .. } => text,
                _ => continue,
            };
            let glued = text.as_bytes().windows(2).any(|pair| {
                matches!(pair[0], b'.' | b'?' | b'!' | b',' | b';') && pair[1].is_ascii_alphanumeric()
            });
            assert!(text == text.trim() && !text.contains("  ") && !text.contains("”“") && !glued, "{text}");
        }
    }
}

#[test]
fn every_ending_is_a_page_that_is_read_aloud() {
    for (id, ending) in &table().story.scenario().endings {
        for pick in [usize::min, usize::max] {
            let words = count_words(&ending.value.text.value, pick);
            assert!((60..=110).contains(&words), "{id} has {words} words");
        }
    }
}
