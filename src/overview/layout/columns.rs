//! How far to the right each slot stands.

use super::{BESIDE, BESIDE_LINE, Graph};

/// How often the layers are gone through, down and up by turns.
const SWEEPS: usize = 32;
/// How strongly a line that passes two layers holds to one place: this many times as much as a way between boxes.
const STRAIGHT: f64 = 8.0;

/// Returns the middle of each slot, the leftmost border at 0.
///
/// Each layer in turn is put where its slots come nearest, in least squares, to what they are joined to, in their
/// order and without overlap.
pub(super) fn columns(graph: &Graph) -> Vec<f64> {
    let mut x = vec![0.0; graph.slots.len()];
    for layer in &graph.layers {
        settle(graph, layer, &vec![(0.0, 1.0); layer.len()], &mut x);
    }
    let count = graph.layers.len();
    for sweep in 0..SWEEPS {
        // In the end both sides count, so that nothing leans.
        let (above, below) =
            if sweep + 4 >= SWEEPS { (true, true) } else { (sweep % 2 == 0, sweep % 2 == 1) };
        for step in 0..count {
            let layer = &graph.layers[if sweep % 2 == 0 { step } else { count - 1 - step }];
            let wishes: Vec<_> = layer.iter().map(|slot| wish(graph, *slot, above, below, &x)).collect();
            settle(graph, layer, &wishes, &mut x);
        }
    }
    let left = graph.slots.iter().zip(&x).map(|(slot, x)| x - slot.width / 2.0).fold(f64::INFINITY, f64::min);
    for x in &mut x {
        *x -= left;
    }
    x
}

/// Returns where a slot would stand by what it is joined to, and how strongly.
fn wish(graph: &Graph, slot: usize, above: bool, below: bool, x: &[f64]) -> (f64, f64) {
    let weight = |other: usize| match (graph.slots[slot].passes, graph.slots[other].passes) {
        (true, true) => STRAIGHT,
        (true, false) | (false, true) => 2.0,
        (false, false) => 1.0,
    };
    let (mut sum, mut weights) = (0.0, 0.0);
    let sides = [(above, &graph.above[slot]), (below, &graph.below[slot])];
    for other in sides.into_iter().filter(|(counts, _)| *counts).flat_map(|(_, others)| others) {
        sum += weight(*other) * x[*other];
        weights += weight(*other);
    }
    // What is joined to nothing stays, and gives way to all others.
    if weights > 0.0 { (sum / weights, weights) } else { (x[slot], 0.01) }
}

/// Puts a layer's slots as near to their wishes as their order and their widths allow.
///
/// With the least distances taken away this is a regression under an order; whatever stands the wrong way round is
/// joined to a block that takes the mean of its wishes.
fn settle(graph: &Graph, layer: &[usize], wishes: &[(f64, f64)], x: &mut [f64]) {
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(layer.len());
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (place, &(wish, weight)) in wishes.iter().enumerate() {
        if place > 0 {
            let (left, right) = (graph.slots[layer[place - 1]], graph.slots[layer[place]]);
            let room = if left.passes || right.passes { BESIDE_LINE } else { BESIDE };
            offset += f64::midpoint(left.width, right.width) + room;
        }
        offsets.push(offset);
        let mut block = (wish - offset, weight, 1);
        while let Some(last) = blocks.pop_if(|last| last.0 > block.0) {
            let weight = last.1 + block.1;
            block = ((last.0 * last.1 + block.0 * block.1) / weight, weight, last.2 + block.2);
        }
        blocks.push(block);
    }
    let at = blocks.iter().flat_map(|(at, _, count)| std::iter::repeat_n(*at, *count));
    for ((slot, offset), at) in layer.iter().zip(offsets).zip(at) {
        x[*slot] = at + offset;
    }
}
