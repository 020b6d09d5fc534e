//! View models to draw: the flagship's second day.

use two_hats::scenario::model::{Good, Outcome, Top};
use two_hats::scenario::traits::Pole;
use two_hats::ui::views::briefing::{BriefingView, CastMember, MeterIntro};
use two_hats::ui::views::debrief::{DebriefDecision, DebriefView, Shown};
use two_hats::ui::views::decision::Decision;
use two_hats::ui::views::history::HistoryView;
use two_hats::ui::views::library::{BrokenFile, LibraryEntry, LibraryView};
use two_hats::ui::views::play::{Block, EndingPage, Page, PassagePage, PlayView, ResultPage, ScenePage};
use two_hats::ui::views::title::{Featured, SavedPlay, TitleView};
use two_hats::ui::widgets::calendar::{Calendar, Day, When};
use two_hats::ui::widgets::change_list::{Change, Direction, Tone};
use two_hats::ui::widgets::choice_card::ChoiceCard;
use two_hats::ui::widgets::line_chart::{ChartDay, ChartPoint, LineChart};
use two_hats::ui::widgets::meter_card::MeterCard;
use two_hats::ui::widgets::notice::Notice;
use two_hats::ui::widgets::quote::Quote;
use two_hats::ui::widgets::two_hat_grid::TwoHatGrid;

pub(crate) fn calendar() -> Calendar {
    let days = [
        ("Mon", "Monday", When::Past),
        ("Tue", "Tuesday", When::Today),
        ("Wed", "Wednesday", When::Ahead),
        ("Thu", "Thursday", When::Ahead),
        ("Fri", "Friday", When::Ahead),
    ];
    Calendar {
        days: days
            .into_iter()
            .map(|(short, name, when)| Day {
                short: short.into(),
                name: name.into(),
                when,
                deadline: short == "Fri",
            })
            .collect(),
        now: "Tuesday 14:00 · 27 working hours left".into(),
    }
}

pub(crate) fn meters() -> Vec<MeterCard> {
    let meter = |label: &str, good, change, history: &[i64]| MeterCard {
        label: label.into(),
        value: history.last().copied().unwrap_or(0),
        change,
        good,
        history: history.to_vec(),
    };
    vec![
        meter("Team morale", Good::High, Some(8), &[60, 56, 52, 56, 64]),
        meter("Delivery", Good::High, None, &[30, 30, 33, 35, 35]),
        meter("Risk", Good::Low, Some(3), &[30, 34, 40, 38, 41]),
    ]
}

pub(crate) fn quote(who: &str, top: Top, words: &str) -> Block {
    Block::Quote(Quote { who: who.into(), top, words: words.into() })
}

pub(crate) fn text(text: &str) -> Block {
    Block::Text(text.into())
}

pub(crate) fn card(text: &str, detail: &str, locked: Option<&str>) -> ChoiceCard {
    ChoiceCard { text: text.into(), detail: detail.into(), locked: locked.map(Into::into) }
}

pub(crate) fn play(page: Page) -> PlayView {
    PlayView { page_id: 7, covered: false, calendar: Some(calendar()), meters: meters(), page }
}

pub(crate) fn scene() -> Page {
    Page::Scene(ScenePage {
        kicker: "Tuesday, 14:00 — meeting room".into(),
        heading: "What could stop us?".into(),
        blocks: vec![
            text("You put the order on the table, say whom it is for, and ask what could stop you."),
            quote("Anna", Top::Teal, "“The carrier. They vote on a strike on Thursday.”"),
            text("Michael looks at the belt schedule and says nothing."),
        ],
        choices: vec![
            card("Ask Michael, by name, what he sees.", "takes 30 min", None),
            card("Book the second carrier now, at your own budget’s risk.", "takes 1 h", None),
            card("Write the plan on the board: who, what, by when.", "takes 1 h", None),
            card(
                "Give the director Anna’s own estimate.",
                "takes 10 min",
                Some("Anna will not put her name to it yet"),
            ),
        ],
    })
}

pub(crate) fn changes() -> Vec<Change> {
    let change = |text: &str, direction, tone| Change { text: text.into(), direction, tone };
    vec![
        change("Team morale +8", Direction::Up, Tone::Better),
        change("Risk +3", Direction::Up, Tone::Worse),
        change("Michael trusts you more", Direction::None, Tone::Better),
    ]
}

