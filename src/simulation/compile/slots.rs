//! Lays out the state: one slot for each number that a play remembers.

use std::collections::{BTreeMap, BTreeSet};

use super::super::clock::Clock;
use super::super::state::{Layout, MAX_BITS, Slot};
use super::choices_of;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::scenario::expression::{Effect, Expression};
use crate::scenario::model::{Fact, Scenario};
use crate::scenario::walk::{Found, Reader, names, walk};

/// The slots of a program, by name.
pub(super) struct Slots {
    pub(super) all: Vec<Slot>,
    pub(super) names: Vec<String>,
    /// How many slots, from the first, a step reads.
    pub(super) stepped: usize,
    pub(super) layout: Layout,
    by_name: BTreeMap<String, Slot>,
}

impl Slots {
    /// Lays out the state of a scenario, or reports that it does not fit.
    pub(super) fn lay_out(scenario: &Scenario, clock: Option<&Clock>) -> Result<Self, Diagnostic> {
        let mut wanted = Vec::new();
        wanted.extend(scenario.meters.keys().map(|id| (id.clone(), 0, 100)));
        wanted.extend(scenario.cast.keys().map(|id| (format!("trust.{id}"), 0, 100)));
        wanted.extend(scenario.facts.iter().map(|(id, fact)| match fact.value {
            Fact::Flag(_) => (id.clone(), 0, 1),
            // Reading allows a million either way.
            Fact::Count { min, max, .. } => (id.clone(), min as i32, max as i32),
        }));
        wanted.push(("time".to_owned(), 0, clock.map_or(0, |clock| clock.end() as i32)));
        wanted.extend(scenario.events.iter().map(|(id, event)| {
            let kind = if event.value.at.is_some() { "due" } else { "armed" };
            (format!("{kind}({id})"), 0, 1)
        }));
        let (decisive, shown) = marks(scenario);
        wanted.extend(decisive.iter().map(|name| (name.clone(), 0, 1)));
        let standing = [
            ("scene", Slot::place((scenario.scenes.len() + scenario.endings.len()).saturating_sub(1) as u32)),
            ("resume", Slot::resume(scenario.scenes.len() as u32)),
        ];
        let stepped = standing.len() + wanted.len();
        wanted.extend(shown.difference(&decisive).map(|name| (name.clone(), 0, 1)));

        let mut layout = Layout::new();
        let mut slots: Vec<_> = standing.map(|(name, slot)| (name.to_owned(), slot)).into();
        for (name, min, max) in &wanted {
            let Some(slot) = layout.slot(*min, *max) else { return Err(too_much(scenario, &wanted)) };
            slots.push((name.clone(), slot));
        }
        let by_name = slots.iter().cloned().collect();
        let (names, all) = slots.into_iter().unzip();
        Ok(Self { all, names, stepped, layout, by_name })
    }

    /// Returns the slot with a name, if anything reads it.
    pub(super) fn find(&self, name: &str) -> Option<Slot> {
        self.by_name.get(name).copied()
    }

    /// Returns the slot with a name that always exists in a checked scenario.
    pub(super) fn named(&self, name: &str) -> Slot {
        self.find(name).unwrap_or(self.all[0])
    }
}

/// Returns the names of what was seen and chosen that a step reads, and that anything reads.
fn marks(scenario: &Scenario) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut stepped, mut all) = (BTreeSet::new(), BTreeSet::new());
    let mut note = |expression: &Spanned<Expression>, reader: Reader| {
        names(expression, &mut |name| {
            let mark = match &name.value {
                Expression::Seen(scene) => format!("seen({scene})"),
                Expression::Chose(choice) => format!("chose({choice})"),
                _ => return,
            };
            if reader == Reader::Step {
                stepped.insert(mark.clone());
            }
            all.insert(mark);
        });
    };
    walk(scenario, &mut |found| match found {
        Found::Expression(expression, _, reader) => note(expression, reader),
        Found::Effect(Spanned { value: Effect { when, value, .. }, .. }) => {
            when.iter().chain([value]).for_each(|expression| note(expression, Reader::Step));
        }
    });
    for (scene, rules) in &scenario.scenes {
        for (choice, rules) in choices_of(&rules.value.exit) {
            if rules.once {
                stepped.insert(format!("chose({scene}.{choice})"));
            }
        }
    }
    (stepped, all)
}

fn too_much(scenario: &Scenario, wanted: &[(String, i32, i32)]) -> Diagnostic {
    let bits = |(_, min, max): &(String, i32, i32)| u32::BITS - max.abs_diff(*min).leading_zeros();
    let total = u64::BITS + wanted.iter().map(bits).sum::<u32>();
    let mut costly: Vec<_> = wanted.iter().map(|slot| (bits(slot), slot.0.as_str())).collect();
    costly.sort_by_key(|(bits, _)| std::cmp::Reverse(*bits));
    let list: Vec<_> = costly.iter().take(5).map(|(bits, name)| format!("`{name}` {bits}")).collect();
    Diagnostic::error(
        Code::TOO_MUCH_STATE,
        scenario.start.span,
        format!("a play of this scenario remembers {total} bits; at most {MAX_BITS} are possible"),
    )
    .with_help(format!("the costliest are {}; narrow the ranges of counts or drop some", list.join(", ")))
}
