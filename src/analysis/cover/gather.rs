//! Gathers few plays that together visit everything wanted.

use super::apart::apart;
use super::outline::Outline;
use super::play::{Ground, Play, View};
use super::reader::Reader;
use super::relations::Relations;
use super::set::Set;
use super::smallest::smallest;
use super::trails::{Room, Trails};
use crate::analysis::space::Space;
use crate::analysis::things::Things;
use crate::simulation::Program;

/// Room for listing every play that is worth having.
const EVERY: Room = Room { at_class: 1_000, in_all: 200_000, all_or_nothing: true };
/// So many of them are worth putting together exactly.
const MOST_SETS: usize = 3_000;
/// So many trails are followed at once where not every play can be listed.
const TRAILS: usize = 1_000_000;
/// So many plays are looked at together to find fewer in their place.
const MOST_TOGETHER: usize = 4;
/// So many edges are gone along to put plays together.
const MOST_EDGES: usize = 200_000_000;

/// Where plays are gathered.
pub(super) struct Gather<'a> {
    program: &'a Program,
    things: &'a Things,
    ground: Ground<'a>,
    relations: &'a Relations,
}

/// An outline of only what is wanted.
struct Narrow {
    outline: Outline,
    class_of: Vec<u32>,
    wanted: Set,
}

impl<'a> Gather<'a> {
    pub(super) fn new(
        program: &'a Program,
        things: &'a Things,
        (space, outline, class_of): (&'a Space, &'a Outline, &'a [u32]),
        relations: &'a Relations,
    ) -> Self {
        Self { program, things, ground: Ground { space, outline, class_of }, relations }
    }

    /// Gathers plays that visit everything wanted; at least `least` are needed. Says whether fewer are proved not to do.
    pub(super) fn plays(&self, wanted: &Set, least: usize) -> (Vec<Play>, bool) {
        if wanted.is_empty() {
            return (Vec::new(), true);
        }
        let (mut plays, proved) =
            self.of_all(wanted, least).unwrap_or_else(|| self.one_after_another(wanted, least));
        self.slim(&mut plays, wanted);
        (plays, proved)
    }

    /// Lists every play that is worth having and chooses the fewest; nothing where there are too many.
    fn of_all(&self, wanted: &Set, least: usize) -> Option<(Vec<Play>, bool)> {
        let view = self.narrow(wanted);
        let every = Trails::follow(&view.outline, &self.even(), EVERY);
        if !every.complete || every.ends().len() > MOST_SETS {
            return None;
        }
        let set = |trail: &u32| Set::from_words(every.set(*trail), self.things.len());
        let sets: Vec<Set> = every.ends().iter().map(set).collect();
        let (chosen, proved) = smallest(&sets, wanted, least);
        let plays = chosen.into_iter().filter_map(|set| self.play(&view, &every, every.ends()[set]));
        Some((plays.collect(), proved))
    }

    /// Finds plays one after another and makes them fewer.
    fn one_after_another(&self, wanted: &Set, least: usize) -> (Vec<Play>, bool) {
        let mut plays = self.one_by_one(wanted, usize::MAX).unwrap_or_default();
        drop_needless(&mut plays, wanted);
        self.put_together(&mut plays, wanted, least);
        let proved = plays.len() <= least;
        (plays, proved)
    }

    /// Puts in the place of each play the likeliest and shortest one that visits what no other one does.
    fn slim(&self, plays: &mut [Play], wanted: &Set) {
        for position in 0..plays.len() {
            let needed = only_by(plays, &[position], wanted);
            let play = self.best(&self.narrow(&needed), &self.even());
            if let Some(play) = play.filter(|play| needed.is_within(&play.visited)) {
                plays[position] = play;
            }
        }
    }

    /// As much worth for everything.
    fn even(&self) -> Vec<u64> {
        vec![1; self.things.len()]
    }

    /// Takes again and again the play that visits most of what is left, up to so many plays; things that go with few others
    /// count more. Returns nothing where that is not enough.
    fn one_by_one(&self, wanted: &Set, most: usize) -> Option<Vec<Play>> {
        let mut worth = vec![0; self.things.len()];
        wanted.iter().for_each(|thing| {
            let together = self.relations.together[thing as usize].shared(wanted);
            worth[thing as usize] = 1 + (wanted.len() - together) as u64;
        });
        let (mut plays, mut left): (Vec<Play>, _) = (Vec::new(), wanted.clone());
        while !left.is_empty() {
            if plays.len() == most {
                return None;
            }
            let play = self.best(&self.narrow(&left), &worth).filter(|play| play.visited.meets(&left))?;
            left = left.without(&play.visited);
            plays.push(play);
        }
        Some(plays)
    }

    /// The play of a view that visits what is worth most.
    fn best(&self, view: &Narrow, worth: &[u64]) -> Option<Play> {
        let at_class = (TRAILS / view.outline.classes().max(1)).clamp(1, 64);
        let room = Room { at_class, in_all: 4 * TRAILS, all_or_nothing: false };
        let trails = Trails::follow(&view.outline, worth, room);
        self.play(view, &trails, *trails.ends().first()?)
    }

    /// Puts fewer plays in the place of some where they do: first one for two, then two for three, and so on.
    fn put_together(&self, plays: &mut Vec<Play>, wanted: &Set, least: usize) {
        let mut edges = 0;
        let (mut size, mut group) = (2, vec![0, 1]);
        while plays.len() > least && size <= MOST_TOGETHER.min(plays.len()) {
            let needed = only_by(plays, &group, wanted);
            if apart(&needed, &self.relations.together).len() < size {
                edges += size * self.ground.outline.size();
                if edges > MOST_EDGES {
                    return;
                }
                if let Some(fewer) = self.one_by_one(&needed, size - 1) {
                    group.iter().rev().for_each(|play| _ = plays.remove(*play));
                    plays.extend(fewer);
                    (size, group) = (2, vec![0, 1]);
                    continue;
                }
            }
            if !next_group(&mut group, plays.len()) {
                size += 1;
                group = (0..size).collect();
            }
        }
    }

    fn narrow(&self, wanted: &Set) -> Narrow {
        let (outline, class_of) = self.ground.outline.narrow(wanted);
        Narrow { outline, class_of, wanted: wanted.clone() }
    }

    fn play(
        &self,
        Narrow { outline, class_of, wanted }: &Narrow,
        trails: &Trails,
        trail: u32,
    ) -> Option<Play> {
        let view = View { outline, class_of, wanted };
        let mut reader = Reader::new(self.program, self.things);
        Play::along(&self.ground, &view, &trails.edges(trail), &mut reader)
    }
}

/// Leaves plays out that visit nothing wanted which no other one visits.
fn drop_needless(plays: &mut Vec<Play>, wanted: &Set) {
    for position in (0..plays.len()).rev() {
        if only_by(plays, &[position], wanted).is_empty() {
            plays.remove(position);
        }
    }
}

/// What some of the plays visit and no other one.
fn only_by(plays: &[Play], some: &[usize], wanted: &Set) -> Set {
    let others = plays.iter().enumerate().filter(|(position, _)| !some.contains(position));
    others.fold(wanted.clone(), |left, (_, play)| left.without(&play.visited))
}

/// Turns to the next of the groups of positions below a number; returns whether there is one.
fn next_group(group: &mut [usize], below: usize) -> bool {
    let size = group.len();
    let Some(place) = (0..size).rev().find(|place| group[*place] + size - place < below) else {
        return false;
    };
    let first = group[place] + 1;
    group[place..].iter_mut().zip(first..).for_each(|(position, next)| *position = next);
    true
}
