//! The best that any play and any policy can reach. The worst is the best of what is worth the opposite.

use std::collections::BTreeMap;

use super::chain::Chain;
use super::enumerator::{Everything, Node, Open};

/// By how much a pick has to be better than another to take its place: more than rounding makes it.
const BETTER: f64 = 1e-11;

impl Everything<'_> {
    /// The best that luck and the right picks can reach from each node; nothing where no end that is worth anything can
    /// be reached.
    pub(crate) fn possible(&self, worth: impl Fn(&Node<'_>) -> Option<f64>) -> Vec<Option<f64>> {
        let mut best = self.worths(worth);
        loop {
            let mut changed = false;
            for (node, rules) in self.nodes.iter().enumerate() {
                for next in rules.next() {
                    // Nothing is less than anything.
                    if best[next] > best[node] {
                        best[node] = best[next];
                        changed = true;
                    }
                }
            }
            if !changed {
                return best;
            }
        }
    }

    /// What the best policy can expect from each node. Policies end with probability 1, at an end that is worth
    /// something; where `endless` is given, they may also go on forever, which is worth that. Nothing where no policy does.
    pub(crate) fn expected(
        &self,
        worth: impl Fn(&Node<'_>) -> Option<f64>,
        endless: Option<f64>,
    ) -> Vec<Option<f64>> {
        let worths = self.worths(worth);
        let stays = if endless.is_some() { self.stays() } else { vec![false; self.nodes.len()] };
        // Where nobody has to leave, staying is one more end, behind all nodes.
        let stay = self.nodes.len();
        let mut values: Vec<f64> = worths.iter().map(|worth| worth.unwrap_or(0.0)).collect();
        values.push(endless.unwrap_or(0.0));
        let picks: Vec<Vec<BTreeMap<usize, f64>>> = (0..self.nodes.len())
            .map(|node| {
                let picks = self.nodes[node].open().iter().map(odds);
                picks.chain(stays[node].then(|| BTreeMap::from([(stay, 1.0)]))).collect()
            })
            .collect();
        let (mut policy, sure) = surely(&picks, &worths);
        loop {
            let row = |node: usize| {
                policy[node].map_or_else(BTreeMap::new, |pick: usize| picks[node][pick].clone())
            };
            let rows = (0..self.nodes.len()).map(row).chain([BTreeMap::new()]).collect();
            let now = Chain::new(rows).expect(values.clone());
            let expect =
                |pick: &BTreeMap<usize, f64>| pick.iter().map(|(next, odds)| odds * now[*next]).sum::<f64>();
            let mut changed = false;
            for (node, picks) in picks.iter().enumerate() {
                let Some(old) = policy[node] else { continue };
                let allowed = (0..picks.len()).filter(|pick| picks[*pick].keys().all(|next| sure[*next]));
                let best = allowed.max_by(|a, b| expect(&picks[*a]).total_cmp(&expect(&picks[*b]))).unwrap();
                if expect(&picks[best]) > expect(&picks[old]) + BETTER {
                    policy[node] = Some(best);
                    changed = true;
                }
            }
            if !changed {
                return (0..self.nodes.len()).map(|node| sure[node].then_some(now[node])).collect();
            }
        }
    }

    /// What each end is worth; nothing at decisions.
    fn worths(&self, worth: impl Fn(&Node<'_>) -> Option<f64>) -> Vec<Option<f64>> {
        self.nodes.iter().map(|node| if node.is_end() { worth(node) } else { None }).collect()
    }

    /// Tells of each node whether a policy can keep the play among such nodes forever.
    fn stays(&self) -> Vec<bool> {
        let mut stays: Vec<bool> = self.nodes.iter().map(|node| !node.is_end()).collect();
        loop {
            let keeps = |open: &Open<'_>| open.ways.iter().all(|way| stays[way.to]);
            let still: Vec<bool> = (0..stays.len())
                .map(|node| stays[node] && self.nodes[node].open().iter().any(keeps))
                .collect();
            if still == stays {
                return stays;
            }
            stays = still;
        }
    }
}

fn odds(open: &Open<'_>) -> BTreeMap<usize, f64> {
    open.to().into_iter().map(|(to, odds)| (to, odds.as_f64())).collect()
}

/// Returns a policy that surely comes to an end that is worth something wherever one does, and tells where: of the node
/// behind all others, too.
fn surely(picks: &[Vec<BTreeMap<usize, f64>>], worths: &[Option<f64>]) -> (Vec<Option<usize>>, Vec<bool>) {
    let mut sure = vec![true; picks.len() + 1];
    loop {
        // Of the nodes that are still thought sure, those stay that can come nearer to an end without risk.
        let mut near: Vec<bool> = worths.iter().map(Option::is_some).chain([true]).collect();
        let mut policy = vec![None; picks.len()];
        loop {
            let found: Vec<(usize, usize)> = (0..picks.len())
                .filter(|node| !near[*node])
                .filter_map(|node| {
                    let nearer = |pick: &BTreeMap<usize, f64>| {
                        pick.keys().all(|next| sure[*next]) && pick.keys().any(|next| near[*next])
                    };
                    Some((node, picks[node].iter().position(nearer)?))
                })
                .collect();
            if found.is_empty() {
                break;
            }
            for (node, pick) in found {
                near[node] = true;
                policy[node] = Some(pick);
            }
        }
        if near == sure {
            return (policy, sure);
        }
        sure = near;
    }
}
