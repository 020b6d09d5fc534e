//! One person at one moment, drawn.

use super::arms::{self, Pose};
use super::expression::Expression;
use super::figure::Figure;
use super::{body, face, hair, head};
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

/// How large the head is drawn; a little more than life, so that faces can be read.
const HEAD: f32 = 1.14;

/// Everything that decides how a person is drawn at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Portrait {
    /// The looks.
    pub figure: Figure,
    /// What the face shows.
    pub expression: Expression,
    /// Where the head points: -1 (left) ..= 1 (right).
    pub turn: f32,
    /// How far the person leans towards the others, 0..=1.
    pub lean: f32,
    /// How far the lids are closed by blinking, 0..=1.
    pub blink: f32,
    /// Breath: 0 (out) ..= 1 (in).
    pub breath: f32,
    /// How the arms are held.
    pub pose: Pose,
}

/// The parts of a portrait's posture that several parts of the drawing share, in units at scale 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stance {
    /// The centre of the head.
    pub head: (f32, f32),
    /// How far the head is tilted, in radians.
    pub tilt: f32,
    /// The height of the shoulders; less is higher.
    pub shoulder: f32,
    /// Half the width of the shoulders.
    pub half: f32,
}

impl Portrait {
    /// Draws body and head, with the base line (where a table's edge would be) at y = 0.
    pub fn draw(&self, picture: &mut Picture) {
        let stance = self.stance();
        picture.glow(0.0, 14.0, stance.half * 1.55, 46.0, palette::INK.alpha(0.20));
        picture.placed(stance.head.0, stance.head.1, HEAD, |p| {
            p.turned(0.0, 70.0, stance.tilt, |p| hair::draw_behind(self, p));
        });
        body::draw(self, &stance, picture);
        picture.placed(stance.head.0, stance.head.1, HEAD, |p| {
            p.turned(0.0, 70.0, stance.tilt, |p| {
                head::draw(self, p);
                face::draw(self, p);
                if self.figure.glasses {
                    face::draw_glasses(self, p);
                }
                hair::draw_before(self, p);
            });
        });
        arms::draw(self, &stance, picture);
    }

    /// Draws what lies on the table before the person: forearms and hands.
    pub fn draw_front(&self, picture: &mut Picture) {
        if self.pose == Pose::Table {
            arms::draw_on_table(self, &self.stance(), picture);
        }
    }

    pub(super) fn stance(&self) -> Stance {
        use crate::scenario::model::Build;
        let e = &self.expression;
        let half = match self.figure.build {
            Build::Slim => 88.0,
            Build::Medium => 101.0,
            Build::Broad => 117.0,
        };
        let slump = -e.posture.clamp(-1.0, 1.0);
        let tall = self.figure.height * 15.0;
        let breath = self.breath * 2.4;
        Stance {
            head: (
                self.turn * (5.0 + self.lean * 13.0),
                -340.0 - tall + slump * 13.0 + self.lean * 9.0 - breath * 0.7,
            ),
            tilt: self.turn * 0.035 + self.turn.signum() * self.lean * 0.05 + e.brow_slant.max(0.0) * 0.035
                - e.posture.max(0.0) * self.turn * 0.02,
            shoulder: -212.0 - tall * 0.8 + slump * 9.0 - breath,
            half: half - slump * 3.5 + breath * 0.4,
        }
    }

    /// Where a point of the face lies after the head has turned, with how much narrower things are there.
    pub(super) fn on_face(&self, x: f32, y: f32) -> (f32, f32, f32) {
        let radius = 68.0;
        let rest = (x / radius).clamp(-0.98, 0.98).asin();
        let angle = (rest + self.turn * 0.40).clamp(-1.45, 1.45);
        let nod = self.expression.gaze_y * 4.0 - self.expression.posture * 2.0 + self.lean * 2.5;
        (angle.sin() * radius, y + nod, (angle.cos() / rest.cos()).clamp(0.55, 1.06))
    }

    /// The outline of the head.
    pub(super) fn skull(&self) -> Outline {
        let jaw = self.figure.jaw;
        let (cheek, chin) = (50.0 + jaw * 7.0, 27.0 + jaw * 11.0);
        let chin_x = self.turn * 7.0;
        Outline::pen(-61.0, -10.0)
            .curve((-61.0, -54.0), (-36.0, -80.0), (0.0, -80.0))
            .curve((36.0, -80.0), (61.0, -54.0), (61.0, -10.0))
            .curve((61.0, 20.0), (cheek, 42.0), (chin + chin_x, 64.0))
            .curve((chin * 0.6 + chin_x, 77.0), (10.0 + chin_x, 79.0), (chin_x, 79.0))
            .curve((-10.0 + chin_x, 79.0), (-chin * 0.6 + chin_x, 77.0), (-chin + chin_x, 64.0))
            .curve((-cheek, 42.0), (-61.0, 20.0), (-61.0, -10.0))
            .close()
    }
}
