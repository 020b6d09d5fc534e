//! What a play meant: each decision with what it showed and changed, meters over time, the two-hat grid.
//!
//! A debrief is about decisions, never about the person. It is computed from a [`Session`] alone.

mod course;
mod decision;
mod grid;

pub use course::{Course, Point};
pub use decision::{Change, Decision, Luck};
pub use grid::{Corner, Grid, Moves, Side, profile};

use crate::scenario::model::Outcome;
use crate::simulation::{Beat, Session};

/// How a play went.
#[derive(Debug, Clone, PartialEq)]
pub struct Debrief {
    /// The ending, if the play has one.
    pub ending: Option<EndingWords>,
    /// What was decided, in order.
    pub decisions: Vec<Decision>,
    /// Each meter over time, in declared order.
    pub courses: Vec<Course>,
    /// Where the play lies between leading and managing.
    pub grid: Grid,
}

/// An ending as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndingWords {
    /// The id.
    pub id: String,
    /// The headline.
    pub title: String,
    /// The words.
    pub text: String,
    /// How well it turned out.
    pub outcome: Outcome,
}

impl Debrief {
    /// Looks back on a play, ended or not.
    pub fn of(session: &Session) -> Self {
        let ending = session.last().beats.iter().find_map(|beat| match beat {
            Beat::Ended { id, title, text, outcome } => Some(EndingWords {
                id: id.clone(),
                title: title.clone(),
                text: text.clone(),
                outcome: *outcome,
            }),
            _ => None,
        });
        Self {
            ending,
            decisions: decision::decisions(session),
            courses: course::courses(session),
            grid: profile(&grid::moves(session)),
        }
    }
}
