//! The studio, driven by keys, by the pointer and by assistive technology.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, TouchPhase, Vec2, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use two_hats::overview::Sheet;
use two_hats::scenario::read;
use two_hats::ui::views::studio::{
    Camera, ChoiceView, Detail, Link, Mark, NameView, Number, ProblemView, RehearsalView, SceneView,
    StudioAction, StudioView, Tab, Told, TriedChoice, studio_ui,
};

use super::{SMALL, Screen, names, press, screen};
use crate::support::small;

/// Where the map's start stands in the window while nobody has moved the map of `small.ron`.
fn sheet() -> Sheet {
    Sheet::of(&read(small()).0.unwrap())
}

fn view(sheet: &Sheet, tab: Tab) -> StudioView<'_> {
    StudioView {
        covered: false,
        title: "Small".into(),
        file: "drafts/small.ron".into(),
        errors: 1,
        advice: 1,
        notice: None,
        sheet: Some(sheet),
        drawing: false,
        marks: vec![Mark::default(); sheet.map.nodes.len()],
        trail: BTreeSet::new(),
        camera: None,
        selected: Some(0),
        query: "",
        hits: &[],
        tab,
        scene: Some(scene()),
        rehearsal: Some(rehearsal()),
        problems: vec![problem(0, "there is no scene `tuesdy`", Some(40)), problem(1, "odd", None)],
    }
}

fn problem(number: usize, message: &str, byte: Option<u32>) -> ProblemView {
    ProblemView {
        number,
        error: number == 0,
        place: "TH0010 · call.go · line 3".into(),
        message: message.into(),
        byte,
        ..ProblemView::default()
    }
}

fn scene() -> SceneView {
    let link = |text: &str, node| Link { text: text.into(), node, byte: 7 };
    SceneView {
        kicker: "Scene · office".into(),
        title: "The call".into(),
        id: "call".into(),
        byte: 12,
        details: vec![Detail { label: String::new(), text: "It rings.".into() }],
        choices: vec![ChoiceView {
            id: "ask".into(),
            byte: 90,
            details: vec![Detail { label: "does".into(), text: "morale += 1".into() }],
            to: vec![link("packed", Some(1))],
        }],
        names: vec![NameView {
            name: "morale".into(),
            sets: vec![link("talk.listen", Some(2))],
            reads: vec![link("process packing", None)],
        }],
        can_start: true,
        numbers: vec![
            Number {
                name: "morale".into(),
                label: "Team morale".into(),
                value: 50,
                range: 0..=100,
                words: String::new(),
            },
            Number {
                name: "asked".into(),
                label: "asked".into(),
                value: 0,
                range: 0..=1,
                words: String::new(),
            },
        ],
        ..SceneView::default()
    }
}

fn rehearsal() -> RehearsalView {
    let choice = |id: &str, locked: Option<&str>| TriedChoice {
        id: id.into(),
        text: format!("Do {id}."),
        takes: String::new(),
        locked: locked.map(str::to_owned),
    };
    RehearsalView {
        origin: "From the start · dice 7".into(),
        title: "The call".into(),
        told: vec![Told::Text("It rings.".into())],
        choices: vec![choice("ask", None), choice("go", Some("Team morale must be at least 60 (it is 50)"))],
        decisions: vec!["Ask first.".into(), "Go on.".into()],
        ..RehearsalView::default()
    }
}

fn studio<'a>(change: impl Fn(&mut StudioView<'_>) + 'a) -> Screen<'a, StudioAction> {
    let sheet = sheet();
    screen(SMALL, move |ui| {
        let mut view = view(&sheet, Tab::Scene);
        change(&mut view);
        studio_ui(ui, &view)
    })
}

fn showing<'a>(tab: Tab) -> Screen<'a, StudioAction> {
    studio(move |view| view.tab = tab)
}

/// A camera that looks at the middle of a box, and where that then is in the window.
fn looking_at(sheet: &Sheet, node: usize) -> (Camera, Pos2) {
    let area = sheet.layout.boxes[node];
    let middle = pos2((area.x + area.width / 2.0) as f32, (area.y + area.height / 2.0) as f32);
    // The canvas: what the head, the foot and the panel leave.
    (Camera { middle, zoom: 1.0 }, pos2(435.0, 369.0))
}

#[test]
fn a_click_on_a_box_selects_it_and_one_beside_it_does_nothing() {
    let sheet = sheet();
    for (node, away, picked) in [(1, 0.0, Some(1)), (3, 0.0, Some(3)), (1, -92.0, None)] {
        let (camera, at) = looking_at(&sheet, node);
        let mut screen = studio(move |view| view.camera = Some(camera));
        let at = at + vec2(away, 0.0);
        screen.drag_at(at);
        screen.drop_at(at);
        screen.run();
        let want: Vec<_> = picked.map(|node| StudioAction::Select(node, false)).into_iter().collect();
        assert_eq!(screen.state(), &want, "{node} {away}");
    }
}