pub(crate) fn result() -> Page {
    Page::Result(ResultPage {
        kicker: "Tuesday, 14:30 — meeting room".into(),
        chosen: "Ask Michael, by name, what he sees.".into(),
        blocks: vec![
            text("It is quiet for a moment. Then he turns the schedule around so that you can read it."),
            quote(
                "Michael",
                Top::Purple,
                "“The belt’s service was skipped. Twice. It will not hold two shifts.”",
            ),
            quote("John", Top::Amber, "“I told the ward before noon. They wrote it down.”"),
        ],
        changes: changes(),
        time: "30 min pass. It is Tuesday, 14:30.".into(),
    })
}

pub(crate) fn passage() -> Page {
    Page::Passage(PassagePage {
        kicker: "Wednesday, 09:00 — warehouse".into(),
        heading: "Six more beds".into(),
        blocks: vec![text(
            "Overnight the order has grown. The belt runs, for now; four people wait for you to say something.",
        )],
        changes: Vec::new(),
    })
}

pub(crate) fn ending() -> Page {
    Page::Ending(EndingPage {
        kicker: "Friday, 16:40 — dock".into(),
        heading: "In two parts, together".into(),
        blocks: vec![
            text(
                "The first truck left at ten, the second stands at the dock. The ward opens with half its beds, and knew it by Wednesday.",
            ),
            quote("Anna", Top::Teal, "“I have had worse Fridays. Not with this team.”"),
        ],
        outcome: Outcome::Mixed,
    })
}

pub(crate) fn long_scene() -> Page {
    let long = "The order lies on the table and everybody in the room has an opinion about it that they would \
                rather not be the first to say, so the belt schedule is passed around once more while the rain \
                runs down the window and the telephone in the next room rings and rings.";
    Page::Scene(ScenePage {
        kicker: "Wednesday, 16:45 — meeting room on the second floor, beside the kitchen".into(),
        heading: "Donaudampfschifffahrtsgesellschaft and everything that could possibly stop it".into(),
        blocks: vec![
            text(long),
            quote("Bartholomäus-Maximilian von und zu Hohenstein", Top::Navy, long),
            text(long),
        ],
        choices: (1..=9)
            .map(|number| {
                card(
                    long,
                    "takes 1 h 30 min",
                    (number % 4 == 0)
                        .then_some("nobody in the room will put a name to it yet, and you have not asked"),
                )
            })
            .collect(),
    })
}

pub(crate) fn title() -> TitleView {
    TitleView {
        covered: false,
        saved: Some(SavedPlay {
            scenario: "The Friday shipment".into(),
            place: "Tuesday, 14:00 — What could stop us?".into(),
        }),
        featured: Some(Featured {
            title: "The Friday shipment".into(),
            summary: "A customer needs hospital beds by Friday. It can be done. Just. Three people decide with you whether it is.".into(),
            minutes: 15,
        }),
        notice: None,
    }
}

pub(crate) fn notice() -> Notice {
    Notice {
        text: "The autosave could not be read. It was kept as autosave-2.bad, and you can go on without it."
            .into(),
    }
}

pub(crate) fn library() -> LibraryView {
    let entry = |title: &str, summary: &str, minutes, shipped, seen, tags: &[&str]| LibraryEntry {
        title: title.into(),
        summary: summary.into(),
        minutes,
        tags: tags.iter().map(ToString::to_string).collect(),
        shipped,
        endings_seen: seen,
        endings: 7,
    };
    LibraryView {
        covered: false,
        scenarios: vec![
            entry("The Friday shipment", "A customer needs hospital beds by Friday. It can be done. Just.", 15, true, 2, &["deadline", "team", "logistics"]),
            entry("A career check-in", "Someone good at the job wants to be a manager and asks you what that really is.", 10, true, 0, &["conversation"]),
            entry("Night shift", "Your own: three nurses, one roster, and a storm.", 12, false, 1, &[]),
        ],
        broken: vec![BrokenFile {
            file: "harbour.ron".into(),
            first: "line 41: no scene is called `dockk`; did you mean `dock`?".into(),
            details: "error[unknown-scene]: no scene is called `dockk`\n  --> harbour.ron:41:19\n   |\n41 |             then: go(\"dockk\"),\n   |                      ^^^^^^^ did you mean `dock`?\n".into(),
        }],
        folder: "/home/you/.local/share/two-hats/scenarios".into(),
    }
}

