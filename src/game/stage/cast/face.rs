//! The face: eyes, brows, nose, mouth, beard, glasses.

use super::portrait::Portrait;
use crate::game::stage::color::Color;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

/// Draws the face about the centre of the head.
pub(super) fn draw(portrait: &Portrait, picture: &mut Picture) {
    let figure = &portrait.figure;
    let skin = palette::skin(figure.skin);
    let hair = palette::hair(figure.hair_color);
    cheeks(portrait, skin, picture);
    if figure.beard {
        beard(portrait, hair, picture);
    }
    for side in [-1.0, 1.0] {
        eye(portrait, side, skin, picture);
        brow(portrait, side, hair, picture);
    }
    nose(portrait, skin, picture);
    mouth(portrait, skin, picture);
}

/// Draws glasses over the eyes.
pub(super) fn draw_glasses(portrait: &Portrait, picture: &mut Picture) {
    let frame = palette::INK.mix(palette::WALNUT, 0.35);
    let (left, y, narrow_left) = portrait.on_face(-27.0, 0.0);
    let (right, _, narrow_right) = portrait.on_face(27.0, 0.0);
    for (x, narrow) in [(left, narrow_left), (right, narrow_right)] {
        let lens = Outline::rounded(x - 20.0 * narrow, y - 16.0, 40.0 * narrow, 34.0, 14.0 * narrow);
        picture.fill(&lens, palette::EYE.alpha(0.07));
        picture.stroke(&lens, 3.6, frame);
    }
    let bridge = [
        (left + 20.0 * narrow_left, y - 4.0),
        (left.midpoint(right), y - 8.0),
        (right - 20.0 * narrow_right, y - 4.0),
    ];
    picture.stroke(&Outline::curve(&bridge), 3.4, frame);
    picture.stroke(&Outline::line(&[(left - 20.0 * narrow_left, y - 5.0), (-61.0, y - 2.0)]), 3.2, frame);
    picture.stroke(&Outline::line(&[(right + 20.0 * narrow_right, y - 5.0), (61.0, y - 2.0)]), 3.2, frame);
}

fn cheeks(portrait: &Portrait, skin: Color, picture: &mut Picture) {
    let strength = 0.16 + 0.26 * portrait.expression.mouth_curve.max(0.0);
    picture.clipped(&portrait.skull(), |p| {
        for side in [-1.0, 1.0] {
            let (x, y, narrow) = portrait.on_face(side * 37.0, 31.0);
            p.glow(x, y, 21.0 * narrow, 15.0, palette::blush(skin).alpha(strength));
        }
    });
}

/// The upper edge of an eye's opening at `u` (-1 inner corner ..= 1 outer corner).
fn lid(portrait: &Portrait, u: f32) -> f32 {
    let e = &portrait.expression;
    let open = e.lids * (1.0 - portrait.blink);
    // Anger pulls the inner end of the lid down, worry the outer.
    let slope = if e.brow_slant < 0.0 { (1.0 - u) * -e.brow_slant } else { (1.0 + u) * e.brow_slant * 0.8 };
    let arch = 1.0 - u.abs().powf(2.3);
    (-15.5 * open + slope * 2.6 * open).min(2.0) * arch + 3.0 * (1.0 - arch) * 0.4
}

/// The lower edge.
fn lower_lid(portrait: &Portrait, u: f32) -> f32 {
    let e = &portrait.expression;
    let smile = (e.mouth_curve - 0.35).max(0.0);
    let low = (9.0 - smile * 9.0) * (0.45 + 0.55 * e.lids);
    (low * (1.0 - portrait.blink * 0.5)) * (1.0 - u.abs().powf(2.6))
}

