//! Hair and scarf, behind the head and before it.

use super::portrait::Portrait;
use crate::game::stage::color::Color;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;
use crate::scenario::model::Hair;

/// Draws what hangs behind head and shoulders.
pub(super) fn draw_behind(portrait: &Portrait, picture: &mut Picture) {
    let color = palette::hair(portrait.figure.hair_color);
    let back = color.shade(0.22);
    let sway = -portrait.turn * 9.0;
    match portrait.figure.hair {
        Hair::Bob => picture.fill(
            &Outline::pen(-70.0 + sway, -20.0)
                .curve((-78.0 + sway, -84.0), (-42.0, -103.0), (0.0, -102.0))
                .curve((42.0, -103.0), (78.0 + sway, -84.0), (70.0 + sway, -20.0))
                .curve((74.0 + sway, 20.0), (84.0 + sway, 56.0), (74.0 + sway, 76.0))
                .curve((50.0, 92.0), (-50.0, 92.0), (-74.0 + sway, 76.0))
                .curve((-84.0 + sway, 56.0), (-74.0 + sway, 20.0), (-70.0 + sway, -20.0))
                .close(),
            back,
        ),
        Hair::Long => picture.fill(
            &Outline::pen(-69.0 + sway, -20.0)
                .curve((-78.0 + sway, -84.0), (-42.0, -102.0), (0.0, -101.0))
                .curve((42.0, -102.0), (78.0 + sway, -84.0), (69.0 + sway, -20.0))
                .curve((74.0 + sway, 50.0), (98.0 + sway, 110.0), (84.0 + sway, 190.0))
                .curve((40.0, 206.0), (-40.0, 206.0), (-84.0 + sway, 190.0))
                .curve((-98.0 + sway, 110.0), (-74.0 + sway, 50.0), (-69.0 + sway, -20.0))
                .close(),
            back,
        ),
        Hair::Bun => {
            let x = -portrait.turn * 24.0;
            picture.fill(&Outline::circle(x, -108.0, 33.0), back);
            picture.fill(&Outline::circle(x - 4.0, -111.0, 27.0), color);
            let curl = [(x - 17.0, -104.0), (x - 4.0, -96.0), (x + 12.0, -104.0)];
            picture.stroke(&Outline::curve(&curl), 3.0, back);
        }
        Hair::Curly => curls(portrait, back, 1.0, picture),
        Hair::Scarf => picture.fill(
            &Outline::pen(-66.0, -20.0)
                .curve((-74.0, -76.0), (-42.0, -100.0), (0.0, -100.0))
                .curve((42.0, -100.0), (74.0, -76.0), (66.0, -20.0))
                .curve((70.0, 40.0), (92.0, 90.0), (104.0, 142.0))
                .line(-104.0, 142.0)
                .curve((-92.0, 90.0), (-70.0, 40.0), (-66.0, -20.0))
                .close(),
            back,
        ),
        Hair::Crop | Hair::Short | Hair::Bald => {}
    }
}

/// Draws what lies over the forehead and at the temples.
pub(super) fn draw_before(portrait: &Portrait, picture: &mut Picture) {
    let color = palette::hair(portrait.figure.hair_color);
    let t = portrait.turn * 8.0;
    match portrait.figure.hair {
        Hair::Crop => {
            picture.fill(&cap(-64.0, 92.0, -42.0, -50.0, t), color);
            shine(&[(-40.0 + t, -70.0), (-20.0 + t, -80.0), (4.0 + t, -82.0)], color, picture);
        }
        Hair::Short => short(color, t, picture),
        Hair::Curly => {
            picture.fill(&cap(-63.0, 90.0, -40.0, -46.0, t), color);
            curls(portrait, color, 0.86, picture);
        }
        Hair::Bob => bob(color, t, picture),
        Hair::Long => long(color, t, picture),
        Hair::Bun => {
            picture.fill(&cap(-65.0, 96.0, -30.0, -58.0, t), color);
            shine(&[(-34.0 + t, -66.0), (-14.0 + t, -80.0), (6.0 + t, -84.0)], color, picture);
        }
        Hair::Bald => {
            let skin = palette::skin(portrait.figure.skin);
            picture.glow(-20.0 + t, -58.0, 26.0, 14.0, skin.tint(0.75).alpha(0.5));
            for side in [-1.0, 1.0] {
                let edge = Outline::blob(&[
                    (side * 61.0, -26.0),
                    (side * 55.0, -18.0),
                    (side * 57.0, 2.0),
                    (side * 63.0, 2.0),
                ]);
                picture.fill(&edge, color.mix(skin, 0.45));
            }
        }
        Hair::Scarf => scarf(portrait, color, picture),
    }
}

