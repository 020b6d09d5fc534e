//! Outside the building: its front, the sky, a lamp.

use super::{HEIGHT, WIDTH, outside};
use crate::game::stage::color::Fill;
use crate::game::stage::light::Light;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

pub(super) fn draw_back(light: &Light, picture: &mut Picture) {
    outside::view(light, (0.0, 0.0, WIDTH, 760.0), picture);
    building(light, picture);
    tree(720.0, 742.0, picture);
    tree(958.0, 736.0, picture);
    // Pavement, kerb, road.
    picture.fill(
        &Outline::rect(0.0, 730.0, WIDTH, 90.0),
        Fill::Down(palette::CONCRETE.tint(0.22), palette::CONCRETE.tint(0.08)),
    );
    for i in 0..9_u8 {
        let x = f32::from(i) * 130.0 - 40.0;
        picture.stroke(
            &Outline::line(&[(x + 40.0, 730.0), (x, 820.0)]),
            2.0,
            palette::CONCRETE_NEAR.alpha(0.6),
        );
    }
    picture.fill(&Outline::rect(0.0, 820.0, WIDTH, 12.0), palette::CONCRETE_NEAR);
    picture.fill(
        &Outline::rect(0.0, 832.0, WIDTH, 110.0),
        Fill::Down(palette::ASPHALT.shade(0.15), palette::ASPHALT),
    );
    for i in 0..6_u8 {
        picture
            .fill(&Outline::rect(30.0 + f32::from(i) * 190.0, 884.0, 104.0, 10.0), palette::PAPER.alpha(0.7));
    }
    if light.rain > 0.0 {
        for (x, w) in [(120.0, 150.0), (560.0, 200.0), (860.0, 120.0)] {
            picture.fill(&Outline::ellipse(x, 796.0, w * 0.5, 9.0), light.horizon.alpha(0.45 * light.rain));
        }
    }
    lamp(light, 610.0, picture);
}

pub(super) fn draw_front(light: &Light, picture: &mut Picture) {
    let mut near = *light;
    near.rain *= 0.5;
    picture.unlit(|p| outside::rain(&near, (0.0, 0.0, WIDTH, HEIGHT), p));
}

fn building(light: &Light, picture: &mut Picture) {
    let brick = palette::BRICK;
    picture.fill(&Outline::rect(-10.0, 96.0, 540.0, 640.0), Fill::Down(brick.tint(0.12), brick));
    picture.fill(&Outline::rect(500.0, 96.0, 30.0, 640.0), brick.shade(0.18));
    for i in 0..60_u32 {
        let (u, v) = outside::scatter(i);
        let row = (v * 30.0).floor();
        picture.fill(&Outline::rect(u * 470.0, 130.0 + row * 19.0, 26.0, 8.0), brick.shade(0.14).alpha(0.6));
    }
    picture.fill(&Outline::rect(-10.0, 78.0, 556.0, 26.0), palette::PAPER.shade(0.10));
    picture.fill(&Outline::rect(-10.0, 102.0, 540.0, 7.0), palette::INK.alpha(0.2));
    for row in 0..2_u8 {
        for column in 0..3_u8 {
            let (x, y) = (44.0 + f32::from(column) * 158.0, 142.0 + f32::from(row) * 168.0);
            picture.fill(&Outline::rect(x - 9.0, y - 9.0, 112.0, 130.0), palette::PAPER.shade(0.06));
            let lit = if (column + row * 2) % 3 == 1 { 0.35 } else { 1.0 };
            picture.unlit(|p| {
                let day = Fill::Down(light.sky.shade(0.25), light.horizon.mix(light.sky, 0.4).shade(0.12));
                p.fill(&Outline::rect(x, y, 94.0, 112.0), day);
                p.fill(&Outline::rect(x, y, 94.0, 112.0), palette::GLOW.alpha(0.9 * light.lamps * lit));
            });
            picture.fill(&Outline::rect(x + 44.0, y, 6.0, 112.0), palette::PAPER.shade(0.06));
            picture.fill(&Outline::rect(x - 14.0, y + 120.0, 122.0, 11.0), palette::PAPER.shade(0.14));
        }
    }
    // The entrance, its awning and a sign.
    picture.fill(&Outline::rect(166.0, 520.0, 200.0, 214.0), palette::INK.mix(palette::TEAL, 0.4));
    picture.unlit(|p| {
        for x in [178.0, 272.0] {
            p.fill(
                &Outline::rect(x, 536.0, 82.0, 190.0),
                Fill::Down(
                    light.horizon.mix(palette::GLOW, light.lamps),
                    light.hills.mix(palette::GLOW, light.lamps * 0.8),
                ),
            );
        }
        p.glow(266.0, 700.0, 240.0, 170.0, palette::GLOW.alpha(0.35 * light.lamps));
    });
    for x in [250.0, 276.0] {
        picture.fill(&Outline::rounded(x, 620.0, 7.0, 56.0, 3.0), palette::PAPER);
    }
    for i in 0..8_u8 {
        let x = 138.0 + f32::from(i) * 32.0;
        let color = if i % 2 == 0 { palette::CORAL } else { palette::PAPER };
        picture.fill(
            &Outline::pen(x + 4.0, 486.0)
                .line(x + 30.0, 486.0)
                .line(x + 32.0, 522.0)
                .bend(x + 16.0, 540.0, x, 522.0)
                .close(),
            color,
        );
    }
    picture.fill(&Outline::rect(0.0, 706.0, 166.0, 28.0), palette::CONCRETE_NEAR);
    picture.fill(&Outline::rect(366.0, 706.0, 164.0, 28.0), palette::CONCRETE_NEAR);
}

