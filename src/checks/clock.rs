//! A time does not fit the clock: it lies outside working time or between two ticks, or there is no clock.
//!
//! Time passes in whole ticks of working time. So the tick divides an hour and the working day, every moment lies on a
//! tick of a working day, every duration is a multiple of the tick, and the play begins before the deadline. Nothing
//! may speak of time in a scenario without a clock.
//!
//! ```ron
//! clock: (start: "Mon 09:00", deadline: "Fri 17:00", hours: ("09:00", "17:00"), tick: "30m"),
//! …
//! takes: "45m",
//! ```
//!
//! Mend it by rounding the time to the tick, here to `"30m"` or `"1h"`, or with a finer tick.

use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::scenario::model::{Scenario, Takes};
use crate::scenario::time::{ClockRules, Duration, Moment, Weekday};
use crate::scenario::walk::times;

/// Checks the rules of the clock and every time in the scenario against them.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    match &scenario.clock {
        Some(clock) => {
            Checker { clock, days: &clock.days, found: &mut found }.all(scenario);
        }
        None if scenario.broken.clock => {}
        None => without_clock(scenario, &mut found),
    }
    found
}

/// Reports every time in a scenario without a clock.
fn without_clock(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let taken = times(scenario).map(|takes| takes.span);
    let shown = scenario.scenes.values().filter_map(|scene| scene.shown_at.as_ref()).map(|at| at.span);
    let at = scenario.events.values().filter_map(|event| event.at.as_ref()).map(|at| at.span);
    let every = scenario.processes.values().map(|process| process.every.span);
    for span in taken.chain(shown).chain(at).chain(every) {
        let help =
            "declare `clock: (start: \"Mon 09:00\", deadline: \"Fri 17:00\", …)`, or leave the time out";
        found.push(Diagnostic::error(Code::CLOCK, span, "this scenario has no clock").with_help(help));
    }
}

struct Checker<'a> {
    clock: &'a ClockRules,
    days: &'a [Weekday],
    found: &'a mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn report(&mut self, span: Span, message: impl Into<String>, help: &str) {
        self.found.push(Diagnostic::error(Code::CLOCK, span, message).with_help(help));
    }

    /// Reports what does not fit a rule of the clock, and shows the rule.
    fn against(&mut self, span: Span, message: impl Into<String>, rule: (Span, &str), help: &str) {
        let problem = Diagnostic::error(Code::CLOCK, span, message).with_help(help);
        self.found.push(problem.with_other(rule.0, rule.1));
    }

    fn all(&mut self, scenario: &Scenario) {
        if !self.rules() {
            return;
        }
        for takes in times(scenario) {
            match takes.value {
                Takes::For(duration) => self.duration(Spanned::new(duration, takes.span)),
                Takes::Until(moment) => self.moment("`until`", Spanned::new(moment, takes.span)),
            }
        }
        for process in scenario.processes.values() {
            self.duration(process.every);
        }
        for at in scenario.events.values().filter_map(|event| event.at) {
            self.moment("`at`", at);
        }
    }

    /// Checks the rules among themselves; tells whether other times can be checked against them.
    fn rules(&mut self) -> bool {
        let ClockRules { start, deadline, hours: (open, close), tick, end, places, .. } = *self.clock;
        let before = self.found.len();
        if open >= close {
            self.report(
                places.hours,
                "work ends before it begins",
                "write the first hour first: `(\"09:00\", \"17:00\")`; a working day lies within one day of the calendar",
            );
        }
        if self.days.is_empty() {
            self.report(
                places.days,
                "there is no working day",
                "write `[Mon, Tue, Wed, Thu, Fri]`, or leave `days` out",
            );
        }
        if 60 % tick != 0 {
            let message = format!("a tick of {tick} minutes does not divide an hour");
            self.report(places.tick, message, "usual ticks are `15m`, `30m` and `1h`");
        } else if open < close && (close - open) % tick != 0 {
            let message =
                format!("a tick of {tick} minutes does not divide a working day of {} minutes", close - open);
            self.report(places.tick, message, "use a finer tick, or move the hours");
        }
        if self.found.len() > before {
            return false;
        }
        for (name, moment, place) in [
            ("the start", start, places.start),
            ("the deadline", deadline, places.deadline),
            ("the end", end, places.end),
        ] {
            self.on_tick(name, Spanned::new(moment, place));
        }
        if start.minutes() >= deadline.minutes() {
            let help = "a later week is written `Week 2 Fri 17:00`";
            let message = format!("the deadline is not after the start, {start}");
            self.against(places.deadline, message, (places.start, "the play starts here"), help);
        }
        if start.minute == close && self.days.contains(&start.day) {
            self.report(places.start, "the start is closing time", "begin the next morning");
        }
        if end.minutes() < deadline.minutes() {
            self.against(
                places.end,
                format!("the end is before the deadline, {deadline}"),
                (places.deadline, "the deadline is here"),
                "move it to the deadline or later",
            );
        }
        true
    }

    /// Checks a moment inside a play.
    fn moment(&mut self, name: &str, moment: Spanned<Moment>) {
        let (start, end) = (self.clock.start, self.clock.end);
        if moment.minutes() <= start.minutes() {
            let help = "a later week is written `Week 2 Tue 10:30`";
            let rule = (self.clock.places.start, "the play starts here");
            self.against(moment.span, format!("{name} is not after the start, {start}"), rule, help);
        } else if moment.minutes() > end.minutes() {
            self.against(
                moment.span,
                format!("{name} is after the end, {end}"),
                (self.clock.places.end, "this says when time stops"),
                "the clock's `end` can be later",
            );
        } else {
            self.on_tick(name, moment);
        }
    }

    /// Checks that a moment lies in working time and on a tick.
    fn on_tick(&mut self, name: &str, moment: Spanned<Moment>) {
        let ClockRules { hours: (open, close), tick, .. } = *self.clock;
        if !self.days.contains(&moment.day) {
            let days: Vec<_> = self.days.iter().map(|day| day.word()).collect();
            self.against(
                moment.span,
                format!("{name} is not on a working day"),
                (self.clock.places.days, "the working days"),
                &format!("those are {}", days.join(", ")),
            );
        } else if !(open..=close).contains(&moment.minute) {
            let hours = [open, close].map(|m| format!("{:02}:{:02}", m / 60, m % 60));
            self.against(
                moment.span,
                format!("{name} is outside working hours"),
                (self.clock.places.hours, "the working hours"),
                &format!("those are {}", hours.join(" to ")),
            );
        } else if !(moment.minute - open).is_multiple_of(tick) {
            let help = format!("ticks of {tick} minutes are counted from the opening");
            self.against(
                moment.span,
                format!("{name} is not on a tick"),
                (self.clock.places.tick, "the tick"),
                &help,
            );
        }
    }

    fn duration(&mut self, duration: Spanned<Duration>) {
        if let Duration::Minutes(minutes) = duration.value
            && !minutes.is_multiple_of(self.clock.tick)
        {
            let message = format!("{minutes} minutes are no multiple of the tick");
            let help = format!("the tick is {} minutes", self.clock.tick);
            self.against(duration.span, message, (self.clock.places.tick, "the tick"), &help);
        }
    }
}
