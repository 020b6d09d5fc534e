//! How long a frame of the studio takes on a map of 5,000 scenes: laying out the view and cutting its shapes into triangles,
//! which is all that the processor does for it but for handing the triangles on.
//!
//! `cargo bench --no-default-features --features ui --bench canvas` prints a table; `cargo run` gives a debug build, so the figures of
//! one are of interest too: `cargo test --no-default-features --features ui --bench canvas`. docs/performance.md records what it gave.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark")]

mod branching;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use egui::{Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2, pos2, vec2};
use two_hats::overview::Sheet;
use two_hats::scenario::read;
use two_hats::ui::theme;
use two_hats::ui::views::studio::{Camera, Mark, StudioAction, StudioView, Tab, studio_ui};

const FRAMES: usize = 40;

fn main() {
    let text = branching::branching(5_000);
    let scenario = read(text.as_str()).0.expect("a scenario");
    let begun = Instant::now();
    let sheet = Sheet::of(&scenario);
    println!(
        "laying out {} places and {} ways: {:.2?}",
        sheet.map.nodes.len(),
        sheet.map.edges.len(),
        begun.elapsed()
    );
    println!("| zoom | shapes | triangles | frame ms, median | slowest |\n|---|---|---|---|---|");
    for zoom in [1.0, 0.5, 0.25, 0.1, 0.05, 0.01] {
        measure(&sheet, zoom);
    }
}

/// Draws frames while the map is dragged, so that no two are the same.
fn measure(sheet: &Sheet, zoom: f32) {
    let context = egui::Context::default();
    theme::install(&context);
    let middle = pos2(sheet.layout.width as f32 / 2.0, sheet.layout.height as f32 / 2.0);
    let mut camera = Camera { middle, zoom };
    let mut times = Vec::new();
    let (mut shapes, mut triangles) = (0, 0);
    for frame in 0..FRAMES {
        let view = view(sheet, camera);
        let begun = Instant::now();
        let output = context.run_ui(input(frame), |ui| {
            if let Some(StudioAction::Look(next)) = studio_ui(ui, &view) {
                camera = next;
            }
        });
        shapes = output.shapes.len();
        let primitives = context.tessellate(output.shapes.clone(), 1.0);
        times.push(begun.elapsed());
        triangles = primitives.iter().map(|clipped| count(&clipped.primitive)).sum();
        output.drop_without_applying_deltas();
    }
    // The first frames make letters.
    times.drain(..5);
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let (median, slowest) = (ms(times[times.len() / 2]), ms(times[times.len() - 1]));
    println!("| {zoom} | {shapes} | {triangles} | {median:.1} | {slowest:.1} |");
}

fn count(primitive: &egui::epaint::Primitive) -> usize {
    match primitive {
        egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
        egui::epaint::Primitive::Callback(_) => 0,
    }
}

fn input(frame: usize) -> RawInput {
    let wheel = |delta: Vec2| Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta,
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
    };
    let by = if frame.is_multiple_of(2) { vec2(7.0, 5.0) } else { vec2(-7.0, -5.0) };
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 720.0))),
        events: vec![Event::PointerMoved(pos2(400.0, 300.0)), wheel(by)],
        ..RawInput::default()
    }
}

fn view(sheet: &Sheet, camera: Camera) -> StudioView<'_> {
    StudioView {
        covered: false,
        title: "Many scenes".into(),
        file: "many.ron".into(),
        errors: 0,
        advice: 0,
        notice: None,
        sheet: Some(sheet),
        drawing: false,
        marks: vec![Mark { been: true, ..Mark::default() }; sheet.map.nodes.len()],
        trail: BTreeSet::new(),
        camera: Some(camera),
        selected: Some(2_500),
        query: "",
        hits: &[],
        tab: Tab::Scene,
        scene: None,
        rehearsal: None,
        problems: Vec::new(),
    }
}
