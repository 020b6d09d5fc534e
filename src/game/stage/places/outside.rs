//! What is seen outside: sky, hills, clouds, rain; and the windows it is seen through.

use crate::game::stage::color::{Color, Fill};
use crate::game::stage::light::Light;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;

/// A rectangle: left, top, width, height.
pub(super) type Area = (f32, f32, f32, f32);

/// Paints the view into `area`, its horizon at two thirds of the height.
pub(super) fn view(light: &Light, area: Area, picture: &mut Picture) {
    let (x, y, w, h) = area;
    picture.unlit(|p| {
        p.clipped(&Outline::rect(x, y, w, h), |p| {
            p.fill(&Outline::rect(x, y, w, h), Fill::Down(light.sky, light.horizon));
            if light.sun > 0.02 {
                p.glow(
                    x + w * 0.72,
                    y + h * 0.40,
                    w * 0.42,
                    w * 0.42,
                    light.sunlight.alpha(0.55 * light.sun),
                );
                p.fill(
                    &Outline::circle(x + w * 0.72, y + h * 0.40, w.min(h) * 0.052),
                    light.sunlight.alpha(light.sun),
                );
            }
            clouds(light, area, p);
            hills(light, area, p);
            rain(light, area, p);
        });
    });
}

/// Paints a window with its view, frame and sill.
pub(super) fn window(light: &Light, area: Area, columns: u8, picture: &mut Picture) {
    let (x, y, w, h) = area;
    picture.fill(&Outline::rounded(x - 14.0, y - 10.0, w + 34.0, h + 34.0, 12.0), palette::INK.alpha(0.10));
    picture.fill(&Outline::rounded(x - 15.0, y - 15.0, w + 30.0, h + 30.0, 10.0), palette::WOOD);
    view(light, area, picture);
    // Light on the glass.
    picture.clipped(&Outline::rect(x, y, w, h), |p| {
        for (at, width) in [(0.18, 0.10), (0.34, 0.04)] {
            let left = x + w * at;
            let glass = [
                (left + w * 0.2, y),
                (left + w * (0.2 + width), y),
                (left + w * (width - 0.2), y + h),
                (left - w * 0.2, y + h),
            ];
            p.fill(&Outline::polygon(&glass), palette::PAPER.alpha(0.13));
        }
    });
    for column in 1..columns {
        let at = x + w * f32::from(column) / f32::from(columns);
        picture.fill(&Outline::rect(at - 5.0, y, 10.0, h), palette::WOOD);
        picture.fill(&Outline::rect(at + 3.0, y, 2.0, h), palette::WOOD.shade(0.2));
    }
    picture.fill(&Outline::rect(x, y + h * 0.42, w, 8.0), palette::WOOD);
    picture.fill(&Outline::rect(x, y, w, 5.0), palette::INK.alpha(0.16));
    picture.fill(&Outline::rounded(x - 26.0, y + h + 12.0, w + 52.0, 16.0, 5.0), palette::WOOD.tint(0.18));
    picture.fill(&Outline::rect(x - 20.0, y + h + 28.0, w + 40.0, 7.0), palette::INK.alpha(0.10));
}

/// Paints sunlight falling from a window onto wall and floor.
pub(super) fn sunbeam(light: &Light, area: Area, picture: &mut Picture) {
    let (x, y, w, h) = area;
    let strength = 0.34 * light.sun;
    if strength < 0.01 {
        return;
    }
    let (bright, gone) = (light.sunlight.alpha(strength), light.sunlight.alpha(strength * 0.2));
    for half in 0..2_u8 {
        let left = x + f32::from(half) * w * 0.54 + 40.0;
        let beam = [
            (left, y + h + 40.0),
            (left + w * 0.44, y + h + 40.0),
            (left + w * 0.44 + 190.0, 940.0),
            (left + 110.0, 940.0),
        ];
        picture.fill(&Outline::polygon(&beam), Fill::Down(bright, gone));
    }
}