/// Hair lying on the skull: down to `side` at the temples, with the hairline at `edge` and its middle at `middle`.
fn cap(left: f32, top: f32, edge: f32, middle: f32, t: f32) -> Outline {
    let right = -left;
    Outline::pen(left, 2.0)
        .curve((left - 7.0, -60.0), (-42.0, -top), (0.0, -top))
        .curve((42.0, -top), (right + 7.0, -60.0), (right, 2.0))
        .line(right - 7.0 + t * 0.3, -10.0)
        .curve((53.0 + t, -28.0), (48.0 + t, edge), (36.0 + t, edge - 4.0))
        .curve((16.0 + t, middle - 4.0), (-16.0 + t, middle - 4.0), (-36.0 + t, edge - 4.0))
        .curve((-48.0 + t, edge), (-53.0 + t, -28.0), (left + 7.0 + t * 0.3, -10.0))
        .close()
}

fn shine(points: &[(f32, f32)], color: Color, picture: &mut Picture) {
    picture.stroke(&Outline::curve(points), 5.0, color.tint(0.22).alpha(0.7));
}

fn short(color: Color, t: f32, picture: &mut Picture) {
    picture.fill(
        &Outline::pen(-63.0, 4.0)
            .curve((-74.0, -44.0), (-66.0, -84.0), (-34.0, -92.0))
            .curve((-12.0, -108.0), (34.0, -108.0), (54.0, -86.0))
            .curve((72.0, -72.0), (70.0, -30.0), (63.0, 4.0))
            .line(56.0 + t * 0.3, -10.0)
            .curve((56.0 + t, -30.0), (52.0 + t, -40.0), (46.0 + t, -46.0))
            .curve((22.0 + t, -38.0), (-10.0 + t, -42.0), (-28.0 + t, -60.0))
            .curve((-34.0 + t, -48.0), (-50.0 + t, -36.0), (-56.0 + t * 0.3, -10.0))
            .close(),
        color,
    );
    let part = [(-28.0 + t, -60.0), (-27.0 + t, -76.0), (-20.0 + t, -90.0)];
    picture.stroke(&Outline::curve(&part), 2.6, color.shade(0.3));
    shine(&[(-4.0 + t, -76.0), (16.0 + t, -80.0), (38.0 + t, -70.0)], color, picture);
}

fn bob(color: Color, t: f32, picture: &mut Picture) {
    picture.fill(
        &Outline::pen(-74.0, 60.0)
            .curve((-80.0, 20.0), (-76.0, -30.0), (-66.0, -62.0))
            .curve((-50.0, -98.0), (-20.0, -104.0), (4.0, -103.0))
            .curve((40.0, -104.0), (66.0, -84.0), (72.0, -40.0))
            .curve((78.0, -8.0), (78.0, 30.0), (74.0, 60.0))
            .curve((66.0, 72.0), (58.0, 66.0), (55.0, 52.0))
            .curve((57.0, 20.0), (58.0 + t, -10.0), (54.0 + t, -34.0))
            .curve((30.0 + t, -45.0), (-26.0 + t, -45.0), (-54.0 + t, -34.0))
            .curve((-58.0 + t, -10.0), (-57.0, 20.0), (-55.0, 52.0))
            .curve((-58.0, 66.0), (-66.0, 72.0), (-74.0, 60.0))
            .close(),
        color,
    );
    for x in [-26.0, 2.0, 30.0] {
        let strand = [(x * 0.7 + t, -72.0), (x + t, -44.0)];
        picture.stroke(&Outline::line(&strand), 2.2, color.shade(0.2).alpha(0.7));
    }
    shine(&[(-48.0 + t, -60.0), (-20.0 + t, -74.0), (12.0 + t, -76.0)], color, picture);
}

