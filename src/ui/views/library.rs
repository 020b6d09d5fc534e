//! All scenarios: those that came with the program and the player's own.

use egui::{
    Align, Align2, CursorIcon, Id, Key, Layout, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, WidgetType,
};
use egui::{pos2, vec2};

use super::message::details_ui;
use crate::ui::keys;
use crate::ui::theme::{self, Kind, radius, space};
use crate::ui::widgets::button::{quiet_button_ui, secondary_button_ui};
use crate::ui::widgets::card::tinted_ui;
use crate::ui::widgets::key_hint::key_note_ui;
use crate::ui::widgets::page::page_ui;
use crate::ui::widgets::text::{body_ui, heading_ui, soft_ui, text_ui};
use crate::ui::widgets::{focus, fold};

/// What the library shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LibraryView {
    /// Whether an overlay lies above; then the screen answers to no key.
    pub covered: bool,
    /// The scenarios that can be played.
    pub scenarios: Vec<LibraryEntry>,
    /// The files that cannot.
    pub broken: Vec<BrokenFile>,
    /// The path of the player's own folder.
    pub folder: String,
}

/// A scenario that can be played.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LibraryEntry {
    /// The title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// About how long a play takes.
    pub minutes: u32,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Whether it came with the program.
    pub shipped: bool,
    /// How many of its endings were seen.
    pub endings_seen: usize,
    /// How many endings it has.
    pub endings: usize,
}

/// A file that cannot be played.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BrokenFile {
    /// The file's name.
    pub file: String,
    /// The first thing that is wrong with it.
    pub first: String,
    /// All that is wrong with it, rendered.
    pub details: String,
}

/// What the player asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LibraryAction {
    /// To play a scenario, by its place in [`LibraryView::scenarios`].
    Play(usize),
    /// To see a scenario in the studio, by its place in [`LibraryView::scenarios`].
    Study(usize),
    /// To see a file that cannot be played in the studio, by its place in [`LibraryView::broken`].
    Mend(usize),
    /// Where the player came from.
    Back,
    /// The keys and the rules.
    OpenHelp,
}

/// Draws the library over the whole window.
pub fn library_ui(ui: &mut Ui, view: &LibraryView) -> Option<LibraryAction> {
    let (content, back) = page_ui(ui, "library", !view.covered, |ui| content_ui(ui, view), footer_ui);
    if content.is_some() || view.covered {
        return content;
    }
    if back || keys::pressed(ui, Key::Escape) {
        Some(LibraryAction::Back)
    } else if keys::help(ui) {
        Some(LibraryAction::OpenHelp)
    } else {
        None
    }
}

fn footer_ui(ui: &mut Ui) -> bool {
    let back = secondary_button_ui(ui, "Back", "Esc").clicked();
    ui.add_space(space::L);
    key_note_ui(ui, "↑ ↓", "move");
    key_note_ui(ui, "Enter", "play");
    back
}

fn content_ui(ui: &mut Ui, view: &LibraryView) -> Option<LibraryAction> {
    heading_ui(ui, "Library", Kind::Heading);
    ui.add_space(space::XS);
    let (mut picked, mut action) = (None, None);
    let mut ids: Vec<Id> = Vec::with_capacity(view.scenarios.len());
    if view.scenarios.is_empty() {
        body_ui(
            ui,
            "There is no scenario to play yet. Put a scenario file into the folder below and come back.",
        );
    }
    for (index, entry) in view.scenarios.iter().enumerate() {
        let response = entry_ui(ui, entry, index + 1);
        ids.push(response.id);
        if response.clicked() {
            picked = Some(index);
        }
        if study_ui(ui, response.rect, index) {
            action = Some(LibraryAction::Study(index));
        }
    }
    action = action.or(broken_ui(ui, &view.broken).map(LibraryAction::Mend));
    ui.add_space(space::M);
    soft_ui(ui, "Put your own scenario files here:", Kind::Small);
    let ink = theme::tokens(ui.ctx()).ink;
    text_ui(ui, &view.folder, Kind::Mono, ink);
    if !view.covered {
        keys::walk(ui, &ids);
        picked = picked.or(keys::digit(ui).filter(|index| *index < view.scenarios.len()));
        if keys::go_on(ui) && !view.scenarios.is_empty() {
            picked = picked.or(Some(0));
        }
    }
    action.or(picked.map(LibraryAction::Play))
}

