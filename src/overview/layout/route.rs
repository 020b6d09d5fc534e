//! Where boxes and lines end up, once layers and columns are known.

use super::{Area, Chain, GAP, GAP_LINE, GAP_MOST, GAP_STUB, Graph, LOOP, Layout, Part, Point, STUB};

/// The most room between two lines at the border of a box.
const PORT: f64 = 18.0;
/// The part of a border that lines use.
const PORTS: f64 = 0.75;
/// How far from a box's right border its stub stands, beside the lines.
const STUB_IN: f64 = 10.0;

impl Graph {
    /// Writes a part's boxes and lines to the layout, from (0, 0) on; returns the part's width and height.
    pub(super) fn place(
        &self,
        part: &Part,
        x: &[f64],
        edges: &[(usize, usize)],
        layout: &mut Layout,
    ) -> (f64, f64) {
        let mut stubs = vec![0; self.layers.len()];
        for chain in &self.chains {
            if let Chain::Far(from) = chain {
                stubs[self.slots[*from].layer] += 1;
            }
        }
        let (mut height, mut gap) = (0.0, 0.0);
        let mut bands = Vec::new();
        for (layer, stubs) in self.layers.iter().zip(stubs) {
            let top = height + gap;
            height = top + layer.iter().map(|slot| self.slots[*slot].height).fold(0.0, f64::max);
            bands.push((top, height));
            let lines: usize = layer.iter().map(|slot| self.below[*slot].len()).sum();
            gap = (GAP + GAP_LINE * lines as f64 + GAP_STUB * f64::from(stubs)).min(GAP_MOST);
        }
        for ((at, slot), x) in part.boxes.iter().zip(&self.slots).zip(x) {
            let area = &mut layout.boxes[*at];
            area.x = x - area.width / 2.0;
            area.y = f64::midpoint(bands[slot.layer].0, bands[slot.layer].1) - area.height / 2.0;
        }
        let ports = self.ports(part, x, &layout.boxes);
        for ((edge, chain), ports) in part.edges.iter().zip(&self.chains).zip(ports) {
            let leaves = layout.boxes[edges[*edge].0];
            layout.far[*edge] = matches!(chain, Chain::Far(_));
            layout.lines[*edge] = match chain {
                Chain::Loop => leaves.around(),
                Chain::Far(_) => leaves.stub(),
                Chain::Through(slots, upwards) => {
                    let mut line = self.line(part, slots, ports, x, &bands, &layout.boxes);
                    if *upwards {
                        line.reverse();
                    }
                    line
                }
            };
        }
        let right = self.slots.iter().zip(x).map(|(slot, x)| x + slot.width / 2.0).fold(0.0, f64::max);
        // A line that leads far up leaves the last layer downwards, as a stub.
        let ends = part.edges.iter().filter_map(|edge| layout.lines[*edge].last());
        (right, ends.map(|end| end.y).fold(height, f64::max))
    }

    /// Returns the line through some slots, from the upper to the lower box.
    fn line(
        &self,
        part: &Part,
        slots: &[usize],
        ports: (f64, f64),
        x: &[f64],
        bands: &[(f64, f64)],
        boxes: &[Area],
    ) -> Vec<Point> {
        let [upper, between @ .., lower] = slots else { return Vec::new() };
        let (above, below) = (boxes[part.boxes[*upper]], boxes[part.boxes[*lower]]);
        let mut line = vec![Point { x: ports.0, y: above.y + above.height }];
        line.push(Point { x: ports.0, y: bands[self.slots[*upper].layer].1 });
        for slot in between {
            let (top, bottom) = bands[self.slots[*slot].layer];
            line.extend([top, bottom].map(|y| Point { x: x[*slot], y }));
        }
        line.push(Point { x: ports.1, y: bands[self.slots[*lower].layer].0 });
        line.push(Point { x: ports.1, y: below.y });
        line.dedup();
        line
    }

    /// Returns where each line of the part leaves its upper and comes to its lower box: side by side in the order of
    /// where they come from, so that they do not cross at the border.
    fn ports(&self, part: &Part, x: &[f64], boxes: &[Area]) -> Vec<(f64, f64)> {
        let mut ports = vec![(0.0, 0.0); self.chains.len()];
        let mut ends = vec![(Vec::new(), Vec::new()); part.boxes.len()];
        for (line, chain) in self.chains.iter().enumerate() {
            let Chain::Through(slots, _) = chain else { continue };
            if let ([upper, second, ..], [.., last, lower]) = (&slots[..], &slots[..]) {
                ends[*upper].1.push((x[*second], line));
                ends[*lower].0.push((x[*last], line));
            }
        }
        for (at, (above, below)) in ends.into_iter().enumerate() {
            let width = boxes[part.boxes[at]].width;
            let mut spread = |mut ends: Vec<(f64, usize)>, port: fn(&mut (f64, f64)) -> &mut f64| {
                ends.sort_by(|one, other| one.0.total_cmp(&other.0));
                let step = (width * PORTS / ends.len() as f64).min(PORT);
                let first = x[at] - step * (ends.len() as f64 - 1.0) / 2.0;
                for (place, (_, line)) in ends.into_iter().enumerate() {
                    *port(&mut ports[line]) = first + step * place as f64;
                }
            };
            spread(below, |port| &mut port.0);
            spread(above, |port| &mut port.1);
        }
        ports
    }
}

impl Area {
    /// Returns the stub of the lines that lead too far.
    fn stub(self) -> Vec<Point> {
        let (x, y) = (self.x + self.width - STUB_IN, self.y + self.height);
        vec![Point { x, y }, Point { x, y: y + STUB }]
    }

    /// Returns a line from the right border around to itself.
    fn around(self) -> Vec<Point> {
        let (right, middle) = (self.x + self.width, self.y + self.height / 2.0);
        let (high, low) = (middle - self.height / 4.0, middle + self.height / 4.0);
        let corners = [(right, high), (right + LOOP, high), (right + LOOP, low), (right, low)];
        corners.map(|(x, y)| Point { x, y }).into()
    }
}
