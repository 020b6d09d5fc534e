//! Turns a view into pictures, and says which of them changed.

use super::cast::arms::Pose;
use super::cast::expression::Expression;
use super::cast::figure::Figure;
use super::cast::group::{self, Spot};
use super::cast::life::{Aim, Life};
use super::cast::portrait::Portrait;
use super::light::Light;
use super::outline::Outline;
use super::picture::Picture;
use super::places::{self, HEIGHT, WIDTH};
use super::view::{Actor, StageView};
use crate::scenario::model::Place;

/// A layer of the stage, from back to front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// What lies behind the people.
    Back,
    /// One of the people, by position.
    Person(usize),
    /// What lies before the people.
    Front,
    /// What one of the people has on the table.
    Hands(usize),
}

/// What is on the stage now.
#[derive(Debug, Default)]
pub struct Scene {
    drawn: Option<Backdrop>,
    people: Vec<Player>,
}

/// What decides how the place is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Backdrop {
    place: Option<Place>,
    light: Light,
    part: Part,
}

/// The part of the design space that the area shows: it is covered, so that something may be cut off.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Part {
    width: f32,
    height: f32,
}

#[derive(Debug)]
struct Player {
    id: String,
    figure: Figure,
    life: Life,
    aim: Aim,
    drawn: Option<(Portrait, Spot, Backdrop)>,
}

impl Scene {
    /// Moves on by `seconds` towards `view` and returns the pictures that are new.
    pub fn update(&mut self, view: &StageView, seconds: f32) -> Vec<(Layer, Picture)> {
        let backdrop = Backdrop {
            place: view.place,
            light: Light::at((view.hour * 12.0).round() / 12.0, (view.weather * 25.0).round() / 25.0),
            part: Part::of(view),
        };
        let mut pictures = Vec::new();
        if self.drawn != Some(backdrop) {
            self.drawn = Some(backdrop);
            let (back, front) = backdrop.draw();
            pictures.extend([(Layer::Back, back), (Layer::Front, front)]);
        }
        self.cast(view);
        for (at, player) in self.people.iter_mut().enumerate() {
            player.life.advance(&player.aim, seconds, view.reduced_motion);
            let seated = view.place.is_none_or(places::seated);
            let pose = if seated { Pose::Table } else { Pose::standing(player.figure.habit) };
            let portrait = player.life.portrait(player.figure, pose);
            let spot = backdrop.spot(at, view.people.len());
            let now = Some((portrait, spot, backdrop));
            if player.drawn != now {
                player.drawn = now;
                let (body, hands) = backdrop.draw_person(&portrait, &spot);
                pictures.extend([(Layer::Person(at), body), (Layer::Hands(at), hands)]);
            }
        }
        pictures
    }

    /// How many people are on the stage.
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// Whether somebody is painted behind the others.
    pub fn behind(&self, at: usize) -> bool {
        group::spots(self.people.len()).get(at).is_some_and(|spot| spot.behind)
    }

    /// Whether something moves, breath aside.
    pub fn moves(&self) -> bool {
        self.people.iter().any(|player| player.life.moves(&player.aim))
    }

    /// Lets somebody blink; `lot` (0..1) says who.
    pub fn blink(&mut self, lot: f32) {
        let count = self.people.len();
        if let Some(player) =
            self.people.get_mut(((lot * count as f32) as usize).min(count.saturating_sub(1)))
        {
            player.life.blink();
        }
    }

    /// Brings the people up to date: who stays keeps moving from where they are.
    fn cast(&mut self, view: &StageView) {
        let count = view.people.len().min(group::MOST);
        let speaker = view.people.iter().take(count).position(|actor| actor.speaking);
        for (at, actor) in view.people.iter().take(count).enumerate() {
            let aim = aim(view, actor, at, count, speaker);
            let figure = Figure::new(&actor.id, &actor.look);
            match self.people.iter().position(|player| player.id == actor.id) {
                Some(from) if from >= at => {
                    if from != at {
                        self.people.swap(at, from);
                        self.people[from].drawn = None;
                        self.people[at].drawn = None;
                    }
                    let player = &mut self.people[at];
                    (player.aim, player.figure) = (aim, figure);
                }
                _ => {
                    let player =
                        Player { id: actor.id.clone(), figure, life: Life::at(&aim), aim, drawn: None };
                    self.people.insert(at, player);
                    for later in &mut self.people[at + 1..] {
                        later.drawn = None;
                    }
                }
            }
        }
        self.people.truncate(count);
    }
}

/// What somebody's face, head and body are to do.
fn aim(view: &StageView, actor: &Actor, at: usize, count: usize, speaker: Option<usize>) -> Aim {
    let mut expression = Expression::target(actor.trust, view.mood, actor.face);
    let spots = group::spots(count);
    let turn = match speaker {
        // Everybody looks at who speaks; who speaks looks at the player.
        Some(speaker) if speaker != at => {
            let away = (spots[speaker].x - spots[at].x) / WIDTH;
            expression.gaze_x = (away * 3.0).clamp(-0.9, 0.9);
            (away * 1.6).clamp(-0.75, 0.75)
        }
        Some(_) => {
            expression.gaze_x = -spots[at].turn * 0.25;
            spots[at].turn * 0.35
        }
        None => {
            expression.gaze_x = spots[at].turn * 0.3;
            spots[at].turn
        }
    };
    Aim { expression, turn, speaking: actor.speaking }
}

impl Part {
    fn of(view: &StageView) -> Self {
        let (width, height) = (view.area.width.max(1.0), view.area.height.max(1.0));
        let scale = (width / WIDTH).max(height / HEIGHT);
        Self { width: (width / scale).round(), height: (height / scale).round() }
    }

    fn outline(self) -> Outline {
        let (width, height) = (self.width.min(WIDTH), self.height.min(HEIGHT));
        Outline::rect((WIDTH - width) / 2.0, (HEIGHT - height) / 2.0, width, height)
    }
}

impl Backdrop {
    fn draw(&self) -> (Picture, Picture) {
        self.place.map_or_else(Default::default, |place| {
            let part = self.part.outline();
            (places::draw_back(place, &self.light, &part), places::draw_front(place, &self.light, &part))
        })
    }

    /// Where somebody is; in a narrow area people move together.
    fn spot(&self, at: usize, count: usize) -> Spot {
        let spots = group::spots(count.min(group::MOST));
        let narrow = (self.part.width / WIDTH).min(1.0);
        let spot = spots[at.min(spots.len() - 1)];
        Spot {
            x: WIDTH / 2.0 + (spot.x - WIDTH / 2.0) * narrow,
            scale: spot.scale * narrow.powf(0.7),
            ..spot
        }
    }

    fn draw_person(&self, portrait: &Portrait, spot: &Spot) -> (Picture, Picture) {
        let tint = self.light.on_people();
        let (mut body, mut hands) = (Picture::lit(tint), Picture::lit(tint));
        let (base, size) =
            self.place.map_or((704.0, 1.0), |place| (places::base_line(place), places::size(place)));
        let y = base + spot.rise;
        let scale = spot.scale * size;
        match self.place.and_then(places::frame) {
            Some(frame) => body.clipped(&frame, |p| p.placed(spot.x, y, scale, |p| portrait.draw(p))),
            None => body.placed(spot.x, y, scale, |p| portrait.draw(p)),
        }
        hands.placed(spot.x, y, scale, |p| portrait.draw_front(p));
        (body, hands)
    }
}
