//! What a policy can be after: a number at the end, oriented so that more is better, or a good ending.

use thiserror::Error;

use crate::analysis::numbers;
use crate::diagnostic::suggest;
use crate::scenario::model::{Good, Outcome, Scenario};
use crate::simulation::{Look, Position, State, Story};

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

    /// Returns what it looks at in a state.
    pub fn look(self, scenario: &Scenario) -> Look {
        let number = match self {
            Self::Meter(at, _) => Some(numbers::meter(at)),
            Self::Trust(at) => Some(numbers::trust(scenario, at)),
            Self::Aim | Self::AtLeast(_) => None,
        };
        Look { numbers: number.into_iter().collect(), aim: self == Self::Aim }
    }

    /// Returns what a state holds of it; `None` where the aim's arithmetic has no answer.
    ///
    /// Meters and trust lie in 0 to 100, and so should the aim; good endings give 0 or 1.
    pub fn value(self, story: &Story, state: &State) -> Option<f64> {
        let program = story.program();
        let number = match self {
            Self::Meter(at, Good::High) => program.meters(state).nth(at),
            Self::Meter(at, Good::Low) => program.meters(state).nth(at).map(|value| 100 - value),
            Self::Trust(at) => program.trust(state).nth(at),
            Self::Aim => program.aim(state),
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
