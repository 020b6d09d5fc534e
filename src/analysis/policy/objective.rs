//! What a policy can be after: a number at the end, oriented so that more is better, or a good ending.

use thiserror::Error;

use crate::diagnostic::suggest;
use crate::scenario::model::{Good, Outcome, Scenario};
use crate::simulation::{Keep, Look, Position, Program, State, Story};

/// Something to have as much of as possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objective {
    /// A meter, by position in declared order; one whose low end is good counts as 100 minus its value.
    Meter(usize, Good),
    /// Somebody's trust, by position in declared order.
    Trust(usize),
    /// What a state is worth by the scenario's aim.
    Aim,
    /// An ending that turns out at least so well: 1 there and 0 everywhere else.
    AtLeast(Outcome),
}

/// A name that no objective of a scenario has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no objective `{name}`; {help}")]
pub struct UnknownObjective {
    name: String,
    help: String,
}

impl Objective {
    /// Lists the objectives of a scenario with their names: each meter by its id, each trust as `trust.ID`, `aim`, `success`
    /// and `mixed` (at least mixed). A meter that has one of the last names comes before it.
    pub fn all(scenario: &Scenario) -> impl Iterator<Item = (String, Self)> {
        let meters = scenario.meters.iter().zip(0..);
        let meters = meters.map(|((id, meter), at)| (id.clone(), Self::Meter(at, meter.value.good)));
        let trust = scenario.cast.keys().zip(0..).map(|(id, at)| (format!("trust.{id}"), Self::Trust(at)));
        let others = [
            ("aim", Self::Aim),
            ("success", Self::AtLeast(Outcome::Success)),
            ("mixed", Self::AtLeast(Outcome::Mixed)),
        ];
        meters.chain(trust).chain(others.map(|(name, objective)| (name.to_owned(), objective)))
    }

    /// Lists those that are numbers of a state, and not good endings.
    pub fn numbers(scenario: &Scenario) -> impl Iterator<Item = (String, Self)> {
        Self::all(scenario).filter(|(_, objective)| objective.is_number())
    }

    /// Says whether it is a number of a state, and not a good ending.
    pub const fn is_number(self) -> bool {
        !matches!(self, Self::AtLeast(_))
    }

    /// Finds an objective of a scenario by its name.
    pub fn find(scenario: &Scenario, name: &str) -> Result<Self, UnknownObjective> {
        if let Some((_, objective)) = Self::all(scenario).find(|(known, _)| known == name) {
            return Ok(objective);
        }
        let known: Vec<_> = Self::all(scenario).map(|(name, _)| name).collect();
        let names = known.iter().map(String::as_str);
        let help = [suggest::did_you_mean(name, names.clone()), suggest::known(names)];
        Err(UnknownObjective {
            name: name.to_owned(),
            help: help.into_iter().flatten().collect::<Vec<_>>().join("; "),
        })
    }

    /// Returns what must be told apart to know what a state holds of it.
    pub fn look(self, story: &Story) -> Look {
        let Scenario { meters, cast, .. } = story.scenario();
        let numbers = |name: &str| position(story.program(), name).into_iter().collect();
        match self {
            Self::Meter(at, _) => {
                let id = meters.get_index(at).map_or("", |(id, _)| id);
                Look { numbers: numbers(id), aim: false }
            }
            Self::Trust(at) => {
                let id = cast.get_index(at).map_or("", |(id, _)| id);
                Look { numbers: numbers(&format!("trust.{id}")), aim: false }
            }
            Self::Aim => Look { numbers: Vec::new(), aim: true },
            Self::AtLeast(_) => Look::default(),
        }
    }

    /// Returns what must be told apart to know what some of them come to at the end of a play.
    pub fn keep(story: &Story, objectives: &[Self]) -> Keep {
        let mut ends = Look::default();
        for objective in objectives {
            ends.join(&objective.look(story));
        }
        Keep { ends, decisions: Look::default() }
    }

    /// Returns the number itself, not turned round where its low end is good; `None` where the aim's arithmetic has no answer,
    /// and for good endings.
    pub fn raw(self, program: &Program, state: &State) -> Option<i64> {
        match self {
            Self::Meter(at, _) => program.meters(state).nth(at),
            Self::Trust(at) => program.trust(state).nth(at),
            Self::Aim => program.aim(state),
            Self::AtLeast(_) => None,
        }
    }

    /// Returns what a state holds of it; `None` where the aim's arithmetic has no answer.
    ///
    /// Meters and trust lie in 0 to 100, and so should the aim; good endings give 0 or 1.
    pub fn value(self, story: &Story, state: &State) -> Option<f64> {
        let program = story.program();
        let number = match self {
            Self::Meter(_, Good::Low) => self.raw(program, state).map(|value| 100 - value),
            Self::Meter(..) | Self::Trust(_) | Self::Aim => self.raw(program, state),
            Self::AtLeast(outcome) => Some(match program.position(state) {
                Position::Ending(ending) => {
                    let rank = |wanted: Outcome| Outcome::ALL.iter().position(|other| *other == wanted);
                    i64::from(rank(story.ending(ending).1.outcome) <= rank(outcome))
                }
                Position::Scene(_) => 0,
            }),
        };
        number.map(|number| number as f64)
    }
}

/// Returns where a number stands among a program's values.
pub(super) fn position(program: &Program, name: &str) -> Option<usize> {
    program.values(program.start_state()).position(|(known, _)| known == name)
}
