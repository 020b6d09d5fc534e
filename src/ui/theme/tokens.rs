//! The colours, by what they are for.

use egui::Color32;

use crate::scenario::model::Top;

/// The colours of one theme. Every pair of text and ground has a contrast of at least 4.5 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tokens {
    /// The ground of the reading column and of whole pages.
    pub paper: Color32,
    /// Cards and dialogs: a little nearer than the paper.
    pub raised: Color32,
    /// A card under the pointer.
    pub hover: Color32,
    /// A card that cannot be pressed; the ground of files and code.
    pub well: Color32,
    /// Text, badges and the primary button.
    pub ink: Color32,
    /// Secondary text.
    pub ink_soft: Color32,
    /// Text on ink and on the strong colours.
    pub on_ink: Color32,
    /// Thin lines around cards.
    pub line: Color32,
    /// The empty part of a bar, grid lines.
    pub track: Color32,
    /// The handle of a scroll bar.
    pub handle: Color32,
    /// What lies behind a dialog.
    pub scrim: Color32,
    /// Under what floats.
    pub shadow: Color32,
    /// The accent, the focus, the better.
    pub teal: Color32,
    /// The accent as text on a tinted ground.
    pub teal_ink: Color32,
    /// The accent as a ground.
    pub teal_soft: Color32,
    /// Alarm as a shape: the deadline, a bar.
    pub coral: Color32,
    /// Alarm and the worse, as text.
    pub coral_ink: Color32,
    /// Alarm as a ground.
    pub coral_soft: Color32,
    /// The third colour; leading.
    pub purple: Color32,
    /// The third colour as a ground.
    pub purple_soft: Color32,
    /// The fourth colour, never for text.
    pub amber: Color32,
    /// The fourth colour as text.
    pub amber_ink: Color32,
    /// The fourth colour as a ground.
    pub amber_soft: Color32,
}

impl Tokens {
    /// Warm paper and dark ink.
    pub const LIGHT: Self = Self {
        paper: Color32::from_rgb(0xFB, 0xF6, 0xEE),
        raised: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        hover: Color32::from_rgb(0xFF, 0xFC, 0xF4),
        well: Color32::from_rgb(0xF3, 0xEC, 0xE0),
        ink: Color32::from_rgb(0x2B, 0x27, 0x30),
        ink_soft: Color32::from_rgb(0x66, 0x5D, 0x58),
        on_ink: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        line: Color32::from_rgb(0xE6, 0xDB, 0xC8),
        track: Color32::from_rgb(0xE9, 0xDF, 0xD0),
        handle: Color32::from_rgb(0xC9, 0xBC, 0xA6),
        scrim: Color32::from_rgba_premultiplied(0x15, 0x13, 0x18, 0x99),
        shadow: Color32::from_rgba_premultiplied(0x0A, 0x07, 0x04, 0x2C),
        teal: Color32::from_rgb(0x1F, 0x7A, 0x78),
        teal_ink: Color32::from_rgb(0x17, 0x5F, 0x5D),
        teal_soft: Color32::from_rgb(0xDC, 0xEB, 0xE6),
        coral: Color32::from_rgb(0xE4, 0x57, 0x2E),
        coral_ink: Color32::from_rgb(0xB0, 0x3A, 0x17),
        coral_soft: Color32::from_rgb(0xFB, 0xE6, 0xDD),
        purple: Color32::from_rgb(0x5D, 0x4B, 0x8A),
        purple_soft: Color32::from_rgb(0xE9, 0xE4, 0xF1),
        amber: Color32::from_rgb(0xE9, 0xB4, 0x4C),
        amber_ink: Color32::from_rgb(0x7D, 0x58, 0x0B),
        amber_soft: Color32::from_rgb(0xFB, 0xEF, 0xD6),
    };

    /// The colour of a meter's bar and line, by the meter's place in the scenario.
    pub const fn meter(&self, index: usize) -> Color32 {
        match index % 4 {
            0 => self.teal,
            1 => self.purple,
            2 => self.coral,
            _ => self.amber,
        }
    }

    /// The colour that stands for a person, after what the person wears; dark enough for text on paper.
    pub const fn person(&self, top: Top) -> Color32 {
        match top {
            Top::Purple => self.purple,
            Top::Teal => self.teal,
            Top::Amber => self.amber_ink,
            Top::Coral => self.coral_ink,
            Top::Blue => Color32::from_rgb(0x2A, 0x62, 0x9A),
            Top::Green => Color32::from_rgb(0x3F, 0x70, 0x38),
            Top::Grey => self.ink_soft,
            Top::Navy => Color32::from_rgb(0x2C, 0x3E, 0x66),
        }
    }
}
