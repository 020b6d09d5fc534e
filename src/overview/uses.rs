//! Who sets and who reads each number of a scenario.

use std::collections::BTreeMap;

use crate::diagnostic::{Span, Spanned};
use crate::scenario::expression::Expression;
use crate::scenario::model::Scenario;
use crate::scenario::walk::{Found, names, walk};

/// Where the numbers of a scenario are set and read.
///
/// They are named as in recordings: `morale`, `trust.anna`, `seen(call)`, `chose(call.ask)`, and the clock's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uses {
    by_name: BTreeMap<String, Use>,
}

/// Where one number is set and read, in the order of the model; a place that does so twice is there twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Use {
    /// The effects that set it.
    pub sets: Vec<Span>,
    /// The expressions that read it, those of texts among them.
    pub reads: Vec<Span>,
}

impl Uses {
    /// Looks through a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let mut uses = Self::default();
        walk(scenario, &mut |found| match found {
            Found::Expression(expression, ..) => uses.read(expression, expression.span),
            Found::Effect(effect) => {
                if let Some(name) = name(&effect.value.target.value) {
                    uses.at(name).sets.push(effect.span);
                }
                let parts = effect.value.when.iter().chain([&effect.value.value]);
                parts.for_each(|part| uses.read(part, effect.span));
            }
        });
        uses
    }

    /// Returns where a number is used; nothing where it is not.
    pub fn get(&self, name: &str) -> Option<&Use> {
        self.by_name.get(name)
    }

    /// Returns every number that is used, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Use)> {
        self.by_name.iter().map(|(name, uses)| (name.as_str(), uses))
    }

    fn at(&mut self, name: String) -> &mut Use {
        self.by_name.entry(name).or_default()
    }

    fn read(&mut self, expression: &Spanned<Expression>, place: Span) {
        names(expression, &mut |leaf| {
            if let Some(name) = name(leaf) {
                self.at(name).reads.push(place);
            }
        });
    }
}

fn name(leaf: &Expression) -> Option<String> {
    match leaf {
        Expression::Name(name) => Some(name.clone()),
        Expression::Trust(person) | Expression::Level(person) => Some(format!("trust.{person}")),
        Expression::Seen(scene) => Some(format!("seen({scene})")),
        Expression::Chose(choice) => Some(format!("chose({choice})")),
        _ => None,
    }
}
