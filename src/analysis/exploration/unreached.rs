//! What no play comes to.

use indexmap::IndexMap;

use super::result::Unreached;
use crate::analysis::space::Space;
use crate::simulation::Story;

impl Unreached {
    /// Looks at a space that was followed to its end; `endings` tells of each ending whether some play comes to it.
    pub(super) fn of(story: &Story, space: &Space, endings: impl Iterator<Item = bool>) -> Self {
        let (scenario, program) = (story.scenario(), story.program());
        let mut open = vec![false; program.sizes().choices];
        (0..space.options_of_all()).for_each(|option| open[space.choice(option).index()] = true);
        // Chances that share a path are one to an author.
        let mut branches: IndexMap<String, bool> = IndexMap::new();
        for (site, seen) in program.sites().zip(&space.seen.branches) {
            let (path, ids) = program.site(site);
            for (id, seen) in ids.iter().zip(seen) {
                *branches.entry(format!("{path}.{id}")).or_default() |= seen.is_some();
            }
        }
        Self {
            endings: without(scenario.endings.keys().cloned(), endings),
            scenes: without(scenario.scenes.keys().cloned(), space.seen.scenes.iter().map(Option::is_some)),
            choices: without(
                program.every_choice().map(|choice| story.choice_path(choice)),
                open.iter().copied(),
            ),
            branches: without(branches.keys().cloned(), branches.values().copied()),
            events: without(scenario.events.keys().cloned(), space.seen.events.iter().map(Option::is_some)),
        }
    }
}

/// The names of what is not met.
fn without(names: impl Iterator<Item = String>, met: impl Iterator<Item = bool>) -> Vec<String> {
    names.zip(met).filter(|(_, met)| !met).map(|(name, _)| name).collect()
}
