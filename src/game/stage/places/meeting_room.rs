//! The meeting room: a table, a board with a plan.

use super::{outside, things};
use crate::game::stage::light::Light;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

const WINDOW: outside::Area = (84.0, 134.0, 300.0, 296.0);

pub(super) fn draw_back(light: &Light, picture: &mut Picture) {
    things::room(palette::WALL, palette::WALL_LOW, (palette::FLOOR, palette::FLOOR_NEAR), 716.0, picture);
    // Panelling, so that it is not just another wall.
    picture.fill(&Outline::rect(0.0, 524.0, 1000.0, 172.0), palette::SAGE.mix(palette::WALL_LOW, 0.55));
    picture.fill(&Outline::rect(0.0, 518.0, 1000.0, 9.0), palette::WALL.tint(0.4));
    for i in 0..9_u8 {
        picture
            .fill(&Outline::rect(58.0 + f32::from(i) * 112.0, 530.0, 3.0, 166.0), palette::TEAL.alpha(0.14));
    }
    outside::window(light, WINDOW, 2, picture);
    outside::sunbeam(light, WINDOW, picture);
    board(picture);
    for x in [146.0, 390.0, 632.0, 868.0] {
        picture.fill(
            &Outline::rounded(x - 62.0, 566.0, 124.0, 170.0, 26.0),
            palette::INK.mix(palette::PURPLE, 0.25),
        );
        picture.fill(
            &Outline::rounded(x - 50.0, 578.0, 100.0, 120.0, 20.0),
            palette::INK.mix(palette::PURPLE, 0.42),
        );
    }
    things::pendant(light, 450.0, 88.0, palette::AMBER, picture);
}

pub(super) fn draw_front(_light: &Light, picture: &mut Picture) {
    things::table(704.0, palette::WALNUT, picture);
    things::sheet(306.0, 734.0, -10.0, picture);
    things::sheet(344.0, 752.0, 6.0, picture);
    things::sheet(640.0, 738.0, 12.0, picture);
    // A carafe and glasses.
    let glass = palette::SAGE.tint(0.5);
    picture.glow(516.0, 776.0, 60.0, 14.0, palette::INK.alpha(0.3));
    let carafe = Outline::pen(500.0, 690.0)
        .line(528.0, 690.0)
        .curve((528.0, 712.0), (548.0, 724.0), (548.0, 750.0))
        .curve((548.0, 780.0), (480.0, 780.0), (480.0, 750.0))
        .curve((480.0, 724.0), (500.0, 712.0), (500.0, 690.0))
        .close();
    picture.fill(&carafe, glass.alpha(0.55));
    picture.fill(&Outline::ellipse(514.0, 752.0, 32.0, 18.0), palette::SAGE.alpha(0.75));
    picture.stroke(&carafe, 2.4, palette::PAPER.alpha(0.8));
    for x in [446.0, 584.0] {
        picture.fill(
            &Outline::polygon(&[(x - 15.0, 738.0), (x + 15.0, 738.0), (x + 11.0, 776.0), (x - 11.0, 776.0)]),
            glass.alpha(0.6),
        );
        picture.fill(
            &Outline::polygon(&[(x - 13.0, 752.0), (x + 13.0, 752.0), (x + 11.0, 776.0), (x - 11.0, 776.0)]),
            palette::SAGE.alpha(0.7),
        );
    }
}

fn board(picture: &mut Picture) {
    picture.fill(&Outline::rounded(494.0, 130.0, 430.0, 278.0, 8.0), palette::INK.alpha(0.12));
    picture.fill(&Outline::rounded(486.0, 120.0, 430.0, 278.0, 8.0), palette::STEEL);
    picture.fill(&Outline::rect(496.0, 130.0, 410.0, 258.0), palette::PAPER);
    picture.stroke(&Outline::line(&[(522.0, 164.0), (650.0, 164.0)]), 8.0, palette::INK.alpha(0.75));
    // A plan: bars over days, and a line that climbs.
    for (i, (from, to, color)) in
        [(0.0, 92.0, palette::TEAL), (44.0, 150.0, palette::AMBER), (112.0, 190.0, palette::CORAL)]
            .into_iter()
            .enumerate()
    {
        let y = 204.0 + i as f32 * 30.0;
        picture.stroke(&Outline::line(&[(524.0 + from, y), (524.0 + to, y)]), 13.0, color);
    }
    for (i, w) in [120.0, 176.0, 94.0].into_iter().enumerate() {
        let y = 310.0 + i as f32 * 22.0;
        picture.stroke(&Outline::line(&[(524.0, y), (524.0 + w, y)]), 5.0, palette::PENCIL);
    }
    things::notes(
        742.0,
        150.0,
        &[
            palette::AMBER,
            palette::SAGE,
            palette::AMBER,
            palette::CORAL.tint(0.3),
            palette::SAGE,
            palette::AMBER,
        ],
        picture,
    );
    let climb = [(746.0, 362.0), (782.0, 340.0), (812.0, 348.0), (850.0, 306.0), (884.0, 284.0)];
    picture.stroke(&Outline::line(&climb), 5.0, palette::TEAL);
    picture.fill(&Outline::rounded(560.0, 396.0, 280.0, 12.0, 4.0), palette::STEEL.shade(0.2));
    for (x, color) in [(590.0, palette::CORAL), (626.0, palette::TEAL), (662.0, palette::INK)] {
        picture.fill(&Outline::rounded(x, 389.0, 28.0, 8.0, 3.0), color);
    }
}
