//! Hands the pictures of the stage to Bevy.

#![expect(clippy::needless_pass_by_value, reason = "systems take their parameters by value")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use bevy::asset::RenderAssetUsages;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use bevy::sprite_render::AlphaMode2d;
use bevy::window::PrimaryWindow;

use super::picture::Picture;
use super::places::{HEIGHT, WIDTH};
use super::scene::{Layer, Scene};
use super::view::StageView;
use crate::game::idle::{FRAME, Waker};

/// How long people breathe after something changed.
const AWAKE: Duration = Duration::from_secs(3);
/// A frame that takes longer, in seconds, is a burden, as where drawing is done in software and keeps several
/// cores busy: people then move no longer than they must, and do not blink.
const SLOW: f32 = 0.08;
/// How long a blink takes: one frame closed, then open again.
const BLINK: Duration = Duration::from_millis(170);
/// The longest step that a movement takes at once, in seconds: sleep is not a step.
const LONGEST_STEP: f32 = 0.06;

/// What is on the stage and when it moves next.
#[derive(Resource)]
struct Show {
    scene: Scene,
    seen: Option<StageView>,
    layers: BTreeMap<Layer, Entity>,
    material: Handle<ColorMaterial>,
    last: Instant,
    awake_until: Instant,
    next_blink: Instant,
    next_frame: Instant,
    blinks: u32,
    /// What a frame costs, in seconds, as seen while something moved.
    cost: f32,
    moved: bool,
}

#[derive(Component)]
struct Root;

impl Show {
    /// Whether frames are cheap enough to move only for the sake of it.
    fn is_swift(&self) -> bool {
        self.cost < SLOW
    }
}

/// How long until the next blink: some 7 to 10 seconds.
fn rest(lot: f32) -> Duration {
    Duration::from_secs_f32(7.2 + 2.6 * (1.0 - lot))
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<StageView>()
        .add_systems(Startup, set_up)
        .add_systems(Update, (place_root, show).chain());
}

fn set_up(mut commands: Commands, mut materials: ResMut<Assets<ColorMaterial>>) {
    let material =
        materials.add(ColorMaterial { color: Color::WHITE, alpha_mode: AlphaMode2d::Blend, ..default() });
    commands.spawn((Root, Transform::default(), Visibility::Hidden));
    let now = Instant::now();
    commands.insert_resource(Show {
        scene: Scene::default(),
        seen: None,
        layers: BTreeMap::new(),
        material,
        last: now,
        awake_until: now,
        next_blink: now,
        next_frame: now,
        blinks: 0,
        cost: 0.0,
        moved: false,
    });
}

/// Puts the design space over the area that the view names.
fn place_root(
    view: Res<StageView>,
    window: Single<&Window, With<PrimaryWindow>>,
    root: Single<(&mut Transform, &mut Visibility), With<Root>>,
) {
    let (mut transform, mut visibility) = root.into_inner();
    let area = view.area;
    let scale = (area.width / WIDTH).max(area.height / HEIGHT).max(0.001);
    let center = Vec2::new(
        area.x + area.width / 2.0 - window.width() / 2.0,
        window.height() / 2.0 - area.y - area.height / 2.0,
    );
    let wanted = Transform::from_translation(center.extend(0.0)).with_scale(Vec3::new(scale, scale, 1.0));
    transform.set_if_neq(wanted);
    visibility.set_if_neq(if view.visible { Visibility::Visible } else { Visibility::Hidden });
}

/// Moves the scene on, redraws what changed, and asks for the next frame.
fn show(
    mut commands: Commands,
    view: Res<StageView>,
    root: Single<Entity, With<Root>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut show: ResMut<Show>,
    waker: Res<Waker>,
) {
    let now = Instant::now();
    if !view.visible {
        return;
    }
    let changed = show.seen.as_ref() != Some(&*view);
    let still = view.reduced_motion;
    if changed {
        show.seen = Some(view.clone());
        show.awake_until = now + AWAKE;
    }
    let awake = !still && now < show.awake_until && (show.is_swift() || changed || show.scene.moves());
    // Two frames can come right after each other; the second has nothing new.
    if !changed && now < show.next_frame && awake {
        return;
    }
    if !still && !awake && show.is_swift() && now >= show.next_blink {
        let lot = (show.blinks as f32 * 0.618_034).fract();
        show.scene.blink(lot);
        show.blinks += 1;
        show.next_blink = now + rest(lot);
        waker.at(now + BLINK);
        waker.at(show.next_blink);
    }
    if changed && still {
        // Once more, should something on the way to the screen not have been ready.
        waker.after(FRAME);
    }
    if changed && !still && show.is_swift() {
        show.next_blink = show.awake_until + rest(0.5) / 2;
        waker.at(show.next_blink);
    }
    let seconds = now.duration_since(show.last).as_secs_f32();
    show.last = now;
    if show.moved && awake && seconds < 1.0 {
        show.cost += (seconds - show.cost) * 0.25;
    }
    show.moved = awake;
    let seconds = if awake { seconds.min(LONGEST_STEP) } else { seconds.min(BLINK.as_secs_f32()) };
    let pictures = show.scene.update(&view, seconds);
    for (layer, picture) in pictures {
        // Bevy complains about meshes without triangles.
        if picture.indices().is_empty() {
            if let Some(entity) = show.layers.remove(&layer) {
                commands.entity(entity).despawn();
            }
            continue;
        }
        let depth = depth(layer, &show.scene);
        let mesh = meshes.add(mesh(&picture));
        let material = show.material.clone();
        let entity = *show.layers.entry(layer).or_insert_with(|| {
            commands.spawn((ChildOf(*root), MeshMaterial2d(material), Visibility::Inherited)).id()
        });
        commands.entity(entity).insert((Mesh2d(mesh), Transform::from_xyz(0.0, 0.0, depth)));
    }
    let people = show.scene.people();
    show.layers.retain(|layer, entity| {
        let there = !matches!(layer, Layer::Person(at) | Layer::Hands(at) if *at >= people);
        if !there {
            commands.entity(*entity).despawn();
        }
        there
    });
    if still || people == 0 {
        return;
    }
    if awake || show.scene.moves() {
        show.next_frame = now + FRAME;
        let next = show.next_frame;
        waker.at(next);
    }
}

fn depth(layer: Layer, scene: &Scene) -> f32 {
    match layer {
        Layer::Back => 0.0,
        Layer::Person(at) => 1.0 + at as f32 * 0.1 + if scene.behind(at) { 0.0 } else { 1.0 },
        Layer::Front => 3.0,
        Layer::Hands(at) => 4.0 + at as f32 * 0.1 + if scene.behind(at) { 0.0 } else { 1.0 },
    }
}

/// The triangles of a picture, with the middle of the stage at the origin and y upwards.
fn mesh(picture: &Picture) -> Mesh {
    let vertices = picture.vertices();
    let positions: Vec<[f32; 3]> =
        vertices.iter().map(|v| [v.at[0] - WIDTH / 2.0, HEIGHT / 2.0 - v.at[1], 0.0]).collect();
    let colors: Vec<[f32; 4]> = vertices
        .iter()
        .map(|v| Color::srgba(v.color.r, v.color.g, v.color.b, v.color.a).to_linear().to_f32_array())
        .collect();
    Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::RENDER_WORLD)
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
        .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, colors)
        .with_inserted_indices(Indices::U32(picture.indices().to_vec()))
}
