//! Parts of a graph that nothing joins: each is laid out by itself, then they are put beside each other.

use super::{APART, Layout, Part};

/// How much wider than high several parts may be together.
const WIDER: f64 = 1.5;

/// Returns the parts, in the order of their first boxes.
pub(super) fn parts(boxes: usize, edges: &[(usize, usize)]) -> Vec<Part> {
    let mut joined = vec![Vec::new(); boxes];
    for &(from, to) in edges {
        joined[from].push(to);
        joined[to].push(from);
    }
    let mut part_of = vec![usize::MAX; boxes];
    let mut parts: Vec<Part> = Vec::new();
    for first in 0..boxes {
        if part_of[first] != usize::MAX {
            continue;
        }
        let mut part = Part::default();
        part_of[first] = parts.len();
        let mut open = vec![first];
        while let Some(at) = open.pop() {
            part.boxes.push(at);
            for &next in &joined[at] {
                if part_of[next] == usize::MAX {
                    part_of[next] = parts.len();
                    open.push(next);
                }
            }
        }
        part.boxes.sort_unstable();
        parts.push(part);
    }
    for (edge, (from, _)) in edges.iter().enumerate() {
        parts[part_of[*from]].edges.push(edge);
    }
    parts
}

/// Puts parts in rows, each part with the width and height that it has from (0, 0) on.
pub(super) fn pack(parts: &[(Part, (f64, f64))], layout: &mut Layout) {
    let area: f64 = parts.iter().map(|(_, (width, height))| (width + APART) * (height + APART)).sum();
    let widest = parts.iter().map(|(_, (width, _))| *width).fold(0.0, f64::max);
    let most = widest.max((area * WIDER).sqrt());
    let (mut x, mut y, mut row) = (0.0, 0.0, 0.0_f64);
    for (part, (width, height)) in parts {
        if x > 0.0 && x + width > most {
            (x, y, row) = (0.0, y + row + APART, 0.0);
        }
        for at in &part.boxes {
            let area = &mut layout.boxes[*at];
            (area.x, area.y) = (area.x + x, area.y + y);
        }
        for edge in &part.edges {
            for point in &mut layout.lines[*edge] {
                (point.x, point.y) = (point.x + x, point.y + y);
            }
        }
        layout.width = layout.width.max(x + width);
        layout.height = layout.height.max(y + height);
        (x, row) = (x + width + APART, row.max(*height));
    }
}
