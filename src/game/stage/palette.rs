//! Every colour of the stage, before the light of the hour.

#![expect(clippy::unreadable_literal, reason = "colours are six digits, as everywhere")]

use super::color::Color;
use crate::scenario::model::{HairColor, Top};

/// Walls near the ceiling.
pub const WALL: Color = Color::hex(0xF4DDBE);
/// Walls near the floor.
pub const WALL_LOW: Color = Color::hex(0xEBCBA4);
/// Walls of working places, cooler.
pub const PLASTER: Color = Color::hex(0xE9DCC8);
/// The same near the floor.
pub const PLASTER_LOW: Color = Color::hex(0xD9C4A6);
/// Wooden floor.
pub const FLOOR: Color = Color::hex(0xB98558);
/// Wooden floor, near.
pub const FLOOR_NEAR: Color = Color::hex(0xA06E46);
/// Concrete.
pub const CONCRETE: Color = Color::hex(0xB7A999);
/// Concrete, near.
pub const CONCRETE_NEAR: Color = Color::hex(0x978878);
/// Light wood: frames, shelves, doors.
pub const WOOD: Color = Color::hex(0xC9986A);
/// Dark wood: tables.
pub const WALNUT: Color = Color::hex(0x8A5A3A);
/// Paper, boards, cups.
pub const PAPER: Color = Color::hex(0xFBF5EA);
/// Lines on paper.
pub const PENCIL: Color = Color::hex(0xC9BDA6);
/// Dark things: screens, cables, tyres.
pub const INK: Color = Color::hex(0x2C2833);
/// Metal.
pub const STEEL: Color = Color::hex(0x9AA3A8);
/// Dark metal.
pub const IRON: Color = Color::hex(0x59616B);
/// Cardboard.
pub const CARTON: Color = Color::hex(0xCFA06B);
/// Adhesive tape.
pub const TAPE: Color = Color::hex(0xE9CB98);
/// Leaves.
pub const LEAF: Color = Color::hex(0x4F8A63);
/// Leaves in shade.
pub const LEAF_DARK: Color = Color::hex(0x36694F);
/// The first accent.
pub const TEAL: Color = Color::hex(0x1F7A78);
/// A quiet teal.
pub const SAGE: Color = Color::hex(0x8DBFB2);
/// The second accent.
pub const CORAL: Color = Color::hex(0xE0593A);
/// The third accent.
pub const AMBER: Color = Color::hex(0xE8B04A);
/// The fourth accent.
pub const PURPLE: Color = Color::hex(0x5D4B8A);
/// Lamp light.
pub const GLOW: Color = Color::hex(0xFFE2A0);
/// The white of an eye.
pub const EYE: Color = Color::hex(0xFFFBF4);
/// The inside of a mouth.
pub const MOUTH: Color = Color::hex(0x6E2430);
/// A tongue.
pub const TONGUE: Color = Color::hex(0xD9706A);
/// Brick.
pub const BRICK: Color = Color::hex(0xC07A58);
/// Asphalt.
pub const ASPHALT: Color = Color::hex(0x77727A);

/// Skin by tone, 1 (lightest) to 6 (darkest); other numbers count as the nearest.
pub fn skin(tone: u8) -> Color {
    Color::hex(match tone {
        0 | 1 => 0xF6D6BE,
        2 => 0xEBBB98,
        3 => 0xD69C74,
        4 => 0xB47850,
        5 => 0x875539,
        _ => 0x613E2C,
    })
}

/// Lips and cheeks on a skin.
pub fn blush(skin: Color) -> Color {
    skin.mix(Color::hex(0xC9403A), 0.42)
}

/// Hair.
pub fn hair(color: HairColor) -> Color {
    Color::hex(match color {
        HairColor::Black => 0x2A242D,
        HairColor::Brown => 0x5B3B2B,
        HairColor::Auburn => 0x9B4630,
        HairColor::Blond => 0xD8A757,
        HairColor::Grey => 0x8E8A8C,
        HairColor::White => 0xE6DFD5,
    })
}

/// Cloth, for what is worn.
pub fn top(top: Top) -> Color {
    Color::hex(match top {
        Top::Purple => 0x64509A,
        Top::Teal => 0x1F7F7C,
        Top::Amber => 0xE5A93E,
        Top::Coral => 0xDC5C3E,
        Top::Blue => 0x3E76B8,
        Top::Green => 0x5A8F55,
        Top::Grey => 0x868791,
        Top::Navy => 0x2E3D63,
    })
}
