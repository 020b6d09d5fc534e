//! Neck, torso and what is worn.

use super::figure::Cut;
use super::portrait::{Portrait, Stance};
use crate::game::stage::color::{Color, Fill};
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;
use crate::scenario::model::{Hair, Top};

/// Draws everything between the head and the legs.
pub(super) fn draw(portrait: &Portrait, stance: &Stance, picture: &mut Picture) {
    let cloth = palette::top(portrait.figure.top);
    legs(portrait, stance, picture);
    if portrait.figure.cut == Cut::Hoodie {
        let y = stance.shoulder;
        picture.fill(&Outline::ellipse(0.0, y + 6.0, 66.0, 30.0), cloth.shade(0.28));
    }
    neck(portrait, stance, picture);
    let torso = torso(stance);
    picture.fill(&torso, Fill::Down(cloth.tint(0.05), cloth.shade(0.16)));
    // The side away from the window lies in shade.
    let (half, y) = (stance.half, stance.shoulder);
    picture.fill(
        &Outline::pen(half * 0.58, y + 12.0)
            .curve((half * 0.98, y + 30.0), (half, y + 60.0), (half * 0.96, y + 130.0))
            .curve((half * 0.92, -20.0), (half * 0.84, 30.0), (half * 0.885, 104.0))
            .line(half * 0.58, 108.0)
            .curve((half * 0.68, 60.0), (half * 0.70, y + 90.0), (half * 0.58, y + 12.0))
            .close(),
        cloth.shade(0.4).alpha(0.30),
    );
    collar(portrait, stance, picture);
}

fn torso(stance: &Stance) -> Outline {
    let (half, y) = (stance.half, stance.shoulder);
    let waist = half * 0.86;
    Outline::pen(-30.0, y - 12.0)
        .curve((-40.0, y + 4.0), (-half * 0.7, y + 4.0), (-half * 0.84, y + 22.0))
        .curve((-half, y + 38.0), (-half * 1.02, y + 80.0), (-half * 0.98, y + 130.0))
        .curve((-half * 0.94, -20.0), (-waist, 30.0), (-waist * 1.03, 104.0))
        .bend(0.0, 116.0, waist * 1.03, 104.0)
        .curve((waist, 30.0), (half * 0.94, -20.0), (half * 0.98, y + 130.0))
        .curve((half * 1.02, y + 80.0), (half, y + 38.0), (half * 0.84, y + 22.0))
        .curve((half * 0.7, y + 4.0), (40.0, y + 4.0), (30.0, y - 12.0))
        .curve((20.0, y + 16.0), (-20.0, y + 16.0), (-30.0, y - 12.0))
        .close()
}

fn legs(portrait: &Portrait, stance: &Stance, picture: &mut Picture) {
    let cloth = match portrait.figure.top {
        Top::Navy | Top::Blue => palette::CONCRETE_NEAR.shade(0.25),
        _ => palette::top(Top::Navy).shade(0.2),
    };
    let waist = stance.half * 0.88;
    picture.fill(
        &Outline::polygon(&[(-waist, 90.0), (waist, 90.0), (waist * 1.03, 660.0), (-waist * 1.03, 660.0)]),
        cloth,
    );
    picture.stroke(&Outline::line(&[(0.0, 190.0), (0.0, 660.0)]), 4.0, cloth.shade(0.35));
}

fn neck(portrait: &Portrait, stance: &Stance, picture: &mut Picture) {
    if portrait.figure.hair == Hair::Scarf {
        return;
    }
    let skin = palette::skin(portrait.figure.skin);
    let (x, y) = stance.head;
    let half = 22.0 + portrait.figure.jaw * 5.0;
    let base = stance.shoulder;
    let neck = Outline::pen(x - half, y + 40.0)
        .curve((x - half, y + 90.0), (-half - 2.0, base - 10.0), (-half - 14.0, base + 8.0))
        .curve((-20.0, base + 44.0), (20.0, base + 44.0), (half + 14.0, base + 8.0))
        .curve((half + 2.0, base - 10.0), (x + half, y + 90.0), (x + half, y + 40.0))
        .close();
    picture.fill(&neck, skin.shade(0.08));
    picture.clipped(&Outline::rect(x - half - 4.0, y + 40.0, half * 2.0 + 8.0, 120.0), |p| {
        p.fill(&Outline::ellipse(x + 3.0, y + 76.0, half + 6.0, 38.0), skin.shade(0.26));
    });
}

