//! What stands where in the text of a scenario.

use crate::diagnostic::Span;
use crate::scenario::model::{Exit, Scenario};

/// Which part of a scenario each byte of its text belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// The parts in the order of the text; none lies in another.
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    whole: Span,
    name: String,
    /// The part's place on the map; processes have none.
    node: Option<usize>,
    /// The choices of a scene.
    choices: Vec<(Span, String)>,
}

impl Places {
    /// Notes where scenes, events, endings and processes stand.
    pub fn of(scenario: &Scenario) -> Self {
        let mut parts = Vec::new();
        let mut node = 0..;
        for (id, scene) in &scenario.scenes {
            let choices = match &scene.exit {
                Exit::Choices(choices) => {
                    choices.iter().map(|(choice, rules)| (rules.whole, format!("{id}.{choice}"))).collect()
                }
                Exit::Auto { .. } => Vec::new(),
            };
            parts.push(Part { whole: scene.whole, name: id.clone(), node: node.next(), choices });
        }
        let events = scenario.events.iter().map(|(id, event)| (event.whole, format!("event {id}")));
        let endings = scenario.endings.iter().map(|(id, ending)| (ending.whole, format!("ending {id}")));
        for (whole, name) in events.chain(endings) {
            parts.push(Part { whole, name, node: node.next(), choices: Vec::new() });
        }
        for (id, process) in &scenario.processes {
            let name = format!("process {id}");
            parts.push(Part { whole: process.whole, name, node: None, choices: Vec::new() });
        }
        parts.sort_by_key(|part| part.whole.start);
        Self { parts }
    }

    /// Returns the place on the map of what a byte belongs to.
    pub fn node(&self, byte: u32) -> Option<usize> {
        self.part(byte)?.node
    }

    /// Returns the name of what a byte belongs to: `call`, `call.ask`, `event tired`, `ending late`, `process packing`.
    pub fn name(&self, byte: u32) -> Option<&str> {
        let part = self.part(byte)?;
        let choice = part.choices.iter().find(|(whole, _)| within(*whole, byte));
        Some(choice.map_or(&part.name, |(_, name)| name))
    }

    fn part(&self, byte: u32) -> Option<&Part> {
        let behind = self.parts.partition_point(|part| part.whole.start <= byte);
        self.parts.get(behind.checked_sub(1)?).filter(|part| within(part.whole, byte))
    }
}

const fn within(whole: Span, byte: u32) -> bool {
    whole.start <= byte && byte < whole.end
}
