//! The calendar strip.

use super::words::{day_name, hour_words, reading};
use crate::scenario::time::Moment;
use crate::simulation::{Reading, State, Story, minutes_words};
use crate::ui::widgets::calendar::{Calendar, Day, When};

/// How many days the strip shows.
const DAYS: usize = 7;

/// Returns the strip for a state, or for a moment shown in place of its time; `None` without a clock.
pub(super) fn calendar(story: &Story, state: &State, shown_at: Option<Moment>) -> Option<Calendar> {
    let clock = story.program().clock()?;
    let time = shown_at.map_or_else(|| story.program().time(state), |at| clock.at(at));
    let now = reading(story, state, shown_at)?;
    let deadline = clock.read(clock.deadline());
    let days: Vec<_> = clock.openings(time.max(clock.deadline())).map(|(_, day)| day).collect();
    let today = days.iter().position(|day| day.day == now.day).unwrap_or(0);
    let first = (today + 2).saturating_sub(DAYS).min(days.len().saturating_sub(DAYS));
    let left = clock.left(time);
    let left = match left {
        0 if time > clock.deadline() => "past the deadline".to_owned(),
        0 => "the deadline".to_owned(),
        left if left % 60 == 0 => format!("{} working hours left", left / 60),
        left => format!("{} of work left", minutes_words(left)),
    };
    Some(Calendar {
        days: days.iter().skip(first).take(DAYS).map(|day| entry(day, now, deadline)).collect(),
        now: format!("{} {} · {left}", day_name(now.weekday), hour_words(now.minute)),
    })
}

fn entry(day: &Reading, now: Reading, deadline: Reading) -> Day {
    Day {
        short: format!("{:?}", day.weekday),
        name: day_name(day.weekday).to_owned(),
        when: match day.day.cmp(&now.day) {
            std::cmp::Ordering::Less => When::Past,
            std::cmp::Ordering::Equal => When::Today,
            std::cmp::Ordering::Greater => When::Ahead,
        },
        deadline: deadline.day == day.day,
    }
}
