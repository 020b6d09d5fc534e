//! A call: whoever speaks is far away, seen in a frame behind the telephone.

use super::{outside, things};
use crate::game::stage::cast::arms::mug;
use crate::game::stage::color::Fill;
use crate::game::stage::light::Light;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

/// The frame in which the far side is seen.
pub(super) fn frame() -> Outline {
    Outline::rounded(118.0, 112.0, 764.0, 548.0, 54.0)
}

pub(super) fn draw_back(light: &Light, picture: &mut Picture) {
    things::room(
        palette::WALL_LOW,
        palette::WALL_LOW.shade(0.10),
        (palette::FLOOR, palette::FLOOR_NEAR),
        700.0,
        picture,
    );
    for i in 0..14_u8 {
        picture.fill(&Outline::rect(f32::from(i) * 76.0, 0.0, 34.0, 680.0), palette::WALL.alpha(0.35));
    }
    picture.fill(&Outline::rounded(104.0, 106.0, 800.0, 580.0, 66.0), palette::INK.alpha(0.16));
    picture.fill(&Outline::rounded(98.0, 92.0, 804.0, 588.0, 70.0), palette::PAPER);
    picture.clipped(&frame(), |p| {
        let far = palette::TEAL.mix(palette::SAGE, 0.55);
        p.fill(&frame(), Fill::Down(far.tint(0.28), far.shade(0.05)));
        outside::window(light, (190.0, 168.0, 190.0, 220.0), 2, p);
        p.fill(&Outline::rounded(622.0, 226.0, 176.0, 12.0, 4.0), palette::WALNUT);
        for (i, (w, h)) in [(26.0, 70.0), (22.0, 84.0), (30.0, 62.0), (20.0, 78.0)].into_iter().enumerate() {
            let color = [palette::AMBER, palette::PAPER, palette::CORAL, palette::PURPLE][i];
            p.fill(&Outline::rounded(640.0 + i as f32 * 34.0, 226.0 - h, w, h, 3.0), color);
        }
        p.fill(&Outline::rounded(640.0, 288.0, 140.0, 104.0, 5.0), palette::WALNUT);
        p.fill(&Outline::rect(650.0, 298.0, 120.0, 84.0), palette::WALL);
        p.fill(
            &Outline::polygon(&[
                (650.0, 382.0),
                (690.0, 332.0),
                (722.0, 364.0),
                (744.0, 340.0),
                (770.0, 382.0),
            ]),
            palette::SAGE,
        );
        p.glow(500.0, 380.0, 420.0, 330.0, palette::PAPER.alpha(0.20));
    });
    things::pendant(light, 940.0, 84.0, palette::CORAL, picture);
}

pub(super) fn draw_front(_light: &Light, picture: &mut Picture) {
    picture.stroke(&frame(), 9.0, palette::TEAL);
    // Waves on both sides: a voice on a line.
    for side in [-1.0, 1.0] {
        for i in 0..3_u8 {
            let (out, tall) = (424.0 + f32::from(i) * 20.0, 26.0 + f32::from(i) * 16.0);
            let arc = [
                (500.0 + side * out, 392.0 - tall),
                (500.0 + side * (out + 11.0), 392.0),
                (500.0 + side * out, 392.0 + tall),
            ];
            picture.stroke(&Outline::curve(&arc), 7.0, palette::TEAL.alpha(0.75 - 0.2 * f32::from(i)));
        }
    }
    things::table(708.0, palette::WALNUT, picture);
    // The cable lies in coils from the set towards the frame.
    let mut cable = vec![(500.0, 664.0), (494.0, 690.0)];
    for i in 0..26_u8 {
        let (t, turn) = (f32::from(i) / 25.0, f32::from(i) * 1.5);
        cable.push((486.0 - t * 150.0 + turn.cos() * 9.0, 704.0 + t * 54.0 + turn.sin() * 9.0));
    }
    picture.stroke(&Outline::curve(&cable), 5.0, palette::INK);
    telephone(256.0, 768.0, picture);
    things::sheet(640.0, 742.0, 10.0, picture);
    picture.stroke(&Outline::line(&[(770.0, 752.0), (826.0, 786.0)]), 7.0, palette::AMBER);
    picture.placed(898.0, 752.0, 1.15, |p| mug(palette::CORAL, p));
}

fn telephone(x: f32, y: f32, picture: &mut Picture) {
    picture.glow(x, y + 24.0, 150.0, 24.0, palette::INK.alpha(0.4));
    let base = Outline::pen(x - 104.0, y + 26.0)
        .curve((x - 100.0, y - 30.0), (x - 70.0, y - 62.0), (x - 50.0, y - 66.0))
        .line(x + 50.0, y - 66.0)
        .curve((x + 70.0, y - 62.0), (x + 100.0, y - 30.0), (x + 104.0, y + 26.0))
        .close();
    picture.fill(&base, Fill::Down(palette::CORAL.tint(0.06), palette::CORAL.shade(0.16)));
    picture.fill(&Outline::rounded(x - 110.0, y + 20.0, 220.0, 15.0, 7.0), palette::CORAL.shade(0.3));
    picture.fill(&Outline::circle(x, y - 14.0, 36.0), palette::PAPER);
    picture.fill(&Outline::circle(x, y - 14.0, 13.0), palette::CORAL);
    for i in 0..10_u8 {
        let (sin, cos) = (f32::from(i) * 0.56 + 0.7).sin_cos();
        picture.fill(&Outline::circle(x + cos * 25.0, y - 14.0 + sin * 25.0, 4.6), palette::INK);
    }
    // The receiver on its cradle.
    for side in [-1.0, 1.0] {
        picture.fill(&Outline::rounded(x + side * 34.0 - 9.0, y - 86.0, 18.0, 26.0, 5.0), palette::INK);
    }
    let receiver = [
        (x - 92.0, y - 84.0),
        (x - 60.0, y - 104.0),
        (x, y - 110.0),
        (x + 60.0, y - 104.0),
        (x + 92.0, y - 84.0),
    ];
    picture.stroke(&Outline::curve(&receiver), 26.0, palette::INK);
    picture.stroke(&Outline::curve(&receiver[1..4]), 5.0, palette::IRON);
    for side in [-1.0, 1.0] {
        picture.fill(&Outline::rounded(x + side * 94.0 - 25.0, y - 92.0, 50.0, 30.0, 12.0), palette::INK);
    }
}