fn looks(screen: &Screen<'_, StudioAction>) -> Vec<Camera> {
    let look = |action: &StudioAction| match action {
        StudioAction::Look(camera) => Some(*camera),
        _ => None,
    };
    screen.state().iter().filter_map(look).collect()
}

fn wheel(screen: &mut Screen<'_, StudioAction>, unit: MouseWheelUnit, delta: Vec2) {
    let phase = TouchPhase::Move;
    screen.event(Event::PointerMoved(pos2(200.0, 300.0)));
    screen.event(Event::MouseWheel { unit, delta, phase, modifiers: Modifiers::NONE });
    screen.step();
}

#[test]
fn a_wheel_looks_nearer_at_what_is_under_the_pointer_and_a_touchpad_moves_the_map() {
    let before = Camera { middle: pos2(100.0, 100.0), zoom: 1.0 };
    let mut screen = studio(move |view| view.camera = Some(before));
    wheel(&mut screen, MouseWheelUnit::Line, vec2(0.0, 1.0));
    let near = looks(&screen)[0];
    assert!(near.zoom > 1.2, "{near:?}");
    // The pointer stands left of and above the middle of the canvas: what it points at stays where it is.
    let canvas = pos2(435.0, 369.0);
    let at = |camera: Camera| camera.middle + (pos2(200.0, 300.0) - canvas) / camera.zoom;
    assert!(at(near).distance(at(before)) < 0.01, "{near:?}");

    let mut screen = studio(move |view| view.camera = Some(before));
    wheel(&mut screen, MouseWheelUnit::Point, vec2(30.0, -20.0));
    assert_eq!(looks(&screen)[0], Camera { middle: pos2(70.0, 120.0), zoom: 1.0 });
}

#[test]
fn keys_zoom_walk_and_go() {
    let by_keys = |keys: &[Key]| {
        let mut screen = studio(|view| view.camera = Some(Camera { middle: pos2(0.0, 0.0), zoom: 1.0 }));
        press(&mut screen, keys);
        screen.state().clone()
    };
    let zoom = |key| match by_keys(&[key])[..] {
        [StudioAction::Look(camera)] => camera.zoom,
        ref other => panic!("{other:?}"),
    };
    assert!(zoom(Key::Plus) > 1.0 && zoom(Key::Minus) < 1.0);
    assert!(zoom(Key::Num0) <= 1.0);
    // `call` leads to itself, then to `packed`; nothing but itself leads to it.
    assert_eq!(by_keys(&[Key::ArrowDown]), [StudioAction::Select(1, true)]);
    assert_eq!(by_keys(&[Key::ArrowUp]), []);
    assert_eq!(by_keys(&[Key::G, Key::B]), [StudioAction::FindPlay, StudioAction::StepBack]);
    assert_eq!(by_keys(&[Key::P]), [StudioAction::Show(Tab::Play)]);
    assert_eq!(by_keys(&[Key::Escape]), [StudioAction::Back]);
}

#[test]
fn under_an_overlay_no_key_is_answered() {
    let mut screen = studio(|view| view.covered = true);
    press(&mut screen, &[Key::Plus, Key::ArrowDown, Key::G, Key::Escape, Key::Num1]);
    assert_eq!(screen.state(), &[]);
}

#[test]
fn the_search_takes_letters_that_are_keys_elsewhere_and_enter_goes_on() {
    let mut screen = studio(|view| view.query = "");
    screen.get_by_role(Role::TextInput).focus();
    screen.run();
    screen.event(Event::Text("g".into()));
    screen.key_press(Key::G);
    screen.run();
    assert_eq!(screen.state(), &[StudioAction::Search("g".into())]);
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state().last(), Some(&StudioAction::NextHit));
    assert!(screen.get_by_role(Role::TextInput).accesskit_node().is_focused());
}

#[test]
fn escape_ends_the_search_before_it_ends_the_studio() {
    let mut screen = showing(Tab::Scene);
    screen.get_by_role(Role::TextInput).focus();
    screen.run();
    press(&mut screen, &[Key::Escape]);
    assert!(!screen.get_by_role(Role::TextInput).accesskit_node().is_focused());
    assert_eq!(screen.state(), &[]);
    press(&mut screen, &[Key::Escape]);
    assert_eq!(screen.state(), &[StudioAction::Back]);
}

#[test]
fn a_slash_goes_to_the_search() {
    let mut screen = showing(Tab::Scene);
    screen.event(Event::Text("/".into()));
    screen.run();
    assert!(screen.get_by_role(Role::TextInput).accesskit_node().is_focused());
    assert_eq!(screen.state(), &[]);
}

