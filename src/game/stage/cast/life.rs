//! What moves in a person: the expression on its way, breath, blinking, looking, leaning.

use super::arms::Pose;
use super::expression::Expression;
use super::figure::Figure;
use super::portrait::Portrait;

/// How fast an expression follows, per second.
const FOLLOW: f32 = 5.5;
/// How long one breath takes, in seconds.
const BREATH: f32 = 3.6;
/// How long somebody's mouth moves after beginning to speak, in seconds.
const TALK: f32 = 2.2;
/// How long a blink takes, in seconds.
pub const BLINK: f32 = 0.16;

/// Where somebody's expression, head and body are going.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    /// What the face is to show.
    pub expression: Expression,
    /// Where the head is to point, -1..=1.
    pub turn: f32,
    /// Whether the person speaks.
    pub speaking: bool,
}

/// What moves in one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Life {
    expression: Expression,
    turn: f32,
    lean: f32,
    breath: f32,
    talk: f32,
    blink: f32,
    was_speaking: bool,
}

impl Life {
    /// Somebody who is already as `aim` says.
    pub fn at(aim: &Aim) -> Self {
        Self {
            expression: aim.expression,
            turn: aim.turn,
            lean: f32::from(u8::from(aim.speaking)),
            breath: 0.0,
            talk: 0.0,
            blink: 0.0,
            was_speaking: aim.speaking,
        }
    }

    /// Moves on by `seconds`. When `still`, everything is at once where it is going and nothing swings.
    pub fn advance(&mut self, aim: &Aim, seconds: f32, still: bool) {
        if still {
            *self = Self::at(aim);
            return;
        }
        let t = 1.0 - (-FOLLOW * seconds).exp();
        self.expression = if self.expression.distance(aim.expression) < 0.004 {
            aim.expression
        } else {
            self.expression.mix(aim.expression, t)
        };
        let ease =
            |from: f32, to: f32| if (to - from).abs() < 0.004 { to } else { from + (to - from) * t * 0.8 };
        self.turn = ease(self.turn, aim.turn);
        self.lean = ease(self.lean, f32::from(u8::from(aim.speaking)));
        if aim.speaking && !self.was_speaking {
            self.talk = TALK;
        }
        self.was_speaking = aim.speaking;
        self.talk = if aim.speaking { (self.talk - seconds).max(0.0) } else { 0.0 };
        self.breath = (self.breath + seconds / BREATH).fract();
        self.blink = (self.blink - seconds).max(0.0);
    }

    /// Closes the eyes for a moment.
    pub fn blink(&mut self) {
        self.blink = BLINK;
    }

    /// Whether something still moves other than breath.
    pub fn moves(&self, aim: &Aim) -> bool {
        self.talk > 0.0
            || self.blink > 0.0
            || self.expression != aim.expression
            || (self.turn - aim.turn).abs() > f32::EPSILON
            || (self.lean - f32::from(u8::from(aim.speaking))).abs() > f32::EPSILON
    }

    /// The person as they are now, in steps too small to see, so that what looks the same is equal.
    pub fn portrait(&self, figure: Figure, pose: Pose) -> Portrait {
        let step = |x: f32, steps: f32| (x * steps).round() / steps;
        let syllable = (self.talk * 17.0).sin() * 0.5 + (self.talk * 10.3).sin() * 0.5;
        let mut e = self.expression;
        e.mouth_open = (e.mouth_open + syllable.max(0.0) * 0.5 * self.talk.min(0.6) / 0.6).min(1.0);
        let e = Expression {
            brow_raise: step(e.brow_raise, 64.0),
            brow_slant: step(e.brow_slant, 64.0),
            lids: step(e.lids, 64.0),
            mouth_curve: step(e.mouth_curve, 64.0),
            mouth_open: step(e.mouth_open, 48.0),
            posture: step(e.posture, 64.0),
            gaze_x: step(e.gaze_x, 32.0),
            gaze_y: step(e.gaze_y, 32.0),
        };
        Portrait {
            figure,
            expression: e,
            turn: step(self.turn, 96.0),
            lean: step(self.lean, 64.0),
            blink: if self.blink > 0.0 { 1.0 } else { 0.0 },
            breath: step(0.5 - 0.5 * (self.breath * std::f32::consts::TAU).cos(), 24.0),
            pose,
        }
    }
}
