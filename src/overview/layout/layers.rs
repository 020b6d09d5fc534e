//! Which layer each box stands in.

/// How often boxes are moved towards what they are joined to; nearly always the third time changes nothing.
const TIMES: usize = 8;

/// Returns the layer of each box, from 0, and for each edge whether it leads upwards.
///
/// Edges that would close a circle lead upwards, as do edges from a box to itself (their layers are the same).
/// All others lead downwards.
pub(super) fn layers(boxes: usize, edges: &[(usize, usize)], first: usize) -> (Vec<usize>, Vec<bool>) {
    let mut out = vec![Vec::new(); boxes];
    let mut entered = vec![false; boxes];
    for (edge, &(from, to)) in edges.iter().enumerate() {
        out[from].push(edge);
        entered[to] |= from != to;
    }
    let roots = (0..boxes).filter(|at| !entered[*at]).chain(0..boxes);
    let (sorted, upwards) = sort(std::iter::once(first).chain(roots), &out, edges);
    let ends = |edge: usize| if upwards[edge] { (edges[edge].1, edges[edge].0) } else { edges[edge] };
    let mut below = vec![Vec::new(); boxes];
    let mut above = vec![Vec::new(); boxes];
    for edge in (0..edges.len()).filter(|edge| edges[*edge].0 != edges[*edge].1) {
        let (upper, lower) = ends(edge);
        below[upper].push(lower);
        above[lower].push(upper);
    }
    let mut layer = vec![0; boxes];
    for &at in &sorted {
        for &next in &below[at] {
            layer[next] = layer[next].max(layer[at] + 1);
        }
    }
    // So far everything stands as high as it can. What leads to no less than leads to it moves down to it, then what
    // hangs on no less than hangs on it moves up again, as far as that has not moved.
    for _ in 0..TIMES {
        let before = layer.clone();
        for &at in sorted.iter().rev().filter(|at| below[**at].len() >= above[**at].len()) {
            if let Some(next) = below[at].iter().map(|next| layer[*next]).min() {
                layer[at] = next - 1;
            }
        }
        for &at in sorted.iter().filter(|at| above[**at].len() >= below[**at].len()) {
            if let Some(last) = above[at].iter().map(|last| layer[*last]).max() {
                layer[at] = last + 1;
            }
        }
        if layer == before {
            break;
        }
    }
    // Nothing may be left at the top of a part.
    let first = layer.iter().copied().min().unwrap_or(0);
    for layer in &mut layer {
        *layer -= first;
    }
    (layer, upwards)
}

/// Walks the graph depth first. Returns the boxes in an order in which all edges lead forwards but those that close
/// a circle, and says which those are.
fn sort(
    roots: impl Iterator<Item = usize>,
    out: &[Vec<usize>],
    edges: &[(usize, usize)],
) -> (Vec<usize>, Vec<bool>) {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Left,
    }
    let mut marks = vec![Mark::New; out.len()];
    let mut upwards = vec![false; edges.len()];
    let mut left = Vec::with_capacity(out.len());
    for root in roots {
        if marks[root] != Mark::New {
            continue;
        }
        marks[root] = Mark::Open;
        let mut path = vec![(root, 0)];
        while let Some((at, tried)) = path.last_mut() {
            let Some(&edge) = out[*at].get(*tried) else {
                marks[*at] = Mark::Left;
                left.push(*at);
                path.pop();
                continue;
            };
            *tried += 1;
            let next = edges[edge].1;
            match marks[next] {
                Mark::New => {
                    marks[next] = Mark::Open;
                    path.push((next, 0));
                }
                Mark::Open => upwards[edge] = true,
                Mark::Left => {}
            }
        }
    }
    left.reverse();
    (left, upwards)
}
