//! Durations, moments and hours, written as words: `1h30m`, `Week 2 Tue 10:30`, `09:00`.

use super::fields::Fields;
use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::scenario::model::Takes;
use crate::scenario::syntax::Node;
use crate::scenario::time::{Duration, Moment, Weekday};
use crate::scenario::words::Word;

/// The longest duration, in minutes or days: about two years of minutes.
const MOST: u32 = 1_000_000;

/// The last week that can be named: ten years.
const LAST_WEEK: u32 = 520;

/// Reads `takes` or `until`; not both.
pub(super) fn takes(reader: &mut Reader, fields: &mut Fields) -> Option<Spanned<Takes>> {
    let until = fields.optional("until");
    let takes = fields.optional("takes");
    if let (Some(until), Some(_)) = (&until, &takes) {
        let message = "`takes` and `until` are given together";
        let help = "`takes: \"2h\"` says how long, `until: \"Tue 09:00\"` says to when; keep one";
        reader.report(Diagnostic::error(Code::TIME, until.span, message).with_help(help));
    }
    let until =
        until.and_then(|node| moment(reader, node)).map(|at| Spanned::new(Takes::Until(at.value), at.span));
    let takes =
        takes.and_then(|node| duration(reader, node)).map(|d| Spanned::new(Takes::For(d.value), d.span));
    takes.or(until)
}

/// Reads a duration.
pub(super) fn duration(reader: &mut Reader, node: Node) -> Option<Spanned<Duration>> {
    let help = "durations are written `30m`, `2h`, `1h30m` or, in working days, `1d`";
    read(reader, node, "a duration", help, parse_duration)
}

/// Reads a moment of a week.
pub(super) fn moment(reader: &mut Reader, node: Node) -> Option<Spanned<Moment>> {
    let help = "moments are written `Mon 09:00` or `Week 2 Tue 10:30`";
    read(reader, node, "a moment", help, parse_moment)
}

/// Reads a time of day, in minutes since midnight, `0..=1440`.
pub(super) fn time_of_day(reader: &mut Reader, node: Node) -> Option<Spanned<u32>> {
    read(reader, node, "a time of day", "times of day are written `09:00`", |text| parse_time(text, true))
}

fn read<T>(
    reader: &mut Reader,
    node: Node,
    what: &str,
    help: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Option<Spanned<T>> {
    let text = reader.text(node)?;
    let value = parse(text.value);
    if value.is_none() {
        let shown: String = text.value.chars().take(40).collect();
        let span = if text.value.is_empty() { Span { end: text.span.start, ..text.span } } else { text.span };
        reader
            .report(Diagnostic::error(Code::TIME, span, format!("`{shown}` is not {what}")).with_help(help));
    }
    Some(Spanned::new(value?, text.span))
}

fn parse_duration(text: &str) -> Option<Duration> {
    if let Some(days) = text.strip_suffix('d') {
        return number(days, MOST).filter(|days| *days > 0).map(Duration::Days);
    }
    let (hours, minutes) = match text.split_once('h') {
        Some((hours, minutes)) => (number(hours, MOST / 60)?, minutes),
        None => (0, text),
    };
    let minutes = match minutes.strip_suffix('m') {
        Some(minutes) => number(minutes, MOST)?,
        None if minutes.is_empty() && hours > 0 => 0,
        None => return None,
    };
    Some(hours * 60 + minutes).filter(|total| (1..=MOST).contains(total)).map(Duration::Minutes)
}

fn parse_moment(text: &str) -> Option<Moment> {
    let mut words = text.split(' ');
    let mut word = words.next()?;
    let mut week = 1;
    if word == "Week" {
        week = number(words.next()?, LAST_WEEK).filter(|week| *week > 0)?;
        word = words.next()?;
    }
    let day = Weekday::from_word(word)?;
    let minute = parse_time(words.next()?, false)?;
    words.next().is_none().then_some(Moment { week, day, minute })
}

/// Reads `09:00`; `24:00` only as the end of a day.
fn parse_time(text: &str, end_of_day: bool) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    if hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    let time = number(hours, 24)? * 60 + number(minutes, 59)?;
    (time < 1440 || (end_of_day && time == 1440)).then_some(time)
}

/// Reads a number of plain digits, up to `most`.
fn number(text: &str, most: u32) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|number| digits && *number <= most)
}