pub(crate) fn briefing() -> BriefingView {
    let person = |name: &str, role: &str, top| CastMember { name: name.into(), role: role.into(), top };
    let meter = |label: &str, start, good| MeterIntro { label: label.into(), start, good };
    BriefingView {
        covered: false,
        title: "The Friday shipment".into(),
        paragraphs: vec![
            "You run operations at a maker of hospital beds, third month in the job. It is Monday, ten past nine, and the telephone rings.".into(),
            "A ward opens next Monday. The order must be on its dock on Friday. It can be done. Just.".into(),
        ],
        cast: vec![
            person("Michael", "warehouse; dry, exact", Top::Purple),
            person("Anna", "logistics; blunt", Top::Teal),
            person("John", "customer desk; quick", Top::Amber),
        ],
        meters: vec![
            meter("Team morale", 60, Good::High),
            meter("Delivery", 30, Good::High),
            meter("Risk", 30, Good::Low),
        ],
        deadline: "Friday, 17:00 — 40 working hours".into(),
    }
}

pub(crate) fn decisions() -> Vec<Decision> {
    let decision = |when: &str, scene: &str, chosen: &str| Decision {
        when: when.into(),
        scene: scene.into(),
        chosen: chosen.into(),
        changes: changes(),
    };
    vec![
        decision("Monday, 09:10", "The call", "Promise to ring back at eleven, after asking all three."),
        decision("Monday, 10:00", "Three desks", "Call all three in, say why, ask how."),
        decision("Tuesday, 14:00", "What could stop us?", "Ask Michael, by name, what he sees."),
        decision("Wednesday, 11:20", "The belt slips", "Stop the belt and give the service four hours."),
    ]
}

pub(crate) fn history() -> HistoryView {
    HistoryView { decisions: decisions() }
}

fn chart(label: &str, good: &str, values: &[f32]) -> LineChart {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri"];
    LineChart {
        label: label.into(),
        good: good.into(),
        summary: format!("From {} to {}.", values[0], values[values.len() - 1]),
        points: values
            .iter()
            .enumerate()
            .map(|(index, value)| ChartPoint {
                at: index as f32 * 5.2,
                value: *value,
                decision: (index > 0 && index < 7 && index != 3).then_some(index),
            })
            .collect(),
        days: days
            .into_iter()
            .enumerate()
            .map(|(index, label)| ChartDay { at: index as f32 * 8.0, label: label.into() })
            .collect(),
        end: 40.0,
    }
}

pub(crate) fn debrief() -> DebriefView {
    let shown = |word: &str, pole| Shown { word: word.into(), pole };
    DebriefView {
        covered: false,
        scenario: "The Friday shipment".into(),
        ending: "In two parts, together".into(),
        outcome: Outcome::Mixed,
        charts: vec![
            chart("Team morale", "high is good", &[60.0, 56.0, 52.0, 56.0, 64.0, 60.0, 71.0, 74.0]),
            chart("Delivery", "high is good", &[30.0, 30.0, 33.0, 35.0, 35.0, 52.0, 66.0, 81.0]),
            chart("Risk", "low is good", &[30.0, 34.0, 40.0, 38.0, 41.0, 22.0, 25.0, 18.0]),
        ],
        grid: TwoHatGrid {
            managing: Some(46.0),
            leading: Some(72.0),
            attainable: vec![[5.0, 0.0], [0.0, 70.0], [25.0, 95.0], [62.0, 78.0], [90.0, 40.0], [100.0, 12.0], [70.0, 0.0]],
            words: "Mostly leading: you did 72 of 100 of the leading on offer, and 46 of the managing.".into(),
        },
        decisions: decisions()
            .into_iter()
            .enumerate()
            .map(|(index, decision)| DebriefDecision {
                decision,
                shows: vec![shown("understanding", Pole::Leader), shown("clarity", Pole::Manager)],
                feedback: "Asking by name got you the one fact that nobody had said aloud. It cost half an hour in front of everyone.".into(),
                luck: if index == 3 { "odds were about 6 in 10; the story drew the 4.".into() } else { String::new() },
            })
            .collect(),
    }
}
