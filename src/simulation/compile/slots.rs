//! Lays out the state: one slot for each number that a play remembers.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fmt;

use super::super::clock::Clock;
use super::super::state::{Layout, MAX_BITS, Slot};
use super::choices_of;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::scenario::expression::{Effect, Expression};
use crate::scenario::model::{Event, Fact, Hasher, Scenario};
use crate::scenario::walk::{Found, Reader, names, walk};

/// What a slot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A meter or a fact.
    Number,
    /// Somebody's trust.
    Trust,
    /// The time.
    Time,
    /// Whether a timed event is due.
    Due,
    /// Whether a conditional event is armed.
    Armed,
    /// Whether a choice was picked, by its full name.
    Chose,
    /// Whether a scene was left.
    Seen,
}

/// The name of a slot; shown as people and recordings know it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name<'a>(Kind, Cow<'a, str>);

impl<'a> Name<'a> {
    fn new(kind: Kind, id: impl Into<Cow<'a, str>>) -> Self {
        Self(kind, id.into())
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(kind, id) = self;
        match kind {
            Kind::Number => f.write_str(id),
            Kind::Trust => write!(f, "trust.{id}"),
            Kind::Time => f.write_str("time"),
            Kind::Due => write!(f, "due({id})"),
            Kind::Armed => write!(f, "armed({id})"),
            Kind::Chose => write!(f, "chose({id})"),
            Kind::Seen => write!(f, "seen({id})"),
        }
    }
}

/// The slots of a program, by name.
pub(super) struct Slots {
    pub(super) all: Vec<Slot>,
    pub(super) names: Vec<String>,
    /// How many slots, from the first, a step reads.
    pub(super) stepped: usize,
    pub(super) layout: Layout,
    /// The slots of each kind by id, at the position of the kind.
    by_id: Vec<HashMap<String, Slot, Hasher>>,
}

impl Slots {
    /// Lays out the state of a scenario, or reports that it does not fit.
    pub(super) fn lay_out(scenario: &Scenario, clock: Option<&Clock>) -> Result<Self, Diagnostic> {
        let mut wanted = Vec::new();
        wanted.extend(scenario.meters.keys().map(|id| (Name::new(Kind::Number, id), 0, 100)));
        wanted.extend(scenario.cast.keys().map(|id| (Name::new(Kind::Trust, id), 0, 100)));
        wanted.extend(scenario.facts.iter().map(|(id, fact)| match fact.value {
            Fact::Flag(_) => (Name::new(Kind::Number, id), 0, 1),
            // Reading allows a million either way.
            Fact::Count { min, max, .. } => (Name::new(Kind::Number, id), min as i32, max as i32),
        }));
        wanted.push((Name::new(Kind::Time, ""), 0, clock.map_or(0, |clock| clock.end() as i32)));
        wanted.extend(scenario.events.iter().map(|(id, event)| (Name::new(Kind::of(event), id), 0, 1)));
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
        let mut by_id = vec![HashMap::default(); Kind::Seen as usize + 1];
        for (name, min, max) in &wanted {
            let Some(slot) = layout.slot(*min, *max) else { return Err(too_much(scenario, &wanted)) };
            slots.push((name.to_string(), slot));
            by_id[name.0 as usize].insert(name.1.clone().into_owned(), slot);
        }
        let (names, all) = slots.into_iter().unzip();
        Ok(Self { all, names, stepped, layout, by_id })
    }

    /// Returns the slot of a kind for an id, if anything reads it.
    pub(super) fn find(&self, kind: Kind, id: &str) -> Option<Slot> {
        self.by_id[kind as usize].get(id).copied()
    }

    /// Returns a slot that always exists in a checked scenario.
    pub(super) fn named(&self, kind: Kind, id: &str) -> Slot {
        self.find(kind, id).unwrap_or(self.all[0])
    }
}

impl Kind {
    /// Returns what an event keeps.
    pub(super) const fn of(event: &Event) -> Self {
        if event.at.is_some() { Self::Due } else { Self::Armed }
    }
}

/// Returns the names of what was seen and chosen that a step reads, and that anything reads.
fn marks(scenario: &Scenario) -> (BTreeSet<Name<'_>>, BTreeSet<Name<'_>>) {
    let (mut stepped, mut all) = (BTreeSet::new(), BTreeSet::new());
    let mut note = |expression, reader: Reader| {
        names(expression, &mut |name| {
            let mark = match &name.value {
                Expression::Seen(scene) => Name::new(Kind::Seen, scene),
                Expression::Chose(choice) => Name::new(Kind::Chose, choice),
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
                stepped.insert(Name::new(Kind::Chose, format!("{scene}.{choice}")));
            }
        }
    }
    (stepped, all)
}

fn too_much(scenario: &Scenario, wanted: &[(Name<'_>, i32, i32)]) -> Diagnostic {
    let bits = |(_, min, max): &(Name<'_>, i32, i32)| u32::BITS - max.abs_diff(*min).leading_zeros();
    let total = u64::BITS + wanted.iter().map(bits).sum::<u32>();
    let mut costly: Vec<_> = wanted.iter().map(|slot| (bits(slot), &slot.0)).collect();
    costly.sort_by_key(|(bits, _)| std::cmp::Reverse(*bits));
    let list: Vec<_> = costly.iter().take(5).map(|(bits, name)| format!("`{name}` {bits}")).collect();
    Diagnostic::error(
        Code::TOO_MUCH_STATE,
        scenario.start.span,
        format!("a play of this scenario remembers {total} bits; at most {MAX_BITS} are possible"),
    )
    .with_help(format!("the costliest are {}; narrow the ranges of counts or drop some", list.join(", ")))
}
