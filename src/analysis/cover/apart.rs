//! Things of which no play visits two: each needs a play of its own.

use super::set::Set;

/// So many partial answers are looked at before the search is given up.
const MOST: usize = 100_000;

/// Finds many of some things that are pairwise apart; the most there are unless the search is given up.
///
/// They are a clique of the graph of what is apart, searched with greedy colours as bound (Tomita and Seki 2003).
pub(super) fn apart(wanted: &Set, together: &[Set]) -> Vec<u32> {
    let apart: Vec<Set> = together.iter().map(|together| wanted.clone().without(together)).collect();
    let mut search = Search { apart: &apart, best: Vec::new(), left: MOST };
    search.extend(&mut Vec::new(), wanted.clone());
    search.best.sort_unstable();
    search.best
}

struct Search<'a> {
    apart: &'a [Set],
    best: Vec<u32>,
    left: usize,
}

impl Search<'_> {
    /// Tries to add candidates, which are apart from all that are chosen.
    fn extend(&mut self, chosen: &mut Vec<u32>, mut candidates: Set) {
        if chosen.len() > self.best.len() {
            self.best.clone_from(chosen);
        }
        let colored = self.color(&candidates);
        for (color, thing) in colored.into_iter().rev() {
            if chosen.len() + color <= self.best.len() || self.left == 0 {
                return;
            }
            self.left -= 1;
            let mut next = candidates.clone();
            next.keep(&self.apart[thing as usize]);
            chosen.push(thing);
            self.extend(chosen, next);
            chosen.pop();
            candidates.remove(thing);
        }
    }

    /// Gives things colours, from 1, so that those which are apart differ; in the order of the colours. As many colours as there
    /// are up to a thing, at most so many of those up to it are pairwise apart.
    fn color(&self, candidates: &Set) -> Vec<(usize, u32)> {
        let mut left: Vec<u32> = candidates.iter().collect();
        left.sort_by_key(|thing| std::cmp::Reverse(self.apart[*thing as usize].shared(candidates)));
        let mut colored = Vec::with_capacity(left.len());
        let mut color = 0;
        while !left.is_empty() {
            color += 1;
            let mut same: Vec<u32> = Vec::new();
            left.retain(|thing| {
                let fits = same.iter().all(|other| !self.apart[*thing as usize].has(*other));
                if fits {
                    same.push(*thing);
                }
                !fits
            });
            colored.extend(same.into_iter().map(|thing| (color, thing)));
        }
        colored
    }
}