fn entry_ui(ui: &mut Ui, entry: &LibraryEntry, number: usize) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let from = if entry.shipped { "comes with the game" } else { "yours" };
    let seen = format!("endings seen: {} of {}", entry.endings_seen, entry.endings);
    let facts = format!("about {} minutes  ·  {from}  ·  {seen}", entry.minutes);
    let tags = entry.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join("  ");
    let room = ui.available_width() - 76.0 - 20.0;
    // The way to the studio stands beside the title.
    let beside = room - 84.0;
    let paint = ui.painter();
    let lines: Vec<_> = [
        (Kind::Subheading, &entry.title, tokens.ink, beside),
        (Kind::Body, &entry.summary, tokens.ink, room.min(space::MEASURE)),
        (Kind::Small, &facts, tokens.ink_soft, room),
        (Kind::Small, &tags, tokens.teal, room),
    ]
    .into_iter()
    .filter(|(_, text, ..)| !text.is_empty())
    .map(|(kind, text, ink, width)| paint.layout_job(kind.job(text, ink, width)))
    .collect();
    let height = lines.iter().map(|line| line.size().y + 2.0).sum::<f32>() + 2.0 * 18.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(
            WidgetType::Button,
            true,
            format!("{number}. {}. {} {}", entry.title, entry.summary, facts.replace("  ·  ", ", ")),
        )
    });
    focus::follow(&response);
    let near = response.hovered();
    let (fill, line) = if near { (tokens.hover, tokens.teal) } else { (tokens.raised, tokens.line) };
    ui.painter().rect(rect, radius::CARD, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    if response.has_focus() {
        focus::ring(ui.painter(), rect, radius::CARD, &tokens);
    }
    let badge = egui::Rect::from_min_size(rect.min + vec2(20.0, 18.0), vec2(32.0, 32.0));
    ui.painter().rect_filled(badge, radius::SMALL, tokens.ink);
    ui.painter().text(badge.center(), Align2::CENTER_CENTER, number, Kind::Strong.font(), tokens.on_ink);
    let mut at = pos2(rect.left() + 76.0, rect.top() + 18.0);
    for line in lines {
        let below = line.size().y + 2.0;
        ui.painter().galley(at, line, tokens.ink);
        at.y += below;
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Shows the way to the studio at the right of a scenario's card; returns whether it was taken.
fn study_ui(ui: &mut Ui, card: Rect, number: usize) -> bool {
    let room = Rect::from_min_size(card.right_top() + vec2(-96.0, 16.0), vec2(80.0, 30.0));
    let mut beside = ui.new_child(
        UiBuilder::new()
            .id_salt(("study", number))
            .max_rect(room)
            .layout(Layout::right_to_left(Align::Center)),
    );
    quiet_button_ui(&mut beside, "Studio").clicked()
}

/// Shows the files that cannot be played; returns which of them is to be seen in the studio.
fn broken_ui(ui: &mut Ui, broken: &[BrokenFile]) -> Option<usize> {
    if broken.is_empty() {
        return None;
    }
    let mut mend = None;
    let tokens = theme::tokens(ui.ctx());
    ui.add_space(space::M);
    heading_ui(ui, "These files cannot be played yet", Kind::Subheading);
    for (number, file) in broken.iter().enumerate() {
        let key = Id::new(("broken file", &file.file));
        let open = fold::is_open(ui, key);
        tinted_ui(ui, tokens.coral_soft, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            text_ui(ui, &format!("✖ {}", file.file), Kind::Strong, tokens.coral_ink);
            text_ui(ui, &file.first, Kind::Small, tokens.ink);
            let text = if open { "Show less" } else { "Show all that is wrong" };
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XL;
                if ui.push_id(key, |ui| quiet_button_ui(ui, text).clicked()).inner {
                    fold::toggle(ui, key);
                }
                if ui.push_id(("mend", key), |ui| quiet_button_ui(ui, "Studio").clicked()).inner {
                    mend = Some(number);
                }
            });
            if open {
                ui.push_id(("details", key), |ui| details_ui(ui, &file.details));
                ui.add_space(space::XS);
            }
        });
    }
    mend
}
