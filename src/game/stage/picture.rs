//! A small vector picture: outlines filled with colours, cut into coloured triangles.

use lyon_tessellation::geom::euclid;
use lyon_tessellation::math::{Box2D, Point, Transform, point};
use lyon_tessellation::{
    BuffersBuilder, FillOptions, FillTessellator, FillVertex, LineCap, LineJoin, StrokeOptions,
    StrokeTessellator, StrokeVertex, VertexBuffers,
};

use super::color::{Color, Fill};
use super::outline::Outline;

/// How far a straight piece may lie from the curve it stands for, in design units.
const TOLERANCE: f32 = 0.12;

/// A corner of a triangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vertex {
    /// Where it is, in design units, y downwards.
    pub at: [f32; 2],
    /// Its colour.
    pub color: Color,
}

/// Shapes painted one over the other, kept as coloured triangles in painting order.
#[derive(Debug, Clone)]
pub struct Picture {
    vertices: Vec<Vertex>,
    indices: Vec<u32>,
    transform: Transform,
    tint: [f32; 3],
    clips: Vec<Vec<Point>>,
}

impl Default for Picture {
    fn default() -> Self {
        Self::lit([1.0; 3])
    }
}

impl Picture {
    /// Starts an empty picture whose colours are multiplied by `tint` (1 = unchanged).
    pub fn lit(tint: [f32; 3]) -> Self {
        Self {
            vertices: Vec::new(),
            indices: Vec::new(),
            transform: Transform::identity(),
            tint,
            clips: Vec::new(),
        }
    }

    /// The corners of the triangles.
    pub fn vertices(&self) -> &[Vertex] {
        &self.vertices
    }

    /// Three indices into [`Self::vertices`] for each triangle, in painting order.
    pub fn indices(&self) -> &[u32] {
        &self.indices
    }

    /// Paints the inside of an outline.
    pub fn fill(&mut self, outline: &Outline, fill: impl Into<Fill>) {
        let fill = fill.into();
        let mut buffers: VertexBuffers<Point, u32> = VertexBuffers::new();
        // A failure leaves out one shape of a drawing; there is nobody to tell and nothing to repair.
        let _ = FillTessellator::new().tessellate_path(
            outline.path(),
            &FillOptions::tolerance(self.tolerance()),
            &mut BuffersBuilder::new(&mut buffers, |vertex: FillVertex| vertex.position()),
        );
        self.add(&buffers, fill);
    }

    /// Paints a line of `width` with round ends along an outline.
    pub fn stroke(&mut self, outline: &Outline, width: f32, color: Color) {
        let mut buffers: VertexBuffers<Point, u32> = VertexBuffers::new();
        let options = StrokeOptions::tolerance(self.tolerance())
            .with_line_width(width)
            .with_line_cap(LineCap::Round)
            .with_line_join(LineJoin::Round);
        // See `fill`.
        let _ = StrokeTessellator::new().tessellate_path(
            outline.path(),
            &options,
            &mut BuffersBuilder::new(&mut buffers, |vertex: StrokeVertex| vertex.position()),
        );
        self.add(&buffers, color.into());
    }

    /// Paints an ellipse of light (or shade) that fades to nothing at its rim.
    pub fn glow(&mut self, x: f32, y: f32, rx: f32, ry: f32, color: Color) {
        const SPOKES: u32 = 40;
        let rings = [(0.0, 1.0), (0.35, 0.72), (0.7, 0.22), (1.0, 0.0)];
        let corner = |ring: usize, spoke: u32| {
            let (sin, cos) = (spoke as f32 / SPOKES as f32 * std::f32::consts::TAU).sin_cos();
            let (radius, strength) = rings[ring];
            (point(x + cos * rx * radius, y + sin * ry * radius), color.alpha(color.a * strength))
        };
        for ring in 0..rings.len() - 1 {
            for spoke in 0..SPOKES {
                let (a, b) = (corner(ring, spoke), corner(ring, spoke + 1));
                let (c, d) = (corner(ring + 1, spoke), corner(ring + 1, spoke + 1));
                if ring > 0 {
                    self.triangle([a, b, c]);
                }
                self.triangle([b, d, c]);
            }
        }
    }

    /// Draws with the origin moved to (`x`, `y`) and everything `scale` times as large.
    pub fn placed(&mut self, x: f32, y: f32, scale: f32, draw: impl FnOnce(&mut Self)) {
        self.transformed(Transform::scale(scale, scale).then_translate(euclid::vec2(x, y)), draw);
    }

