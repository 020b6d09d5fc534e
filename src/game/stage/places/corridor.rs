//! The corridor: doors, a noticeboard.

use super::things;
use crate::game::stage::color::{Color, Fill};
use crate::game::stage::light::Light;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

pub(super) fn draw_back(light: &Light, picture: &mut Picture) {
    things::room(
        palette::WALL,
        palette::WALL_LOW,
        (palette::FLOOR.tint(0.1), palette::FLOOR),
        730.0,
        picture,
    );
    picture.fill(&Outline::rect(0.0, 520.0, 1000.0, 190.0), palette::TEAL.mix(palette::WALL_LOW, 0.62));
    picture.fill(&Outline::rect(0.0, 512.0, 1000.0, 10.0), palette::TEAL.mix(palette::WALL, 0.3));
    // Light strips on the ceiling.
    picture.fill(&Outline::rect(0.0, 0.0, 1000.0, 76.0), palette::WALL.tint(0.5));
    for x in [110.0, 430.0, 750.0] {
        let lamp = Outline::polygon(&[(x, 30.0), (x + 150.0, 30.0), (x + 166.0, 56.0), (x - 16.0, 56.0)]);
        picture.fill(&lamp, palette::PAPER);
        picture.unlit(|p| {
            p.fill(&lamp, palette::GLOW.tint(0.4).alpha(light.lamps));
            p.glow(x + 75.0, 130.0, 300.0, 330.0, palette::GLOW.alpha(0.30 * light.lamps));
        });
    }
    door(light, 66.0, palette::CORAL.mix(palette::WOOD, 0.45), picture);
    door(light, 722.0, palette::WOOD, picture);
    noticeboard(picture);
    // The floor shines a little.
    picture.fill(
        &Outline::polygon(&[(400.0, 742.0), (640.0, 742.0), (780.0, 940.0), (280.0, 940.0)]),
        Fill::Down(palette::PAPER.alpha(0.28), palette::PAPER.alpha(0.02)),
    );
    for x in [-160.0, 120.0, 380.0, 620.0, 880.0, 1160.0_f32] {
        picture.stroke(
            &Outline::line(&[(500.0 + (x - 500.0) * 0.72, 742.0), (500.0 + (x - 500.0) * 1.3, 940.0)]),
            2.0,
            palette::FLOOR_NEAR.alpha(0.5),
        );
    }
}

pub(super) fn draw_front(_light: &Light, picture: &mut Picture) {
    things::plant(26.0, 946.0, 1.35, picture);
}

fn door(light: &Light, x: f32, wood: Color, picture: &mut Picture) {
    picture.fill(&Outline::rounded(x - 16.0, 148.0, 232.0, 590.0, 6.0), palette::PAPER.shade(0.08));
    picture.fill(&Outline::rect(x, 164.0, 200.0, 568.0), Fill::Down(wood.tint(0.06), wood.shade(0.08)));
    picture.fill(&Outline::rounded(x + 34.0, 200.0, 132.0, 190.0, 6.0), wood.shade(0.25));
    let pane = Outline::rounded(x + 42.0, 208.0, 116.0, 174.0, 4.0);
    picture.unlit(|p| {
        p.fill(
            &pane,
            Fill::Down(
                light.sky.mix(palette::PAPER, 0.45),
                light.horizon.mix(palette::GLOW, light.lamps * 0.8),
            ),
        );
    });
    picture.clipped(&pane, |p| {
        p.fill(
            &Outline::polygon(&[
                (x + 100.0, 200.0),
                (x + 140.0, 200.0),
                (x + 70.0, 390.0),
                (x + 30.0, 390.0),
            ]),
            palette::PAPER.alpha(0.3),
        );
    });
    picture.stroke(&Outline::rounded(x + 34.0, 470.0, 132.0, 216.0, 6.0), 4.0, wood.shade(0.2));
    picture.fill(&Outline::rounded(x + 12.0, 446.0, 14.0, 52.0, 6.0), palette::STEEL);
    picture.stroke(&Outline::line(&[(x + 19.0, 464.0), (x + 48.0, 464.0)]), 9.0, palette::STEEL.shade(0.15));
    picture.fill(&Outline::rounded(x + 60.0, 410.0, 80.0, 26.0, 5.0), palette::PAPER);
    picture.stroke(&Outline::line(&[(x + 74.0, 423.0), (x + 124.0, 423.0)]), 5.0, palette::INK.alpha(0.7));
}

fn noticeboard(picture: &mut Picture) {
    picture.fill(&Outline::rounded(338.0, 160.0, 332.0, 236.0, 6.0), palette::INK.alpha(0.12));
    picture.fill(&Outline::rounded(330.0, 150.0, 332.0, 236.0, 6.0), palette::WALNUT);
    picture.fill(&Outline::rect(342.0, 162.0, 308.0, 212.0), palette::CARTON.tint(0.12));
    let papers = [
        (358.0, 178.0, 92.0, 116.0, palette::PAPER),
        (464.0, 174.0, 74.0, 84.0, palette::AMBER.tint(0.25)),
        (552.0, 182.0, 84.0, 104.0, palette::PAPER),
        (468.0, 272.0, 66.0, 84.0, palette::SAGE.tint(0.2)),
        (372.0, 306.0, 78.0, 52.0, palette::CORAL.tint(0.35)),
        (552.0, 300.0, 84.0, 58.0, palette::PAPER),
    ];
    for (i, (x, y, w, h, color)) in papers.into_iter().enumerate() {
        picture.turned(x + w / 2.0, y, (i as f32 * 2.3).sin() * 0.04, |p| {
            p.fill(&Outline::rect(x + 3.0, y + 4.0, w, h), palette::INK.alpha(0.14));
            p.fill(&Outline::rect(x, y, w, h), color);
            for line in 0..((h - 22.0) / 13.0) as u8 {
                let at = y + 22.0 + f32::from(line) * 13.0;
                p.stroke(
                    &Outline::line(&[(x + 10.0, at), (x + w - 12.0 - f32::from(line % 3) * 14.0, at)]),
                    3.4,
                    color.shade(0.22),
                );
            }
            p.fill(
                &Outline::circle(x + w / 2.0, y + 7.0, 5.5),
                if i % 2 == 0 { palette::CORAL } else { palette::TEAL },
            );
        });
    }
}
