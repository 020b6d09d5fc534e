//! What a choice changed, as a plain list.

use egui::text::LayoutJob;
use egui::{Label, Response, Ui};

use crate::ui::theme::{self, Kind, Tokens, space};

/// One thing that changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// What changed, in words: "Team morale +8", "Anna trusts you more".
    pub text: String,
    /// Which way the number went, if it is one.
    pub direction: Direction,
    /// Whether that is good.
    pub tone: Tone,
}

/// Which way a number went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// Up.
    Up,
    /// Down.
    Down,
    /// It is no number.
    #[default]
    None,
}

/// Whether something is good.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// Better than before.
    Better,
    /// Worse than before.
    Worse,
    /// Neither.
    #[default]
    Neutral,
}

impl Tone {
    /// The word for it; empty for neither.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Neutral => "",
        }
    }

    /// Its colour as text.
    pub const fn color(self, tokens: &Tokens) -> egui::Color32 {
        match self {
            Self::Better => tokens.teal,
            Self::Worse => tokens.coral_ink,
            Self::Neutral => tokens.ink_soft,
        }
    }
}

impl Direction {
    /// The sign for it.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Up => "▲",
            Self::Down => "▼",
            Self::None => "•",
        }
    }
}

/// Shows the changes, one below the other.
pub fn change_list_ui(ui: &mut Ui, changes: &[Change]) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        for change in changes {
            ui.add(Label::new(job(change, &theme::tokens(ui.ctx()), Kind::Body)).wrap());
        }
    })
    .response
}

/// Shows the changes in one run of small text.
pub fn change_line_ui(ui: &mut Ui, changes: &[Change]) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let mut line = LayoutJob::default();
    for (place, change) in changes.iter().enumerate() {
        let gap = if place == 0 { "" } else { "    " };
        line.append(gap, 0.0, Kind::Small.format(tokens.ink));
        append(&mut line, change, &tokens, Kind::Small);
    }
    ui.add(Label::new(line).wrap())
}

fn job(change: &Change, tokens: &Tokens, kind: Kind) -> LayoutJob {
    let mut job = LayoutJob::default();
    append(&mut job, change, tokens, kind);
    job
}

fn append(job: &mut LayoutJob, change: &Change, tokens: &Tokens, kind: Kind) {
    let color = change.tone.color(tokens);
    // A no-break space keeps the sign with what it is about.
    job.append(change.direction.sign(), 0.0, kind.format(color));
    job.append(&format!("\u{a0}{}", change.text), 0.0, kind.format(tokens.ink));
    if change.direction != Direction::None && change.tone != Tone::Neutral {
        job.append(&format!("\u{a0}({})", change.tone.word()), 0.0, kind.format(color));
    }
}
