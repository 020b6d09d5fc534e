//! The light of an hour and the weather outside.

#![expect(clippy::unreadable_literal, reason = "colours are six digits, as everywhere")]

use super::color::Color;

/// What the hour and the weather do to a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// What every colour indoors is multiplied by.
    pub tint: [f32; 3],
    /// The sky high up.
    pub sky: Color,
    /// The sky at the horizon.
    pub horizon: Color,
    /// The farther hills.
    pub hills: Color,
    /// The nearer hills.
    pub hills_near: Color,
    /// How strongly the sun falls in, 0..=1.
    pub sun: f32,
    /// The colour of the sunlight.
    pub sunlight: Color,
    /// Whether the lamps are on: 0 (off) ..= 1 (on).
    pub lamps: f32,
    /// How many clouds there are, 0..=1.
    pub clouds: f32,
    /// How hard it rains, 0..=1.
    pub rain: f32,
}

/// One moment of a clear day; what lies between is mixed.
struct Moment {
    hour: f32,
    tint: [f32; 3],
    sky: u32,
    horizon: u32,
    hills: u32,
    hills_near: u32,
    sun: f32,
    sunlight: u32,
    lamps: f32,
}

#[rustfmt::skip]
const DAY: [Moment; 8] = [
    Moment { hour: 5.0,  tint: [0.50, 0.52, 0.74], sky: 0x2B3560, horizon: 0x5A5C8A, hills: 0x343C63, hills_near: 0x272D4E, sun: 0.0, sunlight: 0xFFE7B0, lamps: 1.0 },
    Moment { hour: 7.0,  tint: [0.90, 0.88, 0.94], sky: 0x7FA8CF, horizon: 0xF7D9B4, hills: 0x7F92AC, hills_near: 0x5F7E86, sun: 0.5, sunlight: 0xFFE7B0, lamps: 0.4 },
    Moment { hour: 9.0,  tint: [0.99, 0.98, 1.00], sky: 0x7DB4DA, horizon: 0xF9E6C2, hills: 0x86A3B4, hills_near: 0x5F8C84, sun: 0.9, sunlight: 0xFFF0C4, lamps: 0.0 },
    Moment { hour: 12.5, tint: [1.00, 1.00, 1.00], sky: 0x6FB2E0, horizon: 0xDDF0F2, hills: 0x86AEB9, hills_near: 0x5E9A80, sun: 0.5, sunlight: 0xFFFBE8, lamps: 0.0 },
    Moment { hour: 16.0, tint: [1.00, 0.96, 0.88], sky: 0x86B2CC, horizon: 0xFBDDA6, hills: 0x8C9FA8, hills_near: 0x6C8F78, sun: 0.9, sunlight: 0xFFDC96, lamps: 0.0 },
    Moment { hour: 17.7, tint: [1.00, 0.89, 0.78], sky: 0x8D8FB5, horizon: 0xF8B878, hills: 0x8A7C94, hills_near: 0x6B6578, sun: 0.8, sunlight: 0xFFB765, lamps: 0.1 },
    Moment { hour: 18.6, tint: [0.80, 0.73, 0.84], sky: 0x55588F, horizon: 0xD98F86, hills: 0x5E5A86, hills_near: 0x46466C, sun: 0.1, sunlight: 0xFF9C6A, lamps: 1.0 },
    Moment { hour: 20.5, tint: [0.62, 0.61, 0.80], sky: 0x262E5A, horizon: 0x505488, hills: 0x333A66, hills_near: 0x262C50, sun: 0.0, sunlight: 0xFF9C6A, lamps: 1.0 },
];

impl Light {
    /// The light at an hour (0..24) in a weather from 0 (clear) to 1 (rain).
    pub fn at(hour: f32, weather: f32) -> Self {
        let hour = if hour.is_finite() { hour.rem_euclid(24.0) } else { 12.0 };
        let weather = if weather.is_finite() { weather.clamp(0.0, 1.0) } else { 0.0 };
        let (first, last) = (&DAY[0], &DAY[DAY.len() - 1]);
        let clear = if hour <= first.hour {
            Self::between(last, first, (hour + 24.0 - last.hour) / (first.hour + 24.0 - last.hour))
        } else if hour >= last.hour {
            Self::between(last, first, (hour - last.hour) / (first.hour + 24.0 - last.hour))
        } else {
            let next = DAY.iter().position(|moment| moment.hour > hour).unwrap_or(1).max(1);
            let (a, b) = (&DAY[next - 1], &DAY[next]);
            Self::between(a, b, (hour - a.hour) / (b.hour - a.hour))
        };
        clear.clouded(weather)
    }

    fn between(a: &Moment, b: &Moment, t: f32) -> Self {
        let mix = |a: u32, b: u32| Color::hex(a).mix(Color::hex(b), t);
        let number = |a: f32, b: f32| a + (b - a) * t;
        Self {
            tint: std::array::from_fn(|i| number(a.tint[i], b.tint[i])),
            sky: mix(a.sky, b.sky),
            horizon: mix(a.horizon, b.horizon),
            hills: mix(a.hills, b.hills),
            hills_near: mix(a.hills_near, b.hills_near),
            sun: number(a.sun, b.sun),
            sunlight: mix(a.sunlight, b.sunlight),
            lamps: number(a.lamps, b.lamps),
            clouds: 0.0,
            rain: 0.0,
        }
    }

    /// Draws clouds over a clear day: light fades first, rain comes in the last third.
    fn clouded(self, weather: f32) -> Self {
        let grey = |color: Color, t: f32| {
            let level = (color.r * 0.3 + color.g * 0.55 + color.b * 0.15) * 0.86;
            color.mix(Color { r: level * 0.96, g: level, b: level * 1.05, a: 1.0 }, t)
        };
        let gloom = weather * weather;
        let dim = [0.90, 0.925, 0.98];
        Self {
            tint: std::array::from_fn(|i| self.tint[i] * (1.0 + (dim[i] - 1.0) * gloom)),
            sky: grey(self.sky, weather * 0.9).shade(gloom * 0.16),
            horizon: grey(self.horizon, weather * 0.85).shade(gloom * 0.12),
            hills: grey(self.hills, weather * 0.7),
            hills_near: grey(self.hills_near, weather * 0.6),
            sun: self.sun * (1.0 - weather).powf(1.3),
            lamps: self.lamps.max((weather - 0.75) * 2.0),
            clouds: (weather * 1.6).min(1.0),
            rain: ((weather - 0.62) / 0.38).clamp(0.0, 1.0),
            ..self
        }
    }

    /// What people are multiplied by: a little nearer to full light than the walls.
    pub fn on_people(&self) -> [f32; 3] {
        self.tint.map(|part| part + (1.0 - part) * 0.35)
    }
}
