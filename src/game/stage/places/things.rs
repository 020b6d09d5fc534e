//! Things that stand about in several places.

use crate::game::stage::color::{Color, Fill};
use crate::game::stage::light::Light;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

/// Paints a wall down to the floor at `floor`, with a skirting board.
pub(super) fn room(wall: Color, low: Color, floor: (Color, Color), at: f32, picture: &mut Picture) {
    picture.fill(&Outline::rect(0.0, 0.0, 1000.0, at), Fill::Down(wall, low));
    picture.fill(&Outline::rect(0.0, at, 1000.0, 940.0 - at), Fill::Down(floor.0, floor.1));
    picture.fill(&Outline::rect(0.0, at - 20.0, 1000.0, 20.0), low.tint(0.28));
    picture.fill(&Outline::rect(0.0, at - 20.0, 1000.0, 3.0), low.shade(0.12));
    picture.fill(&Outline::rect(0.0, at, 1000.0, 12.0), palette::INK.alpha(0.12));
}

/// Paints a lamp hanging from the ceiling at `x`, its shade at `y`; it glows when it is on.
pub(super) fn pendant(light: &Light, x: f32, y: f32, color: Color, picture: &mut Picture) {
    picture.stroke(&Outline::line(&[(x, -10.0), (x, y - 40.0)]), 3.0, palette::INK);
    let shade = Outline::pen(x - 54.0, y)
        .curve((x - 50.0, y - 34.0), (x - 22.0, y - 46.0), (x, y - 46.0))
        .curve((x + 22.0, y - 46.0), (x + 50.0, y - 34.0), (x + 54.0, y))
        .close();
    let on = light.lamps;
    picture.unlit(|p| {
        p.glow(x, y + 60.0, 330.0, 330.0, palette::GLOW.alpha(0.34 * on));
        let cone = [(x - 44.0, y), (x + 44.0, y), (x + 230.0, y + 520.0), (x - 230.0, y + 520.0)];
        p.fill(
            &Outline::polygon(&cone),
            Fill::Down(palette::GLOW.alpha(0.20 * on), palette::GLOW.alpha(0.0)),
        );
    });
    picture.fill(&Outline::ellipse(x, y, 30.0, 11.0), palette::PAPER.mix(palette::AMBER, 0.2));
    picture.unlit(|p| p.fill(&Outline::ellipse(x, y, 30.0, 11.0), palette::GLOW.alpha(on)));
    picture.fill(&shade, color);
    picture.fill(
        &Outline::pen(x + 16.0, y)
            .curve((x + 14.0, y - 26.0), (x + 10.0, y - 40.0), (x + 2.0, y - 46.0))
            .curve((x + 24.0, y - 46.0), (x + 50.0, y - 34.0), (x + 54.0, y))
            .close(),
        color.shade(0.16),
    );
}

/// Paints a potted plant, its foot at (`x`, `y`).
pub(super) fn plant(x: f32, y: f32, size: f32, picture: &mut Picture) {
    picture.placed(x, y, size, |p| {
        p.glow(0.0, 2.0, 80.0, 18.0, palette::INK.alpha(0.25));
        for (i, angle) in [-0.95, 0.9, -0.55, 0.52, -0.2, 0.18_f32].into_iter().enumerate() {
            let long = 150.0 + 26.0 * (i as f32 * 0.8);
            let (sin, cos) = angle.sin_cos();
            let tip = (sin * long, -70.0 - cos * long);
            let (mx, my) = (sin * long * 0.45, -70.0 - cos * long * 0.62);
            let leaf = Outline::pen(0.0, -70.0)
                .bend(mx - 34.0 * cos, my - 8.0, tip.0, tip.1)
                .bend(mx + 34.0 * cos, my + 8.0, 0.0, -70.0)
                .close();
            p.fill(&leaf, if i % 2 == 0 { palette::LEAF } else { palette::LEAF_DARK });
            p.stroke(
                &Outline::pen(0.0, -70.0).bend(mx, my, tip.0, tip.1).open(),
                2.0,
                palette::LEAF.tint(0.25).alpha(0.6),
            );
        }
        let pot = [(-44.0, -84.0), (44.0, -84.0), (34.0, 0.0), (-34.0, 0.0)];
        p.fill(&Outline::polygon(&pot), palette::CORAL.mix(palette::WOOD, 0.35));
        p.fill(
            &Outline::polygon(&[(14.0, -84.0), (44.0, -84.0), (34.0, 0.0), (12.0, 0.0)]),
            palette::CORAL.mix(palette::WOOD, 0.35).shade(0.14),
        );
        p.fill(&Outline::rounded(-49.0, -92.0, 98.0, 18.0, 5.0), palette::CORAL.mix(palette::WOOD, 0.25));
    });
}

