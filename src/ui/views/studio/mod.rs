//! The studio: the map of a scenario, and beside it what a scene says, a play of it, and what is wrong.

mod camera;
mod head;
mod links;
mod map;
mod play;
mod problems;
mod scene;
mod shapes;

pub use camera::Camera;
pub use play::{RehearsalView, Told, TriedChoice};
pub use problems::ProblemView;
pub use scene::{ChoiceView, Detail, Link, NameView, Number, SceneView};

use std::collections::BTreeSet;

use egui::{Align, Frame, Id, Key, Layout, Margin, Rect, ScrollArea, Stroke, Ui, UiBuilder, vec2};

use crate::overview::Sheet;
use crate::ui::keys;
use crate::ui::theme;
use crate::ui::theme::{Kind, space};
use crate::ui::widgets::key_hint::{key_hint_ui, key_note_ui};
use crate::ui::widgets::tabs::tabs_ui;
use crate::ui::widgets::text::soft_ui;

/// What the studio shows.
#[derive(Debug, Clone)]
pub struct StudioView<'a> {
    /// Whether an overlay lies above; then the screen answers to no key.
    pub covered: bool,
    /// The scenario's title.
    pub title: String,
    /// The file's path.
    pub file: String,
    /// How many errors the file has.
    pub errors: usize,
    /// How many pieces of advice there are.
    pub advice: usize,
    /// A line about what just happened, and whether something is wrong.
    pub notice: Option<(String, bool)>,
    /// The map; none where the file cannot be read so far, or while the first map is laid out.
    pub sheet: Option<&'a Sheet>,
    /// Whether a newer map is being laid out.
    pub drawing: bool,
    /// What is marked on the map, by position of its nodes.
    pub marks: Vec<Mark>,
    /// The ways that the play took, by the positions of the nodes at their ends.
    pub trail: BTreeSet<(usize, usize)>,
    /// The part of the map that is seen; where nobody has moved it yet, its beginning.
    pub camera: Option<Camera>,
    /// What is selected, by position.
    pub selected: Option<usize>,
    /// What is searched for.
    pub query: &'a str,
    /// Where it was found, by position.
    pub hits: &'a [usize],
    /// What the panel shows.
    pub tab: Tab,
    /// What is selected, in words.
    pub scene: Option<SceneView>,
    /// The play.
    pub rehearsal: Option<RehearsalView>,
    /// What is wrong; filled where the panel shows it.
    pub problems: Vec<ProblemView>,
}

/// A mark on the map.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    /// The play is here.
    pub here: bool,
    /// The play was here.
    pub been: bool,
    /// Something here is an error.
    pub error: bool,
    /// There is advice about something here.
    pub advice: bool,
    /// It was searched for and found.
    pub hit: bool,
}

/// What the panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// What is selected.
    #[default]
    Scene,
    /// The play.
    Play,
    /// What is wrong.
    Problems,
}

/// What the author asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum StudioAction {
    /// Where the author came from.
    Back,
    /// The keys.
    OpenHelp,
    /// Another part of the map.
    Look(Camera),
    /// A place on the map; `true` also brings it into sight.
    Select(usize, bool),
    /// To find words.
    Search(String),
    /// The next place where they were found.
    NextHit,
    /// Another tab of the panel.
    Show(Tab),
    /// What a problem is about, by its number.
    Jump(usize),
    /// The text at this byte, in an editor.
    Edit(u32),
    /// What the play stands at.
    FindPlay,
    /// A play that begins at what is selected.
    StartHere,
    /// A number for a play that begins in the middle.
    SetNumber(String, i64),
    /// The numbers that the play has now.
    TakeNumbers,
    /// The numbers of the start.
    ForgetNumbers,
    /// To pick a choice of the play, by its id.
    Pick(String),
    /// To take the latest decision back.
    StepBack,
    /// To go back to a decision, by number from 0.
    Rewind(usize),
    /// The same beginning again.
    Restart,
    /// The same beginning with other dice.
    OtherLuck,
    /// A play from the scenario's start.
    StartOver,
}

/// The height of the strip above.
const HEAD: f32 = 58.0;
/// The height of the line of keys below.
const FOOT: f32 = 40.0;
/// The width of the panel.
const PANEL: f32 = 410.0;

/// Draws the studio over the whole window.
pub fn studio_ui(ui: &mut Ui, view: &StudioView<'_>) -> Option<StudioAction> {
    let tokens = theme::tokens(ui.ctx());
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0, tokens.paper);
    let (head, below) = rect.split_top_bottom_at_y(rect.top() + HEAD);
    let (middle, foot) = below.split_top_bottom_at_y(below.bottom() - FOOT);
    let (canvas, panel) = middle.split_left_right_at_x(middle.right() - PANEL);
    let from_map = map::map_ui(ui, canvas, view);
    let from_head = head::head_ui(&mut child(ui, head, "head"), view);
    let from_panel = panel_ui(ui, panel, view);
    let from_foot = foot_ui(&mut child(ui, foot.shrink2(vec2(space::L, 0.0)), "foot"));
    for (line, y) in [(head, head.bottom()), (foot, foot.top())] {
        ui.painter().hline(line.x_range(), y, Stroke::new(1.0, tokens.line));
    }
    let action = from_head.or(from_panel).or(from_foot).or(from_map);
    // Escape takes the focus away before anything is drawn: then it ends the writing, and nothing else.
    let writing = ui.ctx().egui_wants_keyboard_input();
    let key = Id::new("studio writing");
    let wrote = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(key), writing));
    if action.is_some() || view.covered || writing || wrote {
        return action;
    }
    shortcut(ui, view)
}