/// Paints rain streaks over `area`.
pub(super) fn rain(light: &Light, area: Area, picture: &mut Picture) {
    let (x, y, w, h) = area;
    let drops = (w * h / 1500.0 * light.rain) as u32;
    for i in 0..drops.min(420) {
        let (u, v) = scatter(i);
        let (at, top) = (x + u * (w + 40.0), y + v * (h + 30.0) - 30.0);
        let long = 16.0 + 14.0 * scatter(i + 911).0;
        let color = palette::PAPER.alpha(0.26 + 0.14 * scatter(i + 77).1);
        picture.fill(
            &Outline::polygon(&[
                (at, top),
                (at + 2.2, top),
                (at + 2.2 - long * 0.26, top + long),
                (at - long * 0.26, top + long),
            ]),
            color,
        );
    }
}

/// A pair of numbers in 0..1 that looks like chance and is always the same.
pub(super) fn scatter(i: u32) -> (f32, f32) {
    let i = i as f32;
    ((i * 0.754_877_7 + 0.13).fract(), (i * 0.569_840_3 + 0.71).fract())
}

fn clouds(light: &Light, area: Area, picture: &mut Picture) {
    let (x, y, w, h) = area;
    let size = (w / 300.0).clamp(0.7, 1.7);
    let bright =
        light.horizon.mix(palette::PAPER, 0.62 * (1.0 - light.clouds * 0.75)).shade(light.clouds * 0.10);
    // A few friendly ones always; more and darker ones as the weather turns.
    for i in 0..9_u8 {
        let strength = if i < 2 { 0.75 } else { (light.clouds * 7.0 - f32::from(i - 2)).clamp(0.0, 0.92) };
        if strength <= 0.0 {
            continue;
        }
        let (u, v) = scatter(u32::from(i) * 3 + 5);
        let color = bright.shade(0.03 * f32::from(i % 3)).alpha(strength);
        cloud(x + w * u, y + h * (0.08 + 0.30 * v), size * (0.8 + 0.5 * v), color, picture);
    }
}

fn cloud(x: f32, y: f32, size: f32, color: Color, picture: &mut Picture) {
    let s = size * 22.0;
    let shape = Outline::pen(x - s * 2.6, y + s * 0.8)
        .curve((x - s * 3.2, y - s * 0.2), (x - s * 1.9, y - s * 0.6), (x - s * 1.5, y - s * 0.2))
        .curve((x - s * 1.3, y - s * 1.5), (x + s * 0.3, y - s * 1.5), (x + s * 0.6, y - s * 0.5))
        .curve((x + s * 1.3, y - s * 1.1), (x + s * 2.1, y - s * 0.4), (x + s * 1.9, y + s * 0.1))
        .curve((x + s * 2.9, y), (x + s * 2.9, y + s * 0.8), (x + s * 2.4, y + s * 0.8))
        .close();
    picture.fill(&shape, color);
}

fn hills(light: &Light, area: Area, picture: &mut Picture) {
    let (x, y, w, h) = area;
    let ridge = |points: &[(f32, f32)]| {
        let mut outline: Vec<(f32, f32)> = points.iter().map(|&(u, v)| (x + w * u, y + h * v)).collect();
        outline.extend([(x + w * 1.3, y + h * 1.2), (x - w * 0.3, y + h * 1.2)]);
        Outline::polygon(&outline)
    };
    let far =
        [(-0.1, 0.70), (0.12, 0.52), (0.26, 0.61), (0.50, 0.40), (0.70, 0.60), (0.92, 0.47), (1.1, 0.58)];
    picture.fill(&ridge(&far), Fill::Down(light.hills, light.hills.mix(light.horizon, 0.35)));
    let near = Outline::blob(&[
        (x - w * 0.3, y + h * 1.3),
        (x - w * 0.2, y + h * 0.82),
        (x + w * 0.16, y + h * 0.74),
        (x + w * 0.48, y + h * 0.86),
        (x + w * 0.82, y + h * 0.75),
        (x + w * 1.2, y + h * 0.84),
        (x + w * 1.3, y + h * 1.3),
    ]);
    picture.fill(&near, light.hills_near);
    for i in 0..7_u8 {
        let u = 0.05 + f32::from(i) * 0.145;
        let size = h * (0.045 + 0.02 * scatter(u32::from(i)).0);
        let (tx, ty) = (x + w * u, y + h * (0.86 + 0.03 * scatter(u32::from(i) + 9).1));
        let tree = [(tx - size * 0.55, ty + size), (tx, ty - size * 1.5), (tx + size * 0.55, ty + size)];
        picture.fill(&Outline::polygon(&tree), light.hills_near.shade(0.22));
    }
}
