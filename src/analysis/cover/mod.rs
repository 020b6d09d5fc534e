//! A smallest set of plays that visit everything that plays can visit.
//!
//! The space is outlined ([`outline`]): states after which the same things can be visited are one, whatever their odds. What comes
//! along with something else is left out ([`relations`]). Then either every play that is worth having is listed
//! ([`trails`]) and the fewest of them are found ([`smallest`]), which is exact; or, where there are too many, the play that visits
//! most of what is left is taken again and again, and plays are put together where one does for two. Things of which no
//! play visits two ([`apart`]) say how many plays are needed at least.

mod apart;
mod gather;
mod luck;
mod outline;
mod play;
mod reader;
mod relations;
mod set;
mod smallest;
mod trails;

use std::sync::Arc;

use serde::Serialize;

use self::gather::Gather;
use self::outline::Outline;
use self::relations::Relations;
use self::set::Set;
use super::space::Space;
use super::sweep::Sweep;
use super::things::{Kind, Thing, Things};
use crate::simulation::{Recording, Story};

/// Plays that visit everything that plays can visit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cover {
    /// The plays; no one can be left out.
    pub plays: Vec<Covering>,
    /// So many plays are needed at least; proved.
    pub needed: usize,
    /// Things of which no play visits two, in declared order: why so many are needed. They may be fewer.
    pub apart: Vec<Thing>,
    /// How many things the plays visit.
    pub visited: usize,
    /// What no play visits, in declared order: proved where the space is complete.
    pub unreached: Vec<Thing>,
    /// Choices that can be picked, but fail however luck falls: no recording holds them.
    pub failing: Vec<Thing>,
    /// Whether everything that can happen was looked at. Otherwise there may be more to visit.
    pub complete: bool,
}

/// A play that visits something no play before it does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Covering {
    /// The play.
    pub recording: Recording,
    /// Whether the dice of its seed fall like that by themselves. No seed was found where not: a replay follows the luck
    /// that is written down and says that the dice differ.
    pub seeded: bool,
    /// The id of the ending; `None` where the play stops before one, since it cannot come to any.
    pub ending: Option<String>,
    /// What no play before it visits, in declared order.
    pub new: Vec<Thing>,
}

impl Cover {
    /// Finds the plays.
    pub fn of(story: &Arc<Story>, space: &Space, order: &Sweep) -> Self {
        let things = Things::of(story);
        let (outline, class_of) = Outline::of(story.program(), space, order, &things);
        let reached = outline.visited(things.len());
        let (clear, _) = outline.narrow(&reached);
        let relations = Relations::of(&clear, things.len());
        let wanted = relations.essential(reached.clone());
        let apart = apart::apart(&wanted, &relations.together);
        let gather = Gather::new(story.program(), &things, (space, &outline, &class_of), &relations);
        let (plays, proved) = gather.plays(&wanted, apart.len());
        let mut left = reached.clone();
        let named = |set: &Set| set.iter().filter_map(|thing| things.get(thing).cloned()).collect::<Vec<_>>();
        let covering = plays.iter().filter_map(|play| {
            let new = left.clone().and(&play.visited);
            left = left.clone().without(&play.visited);
            let (recording, seeded) = play.recording(story)?;
            let visited = named(&play.visited);
            let ending = visited.into_iter().find(|thing| thing.kind == Kind::Ending).map(|thing| thing.id);
            Some(Covering { recording, seeded, ending, new: named(&new) })
        });
        let plays: Vec<_> = covering.collect();
        let all = Set::of(things.len(), 0..things.len() as u32);
        let open = Set::of(
            things.len(),
            (0..space.options_of_all()).map(|option| things.choice(space.choice(option))),
        );
        let needed = match (space.complete, proved) {
            (true, true) => plays.len(),
            (true, false) => apart.len(),
            // A play has one ending, whatever else there may be.
            (false, _) => reached
                .iter()
                .filter(|thing| things.get(*thing).is_some_and(|thing| thing.kind == Kind::Ending))
                .count(),
        };
        Self {
            visited: reached.len(),
            unreached: named(&all.without(&reached).without(&open)),
            failing: named(&open.without(&reached)),
            apart: named(&Set::of(things.len(), apart)),
            complete: space.complete,
            plays,
            needed,
        }
    }
}
