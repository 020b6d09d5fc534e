//! The places: one file for each, and what several of them share.

mod corridor;
mod dock;
mod kitchen;
mod meeting_room;
mod office;
mod outside;
mod phone;
mod street;
mod things;
mod warehouse;

use super::light::Light;
use super::outline::Outline;
use super::picture::Picture;
use crate::scenario::model::Place;

/// The width of the stage in design units.
pub const WIDTH: f32 = 1000.0;
/// The height of the stage in design units.
pub const HEIGHT: f32 = 940.0;

/// Draws what lies behind the people, within `part` of the stage.
pub fn draw_back(place: Place, light: &Light, part: &Outline) -> Picture {
    let mut picture = Picture::lit(light.tint);
    picture.clipped(part, |p| match place {
        Place::Office => office::draw_back(light, p),
        Place::MeetingRoom => meeting_room::draw_back(light, p),
        Place::Warehouse => warehouse::draw_back(light, p),
        Place::Dock => dock::draw_back(light, true, p),
        Place::EmptyDock => dock::draw_back(light, false, p),
        Place::Phone => phone::draw_back(light, p),
        Place::Corridor => corridor::draw_back(light, p),
        Place::Kitchen => kitchen::draw_back(light, p),
        Place::Street => street::draw_back(light, p),
    });
    picture
}

/// Draws what lies before the people, within `part` of the stage.
pub fn draw_front(place: Place, light: &Light, part: &Outline) -> Picture {
    let mut picture = Picture::lit(light.tint);
    picture.clipped(part, |p| match place {
        Place::Office => office::draw_front(light, p),
        Place::MeetingRoom => meeting_room::draw_front(light, p),
        Place::Warehouse => warehouse::draw_front(light, p),
        Place::Dock | Place::EmptyDock => dock::draw_front(light, p),
        Place::Phone => phone::draw_front(light, p),
        Place::Corridor => corridor::draw_front(light, p),
        Place::Kitchen => kitchen::draw_front(light, p),
        Place::Street => street::draw_front(light, p),
    });
    picture
}

/// Whether people sit at a table there.
pub fn seated(place: Place) -> bool {
    matches!(place, Place::Office | Place::MeetingRoom)
}

/// The height of the line on which the people's bodies rest: a table's far edge, or where one would be.
pub fn base_line(place: Place) -> f32 {
    match place {
        Place::Office | Place::MeetingRoom => 704.0,
        Place::Phone => 700.0,
        Place::Kitchen => 690.0,
        Place::Warehouse => 680.0,
        Place::Dock | Place::EmptyDock | Place::Corridor | Place::Street => 712.0,
    }
}

/// How large people are drawn there.
pub fn size(place: Place) -> f32 {
    match place {
        Place::Phone => 0.98,
        Place::Dock | Place::EmptyDock | Place::Street => 0.94,
        _ => 1.0,
    }
}

/// What people are seen through, if they are not simply there.
pub fn frame(place: Place) -> Option<Outline> {
    (place == Place::Phone).then(phone::frame)
}

/// The whole stage.
pub fn whole() -> Outline {
    Outline::rect(0.0, 0.0, WIDTH, HEIGHT)
}
