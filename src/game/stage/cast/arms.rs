//! Arms and hands.

use super::portrait::{Portrait, Stance};
use crate::game::stage::color::Color;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

/// How the arms are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pose {
    /// Forearms on a table.
    Table,
    /// Hanging down.
    Down,
    /// Crossed before the chest.
    Crossed,
    /// One hand holds a mug.
    Mug,
    /// One hand holds a clipboard.
    Clipboard,
}

impl Pose {
    /// How somebody with this habit stands.
    pub fn standing(habit: u8) -> Self {
        [Self::Clipboard, Self::Down, Self::Crossed, Self::Mug][usize::from(habit % 4)]
    }
}

/// Draws the arms that lie over the body.
pub(super) fn draw(portrait: &Portrait, stance: &Stance, picture: &mut Picture) {
    let (half, y) = (stance.half, stance.shoulder);
    let cloth = palette::top(portrait.figure.top);
    let elbow = (half + 13.0, y + 158.0);
    match portrait.pose {
        Pose::Table => {
            for side in [-1.0, 1.0] {
                sleeve(&upper(side, stance, (half + 17.0, -28.0)), shaded(cloth, side), picture);
                sleeve(
                    &[(side * (half + 17.0), -28.0), (side * (half * 0.80), 22.0)],
                    shaded(cloth, side),
                    picture,
                );
            }
        }
        Pose::Down => {
            for side in [-1.0, 1.0] {
                arm_down(portrait, stance, side, picture);
            }
        }
        Pose::Crossed => {
            for side in [-1.0, 1.0] {
                sleeve(&upper(side, stance, elbow), shaded(cloth, side), picture);
            }
            let skin = palette::skin(portrait.figure.skin);
            let (ex, ey) = elbow;
            picture.fill(&Outline::ellipse(half * 0.60, ey - 42.0, 22.0, 14.0), skin.shade(0.06));
            sleeve(
                &[(-ex, ey), (-half * 0.2, ey - 14.0), (half * 0.44, ey - 38.0)],
                cloth.shade(0.10),
                picture,
            );
            sleeve(&[(ex, ey), (half * 0.1, ey + 4.0), (-half * 0.52, ey - 20.0)], cloth.tint(0.07), picture);
            hand(-half * 0.66, ey - 28.0, -0.5, skin, picture);
        }
        Pose::Mug => {
            arm_down(portrait, stance, 1.0, picture);
            let (hx, hy) = (-half * 0.30, y + 104.0);
            sleeve(&upper(-1.0, stance, elbow), cloth, picture);
            sleeve(&[(-elbow.0, elbow.1), (hx - 22.0, hy + 22.0)], cloth.tint(0.06), picture);
            picture.placed(hx + 12.0, hy - 8.0, 1.0, |p| mug(palette::CORAL, p));
            hand(hx - 2.0, hy + 6.0, 0.3, palette::skin(portrait.figure.skin), picture);
        }
        Pose::Clipboard => {
            arm_down(portrait, stance, -1.0, picture);
            let (hx, hy) = (half * 0.20, y + 150.0);
            sleeve(&upper(1.0, stance, elbow), shaded(cloth, 1.0), picture);
            picture.turned(hx, hy, 0.16, |p| {
                p.fill(&Outline::rounded(hx - 44.0, hy - 74.0, 82.0, 108.0, 6.0), palette::WALNUT);
                p.fill(&Outline::rect(hx - 38.0, hy - 64.0, 70.0, 92.0), palette::PAPER);
                p.fill(&Outline::rounded(hx - 18.0, hy - 80.0, 30.0, 14.0, 5.0), palette::STEEL);
                for line in 0..4_u8 {
                    let at = hy - 44.0 + f32::from(line) * 15.0;
                    p.stroke(
                        &Outline::line(&[(hx - 28.0, at), (hx + 16.0 - f32::from(line % 2) * 14.0, at)]),
                        3.4,
                        palette::PENCIL,
                    );
                }
            });
            sleeve(&[elbow, (hx + 38.0, hy + 24.0)], cloth.tint(0.05), picture);
            hand(hx + 22.0, hy + 18.0, -0.2, palette::skin(portrait.figure.skin), picture);
        }
    }
}

/// Draws forearms and hands on a table before the person.
pub(super) fn draw_on_table(portrait: &Portrait, stance: &Stance, picture: &mut Picture) {
    let half = stance.half;
    let cloth = palette::top(portrait.figure.top);
    let skin = palette::skin(portrait.figure.skin);
    let folded = portrait.figure.habit.is_multiple_of(2);
    let reach = if folded { 16.0 } else { half * 0.42 };
    for side in [1.0, -1.0] {
        let elbow = (side * (half * 0.98), 16.0);
        let wrist = (side * (reach + 24.0), 44.0);
        picture.stroke(&Outline::line(&[(elbow.0, 28.0), (wrist.0, 56.0)]), 32.0, palette::INK.alpha(0.13));
        sleeve(&[elbow, wrist], shaded(cloth, side), picture);
        hand(side * reach, 50.0, -side * 0.35, skin, picture);
    }
}

/// A mug standing with its foot at y = 20.
pub fn mug(color: Color, picture: &mut Picture) {
    picture.stroke(&Outline::ellipse(17.0, -2.0, 10.0, 11.0), 5.0, color.shade(0.12));
    picture.fill(&Outline::rounded(-16.0, -20.0, 32.0, 40.0, 6.0), color);
    picture.fill(&Outline::rect(6.0, -18.0, 8.0, 34.0), color.shade(0.14));
    picture.fill(&Outline::ellipse(0.0, -19.0, 16.0, 4.6), color.shade(0.35));
}

fn shaded(cloth: Color, side: f32) -> Color {
    if side < 0.0 { cloth.tint(0.04) } else { cloth.shade(0.13) }
}

fn upper(side: f32, stance: &Stance, elbow: (f32, f32)) -> [(f32, f32); 3] {
    let (half, y) = (stance.half, stance.shoulder);
    [(side * (half - 23.0), y + 44.0), (side * (half + 3.0), y + 88.0), (side * elbow.0, elbow.1)]
}

fn arm_down(portrait: &Portrait, stance: &Stance, side: f32, picture: &mut Picture) {
    let (half, y) = (stance.half, stance.shoulder);
    let cloth = shaded(palette::top(portrait.figure.top), side);
    hand(side * (half + 10.0), 104.0, side * 1.3, palette::skin(portrait.figure.skin), picture);
    sleeve(
        &[
            (side * (half - 23.0), y + 44.0),
            (side * (half + 3.0), y + 90.0),
            (side * (half + 13.0), y + 170.0),
            (side * (half + 11.0), 78.0),
        ],
        cloth,
        picture,
    );
}

fn sleeve(points: &[(f32, f32)], cloth: Color, picture: &mut Picture) {
    let line = Outline::curve(points);
    picture.stroke(&line, 43.0, cloth.shade(0.20));
    picture.stroke(&line, 39.0, cloth);
}

fn hand(x: f32, y: f32, angle: f32, skin: Color, picture: &mut Picture) {
    picture.turned(x, y, angle, |p| {
        p.fill(&Outline::ellipse(x, y, 23.0, 15.5), skin);
        for finger in 0..3_u8 {
            let at = y - 5.0 + f32::from(finger) * 5.4;
            p.stroke(&Outline::line(&[(x + 4.0, at), (x + 17.0, at)]), 1.5, skin.shade(0.25).alpha(0.7));
        }
    });
}