    /// Draws turned by `angle` radians (clockwise) about (`x`, `y`).
    pub fn turned(&mut self, x: f32, y: f32, angle: f32, draw: impl FnOnce(&mut Self)) {
        let turn = Transform::translation(-x, -y)
            .then_rotate(euclid::Angle::radians(angle))
            .then_translate(euclid::vec2(x, y));
        self.transformed(turn, draw);
    }

    /// Draws mirrored left to right about the vertical line at `x`.
    pub fn mirrored(&mut self, x: f32, draw: impl FnOnce(&mut Self)) {
        self.transformed(Transform::scale(-1.0, 1.0).then_translate(euclid::vec2(2.0 * x, 0.0)), draw);
    }

    /// Draws only what falls inside a convex outline.
    pub fn clipped(&mut self, outline: &Outline, draw: impl FnOnce(&mut Self)) {
        let points = outline.points(0.25);
        let points = points.into_iter().map(|p| self.transform.transform_point(p)).collect();
        self.clips.push(points);
        draw(self);
        self.clips.pop();
    }

    /// Draws in its own light, untouched by the hour: lamps, screens, the sky.
    pub fn unlit(&mut self, draw: impl FnOnce(&mut Self)) {
        let tint = std::mem::replace(&mut self.tint, [1.0; 3]);
        draw(self);
        self.tint = tint;
    }

    fn transformed(&mut self, transform: Transform, draw: impl FnOnce(&mut Self)) {
        let outer = self.transform;
        self.transform = transform.then(&outer);
        draw(self);
        self.transform = outer;
    }

    fn tolerance(&self) -> f32 {
        let scale = self.transform.determinant().abs().sqrt().max(0.05);
        TOLERANCE / scale
    }

    fn add(&mut self, buffers: &VertexBuffers<Point, u32>, fill: Fill) {
        let bounds = Box2D::from_points(&buffers.vertices);
        let color = |p: Point| fill.at((p.y - bounds.min.y) / bounds.height().max(0.001));
        if self.clips.is_empty() {
            let first = self.vertices.len() as u32;
            self.indices.extend(buffers.indices.iter().map(|index| first + index));
            for &p in &buffers.vertices {
                self.vertex(self.transform.transform_point(p), color(p));
            }
        } else {
            for corners in buffers.indices.chunks_exact(3) {
                let corner = |i: usize| buffers.vertices[corners[i] as usize];
                self.triangle([0, 1, 2].map(|i| (corner(i), color(corner(i)))));
            }
        }
    }

    fn vertex(&mut self, at: Point, color: Color) {
        self.vertices.push(Vertex { at: [at.x, at.y], color: color.lit(self.tint) });
    }

    /// Adds one triangle, cut by every clip; what remains is convex and becomes a fan.
    fn triangle(&mut self, corners: [(Point, Color); 3]) {
        let mut shape: Vec<(Point, Color)> =
            corners.iter().map(|&(p, color)| (self.transform.transform_point(p), color)).collect();
        for clip in &self.clips {
            shape = cut(&shape, clip);
        }
        if shape.len() < 3 {
            return;
        }
        let first = self.vertices.len() as u32;
        for i in 1..shape.len() as u32 - 1 {
            self.indices.extend([first, first + i, first + i + 1]);
        }
        for (at, color) in shape {
            self.vertex(at, color);
        }
    }
}

/// Keeps the part of a convex shape that lies inside a convex clip (Sutherland and Hodgman, 1974).
fn cut(shape: &[(Point, Color)], clip: &[Point]) -> Vec<(Point, Color)> {
    let area: f32 =
        (0..clip.len()).map(|i| clip[i].to_vector().cross(clip[(i + 1) % clip.len()].to_vector())).sum();
    let mut shape = shape.to_vec();
    for i in 0..clip.len() {
        let (from, to) = (clip[i], clip[(i + 1) % clip.len()]);
        let side = |p: Point| (to - from).cross(p - from) * area.signum();
        let mut kept = Vec::with_capacity(shape.len() + 1);
        for j in 0..shape.len() {
            let (here, next) = (shape[j], shape[(j + 1) % shape.len()]);
            let (a, b) = (side(here.0), side(next.0));
            if a >= 0.0 {
                kept.push(here);
            }
            if (a >= 0.0) != (b >= 0.0) {
                let t = a / (a - b);
                kept.push((here.0.lerp(next.0, t), here.1.mix(next.1, t)));
            }
        }
        shape = kept;
    }
    shape
}
