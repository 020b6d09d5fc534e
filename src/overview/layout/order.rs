//! In which order the slots of each layer stand, so that few lines cross.

use super::Graph;

/// How often the layers are gone through, down and up by turns.
const SWEEPS: usize = 24;
/// How many sweeps in a row may bring nothing.
const PATIENCE: usize = 6;
/// How often the neighbours of a layer are looked at for an exchange, in each sweep.
const EXCHANGES: usize = 3;

/// Orders every layer.
///
/// Each slot goes to the mean place of what it is joined to in the layer before, then neighbours are exchanged where
/// that saves crossings; the best order met is kept.
pub(super) fn order(graph: &mut Graph) {
    begin(graph);
    let mut at = places(graph);
    let (mut best, mut fewest, mut idle) = (graph.layers.clone(), crossings(graph, &at), 0);
    for sweep in 0..SWEEPS {
        if fewest == 0 || idle == PATIENCE {
            break;
        }
        let down = sweep % 2 == 0;
        let count = graph.layers.len();
        for step in 1..count {
            let layer = if down { step } else { count - 1 - step };
            by_mean(graph, layer, down, &mut at);
        }
        for layer in 0..count {
            exchange(graph, layer, &mut at);
        }
        let now = crossings(graph, &at);
        idle += 1;
        if now < fewest {
            (fewest, idle) = (now, 0);
            best.clone_from(&graph.layers);
        }
    }
    graph.layers = best;
}

/// Fills the layers in the order of a walk from above, which keeps together what hangs together.
fn begin(graph: &mut Graph) {
    let mut met = vec![false; graph.slots.len()];
    let mut roots: Vec<_> = (0..graph.slots.len()).collect();
    roots.sort_by_key(|slot| graph.slots[*slot].layer);
    for root in roots {
        let mut open = vec![root];
        while let Some(slot) = open.pop() {
            if !std::mem::replace(&mut met[slot], true) {
                graph.layers[graph.slots[slot].layer].push(slot);
                open.extend(graph.below[slot].iter().rev());
            }
        }
    }
}

/// Returns the place of each slot in its layer.
fn places(graph: &Graph) -> Vec<usize> {
    let mut at = vec![0; graph.slots.len()];
    for layer in &graph.layers {
        note(layer, &mut at);
    }
    at
}

fn note(layer: &[usize], at: &mut [usize]) {
    for (place, slot) in layer.iter().enumerate() {
        at[*slot] = place;
    }
}

fn by_mean(graph: &mut Graph, layer: usize, down: bool, at: &mut [usize]) {
    let joined = if down { &graph.above } else { &graph.below };
    let mean = |slot: usize| match &joined[slot][..] {
        [] => at[slot] as f64,
        others => others.iter().map(|other| at[*other] as f64).sum::<f64>() / others.len() as f64,
    };
    let mut sorted: Vec<_> = graph.layers[layer].iter().map(|slot| (mean(*slot), *slot)).collect();
    sorted.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    graph.layers[layer] = sorted.into_iter().map(|(_, slot)| slot).collect();
    note(&graph.layers[layer], at);
}

/// Exchanges neighbours of a layer where that saves crossings.
fn exchange(graph: &mut Graph, layer: usize, at: &mut [usize]) {
    for _ in 0..EXCHANGES {
        let mut better = false;
        for place in 1..graph.layers[layer].len() {
            let (left, right) = (graph.layers[layer][place - 1], graph.layers[layer][place]);
            let cross = |left: usize, right: usize| -> usize {
                let pair = |joined: &[Vec<usize>]| {
                    let others = |slot: usize| joined[slot].iter().map(|other| at[*other]);
                    others(left).map(|one| others(right).filter(|other| *other < one).count()).sum::<usize>()
                };
                pair(&graph.above) + pair(&graph.below)
            };
            if cross(right, left) < cross(left, right) {
                graph.layers[layer].swap(place - 1, place);
                (at[left], at[right]) = (place, place - 1);
                better = true;
            }
        }
        if !better {
            return;
        }
    }
}

/// Counts the crossings: for each layer, the pairs of lines to the next that stand the other way round there.
fn crossings(graph: &Graph, at: &[usize]) -> usize {
    let mut count = 0;
    for pair in graph.layers.windows(2) {
        let mut ends = Vec::new();
        for slot in &pair[0] {
            let from = ends.len();
            ends.extend(graph.below[*slot].iter().map(|other| at[*other]));
            ends[from..].sort_unstable();
        }
        // A binary indexed tree of the ends met so far.
        let mut tree = vec![0; pair[1].len() + 1];
        for (before, end) in ends.into_iter().enumerate() {
            let (mut not_right, mut index) = (0, end + 1);
            while index > 0 {
                not_right += tree[index];
                index &= index - 1;
            }
            count += before - not_right;
            index = end + 1;
            while index < tree.len() {
                tree[index] += 1;
                index += index & index.wrapping_neg();
            }
        }
    }
    count
}
