//! How the dice of a play are to fall, and a seed under which they do.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::analysis::outcomes::Outcome;
use crate::simulation::{Happening, Program, SiteIndex, State, Step, Witness, fnv1a64, point};

/// So many seeds are tried from 0 on.
const SEEDS: u64 = 1 << 16;

/// So many are tried of those under which the least likely roll falls as it did.
const FITTING: u64 = 1 << 22;

/// The luck of a play, written down step by step.
#[derive(Debug, Default)]
pub(super) struct Luck {
    /// What a recording holds: picks, and how chances fell.
    pub(super) steps: Vec<Step>,
    rolls: Vec<Roll>,
    /// How often each path was rolled.
    counts: BTreeMap<String, u64>,
}

/// How a roll is to fall: on a point from `from` up to but not `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Roll {
    /// The hash of the path.
    path: u64,
    /// How often the path was rolled before.
    number: u64,
    from: u64,
    until: u64,
    /// The sum of all weights.
    total: u64,
}

/// A roll as it is seen.
#[derive(Debug, Clone, Copy)]
struct Fall {
    site: SiteIndex,
    branch: usize,
    weight: u64,
    total: u64,
}

/// Notes the rolls of each way in which a step can fall.
pub(super) struct Watch<'a>(&'a RefCell<Vec<Fall>>);

impl Luck {
    /// Takes one of the ways in which something can fall, by position, and returns the state that follows; `run` tells the
    /// ways in the order of their branches.
    pub(super) fn take(
        &mut self,
        program: &Program,
        way: usize,
        run: impl FnOnce(&mut Watch<'_>, &mut dyn FnMut(Outcome)),
    ) -> Option<State> {
        let falls = RefCell::default();
        let (mut position, mut taken) = (0, None);
        // The rolls of the way before, each with the point at which its branch begins.
        let mut last: Vec<(Fall, u64)> = Vec::new();
        run(&mut Watch(&falls), &mut |outcome| {
            let mut same = true;
            let mut now = Vec::new();
            for (depth, fall) in falls.take().into_iter().enumerate() {
                let from = match last.get(depth).filter(|_| same) {
                    Some((before, from)) if before.branch == fall.branch => *from,
                    Some((before, from)) => from + before.weight,
                    None => 0,
                };
                same &= last.get(depth).is_some_and(|(before, _)| before.branch == fall.branch);
                now.push((fall, from));
            }
            last = now;
            if position == way {
                taken = outcome.after.ok().map(|state| (state, last.clone()));
            }
            position += 1;
        });
        let (state, falls) = taken?;
        for (Fall { site, branch, weight, total }, from) in falls {
            let (path, branches) = program.site(site);
            let count = self.counts.entry(path.to_owned()).or_default();
            self.rolls.push(Roll { path: fnv1a64(path), number: *count, from, until: from + weight, total });
            *count += 1;
            self.steps.push(Step::Rolled(path.to_owned(), branches[branch].clone()));
        }
        Some(state)
    }

    /// Finds a seed under which all rolls fall as they did; `None` where none of those tried does.
    pub(super) fn seed(&self) -> Option<u64> {
        let mut rolls = self.rolls.clone();
        // The least likely one first: it rules most seeds out.
        let share = |roll: &Roll| (roll.until - roll.from) as f64 / roll.total as f64;
        rolls.sort_by(|one, other| share(one).total_cmp(&share(other)));
        let falls = |seed: u64, roll: &Roll| {
            (roll.from..roll.until).contains(&point(seed, roll.path, roll.number, roll.total))
        };
        let fits = |seed: &u64| rolls.iter().all(|roll| falls(*seed, roll));
        let rarest = rolls.first();
        (0..SEEDS).find(fits).or_else(|| rarest?.seeds().take(FITTING as usize).find(fits))
    }
}

impl Roll {
    /// The seeds under which it falls as it did: what [`point`] does, backwards.
    fn seeds(self) -> impl Iterator<Item = u64> {
        let first = |point: u64| ((u128::from(point) << 64).div_ceil(u128::from(self.total))).min(1 << 64);
        let mixed = first(self.from)..first(self.until);
        mixed.map(move |mixed| unmix(unmix(mixed as u64).wrapping_sub(self.number)).wrapping_sub(self.path))
    }
}

/// Undoes [`mix`](crate::simulation::mix): its multipliers' inverses, and its shifts as often as they take to come back.
const fn unmix(x: u64) -> u64 {
    let x = (x ^ (x >> 31) ^ (x >> 62)).wrapping_mul(0x3196_42b2_d24d_8ec3);
    let x = (x ^ (x >> 27) ^ (x >> 54)).wrapping_mul(0x96de_1b17_3f11_9089);
    x ^ (x >> 30) ^ (x >> 60)
}

impl Witness for Watch<'_> {
    fn see(&mut self, _: &Program, _: &State, what: Happening) {
        if let Happening::Rolled { site, branch, weight, total } = what {
            self.0.borrow_mut().push(Fall { site, branch, weight, total });
        }
    }
}
