//! The numbers that a play in the middle begins with.

use crate::game::studio::Rehearsal;
use crate::scenario::model::Scenario;
use crate::simulation::{Program, Story};
use crate::ui::views::studio::Number;

/// Returns every number that may be chosen, with what was chosen or else its start.
pub(super) fn numbers(rehearsal: &Rehearsal) -> Vec<Number> {
    let story = rehearsal.session.story();
    let program = story.program();
    let start = program.start_state();
    let numbers = program.values(start).zip(program.ranges());
    numbers
        .filter(|((name, _), _)| Program::is_free(name))
        .map(|((name, start), range)| {
            let value = rehearsal.values.get(name).copied().unwrap_or(start);
            Number {
                name: name.to_owned(),
                label: label(story.scenario(), name),
                value,
                range,
                words: if name == "time" { time(story, value) } else { String::new() },
            }
        })
        .collect()
}

fn label(scenario: &Scenario, name: &str) -> String {
    if let Some(meter) = scenario.meters.get(name) {
        return meter.label.clone();
    }
    match name.strip_prefix("trust.").and_then(|id| scenario.cast.get(id)) {
        Some(person) => format!("{}’s trust", person.name),
        None => name.to_owned(),
    }
}

fn time(story: &Story, ticks: i64) -> String {
    let clock = story.program().clock();
    clock.map_or_else(String::new, |clock| clock.read(ticks as u32).to_string())
}
