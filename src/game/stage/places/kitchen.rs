//! The coffee corner: a counter, a coffee machine, mugs.

use super::{outside, things};
use crate::game::stage::cast::arms::mug;
use crate::game::stage::color::Fill;
use crate::game::stage::light::Light;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

const WINDOW: outside::Area = (392.0, 132.0, 230.0, 232.0);

pub(super) fn draw_back(light: &Light, picture: &mut Picture) {
    things::room(palette::WALL, palette::WALL_LOW, (palette::FLOOR, palette::FLOOR_NEAR), 716.0, picture);
    tiles(picture);
    outside::window(light, WINDOW, 2, picture);
    shelf(52.0, picture);
    cupboard(picture);
    // The worktop at the wall.
    picture.fill(&Outline::rect(0.0, 548.0, 1000.0, 18.0), palette::WALNUT.tint(0.1));
    picture.fill(&Outline::rect(0.0, 566.0, 1000.0, 150.0), palette::SAGE.mix(palette::PAPER, 0.25));
    for i in 0..6_u8 {
        let x = 14.0 + f32::from(i) * 166.0;
        picture.stroke(&Outline::rounded(x, 580.0, 152.0, 122.0, 5.0), 3.0, palette::TEAL.alpha(0.25));
        picture.fill(&Outline::rounded(x + 56.0, 592.0, 40.0, 8.0, 4.0), palette::STEEL);
    }
    machine(light, 96.0, 548.0, picture);
    things::pendant(light, 300.0, 82.0, palette::CORAL, picture);
    things::pendant(light, 716.0, 82.0, palette::CORAL, picture);
}

pub(super) fn draw_front(_light: &Light, picture: &mut Picture) {
    let stone = palette::PAPER.mix(palette::WALL_LOW, 0.45);
    picture.fill(
        &Outline::polygon(&[(-10.0, 752.0), (1010.0, 752.0), (1010.0, 800.0), (-10.0, 800.0)]),
        Fill::Down(stone.tint(0.3), stone),
    );
    picture.fill(&Outline::rect(-10.0, 798.0, 1020.0, 22.0), stone.shade(0.14));
    picture.fill(
        &Outline::rect(-10.0, 820.0, 1020.0, 130.0),
        Fill::Down(palette::TEAL.shade(0.25), palette::TEAL.shade(0.12)),
    );
    for i in 0..26_u8 {
        picture.fill(&Outline::rect(f32::from(i) * 40.0, 820.0, 3.0, 130.0), palette::INK.alpha(0.18));
    }
    for (x, color) in [(506.0, palette::AMBER), (556.0, palette::PURPLE), (926.0, palette::TEAL)] {
        picture.glow(x, 776.0, 34.0, 9.0, palette::INK.alpha(0.28));
        picture.placed(x, 754.0, 1.12, |p| mug(color, p));
    }
    // A bowl of fruit.
    picture.glow(86.0, 784.0, 90.0, 12.0, palette::INK.alpha(0.28));
    for (x, y, color) in
        [(56.0, 738.0, palette::CORAL), (92.0, 730.0, palette::AMBER), (124.0, 740.0, palette::LEAF)]
    {
        picture.fill(&Outline::circle(x, y, 25.0), color);
        picture.fill(&Outline::circle(x - 7.0, y - 8.0, 6.0), color.tint(0.4).alpha(0.7));
    }
    let bowl = Outline::pen(20.0, 742.0).curve((28.0, 792.0), (146.0, 792.0), (154.0, 742.0)).close();
    picture.fill(&bowl, Fill::Down(palette::PAPER, palette::PAPER.shade(0.14)));
}

fn tiles(picture: &mut Picture) {
    picture.fill(&Outline::rect(0.0, 400.0, 1000.0, 148.0), palette::PAPER.shade(0.03));
    for row in 0..4_u8 {
        let y = 400.0 + f32::from(row) * 37.0;
        for column in 0..14_u8 {
            let x = f32::from(column) * 76.0 - f32::from(row % 2) * 38.0;
            let tone = if (column * 5 + row * 3) % 7 == 0 { palette::SAGE.tint(0.4) } else { palette::PAPER };
            picture.fill(&Outline::rounded(x + 2.0, y + 2.0, 72.0, 33.0, 3.0), tone);
        }
    }
}