/// Paints a carton standing at (`x`, `y`) by its lower left corner; `bed` puts a hospital's cross on it.
pub(super) fn carton(x: f32, y: f32, w: f32, h: f32, bed: bool, picture: &mut Picture) {
    let side = palette::CARTON;
    picture.fill(&Outline::rounded(x, y - h, w, h, 3.0), Fill::Down(side.tint(0.10), side.shade(0.06)));
    picture.fill(&Outline::rect(x + w * 0.86, y - h, w * 0.14, h), side.shade(0.16));
    picture.fill(&Outline::rect(x + w * 0.43, y - h, w * 0.13, h * 0.42), palette::TAPE);
    if bed {
        let (lx, ly, s) = (x + w * 0.10, y - h * 0.46, (w * 0.30).min(h * 0.36));
        picture.fill(&Outline::rounded(lx, ly, s, s, 3.0), palette::PAPER);
        picture.fill(&Outline::rect(lx + s * 0.41, ly + s * 0.18, s * 0.18, s * 0.64), palette::TEAL);
        picture.fill(&Outline::rect(lx + s * 0.18, ly + s * 0.41, s * 0.64, s * 0.18), palette::TEAL);
    } else {
        picture
            .fill(&Outline::rect(x + w * 0.10, y - h * 0.28, w * 0.24, h * 0.12), palette::PAPER.alpha(0.8));
    }
}

/// Paints a table across the stage, its far edge at `y`.
pub(super) fn table(y: f32, wood: Color, picture: &mut Picture) {
    picture.fill(&Outline::rect(0.0, y + 70.0, 1000.0, 300.0), palette::INK.alpha(0.18));
    let top = [(44.0, y), (956.0, y), (1040.0, y + 104.0), (-40.0, y + 104.0)];
    picture.fill(&Outline::polygon(&top), Fill::Down(wood.tint(0.16), wood.tint(0.02)));
    for i in 0..4_u8 {
        let at = y + 14.0 + f32::from(i * i) * 6.0 + f32::from(i) * 10.0;
        picture.stroke(
            &Outline::line(&[(30.0 - f32::from(i) * 20.0, at), (970.0 + f32::from(i) * 20.0, at + 2.0)]),
            1.6,
            wood.shade(0.2).alpha(0.35),
        );
    }
    picture.fill(&Outline::rect(-10.0, y + 104.0, 1020.0, 26.0), wood.shade(0.16));
    picture.fill(&Outline::rect(-10.0, y + 104.0, 1020.0, 4.0), wood.tint(0.25));
    picture
        .fill(&Outline::rect(0.0, y + 130.0, 1000.0, 200.0), Fill::Down(wood.shade(0.5), wood.shade(0.62)));
}

/// Paints a sheet of paper lying on a table.
pub(super) fn sheet(x: f32, y: f32, lean: f32, picture: &mut Picture) {
    let corner = |u: f32, v: f32| (x + u + lean * (v / 34.0), y + v);
    picture.fill(
        &Outline::polygon(&[corner(4.0, 4.0), corner(98.0, 4.0), corner(112.0, 40.0), corner(-4.0, 40.0)]),
        palette::INK.alpha(0.14),
    );
    picture.fill(
        &Outline::polygon(&[corner(0.0, 0.0), corner(94.0, 0.0), corner(106.0, 36.0), corner(-10.0, 36.0)]),
        palette::PAPER,
    );
    for line in 0..3_u8 {
        let v = 9.0 + f32::from(line) * 8.5;
        picture.stroke(
            &Outline::line(&[corner(10.0, v), corner(78.0 - f32::from(line % 2) * 22.0, v)]),
            2.6,
            palette::PENCIL,
        );
    }
}

/// Paints sticky notes from (`x`, `y`) on.
pub(super) fn notes(x: f32, y: f32, colors: &[Color], picture: &mut Picture) {
    for (i, &color) in colors.iter().enumerate() {
        let (column, row) = ((i % 3) as f32, (i / 3) as f32);
        let (nx, ny) = (x + column * 52.0, y + row * 50.0 + column * 3.0);
        picture.fill(&Outline::rect(nx + 2.0, ny + 3.0, 42.0, 40.0), palette::INK.alpha(0.10));
        picture.fill(&Outline::rect(nx, ny, 42.0, 40.0), color);
        picture.stroke(
            &Outline::line(&[(nx + 8.0, ny + 13.0), (nx + 32.0, ny + 13.0)]),
            2.6,
            color.shade(0.3),
        );
        picture.stroke(
            &Outline::line(&[(nx + 8.0, ny + 22.0), (nx + 24.0, ny + 22.0)]),
            2.6,
            color.shade(0.3),
        );
    }
}