#[test]
fn what_is_selected_leads_to_the_editor_and_to_other_places() {
    let clicked = |label: &str| {
        let mut screen = showing(Tab::Scene);
        screen.get_by_label(label).click();
        screen.run();
        screen.state().clone()
    };
    assert_eq!(clicked("packed"), [StudioAction::Select(1, true)]);
    assert_eq!(clicked("talk.listen"), [StudioAction::Select(2, true)]);
    // What stands nowhere on the map is opened where it is written.
    assert_eq!(clicked("process packing"), [StudioAction::Edit(7)]);
    assert_eq!(clicked("Start here"), [StudioAction::StartHere]);
    let mut screen = showing(Tab::Scene);
    let edits: Vec<_> = screen.get_all_by_label("Open in editor").collect();
    assert_eq!(edits.len(), 2);
    edits[1].click();
    screen.run();
    assert_eq!(screen.state(), &[StudioAction::Edit(90)]);
}

#[test]
fn numbers_to_begin_with_are_shown_when_asked_for_and_can_be_set() {
    let mut screen = showing(Tab::Scene);
    assert!(screen.query_by_label("asked").is_none());
    screen.get_by_label("With which numbers…").click();
    screen.run();
    screen.get_by_label("asked").click();
    screen.run();
    assert_eq!(screen.state(), &[StudioAction::SetNumber("asked".into(), 1)]);
    screen.get_by_label("As in the play now").click();
    screen.run();
    assert_eq!(screen.state().last(), Some(&StudioAction::TakeNumbers));
}

#[test]
fn a_play_is_stepped_by_digits_and_clicks_and_a_locked_choice_says_why() {
    let mut screen = showing(Tab::Play);
    screen.get_by_label_contains("Team morale must be at least 60").click();
    screen.run();
    assert_eq!(screen.state(), &[]);
    press(&mut screen, &[Key::Num1]);
    screen.get_by_label("2. Go on.").click();
    screen.run();
    screen.get_by_label("Other luck").click();
    screen.run();
    let want = [StudioAction::Pick("ask".into()), StudioAction::Rewind(1), StudioAction::OtherLuck];
    assert_eq!(screen.state(), &want);
}

#[test]
fn problems_jump_to_the_map_and_to_the_editor() {
    let mut screen = showing(Tab::Problems);
    let shown: Vec<_> = screen.get_all_by_label("Show on the map").collect();
    shown[1].click();
    screen.run();
    screen.get_by_label("Open in editor").click();
    screen.run();
    assert_eq!(screen.state(), &[StudioAction::Jump(1), StudioAction::Edit(40)]);
}

#[test]
fn the_map_says_how_large_it_is_and_what_is_selected() {
    let screen = showing(Tab::Scene);
    let count = sheet().map.nodes.len();
    let all: Vec<_> =
        [Role::Unknown, Role::GenericContainer].into_iter().flat_map(|role| names(&screen, role)).collect();
    let want = format!("Map of {count} places, selected: call");
    assert!(screen.query_by_label(&want).is_some(), "{all:?}");
}

/// A chain of so many scenes.
fn chain(count: usize) -> String {
    let mut text = String::from(
        "Scenario(format: 1, id: \"chain\", title: \"Chain\", start: \"s0\", meters: {}, endings: {\"end\": (title: \
         \"End\", text: \"End.\", outcome: Mixed)}, scenes: {",
    );
    for scene in 0..count {
        let then = if scene + 1 < count { format!("Go(\"s{}\")", scene + 1) } else { "End(\"end\")".into() };
        let _ = write!(text, "\"s{scene}\": (text: \"Words.\", then: {then}), ");
    }
    text + "})"
}

#[test]
fn only_what_is_in_sight_is_drawn() {
    let drawn = |count: usize| {
        let sheet = Sheet::of(&read(chain(count).as_str()).0.unwrap());
        let camera = Camera { middle: pos2(78.0, 500.0), zoom: 1.0 };
        let context = egui::Context::default();
        two_hats::ui::theme::install(&context);
        let mut shapes = 0;
        for _ in 0..3 {
            let input = egui::RawInput {
                screen_rect: Some(egui::Rect::from_min_size(Pos2::ZERO, SMALL)),
                ..egui::RawInput::default()
            };
            let output = context.run_ui(input, |ui| {
                let view = StudioView { camera: Some(camera), selected: None, ..view(&sheet, Tab::Scene) };
                studio_ui(ui, &view);
            });
            shapes = output.shapes.len();
            output.drop_without_applying_deltas();
        }
        shapes
    };
    let (few, many) = (drawn(30), drawn(1_000));
    assert_eq!(few, many);
}
