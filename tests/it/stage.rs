//! The drawn part of the window, as triangles.

use two_hats::game::stage::cast::expression::Expression;
use two_hats::game::stage::cast::figure::Figure;
use two_hats::game::stage::light::Light;
use two_hats::game::stage::picture::Picture;
use two_hats::game::stage::places::{self, HEIGHT, WIDTH};
use two_hats::game::stage::scene::{Layer, Scene};
use two_hats::game::stage::{Actor, Area, StageView};
use two_hats::scenario::model::{Face, Hair, Look, Place};

fn actor(id: &str) -> Actor {
    Actor { id: id.to_owned(), look: Look::default(), trust: 0.5, face: None, speaking: false }
}

fn view(ids: &[&str]) -> StageView {
    StageView {
        place: Some(Place::MeetingRoom),
        visible: true,
        people: ids.iter().map(|id| actor(id)).collect(),
        ..StageView::default()
    }
}

/// Lets three seconds pass.
fn settle(scene: &mut Scene, view: &StageView) {
    for _ in 0..90 {
        scene.update(view, 1.0 / 30.0);
    }
}

fn layers(pictures: &[(Layer, Picture)]) -> Vec<Layer> {
    pictures.iter().map(|(layer, _)| *layer).collect()
}

fn assert_sound(picture: &Picture, bounds: bool, what: &str) {
    assert_eq!(picture.indices().len() % 3, 0, "{what}");
    assert!(picture.indices().iter().all(|&i| (i as usize) < picture.vertices().len()), "{what}");
    for vertex in picture.vertices() {
        let [x, y] = vertex.at;
        assert!(x.is_finite() && y.is_finite(), "{what}");
        let color = [vertex.color.r, vertex.color.g, vertex.color.b, vertex.color.a];
        assert!(color.iter().all(|part| (0.0..=1.0).contains(part)), "{what}: {color:?}");
        if bounds {
            assert!(
                (-0.1..=WIDTH + 0.1).contains(&x) && (-0.1..=HEIGHT + 0.1).contains(&y),
                "{what}: {x}, {y}"
            );
        }
    }
}

#[test]
fn looks_derived_from_ids_are_stable_and_differ() {
    let ids = ["anna", "michael", "sam", "priya", "tom", "lena", "jonas", "boss", "a", "b", "c", "d"];
    let figures: Vec<Figure> = ids.iter().map(|id| Figure::new(id, &Look::default())).collect();
    for (i, figure) in figures.iter().enumerate() {
        assert_eq!(*figure, Figure::new(ids[i], &Look::default()));
        assert!(figures[..i].iter().all(|other| other != figure), "{} looks like somebody else", ids[i]);
        assert_ne!(figure.hair, Hair::Scarf, "a headscarf is only ever asked for");
    }
    let hair = |hair: Hair| figures.iter().filter(|figure| figure.hair == hair).count();
    assert!(Hair::ALL.iter().all(|&cut| hair(cut) <= ids.len() / 2));
}

#[test]
fn what_a_look_says_is_kept() {
    let look = Look { skin: Some(6), hair: Some(Hair::Scarf), beard: Some(false), ..Look::default() };
    let figure = Figure::new("anna", &look);
    assert_eq!((figure.skin, figure.hair, figure.beard), (6, Hair::Scarf, false));
}

#[test]
fn more_trust_never_shows_as_less_warmth() {
    for face in Face::ALL.iter().copied().map(Some).chain([None]) {
        for mood in [0.0, 0.3, 0.7, 1.0] {
            let steps = (0..=20_u8).map(|i| Expression::target(f32::from(i) / 20.0, mood, face));
            let mut before: Option<Expression> = None;
            for now in steps {
                if let Some(before) = before {
                    assert!(now.mouth_curve >= before.mouth_curve, "{face:?}");
                    assert!(now.lids >= before.lids, "{face:?}");
                    assert!(now.posture >= before.posture, "{face:?}");
                    assert!(now.distance(before) < 0.12, "{face:?} jumps");
                }
                before = Some(now);
            }
        }
    }
}

#[test]
fn no_two_reactions_look_alike() {
    let faces: Vec<Expression> =
        Face::ALL.iter().map(|&face| Expression::target(0.5, 0.5, Some(face))).collect();
    for (i, a) in faces.iter().enumerate() {
        assert!(faces[..i].iter().all(|b| a.distance(*b) > 0.2), "{:?}", Face::ALL[i]);
    }
}

#[test]
fn an_expression_survives_values_that_are_no_numbers() {
    let expression = Expression::target(f32::NAN, f32::INFINITY, None);
    assert!(expression.mouth_curve.is_finite() && expression.posture.is_finite());
}

