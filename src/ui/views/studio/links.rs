//! Words in the panel that lead somewhere.

use egui::{Response, Ui};

use super::StudioAction;
use super::scene::Link;
use crate::ui::widgets::button::quiet_button_ui;

/// Shows a row of places on the map; a click goes there.
pub(super) fn links_ui(ui: &mut Ui, links: &[Link]) -> Option<StudioAction> {
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        for (number, link) in links.iter().enumerate() {
            if link_ui(ui, link, number).clicked() {
                action = Some(match link.node {
                    Some(node) => StudioAction::Select(node, true),
                    None => StudioAction::Edit(link.byte),
                });
            }
        }
    });
    action
}

fn link_ui(ui: &mut Ui, link: &Link, number: usize) -> Response {
    ui.push_id(number, |ui| quiet_button_ui(ui, &link.text)).inner
}
