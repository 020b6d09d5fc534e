//! Working time, counted in ticks since the start (section 7 of the format).

use two_hats::scenario::model::Takes;
use two_hats::scenario::time::{ClockRules, Duration, Moment, Weekday};

/// A clock by the letters of the format's page.
pub(crate) struct Clock {
    days: Vec<Weekday>,
    tick: i64,
    /// *o*: the opening in minutes.
    open: i64,
    /// *p*: the ticks of a working day.
    in_day: i64,
    /// *k*: the ticks of the first day before the start.
    before: i64,
    /// D(start).
    first_day: i64,
    deadline: i64,
    /// Whether the deadline is at closing, which then reads as that.
    closing: bool,
    pub(crate) end: i64,
}

impl Clock {
    pub(crate) fn new(rules: &ClockRules) -> Self {
        let (open, close) = (i64::from(rules.hours.0), i64::from(rules.hours.1));
        let tick = i64::from(rules.tick);
        let mut days = rules.days.clone();
        days.sort_unstable();
        let mut clock = Self {
            days,
            tick,
            open,
            in_day: (close - open) / tick,
            before: (i64::from(rules.start.minute) - open) / tick,
            first_day: 0,
            deadline: 0,
            closing: i64::from(rules.deadline.minute) == close,
            end: 0,
        };
        clock.first_day = clock.day_of(rules.start);
        clock.deadline = clock.time_of(rules.deadline);
        clock.end = clock.time_of(rules.end);
        clock
    }

    /// D(moment): the working days before its own, from the first week on.
    fn day_of(&self, moment: Moment) -> i64 {
        let in_week = self.days.iter().position(|day| *day == moment.day).unwrap();
        (i64::from(moment.week) - 1) * self.days.len() as i64 + in_week as i64
    }

    pub(crate) fn time_of(&self, moment: Moment) -> i64 {
        let days = self.day_of(moment) - self.first_day;
        let ticks = days * self.in_day + (i64::from(moment.minute) - self.open) / self.tick - self.before;
        ticks.max(0)
    }

    fn ticks(&self, duration: Duration) -> i64 {
        match duration {
            Duration::Minutes(minutes) => i64::from(minutes) / self.tick,
            Duration::Days(days) => i64::from(days) * self.in_day,
        }
    }

    /// The time at which something is over that begins now.
    pub(crate) fn after(&self, now: i64, takes: Takes) -> i64 {
        let goal = match takes {
            Takes::For(duration) => now + self.ticks(duration),
            Takes::Until(moment) => self.time_of(moment).max(now),
        };
        goal.min(self.end)
    }

    /// Says whether a process acts at a time.
    pub(crate) fn acts(&self, every: Duration, time: i64) -> bool {
        let counted = match every {
            Duration::Minutes(_) => time,
            Duration::Days(_) => time + self.before,
        };
        time > 0 && counted % self.ticks(every) == 0
    }

    /// Returns the working day from 0 and the minutes since midnight.
    fn reading(&self, time: i64) -> (i64, i64) {
        let (day, ticks) = ((time + self.before) / self.in_day, (time + self.before) % self.in_day);
        if self.closing && time == self.deadline {
            return (day - 1, self.open + self.in_day * self.tick);
        }
        (day, self.open + ticks * self.tick)
    }

    /// Returns the value of `day`, `hour`, `left` or `late`.
    pub(crate) fn word(&self, word: &str, time: i64) -> Option<i64> {
        let (day, minutes) = self.reading(time);
        Some(match word {
            "day" => day + 1,
            "hour" => minutes / 60,
            "left" => ((self.deadline - time) * self.tick).max(0),
            "late" => i64::from(time > self.deadline),
            _ => return None,
        })
    }
}
