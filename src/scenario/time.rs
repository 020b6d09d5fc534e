//! Working time: days, moments, durations and the rules of a scenario's clock.

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

/// The rules of a scenario's clock, as written and checked.
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
}
