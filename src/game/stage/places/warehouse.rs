//! The warehouse: shelves with boxes, the packing belt with cartons for hospital beds.

use super::{outside, things};
use crate::game::stage::color::Fill;
use crate::game::stage::light::Light;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

pub(super) fn draw_back(light: &Light, picture: &mut Picture) {
    things::room(
        palette::PLASTER,
        palette::PLASTER_LOW,
        (palette::CONCRETE, palette::CONCRETE_NEAR),
        716.0,
        picture,
    );
    // A band of windows under the roof, and its girders.
    outside::view(light, (0.0, 78.0, 1000.0, 92.0), picture);
    for i in 0..9_u8 {
        picture.fill(&Outline::rect(f32::from(i) * 125.0 - 5.0, 74.0, 10.0, 100.0), palette::IRON);
    }
    for y in [68.0, 166.0] {
        picture.fill(&Outline::rect(0.0, y, 1000.0, 12.0), palette::IRON);
    }
    for i in 0..10_u8 {
        let x = f32::from(i) * 110.0 - 20.0;
        picture.stroke(
            &Outline::line(&[(x, 68.0), (x + 55.0, 6.0), (x + 110.0, 68.0)]),
            6.0,
            palette::STEEL.shade(0.1),
        );
    }
    picture.fill(&Outline::rect(0.0, 0.0, 1000.0, 10.0), palette::IRON);
    for (x, seed) in [(18.0, 1_u32), (352.0, 5), (686.0, 11)] {
        rack(x, seed, picture);
    }
    things::pendant(light, 335.0, 130.0, palette::IRON, picture);
    things::pendant(light, 670.0, 130.0, palette::IRON, picture);
    if light.sun > 0.02 {
        for x in [60.0, 420.0, 760.0] {
            let beam = [(x, 172.0), (x + 120.0, 172.0), (x + 300.0, 940.0), (x + 90.0, 940.0)];
            let sun = light.sunlight;
            picture.fill(&Outline::polygon(&beam), Fill::Down(sun.alpha(0.24 * light.sun), sun.alpha(0.0)));
        }
    }
}

pub(super) fn draw_front(_light: &Light, picture: &mut Picture) {
    // The belt runs across, a little below the hands.
    picture.fill(&Outline::rect(0.0, 836.0, 1000.0, 104.0), palette::INK.alpha(0.35));
    for x in [70.0, 350.0, 640.0, 920.0] {
        picture.fill(&Outline::rect(x - 14.0, 822.0, 28.0, 130.0), palette::IRON.shade(0.2));
    }
    picture.fill(&Outline::rect(-10.0, 766.0, 1020.0, 30.0), palette::INK.mix(palette::IRON, 0.35));
    picture.fill(&Outline::rect(-10.0, 766.0, 1020.0, 5.0), palette::IRON.tint(0.2));
    picture.fill(&Outline::rect(-10.0, 794.0, 1020.0, 34.0), palette::AMBER);
    picture.fill(&Outline::rect(-10.0, 820.0, 1020.0, 10.0), palette::AMBER.shade(0.25));
    for i in 0..20_u8 {
        let x = 26.0 + f32::from(i) * 52.0;
        picture.fill(&Outline::circle(x, 808.0, 10.0), palette::IRON);
        picture.fill(&Outline::circle(x - 2.0, 806.0, 4.5), palette::STEEL.tint(0.3));
    }
    for (x, w, h) in [(28.0, 148.0, 84.0), (322.0, 128.0, 70.0), (592.0, 158.0, 88.0), (872.0, 118.0, 74.0)] {
        picture.fill(&Outline::rect(x - 6.0, 764.0, w + 18.0, 8.0), palette::INK.alpha(0.35));
        things::carton(x, 768.0, w, h, true, picture);
    }
}

/// A rack, three boards high, filled with boxes.
fn rack(x: f32, seed: u32, picture: &mut Picture) {
    let (w, top, floor) = (296.0, 212.0, 716.0);
    picture.fill(&Outline::rect(x, top + 8.0, w, floor - top - 8.0), palette::INK.alpha(0.20));
    for level in 0..4_u32 {
        let foot = top + 116.0 + level as f32 * 126.0;
        let mut at = x + 16.0;
        let mut i = seed * 7 + level * 5;
        while at < x + w - 74.0 {
            let (u, v) = outside::scatter(i);
            let (bw, bh) = ((62.0 + u * 46.0).min(x + w - 16.0 - at), 52.0 + v * 38.0);
            if i % 6 != 4 {
                things::carton(at, foot, bw, bh, i.is_multiple_of(4), picture);
            }
            at += bw + 5.0;
            i += 1;
        }
        picture.fill(&Outline::rect(x, foot, w, 14.0), palette::CORAL.mix(palette::AMBER, 0.3));
        picture.fill(&Outline::rect(x, foot + 11.0, w, 5.0), palette::INK.alpha(0.25));
    }
    for post in [x, x + w - 14.0] {
        picture.fill(&Outline::rect(post, top, 14.0, floor - top), palette::TEAL.mix(palette::IRON, 0.45));
        for hole in 0..16_u8 {
            picture.fill(
                &Outline::rect(post + 5.0, top + 14.0 + f32::from(hole) * 31.0, 4.0, 8.0),
                palette::INK.alpha(0.4),
            );
        }
    }
}
