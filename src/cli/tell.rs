//! Tells a story in a terminal: the beats of a play as wrapped text.

use std::io::{self, Write};

use crate::debrief::{Change, Debrief, Luck};
use crate::scenario::model::{Good, Outcome};
use crate::simulation::{Beat, SceneBeat, Session, State, Story, Turn};

/// Lines are no longer than this, however wide the terminal: a comfortable measure.
const MEASURE: usize = 76;
/// So many names are listed where not all are wanted.
const LISTED: usize = 12;

/// Prints what a decision (or the beginning) brought, in the order in which it happened: what people answer and what the
/// choice itself changed, what luck drew, and with each scene what changed on the way there.
pub(super) fn tell_turn(story: &Story, turn: &Turn, out: &mut dyn Write) -> io::Result<()> {
    let mut told = turn.before;
    for beat in &turn.beats {
        if let Beat::Ended { .. } = beat {
            tell_changes(story, (&told, &turn.after), out)?;
            told = turn.after;
        }
        tell_beat(beat, out)?;
        let now = match beat {
            Beat::Chose { .. } => {
                turn.beats.iter().try_for_each(|beat| tell_says(beat, out))?;
                turn.answered
            }
            Beat::Scene(scene) => scene.state,
            _ => continue,
        };
        tell_changes(story, (&told, &now), out)?;
        told = now;
    }
    // A scene that was interrupted goes on without being told again.
    tell_changes(story, (&told, &turn.after), out)
}

/// Prints what the author says about each decision of a play that has ended, if anything.
pub(super) fn tell_feedback(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let decisions = Debrief::of(session).decisions;
    let with_feedback: Vec<_> =
        decisions.iter().enumerate().filter_map(|(i, one)| Some((i, one, one.feedback.as_ref()?))).collect();
    if session.ended().is_none() || with_feedback.is_empty() {
        return Ok(());
    }
    heading(out, "Looking back", None)?;
    for (index, decision, feedback) in with_feedback {
        paragraph(out, &format!("{:>2}  ", index + 1), &decision.text)?;
        paragraph(out, "    ", feedback)?;
    }
    Ok(())
}

/// Prints where a play stands: the latest scene, or its ending.
pub(super) fn tell_place(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let place = |beat: &&Beat| matches!(beat, Beat::Scene(_) | Beat::Ended { .. });
    // A step that ends in a scene which was interrupted told that scene before.
    let turns = session.turns().iter().rev().chain([session.opening()]);
    turns.flat_map(|turn| turn.beats.iter().rev()).find(place).map_or(Ok(()), |beat| tell_beat(beat, out))
}

fn tell_beat(beat: &Beat, out: &mut dyn Write) -> io::Result<()> {
    match beat {
        Beat::Chose { text, .. } => paragraph(out, "→ ", text),
        Beat::Scene(scene) => tell_scene(scene, out),
        Beat::Ended { title, text, outcome, .. } => {
            heading(out, title, Some(outcome_words(*outcome)))?;
            paragraph(out, "", text)
        }
        Beat::Rolled { branch, weight, total, .. } if weight < total => {
            let luck = Luck { branch: branch.clone(), weight: *weight, total: *total };
            let words = format!("The story drew `{branch}`: the odds of it were {}.", luck.words());
            paragraph(out, "    ", &words)
        }
        Beat::Rolled { .. }
        | Beat::Says { .. }
        | Beat::Feedback { .. }
        | Beat::Acted { .. }
        | Beat::Due { .. }
        | Beat::Dropped { .. }
        | Beat::Interrupted { .. }
        | Beat::Resumed { .. } => Ok(()),
    }
}

/// Prints what somebody answers; nothing of another beat.
fn tell_says(beat: &Beat, out: &mut dyn Write) -> io::Result<()> {
    match beat {
        Beat::Says { name, text, .. } => paragraph(out, "    ", &format!("{name}: “{text}”")),
        _ => Ok(()),
    }
}

fn tell_scene(scene: &SceneBeat, out: &mut dyn Write) -> io::Result<()> {
    heading(out, &scene.title, scene.time.as_deref())?;
    paragraph(out, "", &scene.text)
}

fn tell_changes(story: &Story, (before, after): (&State, &State), out: &mut dyn Write) -> io::Result<()> {
    let (meters, trust) = Change::between(story, before, after);
    let meters = meters
        .iter()
        .map(|change| format!("{} {} ({:+})", change.label, change.after, change.after - change.before));
    let words: Vec<_> = meters.chain(trust.iter().map(Change::trust_words)).collect();
    if words.is_empty() { Ok(()) } else { paragraph(out, "    ", &words.join(" · ")) }
}

/// Prints the meters as they stand.
pub(super) fn tell_meters(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let story = session.story();
    let words: Vec<_> = story
        .scenario()
        .meters
        .values()
        .zip(story.program().meters(session.state()))
        .map(|(meter, value)| {
            let low = if meter.value.good == Good::Low { ", low is good" } else { "" };
            format!("{} {value} of 100{low}", meter.value.label)
        })
        .collect();
    if words.is_empty() { Ok(()) } else { paragraph(out, "", &words.join(" · ")) }
}

/// Prints a headline with something beside it.
pub(super) fn heading(out: &mut dyn Write, title: &str, beside: Option<&str>) -> io::Result<()> {
    let words = match (title, beside) {
        ("", beside) => beside.unwrap_or_default().to_owned(),
        (title, Some(beside)) => format!("{title} — {beside}"),
        (title, None) => title.to_owned(),
    };
    if words.is_empty() { Ok(()) } else { writeln!(out, "\n== {words}\n") }
}

/// Prints a paragraph, wrapped, with an empty line behind it.
pub(super) fn paragraph(out: &mut dyn Write, before: &str, text: &str) -> io::Result<()> {
    wrapped(out, before, text)?;
    writeln!(out)
}

/// Prints words, wrapped, each line after the first as far in as the first one's words.
pub(super) fn wrapped(out: &mut dyn Write, before: &str, text: &str) -> io::Result<()> {
    let width = textwrap::termwidth().min(MEASURE);
    let indent = " ".repeat(textwrap::core::display_width(before));
    let options = textwrap::Options::new(width).initial_indent(before).subsequent_indent(&indent);
    for part in text.split('\n') {
        writeln!(out, "{}", textwrap::fill(part.trim(), &options))?;
    }
    Ok(())
}

/// Counts decisions in words: `1 decision`, `2 decisions`.
pub(super) fn decisions(count: usize) -> String {
    counted(count as u64, "decision")
}

/// Counts in words: `1 play`, `2 plays`.
pub(super) fn counted(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Lists names, so many at most where not all are wanted.
pub(super) fn listed(names: &[String], all: bool) -> String {
    let most = if all { names.len() } else { LISTED };
    let more = match names.len().saturating_sub(most) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    names.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ") + &more
}

/// The words for how well an ending turned out.
pub(super) const fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Success => "it worked",
        Outcome::Mixed => "some of it worked",
        Outcome::Failure => "it did not work",
    }
}