fn child(ui: &mut Ui, rect: Rect, name: &str) -> Ui {
    let layout = Layout::left_to_right(Align::Center);
    ui.new_child(UiBuilder::new().id_salt(("studio", name)).max_rect(rect).layout(layout))
}

fn panel_ui(ui: &mut Ui, rect: Rect, view: &StudioView<'_>) -> Option<StudioAction> {
    let tokens = theme::tokens(ui.ctx());
    ui.painter().rect_filled(rect, 0, tokens.paper);
    ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, tokens.line));
    let layout = Layout::top_down(Align::Min);
    let mut panel = ui.new_child(UiBuilder::new().id_salt("studio panel").max_rect(rect).layout(layout));
    panel.shrink_clip_rect(rect);
    let problems = view.errors + view.advice;
    let counted = if problems == 0 { "Problems".to_owned() } else { format!("Problems {problems}") };
    let names = [(Tab::Scene, "Scene"), (Tab::Play, "Play"), (Tab::Problems, counted.as_str())];
    let tab = Frame::new()
        .inner_margin(Margin { left: 18, right: 18, top: 8, bottom: 0 })
        .show(&mut panel, |ui| tabs_ui(ui, &names, view.tab))
        .inner;
    let subject = (view.tab, view.selected.filter(|_| view.tab == Tab::Scene));
    let shown = ScrollArea::vertical()
        .id_salt(("studio panel", format!("{subject:?}")))
        .auto_shrink(false)
        .show(&mut panel, |ui| {
            Frame::new()
                .inner_margin(Margin { left: 18, right: 18, top: 10, bottom: 24 })
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing = vec2(space::S, 6.0);
                    match view.tab {
                        Tab::Scene => match &view.scene {
                            Some(scene) => scene::scene_ui(ui, scene),
                            None if view.selected.is_none() => {
                                hint(ui, "Click a scene on the map to see what it says.")
                            }
                            None => {
                                hint(ui, "What was saved last cannot be read so far. The problems say why.")
                            }
                        },
                        Tab::Play => match &view.rehearsal {
                            Some(rehearsal) => play::play_ui(ui, rehearsal),
                            None => hint(
                                ui,
                                "The scenario has errors; once they are mended it can be played here.",
                            ),
                        },
                        Tab::Problems => problems::problems_ui(ui, &view.problems, problems),
                    }
                })
                .inner
        });
    tab.map(StudioAction::Show).or(shown.inner)
}

fn hint(ui: &mut Ui, words: &str) -> Option<StudioAction> {
    soft_ui(ui, words, Kind::Small);
    None
}

fn foot_ui(ui: &mut Ui) -> Option<StudioAction> {
    ui.spacing_mut().item_spacing.x = space::M;
    key_note_ui(ui, "↑ ↓ ← →", "walk");
    key_note_ui(ui, "+ −", "zoom");
    key_note_ui(ui, "0", "all");
    key_note_ui(ui, "/", "search");
    let find = key_hint_ui(ui, "G", "where the play is").clicked();
    let back = key_hint_ui(ui, "B", "step back").clicked();
    let help = key_hint_ui(ui, "?", "help").clicked();
    let pressed =
        [(find, StudioAction::FindPlay), (back, StudioAction::StepBack), (help, StudioAction::OpenHelp)];
    pressed.into_iter().find(|(clicked, _)| *clicked).map(|(_, action)| action)
}

fn shortcut(ui: &Ui, view: &StudioView<'_>) -> Option<StudioAction> {
    let pressed = |key| keys::pressed(ui, key);
    if pressed(Key::Escape) {
        return Some(StudioAction::Back);
    }
    if keys::help(ui) {
        return Some(StudioAction::OpenHelp);
    }
    if let Some(digit) = keys::digit(ui).filter(|_| view.tab == Tab::Play) {
        let choice = view.rehearsal.as_ref()?.choices.get(digit)?;
        return Some(StudioAction::Pick(choice.id.clone()));
    }
    let plain = [
        (Key::G, StudioAction::FindPlay),
        (Key::B, StudioAction::StepBack),
        (Key::N, StudioAction::NextHit),
        (Key::P, StudioAction::Show(Tab::Play)),
        (Key::S, StudioAction::Show(Tab::Scene)),
        (Key::E, StudioAction::Show(Tab::Problems)),
    ];
    plain.into_iter().find(|(key, _)| pressed(*key)).map(|(_, action)| action)
}
