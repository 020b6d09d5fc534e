//! Meters over time.

use crate::scenario::model::Good;
use crate::simulation::{Session, State};

/// A meter over the time of a play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The name that people see.
    pub label: String,
    /// Which end is good.
    pub good: Good,
    /// Its value at the start and after each decision.
    pub points: Vec<Point>,
}

/// The value of a meter at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Working time since the start, in ticks of the clock; the number of the decision without one.
    pub time: u32,
    /// 0..=100.
    pub value: i64,
}

/// Returns every meter's course, in declared order.
pub(super) fn courses(session: &Session) -> Vec<Course> {
    let story = session.story();
    let program = story.program();
    let states: Vec<State> =
        std::iter::once(session.opening()).chain(session.turns()).map(|turn| turn.after).collect();
    let time = |index: usize, state: &State| match program.clock() {
        Some(_) => program.time(state),
        None => index as u32,
    };
    story
        .scenario()
        .meters
        .values()
        .enumerate()
        .map(|(meter, rules)| Course {
            label: rules.value.label.clone(),
            good: rules.value.good,
            points: states
                .iter()
                .enumerate()
                .map(|(index, state)| Point {
                    time: time(index, state),
                    value: program.meters(state).nth(meter).unwrap_or_default(),
                })
                .collect(),
        })
        .collect()
}
