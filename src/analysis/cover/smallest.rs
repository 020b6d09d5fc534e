//! The fewest sets that together hold everything.

use super::set::Set;

/// So many partial answers are looked at before the search is given up.
const MOST: usize = 100_000;

/// Finds few of some sets that together hold all of `wanted`; returns their positions, and whether fewer are proved not to do.
/// At least `least` are known to be needed.
pub(super) fn smallest(sets: &[Set], wanted: &Set, least: usize) -> (Vec<usize>, bool) {
    let of: Vec<Vec<usize>> = (0..wanted.size() as u32)
        .map(|thing| (0..sets.len()).filter(|set| sets[*set].has(thing)).collect())
        .collect();
    let mut search = Search { sets, of, best: greedy(sets, wanted), left: MOST, least };
    search.extend(&mut Vec::new(), wanted);
    let proved = search.left > 0 || search.best.len() <= least;
    (search.best, proved)
}

/// Takes again and again the set that holds most of what is left.
fn greedy(sets: &[Set], wanted: &Set) -> Vec<usize> {
    let (mut chosen, mut left) = (Vec::new(), wanted.clone());
    while !left.is_empty() {
        let Some(best) = (0..sets.len()).rev().max_by_key(|set| sets[*set].shared(&left)) else { break };
        if !sets[best].meets(&left) {
            break;
        }
        left = left.without(&sets[best]);
        chosen.push(best);
    }
    chosen
}

struct Search<'a> {
    sets: &'a [Set],
    /// By thing: the sets that hold it.
    of: Vec<Vec<usize>>,
    best: Vec<usize>,
    left: usize,
    least: usize,
}

impl Search<'_> {
    fn extend(&mut self, chosen: &mut Vec<usize>, left: &Set) {
        if left.is_empty() {
            if chosen.len() < self.best.len() {
                self.best.clone_from(chosen);
            }
            return;
        }
        if self.left == 0
            || self.best.len() <= self.least
            || chosen.len() + self.needed(left) >= self.best.len()
        {
            return;
        }
        self.left -= 1;
        // Something has to hold the thing that the fewest sets hold.
        let Some(thing) = left.iter().min_by_key(|thing| self.of[*thing as usize].len()) else { return };
        let mut ways = self.of[thing as usize].clone();
        ways.sort_by_key(|set| std::cmp::Reverse(self.sets[*set].shared(left)));
        for set in ways {
            chosen.push(set);
            self.extend(chosen, &left.clone().without(&self.sets[set]));
            chosen.pop();
        }
    }

    /// How many sets are needed at least: things of which no set holds two, the rarest first.
    fn needed(&self, left: &Set) -> usize {
        let mut things: Vec<u32> = left.iter().collect();
        things.sort_by_key(|thing| self.of[*thing as usize].len());
        let (mut free, mut needed) = (left.clone(), 0);
        for thing in things {
            if free.has(thing) {
                needed += 1;
                for set in &self.of[thing as usize] {
                    free = free.without(&self.sets[*set]);
                }
            }
        }
        needed
    }
}
