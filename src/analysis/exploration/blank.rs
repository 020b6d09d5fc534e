//! An answer in which nothing is known yet.

use super::ends::good;
use super::question::Question;
use super::result::{EndingOdds, Exploration, FaultOdds, Length, NumberOdds, OutcomeOdds};
use crate::analysis::policy::Objective;
use crate::analysis::space::Space;
use crate::scenario::model::Outcome;
use crate::simulation::{Fault, Story};

impl Exploration {
    /// Knows nothing yet.
    pub(super) fn new(story: &Story, question: &Question) -> Self {
        let scenario = story.scenario();
        let number = |id: &str, label: &str, number: Objective| NumberOdds {
            id: id.to_owned(),
            label: label.to_owned(),
            good: good(number),
            distribution: None,
            possible: None,
            expected: None,
        };
        let endings = scenario.endings.iter().map(|(id, ending)| EndingOdds {
            id: id.clone(),
            title: ending.value.title.clone(),
            outcome: ending.value.outcome,
            probability: None,
            least: None,
            most: None,
            possible: None,
            witness: None,
        });
        let odds =
            |outcome: &Outcome| OutcomeOdds { outcome: *outcome, probability: None, least: None, most: None };
        let meters = scenario.meters.iter().enumerate();
        let meters = meters
            .map(|(at, (id, meter))| number(id, &meter.value.label, Objective::Meter(at, meter.value.good)));
        let trust = scenario.cast.iter().enumerate();
        let trust = trust.map(|(at, (id, person))| number(id, &person.value.name, Objective::Trust(at)));
        Self {
            scenario: scenario.id.clone(),
            policy: question.policy.clone(),
            complete: false,
            left_out: Vec::new(),
            states: 0,
            transitions: 0,
            covered: None,
            unreduced: None,
            plays: None,
            decisions: Length::default(),
            endings: endings.collect(),
            outcomes: Outcome::ALL.iter().map(odds).collect(),
            meters: meters.collect(),
            trust: trust.collect(),
            aim: number("aim", "aim", Objective::Aim),
            endless: None,
            residual: None,
            faults: Vec::new(),
            stuck: None,
            points_of_no_return: None,
            dilemmas: None,
            never: None,
            estimates: None,
        }
    }

    /// Takes over what every space knows, followed to its end or not.
    pub(super) fn begin(&mut self, story: &Story, space: &Space) {
        (self.states, self.transitions) = (space.states(), space.transitions());
        let fault = |fault: &Fault| FaultOdds {
            place: story.place(fault.place),
            what: fault.kind.to_string(),
            probability: None,
            pick: None,
            witness: None,
        };
        self.faults = space.faults.iter().map(fault).collect();
    }

    pub(super) fn number(&mut self, number: Objective) -> Option<&mut NumberOdds> {
        match number {
            Objective::Meter(at, _) => self.meters.get_mut(at),
            Objective::Trust(at) => self.trust.get_mut(at),
            Objective::Aim => Some(&mut self.aim),
            Objective::AtLeast(_) => None,
        }
    }

    pub(super) fn leave_out(&mut self, what: &str, is_left_out: bool) {
        if is_left_out {
            self.left_out.push(what.to_owned());
        }
    }

    pub(super) fn miss(&mut self, residual: f64) {
        self.residual = self.residual.map(|known| known.max(residual));
    }
}