fn shelf(x: f32, picture: &mut Picture) {
    let colors = [palette::CORAL, palette::TEAL, palette::AMBER, palette::PAPER, palette::PURPLE];
    for row in 0..2_u8 {
        let y = 232.0 + f32::from(row) * 104.0;
        picture.fill(&Outline::rounded(x + 6.0, y + 10.0, 270.0, 10.0, 3.0), palette::INK.alpha(0.12));
        picture.fill(&Outline::rounded(x, y, 270.0, 13.0, 3.0), palette::WALNUT);
        for i in 0..4_u8 {
            let color = colors[usize::from(i * 2 + row) % colors.len()];
            picture.placed(x + 38.0 + f32::from(i) * 62.0, y - 23.0, 1.15, |p| mug(color, p));
        }
    }
}

fn cupboard(picture: &mut Picture) {
    let front = palette::SAGE.mix(palette::PAPER, 0.25);
    picture.fill(&Outline::rect(690.0, 138.0, 290.0, 230.0), palette::INK.alpha(0.12));
    for x in [682.0, 826.0] {
        picture.fill(&Outline::rounded(x, 130.0, 140.0, 230.0, 5.0), front);
        picture.stroke(&Outline::rounded(x + 14.0, 146.0, 112.0, 198.0, 4.0), 3.0, palette::TEAL.alpha(0.25));
    }
    picture.fill(&Outline::rounded(802.0, 284.0, 8.0, 46.0, 4.0), palette::STEEL);
    picture.fill(&Outline::rounded(838.0, 284.0, 8.0, 46.0, 4.0), palette::STEEL);
    // A kettle.
    picture.fill(
        &Outline::pen(838.0, 548.0)
            .line(846.0, 474.0)
            .bend(880.0, 446.0, 914.0, 474.0)
            .line(922.0, 548.0)
            .close(),
        palette::STEEL.tint(0.15),
    );
    picture.stroke(&Outline::curve(&[(918.0, 482.0), (950.0, 500.0), (928.0, 536.0)]), 9.0, palette::INK);
    picture.fill(&Outline::circle(880.0, 456.0, 8.0), palette::INK);
}

fn machine(light: &Light, x: f32, y: f32, picture: &mut Picture) {
    picture.fill(&Outline::rounded(x, y - 196.0, 196.0, 196.0, 12.0), palette::INK.mix(palette::IRON, 0.25));
    picture.fill(&Outline::rounded(x + 12.0, y - 184.0, 172.0, 58.0, 8.0), palette::CORAL);
    picture.fill(&Outline::rounded(x + 24.0, y - 172.0, 64.0, 34.0, 4.0), palette::INK);
    picture.unlit(|p| {
        p.stroke(
            &Outline::line(&[(x + 34.0, y - 155.0), (x + 72.0, y - 155.0)]),
            5.0,
            palette::SAGE.mix(palette::GLOW, light.lamps),
        );
    });
    for i in 0..3_u8 {
        picture.fill(&Outline::circle(x + 112.0 + f32::from(i) * 27.0, y - 155.0, 9.0), palette::PAPER);
    }
    picture.fill(&Outline::rect(x + 30.0, y - 122.0, 136.0, 98.0), palette::INK.shade(0.3));
    picture.fill(&Outline::rounded(x + 78.0, y - 122.0, 40.0, 26.0, 5.0), palette::STEEL);
    picture.stroke(&Outline::line(&[(x + 98.0, y - 96.0), (x + 98.0, y - 62.0)]), 4.0, palette::WALNUT);
    picture.placed(x + 96.0, y - 44.0, 1.0, |p| mug(palette::PAPER, p));
    picture.fill(&Outline::rounded(x + 22.0, y - 24.0, 152.0, 12.0, 4.0), palette::STEEL);
    for (dx, tall) in [(-8.0, 34.0), (10.0, 44.0)] {
        let steam = [
            (x + 92.0 + dx, y - 70.0),
            (x + 98.0 + dx, y - 82.0),
            (x + 90.0 + dx, y - 96.0),
            (x + 96.0 + dx, y - 70.0 - tall),
        ];
        picture.stroke(&Outline::curve(&steam), 3.0, palette::PAPER.alpha(0.35));
    }
}
