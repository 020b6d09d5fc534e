//! Which meters and facts a scenario reads and changes.

use std::collections::HashSet;

use crate::diagnostic::suggest;
use crate::scenario::expression::Expression;
use crate::scenario::model::{Hasher, Scenario};
use crate::scenario::walk::{Found, names, walk};

/// The names of meters and facts that a scenario uses, found once for all checks.
pub(super) struct Uses<'a> {
    /// Those that a condition, a value, a text or the stage reads.
    pub(super) read: HashSet<&'a str, Hasher>,
    /// Those that an effect changes.
    pub(super) set: HashSet<&'a str, Hasher>,
}

impl<'a> Uses<'a> {
    /// Looks at every expression and effect. A name that nothing has counts as the one that was probably meant, too.
    pub(super) fn of(scenario: &'a Scenario) -> Self {
        let mut uses = Self { read: HashSet::default(), set: HashSet::default() };
        let Self { read, set } = &mut uses;
        walk(scenario, &mut |what| {
            let expressions = match what {
                Found::Expression(expression, ..) => [Some(expression), None],
                Found::Effect(effect) => {
                    if let Expression::Name(name) = &effect.value.target.value {
                        set.insert(name.as_str());
                    }
                    [effect.value.when.as_ref(), Some(&effect.value.value)]
                }
            };
            for expression in expressions.into_iter().flatten() {
                names(expression, &mut |name| {
                    if let Expression::Name(name) = &name.value {
                        read.insert(name.as_str());
                    }
                });
            }
        });
        let stage = [&scenario.stage.mood, &scenario.stage.weather].into_iter().flatten();
        read.extend(stage.map(|meter| meter.value.as_str()));
        let declared = scenario.facts.keys().chain(scenario.meters.keys()).map(String::as_str);
        for used in [read, set] {
            let known = |name: &str| scenario.facts.contains_key(name) || scenario.meters.contains_key(name);
            let wrong = used.iter().filter(|name| !known(name));
            let meant: Vec<_> = wrong.filter_map(|name| suggest::nearest(name, declared.clone())).collect();
            used.extend(meant);
        }
        uses
    }
}