fn tree(x: f32, y: f32, picture: &mut Picture) {
    picture.fill(
        &Outline::polygon(&[(x - 11.0, y), (x - 7.0, y - 190.0), (x + 7.0, y - 190.0), (x + 11.0, y)]),
        palette::WALNUT,
    );
    for (dx, dy, r, dark) in [
        (-46.0, -196.0, 62.0, true),
        (50.0, -206.0, 60.0, true),
        (0.0, -262.0, 76.0, false),
        (-24.0, -210.0, 50.0, false),
    ] {
        picture
            .fill(&Outline::circle(x + dx, y + dy, r), if dark { palette::LEAF_DARK } else { palette::LEAF });
    }
    picture.glow(x - 26.0, y - 290.0, 50.0, 44.0, palette::LEAF.tint(0.5).alpha(0.5));
}

fn lamp(light: &Light, x: f32, picture: &mut Picture) {
    picture.fill(&Outline::rect(x - 5.0, 190.0, 10.0, 590.0), palette::INK);
    picture.fill(&Outline::rounded(x - 15.0, 752.0, 30.0, 34.0, 5.0), palette::INK);
    picture.stroke(&Outline::curve(&[(x, 200.0), (x + 14.0, 164.0), (x + 54.0, 156.0)]), 9.0, palette::INK);
    picture.unlit(|p| {
        p.glow(x + 66.0, 210.0, 260.0, 260.0, palette::GLOW.alpha(0.55 * light.lamps));
        p.fill(
            &Outline::polygon(&[
                (x + 42.0, 178.0),
                (x + 92.0, 178.0),
                (x + 260.0, 800.0),
                (x - 120.0, 800.0),
            ]),
            Fill::Down(palette::GLOW.alpha(0.24 * light.lamps), palette::GLOW.alpha(0.0)),
        );
    });
    let shade = Outline::pen(x + 34.0, 180.0)
        .bend(x + 40.0, 146.0, x + 67.0, 146.0)
        .bend(x + 94.0, 146.0, x + 100.0, 180.0)
        .close();
    picture.fill(&Outline::ellipse(x + 67.0, 181.0, 24.0, 9.0), palette::PAPER);
    picture
        .unlit(|p| p.fill(&Outline::ellipse(x + 67.0, 181.0, 24.0, 9.0), palette::GLOW.alpha(light.lamps)));
    picture.fill(&shade, palette::INK);
}
