//! Tells a story in a terminal: the beats of a play as wrapped text.

use std::io::{self, Write};

use crate::debrief::Change;
use crate::scenario::model::{Good, Outcome};
use crate::simulation::{Beat, SceneBeat, Session, Story, Turn};

/// Lines are no longer than this, however wide the terminal: a comfortable measure.
const MEASURE: usize = 76;

/// Prints what a decision (or the beginning) brought.
pub(super) fn tell_turn(story: &Story, turn: &Turn, out: &mut dyn Write) -> io::Result<()> {
    for beat in &turn.beats {
        tell_beat(beat, out)?;
        // What people answer comes first, then what it changed, then where it leads.
        let answered = matches!(beat, Beat::Chose { .. });
        if answered {
            let says = turn.beats.iter().filter(|beat| matches!(beat, Beat::Says { .. }));
            says.map(|beat| tell_says(beat, out)).collect::<io::Result<Vec<()>>>()?;
            tell_changes(story, turn, out)?;
        }
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
        Beat::Says { .. }
        | Beat::Feedback { .. }
        | Beat::Acted { .. }
        | Beat::Rolled { .. }
        | Beat::Due { .. }
        | Beat::Dropped { .. }
        | Beat::Interrupted { .. }
        | Beat::Resumed { .. } => Ok(()),
    }
}

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

fn tell_changes(story: &Story, turn: &Turn, out: &mut dyn Write) -> io::Result<()> {
    let (meters, _) = Change::between(story, &turn.before, &turn.after);
    if meters.is_empty() {
        return Ok(());
    }
    let words: Vec<_> = meters
        .iter()
        .map(|change| format!("{} {} ({:+})", change.label, change.after, change.after - change.before))
        .collect();
    paragraph(out, "    ", &words.join(" · "))
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

/// Prints a paragraph, wrapped, each line after the first as far in as the first one's words.
pub(super) fn paragraph(out: &mut dyn Write, before: &str, text: &str) -> io::Result<()> {
    let width = textwrap::termwidth().min(MEASURE);
    let indent = " ".repeat(textwrap::core::display_width(before));
    let options = textwrap::Options::new(width).initial_indent(before).subsequent_indent(&indent);
    for part in text.split('\n') {
        writeln!(out, "{}", textwrap::fill(part.trim(), &options))?;
    }
    writeln!(out)
}

/// Counts decisions in words: `1 decision`, `2 decisions`.
pub(super) fn decisions(count: usize) -> String {
    format!("{count} {}", if count == 1 { "decision" } else { "decisions" })
}

/// The words for how well an ending turned out.
pub(super) const fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Success => "it worked",
        Outcome::Mixed => "some of it worked",
        Outcome::Failure => "it did not work",
    }
}