fn collar(portrait: &Portrait, stance: &Stance, picture: &mut Picture) {
    let cloth = palette::top(portrait.figure.top);
    let skin = palette::skin(portrait.figure.skin).shade(0.04);
    let y = stance.shoulder;
    let dark = cloth.shade(0.26);
    match portrait.figure.cut {
        Cut::Sweater => {
            let neck =
                [(-36.0, y - 9.0), (-24.0, y + 18.0), (0.0, y + 28.0), (24.0, y + 18.0), (36.0, y - 9.0)];
            picture.fill(&Outline::curve(&neck), skin);
            picture.stroke(&Outline::curve(&neck), 9.0, cloth.tint(0.14));
        }
        Cut::VNeck => {
            picture.fill(
                &Outline::polygon(&[(-35.0, y - 10.0), (0.0, y + 58.0), (35.0, y - 10.0)]),
                palette::PAPER.shade(0.05),
            );
            picture.fill(&Outline::polygon(&[(-20.0, y - 6.0), (0.0, y + 28.0), (20.0, y - 6.0)]), skin);
            shirt_collar(y, palette::PAPER, picture);
            picture.stroke(&Outline::line(&[(-38.0, y - 4.0), (0.0, y + 62.0), (38.0, y - 4.0)]), 7.0, dark);
        }
        Cut::Blazer => {
            let shirt = if matches!(portrait.figure.top, Top::Amber | Top::Grey) {
                palette::PAPER
            } else {
                palette::WALL
            };
            picture.fill(
                &Outline::polygon(&[
                    (-37.0, y - 10.0),
                    (-6.0, y + 150.0),
                    (10.0, y + 150.0),
                    (37.0, y - 10.0),
                ]),
                shirt,
            );
            picture.fill(&Outline::polygon(&[(-22.0, y - 8.0), (0.0, y + 34.0), (22.0, y - 8.0)]), skin);
            for side in [-1.0, 1.0] {
                let lapel = [
                    (side * 33.0, y - 12.0),
                    (side * 62.0, y + 40.0),
                    (side * 44.0, y + 50.0),
                    (side * 52.0, y + 62.0),
                    (side * 3.0, y + 152.0),
                    (side * 20.0, y + 40.0),
                ];
                picture.fill(
                    &Outline::polygon(&lapel),
                    if side < 0.0 { cloth.tint(0.12) } else { cloth.shade(0.10) },
                );
                picture.stroke(&Outline::line(&lapel[0..5]), 2.0, dark);
            }
            picture.stroke(&Outline::line(&[(2.0, y + 152.0), (0.0, 106.0)]), 3.0, dark);
            picture.fill(&Outline::circle(8.0, y + 170.0, 4.5), dark);
        }
        Cut::Hoodie => {
            let neck =
                [(-40.0, y - 6.0), (-22.0, y + 22.0), (0.0, y + 34.0), (22.0, y + 22.0), (40.0, y - 6.0)];
            picture.fill(&Outline::curve(&neck), skin);
            picture.stroke(&Outline::curve(&neck), 13.0, cloth.shade(0.12));
            for side in [-1.0, 1.0] {
                picture.stroke(
                    &Outline::line(&[(side * 15.0, y + 32.0), (side * 17.0, y + 84.0)]),
                    3.6,
                    palette::PAPER,
                );
            }
        }
        Cut::Shirt => {
            picture.fill(&Outline::polygon(&[(-30.0, y - 10.0), (0.0, y + 34.0), (30.0, y - 10.0)]), skin);
            shirt_collar(y, cloth.tint(0.20), picture);
            picture.stroke(&Outline::line(&[(0.0, y + 30.0), (0.0, 108.0)]), 2.6, dark);
            for button in 0..4_u8 {
                picture.fill(&Outline::circle(5.0, y + 56.0 + f32::from(button) * 44.0, 3.2), palette::PAPER);
            }
        }
    }
}

fn shirt_collar(y: f32, color: Color, picture: &mut Picture) {
    for side in [-1.0, 1.0] {
        let flap = [
            (side * 34.0, y - 18.0),
            (side * 44.0, y + 10.0),
            (side * 22.0, y + 34.0),
            (side * 1.0, y + 24.0),
        ];
        picture.fill(&Outline::polygon(&flap), if side < 0.0 { color } else { color.shade(0.07) });
        picture.stroke(&Outline::line(&flap[1..4]), 1.8, color.shade(0.25));
    }
}
