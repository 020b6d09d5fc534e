//! The debrief screen's view of a play.

use super::play::decisions;
use super::words::day_name;
use crate::debrief::{Course, Debrief, Decision, Grid, Side};
use crate::scenario::model::{Good, Outcome};
use crate::simulation::{Clock, Session};
use crate::ui::views::debrief::{DebriefDecision, DebriefView, Shown};
use crate::ui::widgets::line_chart::{ChartDay, ChartPoint, LineChart};
use crate::ui::widgets::two_hat_grid::TwoHatGrid;

/// Returns what the debrief shows of a play.
pub fn debrief_view(session: &Session, covered: bool) -> DebriefView {
    let story = session.story();
    let debrief = Debrief::of(session);
    let (ending, outcome) = match &debrief.ending {
        Some(ending) => (ending.title.clone(), ending.outcome),
        None => ("So far".to_owned(), Outcome::Mixed),
    };
    DebriefView {
        covered,
        scenario: story.scenario().title.clone(),
        ending,
        outcome,
        charts: debrief.courses.iter().map(|course| chart(course, story.program().clock())).collect(),
        grid: grid(&debrief.grid),
        decisions: decisions(session)
            .into_iter()
            .zip(&debrief.decisions)
            .map(|(decision, facts)| DebriefDecision {
                decision,
                shows: facts
                    .shows
                    .iter()
                    .map(|(shown, _)| Shown { word: shown.word().to_owned(), pole: shown.pole() })
                    .collect(),
                feedback: facts.feedback.clone().unwrap_or_default(),
                luck: luck(facts),
            })
            .collect(),
    }
}

/// Says what luck had to do with a decision; empty for nothing.
fn luck(decision: &Decision) -> String {
    let words: Vec<_> = decision
        .luck
        .iter()
        .filter(|luck| luck.weight < luck.total)
        .map(|luck| format!("The story drew this: the odds of it were {}.", luck.words()))
        .collect();
    words.join(" ")
}

fn chart(course: &Course, clock: Option<&Clock>) -> LineChart {
    let points: Vec<_> = course
        .points
        .iter()
        .enumerate()
        .map(|(index, point)| ChartPoint {
            at: point.time as f32,
            value: point.value as f32,
            decision: (index > 0).then_some(index),
        })
        .collect();
    let last = course.points.last().map_or(1, |point| point.time).max(1);
    let end = clock.map_or(last, |clock| last.max(clock.deadline()));
    let days = clock.map_or_else(Vec::new, |clock| {
        clock
            .openings(end)
            .map(|(time, day)| ChartDay { at: time as f32, label: format!("{:?}", day.weekday) })
            .collect()
    });
    LineChart {
        label: course.label.clone(),
        good: if course.good == Good::High { "high is good" } else { "low is good" }.to_owned(),
        summary: summary(course, clock),
        points,
        days,
        end: end as f32,
    }
}

/// The line in words: from where to where, and where it was worst.
fn summary(course: &Course, clock: Option<&Clock>) -> String {
    let (Some(first), Some(last)) = (course.points.first(), course.points.last()) else {
        return String::new();
    };
    let low = course.good == Good::High;
    let worst = course.points.iter().min_by_key(|point| if low { point.value } else { -point.value });
    let worst = worst.map_or_else(String::new, |point| {
        let day = clock
            .map_or_else(String::new, |clock| format!(" on {}", day_name(clock.read(point.time).weekday)));
        format!("; {} {}{day}", if low { "lowest" } else { "highest" }, point.value)
    });
    format!("From {} to {}{worst}.", first.value, last.value)
}

fn grid(grid: &Grid) -> TwoHatGrid {
    let known = |side: Side| side.share().filter(|_| side.has_room());
    let words = match grid.corner {
        Some(corner) => {
            let words = corner.words();
            format!("{}{}.", words[..1].to_uppercase(), &words[1..])
        }
        None => "Too few scenes left room for both kinds of move to name a corner.".to_owned(),
    };
    TwoHatGrid {
        managing: known(grid.manager),
        leading: known(grid.leader),
        attainable: grid.attainable.iter().map(|(leader, manager)| [*manager, *leader]).collect(),
        words,
    }
}
