//! What no play comes to.

use indexmap::IndexMap;

use super::result::Unreached;
use crate::analysis::space::Space;
use crate::analysis::visited::Visited;
use crate::simulation::Story;

impl Unreached {
    /// Looks at a space that was followed to its end.
    pub(super) fn of(story: &Story, space: &Space) -> Self {
        let (scenario, program) = (story.scenario(), story.program());
        let visited = Visited::of(program, space);
        // Chances that share a path are one to an author.
        let mut branches: IndexMap<String, bool> = IndexMap::new();
        for (site, visited) in program.sites().zip(&visited.branches) {
            let (path, ids) = program.site(site);
            for (id, visited) in ids.iter().zip(visited) {
                *branches.entry(format!("{path}.{id}")).or_default() |= visited;
            }
        }
        let choices = program.every_choice().map(|choice| story.choice_path(choice));
        let met: Vec<bool> = branches.values().copied().collect();
        Self {
            endings: without(scenario.endings.keys().cloned(), &visited.endings),
            scenes: without(scenario.scenes.keys().cloned(), &visited.scenes),
            choices: without(choices, &visited.choices),
            branches: without(branches.into_keys(), &met),
            events: without(scenario.events.keys().cloned(), &visited.events),
        }
    }
}

/// The names of what is not met.
fn without(names: impl Iterator<Item = String>, met: &[bool]) -> Vec<String> {
    names.zip(met).filter(|(_, met)| !**met).map(|(name, _)| name).collect()
}
