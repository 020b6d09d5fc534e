//! The rules of working time.

use super::fields::{Fields, Owner};
use super::reader::Reader;
use super::times;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::scenario::syntax::Node;
use crate::scenario::time::{ClockPlaces, ClockRules, Duration, Moment, Weekday};

/// The first and last minute of a working day unless given: 09:00 to 17:00.
const HOURS: (u32, u32) = (9 * 60, 17 * 60);

/// The unit of time unless given, in minutes.
const TICK: u32 = 30;

/// Reads a clock; whether its rules fit each other is checked later.
pub(super) fn clock(reader: &mut Reader, node: Node) -> Option<ClockRules> {
    let whole = node.span;
    let mut fields = Fields::of(reader, node, Owner::only("`clock`"), whole)?;
    let start = fields.required("start").and_then(|node| times::moment(reader, node));
    let deadline = fields.required("deadline").and_then(|node| times::moment(reader, node));
    let hours = match fields.optional("hours") {
        Some(node) => hours(reader, node),
        None => Some(Spanned::new(HOURS, whole)),
    };
    let days = match fields.optional("days") {
        Some(node) => {
            let span = node.span;
            Some(Spanned::new(days(reader, node), span))
        }
        None => Some(Spanned::new(Weekday::ALL[..5].to_vec(), whole)),
    };
    let tick = match fields.optional("tick") {
        Some(node) => tick(reader, node),
        None => Some(Spanned::new(TICK, whole)),
    };
    let end = match fields.optional("end") {
        Some(node) => times::moment(reader, node),
        None => deadline.map(|at| Spanned::new(Moment { week: at.week + 1, ..at.value }, whole)),
    };
    fields.finish(reader);
    let (start, deadline, hours, days, tick, end) = (start?, deadline?, hours?, days?, tick?, end?);
    Some(ClockRules {
        places: ClockPlaces {
            start: start.span,
            deadline: deadline.span,
            hours: hours.span,
            days: days.span,
            tick: tick.span,
            end: end.span,
        },
        start: start.value,
        deadline: deadline.value,
        hours: hours.value,
        days: days.value,
        tick: tick.value,
        end: end.value,
    })
}

fn hours(reader: &mut Reader, node: Node) -> Option<Spanned<(u32, u32)>> {
    let span = node.span;
    let [open, close] = reader.tuple(node, "`(\"09:00\", \"17:00\")`")?;
    let (open, close) = (times::time_of_day(reader, open), times::time_of_day(reader, close));
    Some(Spanned::new((open?.value, close?.value), span))
}

/// Reads a list of days, in the order of the week.
fn days(reader: &mut Reader, node: Node) -> Vec<Weekday> {
    let mut days = Vec::new();
    reader.list(Some(node), "a list of days `[Mon, Tue]`", |reader, node| {
        let day: Weekday = reader.word(&node, "a day")?;
        if days.contains(&day) {
            let message = format!("`{}` is given twice", day.word());
            reader.report(Diagnostic::error(Code::TWICE, node.span, message).with_help("keep one of them"));
        } else {
            days.push(day);
        }
        Some(())
    });
    days.sort();
    days
}

fn tick(reader: &mut Reader, node: Node) -> Option<Spanned<u32>> {
    let tick = times::duration(reader, node)?;
    match tick.value {
        Duration::Minutes(minutes) => Some(Spanned::new(minutes, tick.span)),
        Duration::Days(_) => {
            let problem = Diagnostic::error(Code::TIME, tick.span, "a tick is counted in minutes or hours");
            reader.report(problem.with_help("write `30m` or `1h`"));
            None
        }
    }
}
