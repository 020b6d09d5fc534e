//! Outlines: what a picture fills or strokes.

use lyon_tessellation::math::{Angle, Box2D, Point, point, vector};
use lyon_tessellation::path::builder::BorderRadii;
use lyon_tessellation::path::iterator::PathIterator;
use lyon_tessellation::path::{Path, PathEvent, Winding};

/// A line, closed or open, made of straight pieces and curves.
#[derive(Debug, Clone)]
pub struct Outline(Path);

impl Outline {
    /// The line as lyon wants it.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A closed shape with straight sides.
    pub fn polygon(points: &[(f32, f32)]) -> Self {
        Self::straight(points, true)
    }

    /// An open line of straight pieces.
    pub fn line(points: &[(f32, f32)]) -> Self {
        Self::straight(points, false)
    }

    /// A rectangle by its corner and size.
    pub fn rect(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self::polygon(&[(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    }

    /// A rectangle with round corners.
    pub fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Self {
        let mut builder = Path::builder();
        builder.add_rounded_rectangle(
            &Box2D::new(point(x, y), point(x + width, y + height)),
            &BorderRadii::new(radius),
            Winding::Positive,
        );
        Self(builder.build())
    }

    /// An ellipse by its centre and half sizes.
    pub fn ellipse(x: f32, y: f32, rx: f32, ry: f32) -> Self {
        let mut builder = Path::builder();
        builder.add_ellipse(point(x, y), vector(rx, ry), Angle::radians(0.0), Winding::Positive);
        Self(builder.build())
    }

    /// A circle.
    pub fn circle(x: f32, y: f32, radius: f32) -> Self {
        Self::ellipse(x, y, radius, radius)
    }

    /// A closed shape that passes smoothly through its points.
    pub fn blob(points: &[(f32, f32)]) -> Self {
        Self::smooth(points, true)
    }

    /// An open line that passes smoothly through its points.
    pub fn curve(points: &[(f32, f32)]) -> Self {
        Self::smooth(points, false)
    }

    /// Starts a line that is drawn piece by piece.
    pub fn pen(x: f32, y: f32) -> Pen {
        let mut builder = Path::builder();
        builder.begin(point(x, y));
        Pen(builder)
    }

    /// The points of the line with its curves made straight.
    pub fn points(&self, tolerance: f32) -> Vec<Point> {
        let mut points = Vec::new();
        for event in self.0.iter().flattened(tolerance) {
            match event {
                PathEvent::Begin { at } => points.push(at),
                PathEvent::Line { to, .. } => points.push(to),
                _ => {}
            }
        }
        points
    }

    fn straight(points: &[(f32, f32)], close: bool) -> Self {
        let mut builder = Path::builder();
        for (i, &(x, y)) in points.iter().enumerate() {
            if i == 0 {
                builder.begin(point(x, y));
            } else {
                builder.line_to(point(x, y));
            }
        }
        if !points.is_empty() {
            builder.end(close);
        }
        Self(builder.build())
    }

    /// A Catmull–Rom spline, as cubic curves.
    fn smooth(points: &[(f32, f32)], close: bool) -> Self {
        let count = points.len();
        if count < 3 {
            return Self::straight(points, close);
        }
        let at = |i: isize| {
            let i = if close { i.rem_euclid(count as isize) } else { i.clamp(0, count as isize - 1) };
            let (x, y) = points[i as usize];
            point(x, y)
        };
        let mut builder = Path::builder();
        builder.begin(at(0));
        for i in 0..(if close { count } else { count - 1 }) as isize {
            let (before, from, to, after) = (at(i - 1), at(i), at(i + 1), at(i + 2));
            builder.cubic_bezier_to(from + (to - before) / 6.0, to - (after - from) / 6.0, to);
        }
        builder.end(close);
        Self(builder.build())
    }
}

/// An outline in the making.
pub struct Pen(lyon_tessellation::path::path::Builder);

impl Pen {
    /// Goes straight to a point.
    #[must_use]
    pub fn line(mut self, x: f32, y: f32) -> Self {
        self.0.line_to(point(x, y));
        self
    }

    /// Goes to (`x`, `y`) in a curve pulled once, towards (`cx`, `cy`).
    #[must_use]
    pub fn bend(mut self, cx: f32, cy: f32, x: f32, y: f32) -> Self {
        self.0.quadratic_bezier_to(point(cx, cy), point(x, y));
        self
    }

    /// Goes to `to` in a curve pulled towards `a` on leaving and from `b` on arriving.
    #[must_use]
    pub fn curve(mut self, a: (f32, f32), b: (f32, f32), to: (f32, f32)) -> Self {
        self.0.cubic_bezier_to(point(a.0, a.1), point(b.0, b.1), point(to.0, to.1));
        self
    }

    /// Ends with a straight piece back to the start.
    pub fn close(mut self) -> Outline {
        self.0.end(true);
        Outline(self.0.build())
    }

    /// Ends here.
    pub fn open(mut self) -> Outline {
        self.0.end(false);
        Outline(self.0.build())
    }
}