fn long(color: Color, t: f32, picture: &mut Picture) {
    // Two curtains from a parting a little off the middle.
    let part = -14.0 + t * 1.3;
    picture.fill(
        &Outline::pen(part, -98.0)
            .curve((-44.0, -102.0), (-72.0, -78.0), (-70.0, -24.0))
            .curve((-74.0, 24.0), (-90.0, 80.0), (-82.0, 150.0))
            .curve((-76.0, 162.0), (-66.0, 160.0), (-62.0, 150.0))
            .curve((-66.0, 100.0), (-56.0, 60.0), (-57.0, 16.0))
            .curve((-56.0 + t, -20.0), (-40.0 + t, -44.0), (part, -62.0))
            .close(),
        color,
    );
    picture.fill(
        &Outline::pen(part - 2.0, -98.0)
            .curve((44.0, -106.0), (74.0, -78.0), (70.0, -24.0))
            .curve((74.0, 24.0), (92.0, 80.0), (84.0, 158.0))
            .curve((76.0, 168.0), (66.0, 164.0), (63.0, 152.0))
            .curve((66.0, 100.0), (57.0, 60.0), (58.0, 16.0))
            .curve((56.0 + t, -18.0), (30.0 + t, -46.0), (part - 4.0, -62.0))
            .close(),
        color,
    );
    shine(&[(12.0 + t, -82.0), (34.0 + t, -70.0), (50.0 + t, -46.0)], color, picture);
    shine(&[(-66.0, 40.0), (-72.0, 80.0), (-72.0, 120.0)], color, picture);
}

fn curls(portrait: &Portrait, color: Color, size: f32, picture: &mut Picture) {
    let t = portrait.turn * 5.0;
    for i in 0..13_u8 {
        let step = f32::from(i) / 12.0;
        // Before the face the curls end above the eyes.
        let (from, sweep) = if size < 1.0 { (1.04, 0.92) } else { (0.93, 1.14) };
        let angle = std::f32::consts::PI * (from + step * sweep);
        let (sin, cos) = angle.sin_cos();
        let wobble = if i % 2 == 0 { 3.0 } else { -2.0 };
        let radius = (21.0 + wobble) * size;
        picture.fill(&Outline::circle(cos * 62.0 + t * 0.4, sin * 72.0 - 16.0, radius), color);
    }
    if size < 1.0 {
        for (x, y, r) in
            [(-34.0, -62.0, 15.0), (-12.0, -67.0, 17.0), (12.0, -66.0, 16.0), (34.0, -60.0, 15.0)]
        {
            picture.fill(&Outline::circle(x + t, y, r), color);
        }
        for (x, y) in [(-38.0, -78.0), (-8.0, -88.0), (22.0, -84.0), (46.0, -62.0), (-56.0, -48.0)] {
            let curl = [(x - 8.0 + t, y + 2.0), (x - 2.0 + t, y - 6.0), (x + 7.0 + t, y - 3.0)];
            picture.stroke(&Outline::curve(&curl), 3.2, color.tint(0.17).alpha(0.8));
        }
    }
}

fn scarf(portrait: &Portrait, color: Color, picture: &mut Picture) {
    let t = portrait.turn * 7.0;
    // The cloth around the face, its opening left free, and the fold under the chin.
    let cloth = Outline::pen(-68.0, -8.0)
        .curve((-74.0, -76.0), (-40.0, -101.0), (0.0, -101.0))
        .curve((40.0, -101.0), (74.0, -76.0), (68.0, -8.0))
        .curve((70.0, 50.0), (46.0, 96.0), (t, 98.0))
        .curve((-46.0, 96.0), (-70.0, 50.0), (-68.0, -8.0))
        .line(-50.0 + t, -6.0)
        .curve((-48.0 + t, 40.0), (-30.0 + t, 70.0), (t, 71.0))
        .curve((30.0 + t, 70.0), (48.0 + t, 40.0), (50.0 + t, -6.0))
        .curve((48.0 + t, -44.0), (28.0 + t, -58.0), (t, -58.0))
        .curve((-28.0 + t, -58.0), (-48.0 + t, -44.0), (-50.0 + t, -6.0))
        .line(-68.0, -8.0)
        .close();
    picture.fill(&cloth, color);
    let drape = Outline::pen(-62.0, 40.0)
        .curve((-66.0, 80.0), (-82.0, 110.0), (-92.0, 134.0))
        .curve((-40.0, 164.0), (40.0, 166.0), (92.0, 134.0))
        .curve((82.0, 110.0), (66.0, 80.0), (62.0, 40.0))
        .curve((46.0, 82.0), (20.0 + t, 84.0), (t, 84.0))
        .curve((-20.0 + t, 84.0), (-46.0, 82.0), (-62.0, 40.0))
        .close();
    picture.fill(&drape, color.shade(0.06));
    for (a, b, c) in [
        ((-52.0, 66.0), (-10.0, 112.0), (66.0, 118.0)),
        ((-66.0, 98.0), (-24.0, 132.0), (30.0, 144.0)),
        ((-46.0 + t, -56.0), (-14.0, -84.0), (24.0, -88.0)),
    ] {
        picture.stroke(&Outline::curve(&[a, b, c]), 3.0, color.shade(0.24).alpha(0.75));
    }
}
