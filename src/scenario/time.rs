//! Working time: days, moments, durations and the rules of a scenario's clock.

use super::words::Word;
use crate::diagnostic::Span;

/// A day of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the days of the week")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Weekday {
    /// The days in order.
    pub const ALL: [Self; 7] = [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];

    /// The word that authors write.
    pub const fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

impl Word for Weekday {
    const WORDS: &'static [&'static str] = &["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.word() == word)
    }
}

/// An amount of working time, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duration {
    /// So many working minutes.
    Minutes(u32),
    /// So many working days.
    Days(u32),
}

/// A moment of a week, as written: `Mon 09:00`, or `Week 2 Tue 10:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The week, 1 for the week (Monday to Sunday) of the clock's start.
    pub week: u32,
    /// The day.
    pub day: Weekday,
    /// Minutes since midnight, `0..1440`.
    pub minute: u32,
}

impl Moment {
    /// Returns the minutes since midnight of the Monday of week 1.
    pub const fn minutes(self) -> u64 {
        ((self.week as u64 - 1) * 7 + self.day as u64) * 1440 + self.minute as u64
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.week != 1 {
            write!(f, "Week {} ", self.week)?;
        }
        write!(f, "{} {:02}:{:02}", self.day.word(), self.minute / 60, self.minute % 60)
    }
}

/// The rules of a scenario's clock, as written; `checks` makes sure that they fit each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRules {
    /// The moment at which a play begins.
    pub start: Moment,
    /// The moment by which the work is due.
    pub deadline: Moment,
    /// The first and the last minute of a working day, since midnight.
    pub hours: (u32, u32),
    /// The days on which work is done, in the order of the week.
    pub days: Vec<Weekday>,
    /// The unit of time, in minutes; every duration is a multiple.
    pub tick: u32,
    /// The last moment, where time stops; a week after the deadline unless given.
    pub end: Moment,
    /// Where each of them stands in the source.
    pub places: ClockPlaces,
}

/// The places of a clock's rules; that of the whole clock for what is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "named after the fields of `ClockRules`")]
pub struct ClockPlaces {
    pub start: Span,
    pub deadline: Span,
    pub hours: Span,
    pub days: Span,
    pub tick: Span,
    pub end: Span,
}
