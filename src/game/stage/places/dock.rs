//! The loading dock: an open gate, daylight, a truck if one has come.

use super::{outside, things};
use crate::game::stage::color::Fill;
use crate::game::stage::light::Light;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

const GATE: outside::Area = (120.0, 128.0, 760.0, 560.0);

pub(super) fn draw_back(light: &Light, with_truck: bool, picture: &mut Picture) {
    things::room(
        palette::PLASTER,
        palette::PLASTER_LOW,
        (palette::CONCRETE, palette::CONCRETE_NEAR),
        716.0,
        picture,
    );
    for i in 0..12_u8 {
        picture
            .fill(&Outline::rect(0.0, f32::from(i) * 62.0, 1000.0, 2.0), palette::CONCRETE_NEAR.alpha(0.35));
    }
    let (x, y, w, h) = GATE;
    picture.fill(&Outline::rect(x - 34.0, y - 40.0, w + 68.0, h + 62.0), palette::IRON);
    outside::view(light, GATE, picture);
    // The yard.
    picture.fill(
        &Outline::rect(x, y + h * 0.82, w, h * 0.22),
        Fill::Down(palette::ASPHALT.tint(0.12), palette::ASPHALT),
    );
    for i in 0..6_u8 {
        picture.fill(
            &Outline::rect(x + 20.0 + f32::from(i) * 130.0, y + h * 0.90, 70.0, 7.0),
            palette::PAPER.alpha(0.6),
        );
    }
    if with_truck {
        picture.clipped(&Outline::rect(x, y, w, h), |p| truck(light, p));
    }
    // The gate, rolled up, and striped posts.
    for i in 0..4_u8 {
        let at = y - 26.0 + f32::from(i) * 17.0;
        picture.fill(
            &Outline::rect(x - 10.0, at, w + 20.0, 16.0),
            palette::STEEL.shade(0.05 + 0.05 * f32::from(i)),
        );
    }
    for left in [x - 34.0, x + w] {
        picture.clipped(&Outline::rect(left, y - 40.0, 34.0, h + 62.0), |p| {
            p.fill(&Outline::rect(left, y - 40.0, 34.0, h + 62.0), palette::AMBER);
            for i in 0..18_u8 {
                let at = y - 60.0 + f32::from(i) * 44.0;
                p.fill(
                    &Outline::polygon(&[
                        (left, at + 34.0),
                        (left + 34.0, at),
                        (left + 34.0, at + 22.0),
                        (left, at + 56.0),
                    ]),
                    palette::INK,
                );
            }
        });
    }
    picture.fill(&Outline::rect(x - 34.0, y + h, w + 68.0, 30.0), palette::IRON.shade(0.2));
    // Daylight on the floor.
    let day = light.horizon.alpha(0.20 + 0.30 * light.sun);
    picture.fill(
        &Outline::polygon(&[(x, 718.0), (x + w, 718.0), (x + w + 150.0, 940.0), (x - 150.0, 940.0)]),
        Fill::Down(day, day.alpha(0.05)),
    );
    things::pendant(light, 26.0, 100.0, palette::IRON, picture);
    things::pendant(light, 974.0, 100.0, palette::IRON, picture);
}

pub(super) fn draw_front(_light: &Light, picture: &mut Picture) {
    for (x, count) in [(-34.0, 3_u8), (866.0, 2)] {
        picture.glow(x + 90.0, 930.0, 150.0, 24.0, palette::INK.alpha(0.35));
        for i in 0..count {
            let up = f32::from(i) * 78.0;
            let shift = f32::from(i % 2) * 10.0;
            things::carton(x + shift, 908.0 - up, 164.0, 76.0, i % 2 == 0, picture);
        }
        for board in 0..3_u8 {
            picture.fill(
                &Outline::rect(x - 8.0 + f32::from(board) * 62.0, 916.0, 50.0, 24.0),
                palette::WOOD.shade(0.25),
            );
        }
        picture.fill(&Outline::rect(x - 12.0, 906.0, 190.0, 12.0), palette::WOOD);
    }
}

fn truck(light: &Light, picture: &mut Picture) {
    let (x, y) = (522.0, 286.0);
    picture.glow(x + 190.0, 672.0, 300.0, 24.0, palette::INK.alpha(0.4));
    // The cab looks out to the left of the box.
    picture.fill(
        &Outline::pen(x - 128.0, 640.0)
            .line(x - 128.0, 520.0)
            .bend(x - 122.0, 430.0, x - 72.0, 420.0)
            .line(x, 420.0)
            .line(x, 640.0)
            .close(),
        palette::CORAL,
    );
    picture.fill(
        &Outline::pen(x - 112.0, 522.0)
            .bend(x - 106.0, 448.0, x - 66.0, 442.0)
            .line(x - 26.0, 442.0)
            .line(x - 26.0, 522.0)
            .close(),
        palette::INK.mix(light.sky, 0.55),
    );
    picture.fill(&Outline::rect(x - 128.0, 596.0, 128.0, 44.0), palette::CORAL.shade(0.2));
    picture.unlit(|p| {
        p.fill(
            &Outline::rounded(x - 130.0, 578.0, 20.0, 16.0, 5.0),
            palette::PAPER.mix(palette::GLOW, light.lamps),
        );
        p.glow(x - 130.0, 586.0, 120.0, 60.0, palette::GLOW.alpha(0.6 * light.lamps));
    });
    picture.fill(
        &Outline::rounded(x + 8.0, y, 396.0, 350.0, 8.0),
        Fill::Down(palette::PAPER, palette::PAPER.shade(0.12)),
    );
    picture.fill(&Outline::rect(x + 8.0, 470.0, 396.0, 34.0), palette::TEAL);
    picture.fill(&Outline::rect(x + 8.0, 512.0, 396.0, 10.0), palette::AMBER);
    for i in 1..5_u8 {
        picture.fill(&Outline::rect(x + 8.0 + f32::from(i) * 80.0, y + 6.0, 2.5, 338.0), palette::PENCIL);
    }
    picture.fill(&Outline::rect(x - 130.0, 638.0, 540.0, 18.0), palette::INK);
    for wheel in [x - 66.0, x + 230.0, x + 330.0] {
        picture.fill(&Outline::circle(wheel, 654.0, 40.0), palette::INK);
        picture.fill(&Outline::circle(wheel, 654.0, 20.0), palette::STEEL);
        picture.fill(&Outline::circle(wheel, 654.0, 7.0), palette::IRON);
    }
}