#[test]
fn every_place_is_drawn_inside_the_stage_at_every_hour_and_in_every_weather() {
    for &place in Place::ALL {
        for hour in [0.0, 9.0, 16.5, 18.2, 20.0] {
            for weather in [0.0, 1.0] {
                let light = Light::at(hour, weather);
                let what = format!("{place:?} at {hour} in weather {weather}");
                let back = places::draw_back(place, &light, &places::whole());
                assert!(back.indices().len() > 300, "{what} is empty");
                assert_sound(&back, true, &what);
                assert_sound(&places::draw_front(place, &light, &places::whole()), true, &what);
            }
        }
    }
}

#[test]
fn everybody_is_drawn_in_every_place_and_in_any_number() {
    let ids = ["anna", "michael", "sam", "priya", "tom"];
    for &place in Place::ALL {
        for count in 0..=5 {
            let mut scene = Scene::default();
            let view = StageView { place: Some(place), ..view(&ids[..count]) };
            let pictures = scene.update(&view, 0.0);
            assert_eq!(pictures.len(), 2 + 2 * count);
            for (layer, picture) in &pictures {
                assert_sound(picture, false, &format!("{layer:?} in {place:?}"));
                assert!(!matches!(layer, Layer::Person(_)) || picture.indices().len() > 300);
            }
        }
    }
}

#[test]
fn a_sixth_person_is_left_out() {
    let mut scene = Scene::default();
    scene.update(&view(&["a", "b", "c", "d", "e", "f"]), 0.0);
    assert_eq!(scene.people(), 5);
}

#[test]
fn the_same_view_draws_nothing_anew() {
    let mut scene = Scene::default();
    let view = StageView { reduced_motion: true, ..view(&["anna", "michael"]) };
    assert_eq!(scene.update(&view, 0.0).len(), 6);
    assert_eq!(layers(&scene.update(&view, 1.0)), []);
    assert!(!scene.moves());
}

#[test]
fn only_what_changed_is_drawn_anew() {
    let mut scene = Scene::default();
    let mut view = StageView { reduced_motion: true, ..view(&["anna", "michael"]) };
    scene.update(&view, 0.0);
    view.people[1].face = Some(Face::Glad);
    assert_eq!(layers(&scene.update(&view, 0.0)), [Layer::Person(1), Layer::Hands(1)]);
    view.area = Area { x: 20.0, ..view.area };
    assert_eq!(layers(&scene.update(&view, 0.0)), [], "moving the area moves what is drawn");
    view.weather = 1.0;
    assert_eq!(scene.update(&view, 0.0).len(), 6, "the light falls on everybody");
}

#[test]
fn a_face_moves_to_its_new_expression_and_comes_to_rest() {
    let mut scene = Scene::default();
    let mut view = view(&["anna", "michael"]);
    scene.update(&view, 0.0);
    assert!(!scene.moves());
    view.people[0].face = Some(Face::Surprised);
    scene.update(&view, 1.0 / 30.0);
    assert!(scene.moves());
    settle(&mut scene, &view);
    assert!(!scene.moves());
}

#[test]
fn a_blink_is_drawn_and_ends() {
    let mut scene = Scene::default();
    let view = view(&["anna"]);
    scene.update(&view, 0.0);
    scene.blink(0.5);
    assert_eq!(layers(&scene.update(&view, 0.0)), [Layer::Person(0), Layer::Hands(0)]);
    scene.update(&view, 0.5);
    assert!(!scene.moves());
}

#[test]
fn nothing_moves_where_motion_is_reduced() {
    let mut scene = Scene::default();
    let mut view = StageView { reduced_motion: true, ..view(&["anna", "michael"]) };
    scene.update(&view, 0.0);
    view.people[0].speaking = true;
    view.people[1].face = Some(Face::Angry);
    scene.update(&view, 0.0);
    assert!(!scene.moves());
    assert_eq!(layers(&scene.update(&view, 0.5)), []);
}

#[test]
fn people_who_stay_keep_their_faces_when_others_come_and_go() {
    let mut scene = Scene::default();
    scene.update(&view(&["anna", "michael", "sam"]), 0.0);
    scene.update(&view(&["sam", "anna"]), 0.0);
    assert_eq!(scene.people(), 2);
    let view = view(&["priya", "sam", "anna", "michael"]);
    scene.update(&view, 0.0);
    assert_eq!(scene.people(), 4);
    settle(&mut scene, &view);
    assert!(!scene.moves());
}
