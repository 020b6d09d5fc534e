//! Colours of the drawing, in sRGB.

/// A colour in sRGB with straight alpha; each part 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Color {
    /// Red.
    pub r: f32,
    /// Green.
    pub g: f32,
    /// Blue.
    pub b: f32,
    /// Opacity.
    pub a: f32,
}

impl Color {
    /// Reads `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        Self {
            r: ((rgb >> 16) & 0xff) as f32 / 255.0,
            g: ((rgb >> 8) & 0xff) as f32 / 255.0,
            b: (rgb & 0xff) as f32 / 255.0,
            a: 1.0,
        }
    }

    /// The same colour with another opacity.
    #[must_use]
    pub const fn alpha(self, a: f32) -> Self {
        Self { a, ..self }
    }

    /// Goes from this colour (`t` = 0) to another (`t` = 1).
    #[must_use]
    pub fn mix(self, other: Self, t: f32) -> Self {
        let part = |a: f32, b: f32| a + (b - a) * t;
        Self {
            r: part(self.r, other.r),
            g: part(self.g, other.g),
            b: part(self.b, other.b),
            a: part(self.a, other.a),
        }
    }

    /// Multiplies with the colour of the light.
    #[must_use]
    pub fn lit(self, light: [f32; 3]) -> Self {
        let part = |a: f32, light: f32| (a * light).clamp(0.0, 1.0);
        Self { r: part(self.r, light[0]), g: part(self.g, light[1]), b: part(self.b, light[2]), a: self.a }
    }

    /// Darker by `t` (0..=1), leaning to a warm violet rather than to black.
    #[must_use]
    pub fn shade(self, t: f32) -> Self {
        self.mix(Self { r: 0.20, g: 0.11, b: 0.20, a: self.a }, t)
    }

    /// Lighter by `t` (0..=1), leaning to a warm white.
    #[must_use]
    pub fn tint(self, t: f32) -> Self {
        self.mix(Self { r: 1.0, g: 0.97, b: 0.91, a: self.a }, t)
    }
}

/// What the inside of an outline is painted with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fill {
    /// One colour.
    Solid(Color),
    /// From the top of the shape to its bottom.
    Down(Color, Color),
}

impl Fill {
    /// The colour at a height: 0 at the top of the shape, 1 at its bottom.
    pub fn at(self, height: f32) -> Color {
        match self {
            Self::Solid(color) => color,
            Self::Down(top, bottom) => top.mix(bottom, height.clamp(0.0, 1.0)),
        }
    }
}

impl From<Color> for Fill {
    fn from(color: Color) -> Self {
        Self::Solid(color)
    }
}
