//! Says which part of a condition failed, in words.

use super::index::NodeIndex;
use super::program::{Node, Program};
use super::state::{Slot, State, Within};
use super::story::Story;
use crate::scenario::expression::Binary;

/// Why a choice that is spent cannot be picked.
pub(super) const SPENT: &str = "it is offered only once";

impl Story {
    /// Returns the parts of a condition that do not hold in a state, as sentences without a full stop.
    pub(super) fn failing(&self, state: &State, when: NodeIndex) -> Vec<String> {
        let mut parts = Vec::new();
        self.collect_failing(state, when, &mut parts);
        parts
    }

    fn collect_failing(&self, state: &State, node: NodeIndex, parts: &mut Vec<String>) {
        let program = self.program();
        if program.eval(state, node).is_ok_and(|value| value != 0) {
            return;
        }
        if let Node::Binary(Binary::And, left, right) = program.nodes[node.index()] {
            self.collect_failing(state, left, parts);
            self.collect_failing(state, right, parts);
        } else {
            parts.push(self.requirement(state, node));
        }
    }

    /// Says what must hold.
    fn requirement(&self, state: &State, node: NodeIndex) -> String {
        let program = self.program();
        match program.nodes[node.index()] {
            Node::Within { range: Within { slot, .. }, written: (op, constant) } => {
                let now = slot.get(state);
                format!(
                    "{} must be {} (it is {now})",
                    self.slot_words(slot),
                    bound(op, &constant.to_string())
                )
            }
            Node::Binary(Binary::Or, left, right) => {
                format!("{}, or {}", self.requirement(state, left), self.requirement(state, right))
            }
            Node::Binary(Binary::And, left, right) => {
                format!("{} and {}", self.requirement(state, left), self.requirement(state, right))
            }
            Node::Binary(op, left, right) if is_comparison(op) => {
                let now = program.eval(state, left).map_or_else(|_| "?".into(), |value| value.to_string());
                let right = self.value_words(program, right);
                format!("{} must be {} (it is {now})", self.value_words(program, left), bound(op, &right))
            }
            Node::Slot(slot) => self.fact_words(slot, true),
            Node::Not(operand) => match program.nodes[operand.index()] {
                Node::Slot(slot) => self.fact_words(slot, false),
                Node::Late => "the deadline must be past".replace("must be", "must not be"),
                _ => format!("this must not hold: {}", self.requirement(state, operand)),
            },
            Node::Late => "the deadline must be past".into(),
            _ => "its condition must hold".into(),
        }
    }

    fn value_words(&self, program: &Program, node: NodeIndex) -> String {
        match program.nodes[node.index()] {
            Node::Int(value) => value.to_string(),
            Node::Slot(slot) => self.slot_words(slot),
            Node::Level(slot) => {
                format!("{} (as a level)", self.slot_words(slot))
            }
            Node::Day => "the day".into(),
            Node::Hour => "the hour".into(),
            Node::Left => "the minutes left".into(),
            _ => "the value".into(),
        }
    }

    /// The name of a number as people know it.
    fn slot_words(&self, slot: Slot) -> String {
        let name = self.program().name_of(slot);
        if let Some(meter) = self.scenario().meters.get(name) {
            return meter.value.label.clone();
        }
        match name.strip_prefix("trust.").and_then(|person| self.scenario().cast.get(person)) {
            Some(person) => format!("{}’s trust", person.value.name),
            None => format!("`{name}`"),
        }
    }

    /// Says what must be so about a flag, a scene seen or a choice made.
    fn fact_words(&self, slot: Slot, wanted: bool) -> String {
        let name = self.program().name_of(slot);
        let not = if wanted { "" } else { "not " };
        if let Some(scene) = name.strip_prefix("seen(").and_then(|rest| rest.strip_suffix(')')) {
            let title = self.scenario().scenes.get(scene).map_or(scene, |scene| scene.value.title.as_str());
            return format!("you must {not}have been at “{}”", if title.is_empty() { scene } else { title });
        }
        if let Some(choice) = name.strip_prefix("chose(").and_then(|rest| rest.strip_suffix(')')) {
            return format!("you must {not}have chosen `{choice}`");
        }
        format!("`{name}` must {not}hold")
    }
}

const fn is_comparison(op: Binary) -> bool {
    matches!(
        op,
        Binary::Equal
            | Binary::NotEqual
            | Binary::Less
            | Binary::LessEqual
            | Binary::Greater
            | Binary::GreaterEqual
    )
}

fn bound(op: Binary, value: &str) -> String {
    match op {
        Binary::Equal => value.to_owned(),
        Binary::NotEqual => format!("other than {value}"),
        Binary::Less => format!("below {value}"),
        Binary::LessEqual => format!("at most {value}"),
        Binary::Greater => format!("above {value}"),
        _ => format!("at least {value}"),
    }
}
