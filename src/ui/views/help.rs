//! The keys, and how meters and odds work, in a few lines.

use egui::{Key, Ui};

use crate::ui::keys;
use crate::ui::theme::{self, Kind, space};
use crate::ui::widgets::button::primary_button_ui;
use crate::ui::widgets::dialog::dialog_ui;
use crate::ui::widgets::text::{body_ui, heading_ui, soft_ui, text_ui};

/// What the player asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpAction {
    /// Back to what lies below.
    Close,
}

/// What help is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HelpView {
    /// Playing.
    #[default]
    Play,
    /// The studio.
    Studio,
}

const STUDIO_KEYS: [(&str, &str); 10] = [
    ("↑ ↓ ← →", "walk on the map: against the story, along it, beside"),
    ("+ −, the wheel", "look nearer, or from farther away"),
    ("drag, two fingers", "move the map"),
    ("0", "see all of it"),
    ("/ or Ctrl F", "search; Enter and N go on to the next place"),
    ("S, P, E", "the scene, the play, the errors and advice"),
    ("1 – 9", "pick a choice of the play, while it is shown"),
    ("B", "take the latest decision back"),
    ("G", "go to where the play is"),
    ("Esc", "back to the library"),
];

const STUDIO_RULES: [(&str, &str); 4] = [
    ("Saving", "the file in your editor shows it here at once. The play goes on at the same decision."),
    (
        "Errors",
        "leave the play with the last version that had none; the map and the problems are of the newest.",
    ),
    ("Start here", "begins a play at any scene, with the numbers that you choose."),
    (
        "The map",
        "▶ is where the play is, ✓ where it was, × an error, ! advice. Dotted lines are luck, violet boxes interrupt.",
    ),
];

const KEYS: [(&str, &str); 7] = [
    ("1 – 9", "pick a choice"),
    ("↑ ↓ Tab", "move between choices and buttons"),
    ("Enter, Space", "press what is marked, or go on"),
    ("Page up, Page down", "scroll what you read"),
    ("H", "your decisions so far, and the way back to one"),
    ("Esc", "the menu; closes what is open"),
    ("? or F1", "this help"),
];

const RULES: [(&str, &str); 4] = [
    (
        "Meters",
        "run from 0 to 100. ▲ and ▼ show what your last choice moved. Most choices help one and cost another.",
    ),
    ("Time", "passes with what you do. The flag in the calendar marks what is due."),
    ("Locked", "choices say what is missing. What you did earlier opens or closes them."),
    ("Luck", "plays a part where a choice says so, with its odds in words: “about 6 in 10”."),
];

/// Draws the help over whatever lies below.
pub fn help_ui(ui: &mut Ui, view: HelpView) -> Option<HelpAction> {
    let ((), closed, beside) = dialog_ui(
        ui,
        "help",
        720.0,
        |ui| content_ui(ui, view),
        |ui| {
            let close = primary_button_ui(ui, "Close", "Esc");
            close.clicked()
        },
    );
    let key = keys::pressed(ui, Key::Escape) || keys::help(ui) || keys::go_on(ui);
    (closed || beside || key).then_some(HelpAction::Close)
}

fn content_ui(ui: &mut Ui, view: HelpView) {
    let (about, keys, rules): (_, &[_], &[_]) = match view {
        HelpView::Play => (
            "You run a team for a while. Read, decide, see what it does. Nobody keeps score of you.",
            &KEYS,
            &RULES,
        ),
        HelpView::Studio => (
            "A scenario while it is written: what leads where, a play of it, and what is wrong.",
            &STUDIO_KEYS,
            &STUDIO_RULES,
        ),
    };
    ui.spacing_mut().item_spacing.y = 2.0;
    heading_ui(ui, "Help", Kind::Heading);
    body_ui(ui, about);
    ui.add_space(space::M);
    heading_ui(ui, "Keys", Kind::Subheading);
    for (key, what) in keys {
        row_ui(ui, key, what, Kind::SmallStrong);
    }
    ui.add_space(space::M);
    heading_ui(ui, "How it works", Kind::Subheading);
    for (name, what) in rules {
        row_ui(ui, name, what, Kind::SmallStrong);
    }
}

fn row_ui(ui: &mut Ui, name: &str, what: &str, kind: Kind) {
    let ink = theme::tokens(ui.ctx()).ink;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.scope(|ui| {
            ui.set_width(190.0);
            text_ui(ui, name, kind, ink);
        });
        ui.vertical(|ui| soft_ui(ui, what, Kind::Small));
    });
}
