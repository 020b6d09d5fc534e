//! A person's looks with every part decided.

use crate::scenario::model::{Build, Hair, HairColor, Look, Top};

/// What is worn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// A sweater with a round neck.
    Sweater,
    /// A shirt collar under a V-neck.
    VNeck,
    /// A blazer over something light.
    Blazer,
    /// A hood at the back of the neck.
    Hoodie,
    /// A shirt, buttoned.
    Shirt,
}

/// A person's looks: what the scenario says, the rest derived from the id.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Skin tone, 1..=6.
    pub skin: u8,
    /// The cut of the hair.
    pub hair: Hair,
    /// Its colour.
    pub hair_color: HairColor,
    /// The width of the shoulders.
    pub build: Build,
    /// The colour of what is worn.
    pub top: Top,
    /// What is worn.
    pub cut: Cut,
    /// Whether there is a beard.
    pub beard: bool,
    /// Whether there are glasses.
    pub glasses: bool,
    /// How wide the jaw is, 0 (narrow) ..= 1 (wide).
    pub jaw: f32,
    /// The size of the nose, 0..=1.
    pub nose: f32,
    /// How thick the brows are, 0..=1.
    pub brows: f32,
    /// How tall the person is among others, -1..=1.
    pub height: f32,
    /// A number for habits: which way the arms are held.
    pub habit: u8,
}

impl Figure {
    /// Decides every part of `look` that is left open, always in the same way for the same id.
    pub fn new(id: &str, look: &Look) -> Self {
        let part = |name: &str| Lot(fnv(&[id, name]));
        let hair = look.hair.unwrap_or_else(|| {
            // A scarf says something about a person that an id does not; it is only ever asked for.
            const HAIR: [Hair; 9] = [
                Hair::Short,
                Hair::Long,
                Hair::Curly,
                Hair::Bob,
                Hair::Crop,
                Hair::Bun,
                Hair::Short,
                Hair::Long,
                Hair::Bald,
            ];
            part("hair").pick(&HAIR)
        });
        let short = matches!(hair, Hair::Crop | Hair::Short | Hair::Bald);
        let skin = look.skin.unwrap_or_else(|| part("skin").pick(&[1, 2, 2, 3, 3, 4, 5, 6])).clamp(1, 6);
        let hair_color = look.hair_color.unwrap_or_else(|| {
            use HairColor::{Auburn, Black, Blond, Brown, Grey, White};
            if skin <= 2 {
                part("color").pick(&[Brown, Auburn, Blond, Black, Brown, Grey, Blond, White])
            } else {
                part("color").pick(&[Black, Black, Brown, Black, Brown, Grey])
            }
        });
        let jaw = part("jaw").unit();
        Self {
            skin,
            hair,
            hair_color,
            build: look.build.unwrap_or_else(|| part("build").pick(Build::ALL)),
            top: look.top.unwrap_or_else(|| part("top").pick(Top::ALL)),
            cut: part("cut").pick(&[Cut::Sweater, Cut::VNeck, Cut::Blazer, Cut::Hoodie, Cut::Shirt]),
            beard: look.beard.unwrap_or_else(|| short && part("beard").unit() < 0.42),
            glasses: look.glasses.unwrap_or_else(|| part("glasses").unit() < 0.3),
            jaw: if short { 0.4 + jaw * 0.6 } else { jaw * 0.6 },
            nose: part("nose").unit(),
            brows: part("brows").unit(),
            height: part("height").unit() * 2.0 - 1.0,
            habit: part("habit").pick(&[0, 1, 2, 3]),
        }
    }
}

/// A number drawn from an id.
struct Lot(u64);

impl Lot {
    fn pick<T: Copy>(self, from: &[T]) -> T {
        from[(self.0 % from.len() as u64) as usize]
    }

    fn unit(self) -> f32 {
        (self.0 % 1000) as f32 / 999.0
    }
}

/// FNV-1a over the parts, then mixed once more: its low bits alone follow short inputs too closely.
fn fnv(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}