fn eye(portrait: &Portrait, side: f32, skin: Color, picture: &mut Picture) {
    const STEPS: usize = 14;
    let e = &portrait.expression;
    let (x, y, narrow) = portrait.on_face(side * 26.0, 2.0);
    let half = 14.5 * narrow;
    let at = |i: usize| i as f32 / STEPS as f32 * 2.0 - 1.0;
    // `u` runs from the inner corner outwards, so it is mirrored for one of the eyes.
    let top: Vec<(f32, f32)> =
        (0..=STEPS).map(|i| (x + at(i) * half * side, y + lid(portrait, at(i)))).collect();
    let bottom: Vec<(f32, f32)> = (0..=STEPS)
        .map(|i| (x + at(i) * half * side, y + lower_lid(portrait, at(i)).max(lid(portrait, at(i)) + 0.2)))
        .collect();
    let open = lower_lid(portrait, 0.0) - lid(portrait, 0.0);
    let lash = palette::INK.mix(skin, 0.12);
    if open > 2.4 {
        let mut shape = top.clone();
        shape.extend(bottom.iter().rev());
        picture.fill(&Outline::polygon(&shape), palette::EYE.mix(skin, 0.06));
        // Whatever of the iris lies outside the opening is pressed onto its edge.
        let (ix, iy) = (x + e.gaze_x * 5.4 * narrow + portrait.turn * 1.6, y - 1.6 + e.gaze_y * 4.4);
        let inside = |radius: f32, dx: f32, dy: f32| {
            let points: Vec<(f32, f32)> = (0..28)
                .map(|i| {
                    let (sin, cos) = (i as f32 / 28.0 * std::f32::consts::TAU).sin_cos();
                    let px = (ix + dx + cos * radius * narrow.max(0.8)).clamp(x - half, x + half);
                    let u = (px - x) / half * side;
                    let (upper, lower) = (y + lid(portrait, u), y + lower_lid(portrait, u));
                    (px, (iy + dy + sin * radius).clamp(upper, lower.max(upper)))
                })
                .collect();
            Outline::polygon(&points)
        };
        let iris = palette::hair(portrait.figure.hair_color).mix(palette::WALNUT, 0.7).shade(0.35);
        picture.fill(&inside(8.8, 0.0, 0.0), iris);
        picture.fill(&inside(5.2, 0.0, 0.0), palette::INK);
        if e.lids * (1.0 - portrait.blink) > 0.4 {
            picture.fill(&inside(2.1, -2.6, -3.0), palette::EYE);
        }
    }
    let width = if open > 2.4 { 3.6 } else { 4.0 };
    picture.stroke(&Outline::curve(&top), width, lash);
    if e.lids < 0.5 || e.mouth_curve < -0.35 {
        // A crease under tired or sad eyes.
        let deep = ((0.5 - e.lids).max(0.0) * 1.2 + (-e.mouth_curve - 0.35).max(0.0) * 0.5).min(0.6);
        let crease = [(x - half * 0.7, y + 13.0), (x, y + 16.0), (x + half * 0.7, y + 13.5)];
        picture.stroke(&Outline::curve(&crease), 2.0, skin.shade(0.4).alpha(deep));
    }
}

fn brow(portrait: &Portrait, side: f32, hair: Color, picture: &mut Picture) {
    let e = &portrait.expression;
    let raise = -25.0 - e.brow_raise * 10.0 + (1.0 - e.lids) * 2.0 + portrait.blink * 1.5;
    let (worry, anger) = (e.brow_slant.max(0.0), (-e.brow_slant).max(0.0));
    let inner = raise - worry * 10.0 + anger * 11.0;
    let middle = raise - 5.0 - worry * 1.5 + anger * 1.0 - e.brow_raise.max(0.0) * 3.0;
    let outer = raise + 1.5 + worry * 5.5 - anger * 4.0;
    let points = [(11.0 - anger * 3.0, inner), (28.0, middle), (44.0, outer)]
        .map(|(x, y)| portrait.on_face(side * x, y))
        .map(|(x, y, _)| (x, y));
    let thick = 4.6 + portrait.figure.brows * 3.2;
    let [a, b, c] = points;
    let shape = Outline::pen(a.0, a.1 - thick * 0.5)
        .bend(b.0, b.1 - thick * 0.75, c.0, c.1)
        .bend(b.0, b.1 + thick * 0.75, a.0, a.1 + thick * 0.55)
        .close();
    let color = hair.mix(palette::INK, 0.28).mix(palette::skin(portrait.figure.skin), 0.05);
    picture.fill(&shape, color);
    picture.stroke(&shape, 1.6, color);
}

fn nose(portrait: &Portrait, skin: Color, picture: &mut Picture) {
    let size = 0.85 + portrait.figure.nose * 0.4;
    let side = if portrait.turn < -0.05 { -1.0 } else { 1.0 };
    let (x, y, _) = portrait.on_face(0.0, 22.0);
    let (top, _, _) = portrait.on_face(side * 3.0, 2.0);
    let tip = x + portrait.turn * 9.0;
    let line = Outline::pen(top + portrait.turn * 2.0, y - 16.0 * size)
        .bend(tip + side * 4.0, y - 4.0, tip + side * 7.0 * size, y + 3.0)
        .bend(tip + side * 7.0 * size, y + 9.0 * size, tip - side * 5.0 * size, y + 7.0 * size)
        .open();
    picture.stroke(&line, 3.2, skin.shade(0.30).mix(palette::blush(skin), 0.35));
}

