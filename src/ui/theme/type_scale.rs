//! The kinds of text and how each is set.

use egui::text::LayoutJob;
use egui::{Color32, FontFamily, FontId, TextFormat};

use super::fonts::{BOLD, HEADING};

/// A kind of text, by its part on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The name of the program.
    Display,
    /// The headline of a page.
    Heading,
    /// The headline of a part.
    Subheading,
    /// What is read.
    Body,
    /// What is read, emphasised.
    Strong,
    /// What a choice says.
    Choice,
    /// What is said beside.
    Small,
    /// What is said beside, emphasised.
    SmallStrong,
    /// The line above a headline: where and when.
    Kicker,
    /// Files and code.
    Mono,
}

impl Kind {
    /// The face and its size in points.
    pub fn font(self) -> FontId {
        let named = |name: &str| FontFamily::Name(name.into());
        match self {
            Self::Display => FontId::new(52.0, named(HEADING)),
            Self::Heading => FontId::new(28.0, named(HEADING)),
            Self::Subheading => FontId::new(20.0, named(HEADING)),
            Self::Body => FontId::new(17.0, FontFamily::Proportional),
            Self::Strong => FontId::new(16.0, named(BOLD)),
            Self::Choice => FontId::new(16.0, FontFamily::Proportional),
            Self::Small | Self::Kicker => FontId::new(14.0, FontFamily::Proportional),
            Self::SmallStrong => FontId::new(14.0, named(BOLD)),
            Self::Mono => FontId::new(13.5, FontFamily::Monospace),
        }
    }

    /// The distance from one line to the next, in points.
    pub const fn line_height(self) -> f32 {
        match self {
            Self::Display => 62.0,
            Self::Heading => 35.0,
            Self::Subheading => 27.0,
            Self::Body => 25.0,
            Self::Strong | Self::Choice => 22.0,
            Self::Small | Self::SmallStrong | Self::Kicker => 20.0,
            Self::Mono => 19.0,
        }
    }

    /// How a run of text of this kind is set in a colour.
    pub fn format(self, color: Color32) -> TextFormat {
        TextFormat {
            font_id: self.font(),
            line_height: Some(self.line_height()),
            extra_letter_spacing: if self == Self::Kicker { 0.7 } else { 0.0 },
            color,
            ..TextFormat::default()
        }
    }

    /// A single line of this kind without the leading, to be centred in something.
    pub fn line(self, text: &str, color: Color32) -> LayoutJob {
        let mut job = self.job(text, color, f32::INFINITY);
        for section in &mut job.sections {
            section.format.line_height = None;
        }
        job
    }

    /// A text of this kind, wrapped at `width` points.
    pub fn job(self, text: &str, color: Color32, width: f32) -> LayoutJob {
        let mut job = LayoutJob::single_section(text.to_owned(), self.format(color));
        job.wrap.max_width = width;
        job
    }
}
