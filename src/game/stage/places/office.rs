//! The office: desks, a window, a shelf with binders.

use super::{outside, things};
use crate::game::stage::cast::arms::mug;
use crate::game::stage::light::Light;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

const WINDOW: outside::Area = (96.0, 132.0, 330.0, 300.0);

pub(super) fn draw_back(light: &Light, picture: &mut Picture) {
    things::room(palette::WALL, palette::WALL_LOW, (palette::FLOOR, palette::FLOOR_NEAR), 716.0, picture);
    outside::window(light, WINDOW, 3, picture);
    outside::sunbeam(light, WINDOW, picture);
    shelf(picture);
    things::plant(944.0, 716.0, 1.18, picture);
    back_desk(picture);
    things::pendant(light, 300.0, 84.0, palette::TEAL, picture);
    things::pendant(light, 700.0, 84.0, palette::TEAL, picture);
}

pub(super) fn draw_front(_light: &Light, picture: &mut Picture) {
    things::table(704.0, palette::WOOD, picture);
    things::sheet(330.0, 738.0, -8.0, picture);
    things::sheet(612.0, 730.0, 10.0, picture);
    picture.placed(905.0, 742.0, 1.05, |p| mug(palette::TEAL, p));
    // A keyboard and a pot of pencils.
    for (x, color) in [(54.0, palette::CORAL), (66.0, palette::AMBER), (78.0, palette::PURPLE)] {
        picture.stroke(&Outline::line(&[(x, 726.0), (x + (x - 66.0) * 0.6, 676.0)]), 6.0, color);
    }
    picture.fill(&Outline::rounded(44.0, 704.0, 46.0, 50.0, 6.0), palette::INK);
    picture.fill(
        &Outline::polygon(&[(470.0, 768.0), (596.0, 768.0), (606.0, 794.0), (460.0, 794.0)]),
        palette::INK,
    );
    for row in 0..3_u8 {
        let y = 772.0 + f32::from(row) * 7.0;
        picture.stroke(&Outline::line(&[(474.0, y + 1.0), (592.0, y + 1.0)]), 2.4, palette::IRON);
    }
}

fn shelf(picture: &mut Picture) {
    picture.fill(&Outline::rounded(562.0, 148.0, 330.0, 262.0, 6.0), palette::INK.alpha(0.10));
    picture.fill(&Outline::rounded(556.0, 140.0, 330.0, 262.0, 6.0), palette::WALNUT);
    picture.fill(&Outline::rect(568.0, 152.0, 306.0, 238.0), palette::WALNUT.shade(0.35));
    let colors =
        [palette::TEAL, palette::PAPER, palette::AMBER, palette::CORAL, palette::PURPLE, palette::SAGE];
    for row in 0..2_u16 {
        let foot = 266.0 + f32::from(row) * 118.0;
        let mut x = 576.0;
        for i in 0..11_u16 {
            let (u, v) = outside::scatter(u32::from(i + row * 17 + 3));
            let (w, h) = (17.0 + u * 10.0, 74.0 + v * 24.0);
            if (row == 0 && i == 7) || (row == 1 && (i == 3 || i == 4)) {
                x += w + 6.0;
                continue;
            }
            let color = colors[usize::from(i * 5 + row * 2) % colors.len()];
            picture.fill(&Outline::rounded(x, foot - h, w, h, 3.0), color);
            picture.fill(&Outline::rect(x + 4.0, foot - h * 0.72, w - 8.0, 16.0), palette::PAPER.alpha(0.75));
            x += w + 2.0;
            if x > 850.0 {
                break;
            }
        }
        picture.fill(&Outline::rect(562.0, foot, 318.0, 12.0), palette::WALNUT.tint(0.08));
    }
}

fn back_desk(picture: &mut Picture) {
    for x in [352.0, 650.0] {
        picture.fill(&Outline::rounded(x - 72.0, 520.0, 148.0, 96.0, 8.0), palette::INK);
        picture.fill(&Outline::rect(x - 64.0, 528.0, 132.0, 78.0), palette::SAGE.shade(0.12));
        for (i, w) in [70.0, 96.0, 54.0].into_iter().enumerate() {
            let y = 546.0 + i as f32 * 18.0;
            picture.stroke(
                &Outline::line(&[(x - 52.0, y), (x - 52.0 + w, y)]),
                5.0,
                palette::PAPER.alpha(0.75),
            );
        }
        picture.fill(&Outline::rect(x - 8.0, 614.0, 18.0, 22.0), palette::IRON);
    }
    picture.fill(&Outline::rounded(250.0, 634.0, 520.0, 16.0, 4.0), palette::WOOD.tint(0.1));
    picture.fill(&Outline::rect(262.0, 650.0, 496.0, 66.0), palette::WOOD.shade(0.16));
}
