//! Working time in ticks since the start, and how it reads on a calendar.

use std::fmt;

use crate::scenario::time::{ClockRules, Duration, Moment, Weekday};

/// The longest time that a clock can hold, in ticks.
const MAX_TICKS: i64 = 1 << 30;

/// A scenario's clock, compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    tick: u32,
    open: u32,
    close: u32,
    /// Ticks from opening to the start, on the first day.
    offset: u32,
    /// Ticks in a working day.
    per_day: u32,
    days: Vec<Weekday>,
    /// The position of the first day in `days`.
    first: u32,
    deadline: u32,
    /// Whether the deadline is a closing time and reads as one.
    deadline_at_close: bool,
    end: u32,
}

/// How a time reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The week, 1 for that of the start.
    pub week: u32,
    /// The day of the week.
    pub weekday: Weekday,
    /// The working day, 1 on the start day.
    pub day: u32,
    /// Minutes since midnight.
    pub minute: u32,
}

impl Clock {
    /// Compiles the rules, which must have passed their checks.
    pub(super) fn new(rules: &ClockRules) -> Self {
        let (open, close) = rules.hours;
        let tick = rules.tick.max(1);
        let mut clock = Self {
            tick,
            open,
            close,
            offset: rules.start.minute.saturating_sub(open) / tick,
            per_day: (close.saturating_sub(open) / tick).max(1),
            days: if rules.days.is_empty() { vec![rules.start.day] } else { rules.days.clone() },
            first: 0,
            deadline: 0,
            deadline_at_close: rules.deadline.minute == close,
            end: 0,
        };
        clock.first =
            clock.position(rules.start.day) + (rules.start.week.max(1) - 1) * clock.days.len() as u32;
        clock.deadline = clock.at(rules.deadline);
        clock.end = clock.at(rules.end).max(clock.deadline);
        clock
    }

    /// Returns the ticks from the start to a moment; 0 for moments before it.
    pub fn at(&self, moment: Moment) -> u32 {
        let day = i64::from(moment.week.max(1) - 1) * self.days.len() as i64
            + i64::from(self.position(moment.day))
            - i64::from(self.first);
        let within = i64::from(moment.minute.saturating_sub(self.open) / self.tick);
        (day * i64::from(self.per_day) + within - i64::from(self.offset)).clamp(0, MAX_TICKS) as u32
    }

    /// Returns the ticks from the start to the opening of a moment's day.
    pub fn opening_of(&self, moment: Moment) -> u32 {
        self.at(Moment { minute: self.open, ..moment })
    }

    /// Returns the ticks in a duration.
    pub fn ticks(&self, duration: Duration) -> u32 {
        match duration {
            Duration::Minutes(minutes) => minutes / self.tick,
            Duration::Days(days) => days.saturating_mul(self.per_day),
        }
    }

    /// Returns how a time reads. Closing time reads as the next opening, except at a deadline set at closing.
    pub fn read(&self, time: u32) -> Reading {
        let all = time + self.offset;
        let (mut day, mut minute) = (all / self.per_day, self.open + all % self.per_day * self.tick);
        if self.deadline_at_close && time == self.deadline && day > 0 {
            (day, minute) = (day - 1, self.close);
        }
        let nth = self.first + day;
        let (week, weekday) = (nth / self.days.len() as u32, nth as usize % self.days.len());
        Reading { week: week + 1, weekday: self.days[weekday], day: day + 1, minute }
    }

    /// The deadline, in ticks.
    pub const fn deadline(&self) -> u32 {
        self.deadline
    }

    /// The last time, in ticks.
    pub const fn end(&self) -> u32 {
        self.end
    }

    /// The length of a tick in minutes.
    pub const fn tick_minutes(&self) -> u32 {
        self.tick
    }

    /// Working minutes from a time to the deadline; 0 once it is past.
    pub const fn left(&self, time: u32) -> u32 {
        self.deadline.saturating_sub(time) * self.tick
    }

    /// The first time after `time` at which something with this period happens: every so many working
    /// minutes since the start, or at each so-many-th opening after it.
    pub(super) fn next(&self, every: Duration, time: u32) -> u32 {
        let (period, shift) = match every {
            Duration::Minutes(_) => (self.ticks(every), 0),
            Duration::Days(_) => (self.ticks(every), self.offset),
        };
        let period = period.max(1);
        ((time + shift) / period + 1) * period - shift
    }

    /// The working days up to that of a time, each with the time of its opening (of the start, on the
    /// first day) and how it reads.
    pub fn openings(&self, last: u32) -> impl Iterator<Item = (u32, Reading)> {
        (0..self.read(last).day).map(|day| {
            let time = (day * self.per_day).saturating_sub(self.offset);
            let nth = self.first + day;
            let (week, weekday) = (nth / self.days.len() as u32, nth as usize % self.days.len());
            let minute = if day == 0 { self.read(0).minute } else { self.open };
            (time, Reading { week: week + 1, weekday: self.days[weekday], day: day + 1, minute })
        })
    }

    fn position(&self, day: Weekday) -> u32 {
        self.days.iter().position(|d| *d >= day).unwrap_or(0) as u32
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.week > 1 {
            write!(f, "week {} ", self.week)?;
        }
        write!(f, "{:?} {:02}:{:02}", self.weekday, self.minute / 60, self.minute % 60)
    }
}
