//! Where a scenario's numbers stand among [those of a state](crate::simulation::Program::values).

use crate::scenario::model::Scenario;

/// Where a play stands comes first, in two numbers.
const STANDING: usize = 2;

/// A meter, by position in declared order.
pub(super) const fn meter(at: usize) -> usize {
    STANDING + at
}

/// Somebody's trust, by position in declared order.
pub(super) fn trust(scenario: &Scenario, at: usize) -> usize {
    meter(scenario.meters.len()) + at
}

/// The time.
pub(super) fn time(scenario: &Scenario) -> usize {
    trust(scenario, scenario.cast.len()) + scenario.facts.len()
}
