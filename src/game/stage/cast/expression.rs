//! What a face and a posture show: numbers that move smoothly, never a set of masks.

use crate::scenario::model::Face;

/// What a face and a posture show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expression {
    /// Brows down (-1) or up (1).
    pub brow_raise: f32,
    /// Brows drawn together in anger (-1) or raised inside in worry (1).
    pub brow_slant: f32,
    /// How far the eyes are open, 0 (shut) ..= 1 (wide).
    pub lids: f32,
    /// Corners of the mouth down (-1) or up (1).
    pub mouth_curve: f32,
    /// How far the mouth is open, 0..=1.
    pub mouth_open: f32,
    /// Slumped (-1) or upright (1).
    pub posture: f32,
    /// Looking left (-1) or right (1).
    pub gaze_x: f32,
    /// Looking up (-1) or down (1).
    pub gaze_y: f32,
}

/// How much of a reaction shows over what somebody feels anyway.
const REACTION: f32 = 0.88;

impl Expression {
    /// The expression that trust and mood (both 0..=1) and a reaction ask for, looking ahead.
    ///
    /// With the same reaction, more trust never lowers the corners of the mouth, the lids or the posture.
    pub fn target(trust: f32, mood: f32, face: Option<Face>) -> Self {
        let unit = |x: f32| if x.is_finite() { x.clamp(0.0, 1.0) } else { 0.5 };
        let (trust, mood) = (unit(trust), unit(mood));
        let (warm, up) = (trust * 2.0 - 1.0, mood * 2.0 - 1.0);
        let resting = Self {
            brow_raise: 0.12 * warm + 0.14 * up,
            brow_slant: 0.34 * warm.min(0.0) + 0.42 * (-up).max(0.0) * trust,
            lids: 0.68 + 0.10 * warm + 0.07 * up,
            mouth_curve: 0.10 + 0.46 * warm + 0.26 * up,
            mouth_open: 0.0,
            posture: 0.1 + 0.45 * warm + 0.35 * up,
            gaze_x: 0.0,
            gaze_y: 0.10 * (-up).max(0.0),
        };
        face.map_or(resting, |face| resting.mix(Self::reaction(face), REACTION))
    }

    /// The reaction alone.
    fn reaction(face: Face) -> Self {
        let [brow_raise, brow_slant, lids, mouth_curve, mouth_open, posture, gaze_y] = match face {
            Face::Flat => [0.0, 0.0, 0.58, -0.04, 0.0, 0.0, 0.0],
            Face::Glad => [0.35, 0.06, 0.78, 1.0, 0.42, 0.75, -0.05],
            Face::Hurt => [0.10, 0.85, 0.50, -0.62, 0.0, -0.75, 0.65],
            Face::Worried => [0.32, 1.0, 0.86, -0.48, 0.10, -0.30, 0.05],
            Face::Proud => [0.30, -0.10, 0.52, 0.72, 0.0, 1.0, -0.30],
            Face::Angry => [-0.65, -1.0, 0.66, -0.78, 0.08, 0.45, 0.0],
            Face::Tired => [-0.20, 0.35, 0.30, -0.26, 0.0, -0.95, 0.40],
            Face::Surprised => [1.0, 0.10, 1.0, 0.10, 0.78, 0.35, -0.05],
        };
        Self { brow_raise, brow_slant, lids, mouth_curve, mouth_open, posture, gaze_x: 0.0, gaze_y }
    }

    /// Goes from this expression (`t` = 0) to another (`t` = 1).
    #[must_use]
    pub fn mix(self, other: Self, t: f32) -> Self {
        let (a, b) = (self.parts(), other.parts());
        Self::from_parts(std::array::from_fn(|i| a[i] + (b[i] - a[i]) * t))
    }

    /// The greatest difference to another expression in any part.
    pub fn distance(self, other: Self) -> f32 {
        let (a, b) = (self.parts(), other.parts());
        (0..a.len()).fold(0.0, |most, i| most.max((a[i] - b[i]).abs()))
    }

    fn parts(self) -> [f32; 8] {
        [
            self.brow_raise,
            self.brow_slant,
            self.lids,
            self.mouth_curve,
            self.mouth_open,
            self.posture,
            self.gaze_x,
            self.gaze_y,
        ]
    }

    fn from_parts(parts: [f32; 8]) -> Self {
        let [brow_raise, brow_slant, lids, mouth_curve, mouth_open, posture, gaze_x, gaze_y] = parts;
        Self { brow_raise, brow_slant, lids, mouth_curve, mouth_open, posture, gaze_x, gaze_y }
    }
}
