//! Words for times, places and changes.

use crate::debrief;
use crate::scenario::model::{Good, Place};
use crate::scenario::time::{Moment, Weekday};
use crate::simulation::{Reading, State, Story};
use crate::ui::widgets::change_list::{Change, Direction, Tone};

/// The full name of a day.
pub(super) const fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// A place in words.
pub(super) const fn place_name(place: Place) -> &'static str {
    match place {
        Place::Office => "office",
        Place::MeetingRoom => "meeting room",
        Place::Warehouse => "warehouse",
        Place::Dock | Place::EmptyDock => "loading dock",
        Place::Phone => "on the phone",
        Place::Corridor => "corridor",
        Place::Kitchen => "kitchen",
        Place::Street => "outside",
    }
}

/// A reading as `14:00`.
pub(super) fn hour_words(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// A reading as `Tuesday, 14:00`.
pub(super) fn moment_words(reading: Reading) -> String {
    format!("{}, {}", day_name(reading.weekday), hour_words(reading.minute))
}

/// How the state's time reads, where there is a clock; a moment to show in its place goes before it.
pub(super) fn reading(story: &Story, state: &State, shown_at: Option<Moment>) -> Option<Reading> {
    let clock = story.program().clock()?;
    Some(match shown_at {
        Some(at) => Reading { minute: at.minute, ..clock.read(clock.opening_of(at)) },
        None => clock.read(story.program().time(state)),
    })
}

/// The changes between two states, in words: meters with numbers, trust without.
pub(super) fn changes(story: &Story, before: &State, after: &State) -> Vec<Change> {
    let (meters, trust) = debrief::Change::between(story, before, after);
    let tone = |better| if better { Tone::Better } else { Tone::Worse };
    let meters = meters.into_iter().map(|change| {
        let by = change.after - change.before;
        Change {
            text: format!("{} {}", change.label, signed(by)),
            direction: if by > 0 { Direction::Up } else { Direction::Down },
            tone: tone((by > 0) == (change.good == Good::High)),
        }
    });
    let trust = trust.into_iter().map(|change| Change {
        text: change.trust_words(),
        direction: Direction::None,
        tone: tone(change.after > change.before),
    });
    meters.chain(trust).collect()
}

/// A number with its sign; a minus is a minus, not a hyphen.
fn signed(by: i64) -> String {
    if by < 0 { format!("−{}", -by) } else { format!("+{by}") }
}

/// The paragraphs of a text.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split('\n').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)
}
