//! The head without its hair: ears, skin and the shade on it.

use super::portrait::Portrait;
use crate::game::stage::outline::Outline;
use crate::game::stage::palette;
use crate::game::stage::picture::Picture;
use crate::scenario::model::Hair;

/// Draws the head about its centre at the origin.
pub(super) fn draw(portrait: &Portrait, picture: &mut Picture) {
    let skin = palette::skin(portrait.figure.skin);
    let (shade, turn) = (skin.shade(0.17), portrait.turn);
    if portrait.figure.hair != Hair::Scarf {
        for side in [-1.0, 1.0] {
            // The ear on the far side goes out of sight.
            let out = (60.0 - (side * turn).max(0.0) * 15.0) * side - turn * 5.0;
            picture.fill(&Outline::ellipse(out, 10.0, 12.0, 17.0), skin);
            picture
                .fill(&Outline::ellipse(out + side, 11.0, 6.5, 10.5), shade.mix(palette::blush(skin), 0.3));
        }
    }
    let skull = portrait.skull();
    picture.fill(&skull, skin);
    // A soft shade on the side away from the window, which is on the left of every place.
    picture.clipped(&skull, |p| {
        p.fill(
            &Outline::pen(70.0, -90.0)
                .line(70.0, 90.0)
                .line(6.0, 90.0)
                .curve((34.0, 72.0), (50.0, 40.0), (50.0, -6.0))
                .curve((50.0, -40.0), (44.0, -60.0), (30.0, -84.0))
                .close(),
            shade.alpha(0.42),
        );
        p.glow(-30.0, -34.0, 46.0, 40.0, skin.tint(0.5).alpha(0.34));
    });
}