fn mouth(portrait: &Portrait, skin: Color, picture: &mut Picture) {
    let e = &portrait.expression;
    let (x, y, narrow) = portrait.on_face(0.0, 47.0);
    let x = x + portrait.turn * 5.0;
    let curve = e.mouth_curve.clamp(-1.0, 1.0);
    let open = e.mouth_open.clamp(0.0, 1.0);
    let half = (19.0 + curve.max(0.0) * 6.0 - open * 5.0 * (1.0 - curve.max(0.0))) * narrow;
    let corner = y - curve * 7.5;
    let lip = if portrait.figure.beard {
        palette::blush(skin).tint(0.16)
    } else {
        palette::blush(skin).shade(if portrait.figure.skin >= 5 { 0.18 } else { 0.34 })
    };
    if open < 0.06 {
        let dip = y + curve * 8.0;
        let line = Outline::pen(x - half, corner)
            .curve((x - half * 0.45, dip), (x + half * 0.45, dip), (x + half, corner))
            .open();
        picture.stroke(&line, 4.4, lip);
        // The shade of the lower lip.
        picture.stroke(
            &Outline::curve(&[(x - 8.0, y + 10.0), (x, y + 11.5 + curve), (x + 8.0, y + 10.0)]),
            2.4,
            skin.shade(0.28).alpha(0.45),
        );
        return;
    }
    let (upper, lower) =
        (y - 3.0 + curve * 3.0 - open * 7.0 * (1.0 - curve.max(0.0)), y + curve * 10.0 + open * 21.0);
    let shape = Outline::pen(x - half, corner)
        .curve((x - half * 0.5, upper), (x + half * 0.5, upper), (x + half, corner))
        .curve((x + half * 0.72, lower), (x - half * 0.72, lower), (x - half, corner))
        .close();
    picture.fill(&shape, palette::MOUTH);
    let inner: Vec<(f32, f32)> = shape.points(0.3).iter().map(|p| (p.x, p.y)).collect();
    let bottom = inner.iter().fold(f32::MIN, |most, p| most.max(p.1));
    let top = inner.iter().fold(f32::MAX, |least, p| least.min(p.1));
    // Teeth follow the upper lip; the tongue lies at the bottom.
    let teeth: Vec<(f32, f32)> =
        inner.iter().map(|&(px, py)| (px, py.min(top + (bottom - top) * (0.30 + 0.12 * curve)))).collect();
    if curve > 0.2 {
        picture.fill(&Outline::polygon(&teeth), palette::EYE);
    }
    let tongue: Vec<(f32, f32)> =
        inner.iter().map(|&(px, py)| ((px - x) * 0.62 + x, py.max(bottom - (bottom - top) * 0.30))).collect();
    picture.fill(&Outline::polygon(&tongue), palette::TONGUE);
    picture.stroke(&shape, 2.8, lip);
}

fn beard(portrait: &Portrait, hair: Color, picture: &mut Picture) {
    let turn = portrait.turn;
    let (x, y, _) = portrait.on_face(0.0, 31.0);
    let x = x + turn * 5.0;
    let chin = turn * 7.0;
    let skull = 55.0 + portrait.figure.jaw * 5.0;
    let color = hair.mix(palette::skin(portrait.figure.skin), 0.06);
    let shape = Outline::pen(-62.0, 0.0)
        .curve((-63.0, 30.0), (-skull, 48.0), (chin - 36.0, 74.0))
        .curve((chin - 22.0, 90.0), (chin + 22.0, 90.0), (chin + 36.0, 74.0))
        .curve((skull, 48.0), (63.0, 30.0), (62.0, 0.0))
        .curve((56.0, 18.0), (50.0, 32.0), (x + 29.0, y + 7.0))
        .curve((x + 20.0, y - 1.0), (x + 8.0, y - 1.0), (x, y + 1.5))
        .curve((x - 8.0, y - 1.0), (x - 20.0, y - 1.0), (x - 29.0, y + 7.0))
        .curve((-50.0, 32.0), (-56.0, 18.0), (-62.0, 0.0))
        .close();
    picture.fill(&shape, color);
    // Skin around the lips.
    let skin = palette::skin(portrait.figure.skin);
    picture.fill(&Outline::ellipse(x, y + 17.0, 17.0, 6.5), skin.mix(hair, 0.62));
}
