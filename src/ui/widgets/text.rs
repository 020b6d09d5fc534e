//! Text that is only read.

use egui::accesskit::Role;
use egui::{Color32, Label, Response, Ui};

use crate::ui::theme::{self, Kind};

/// Shows running text in the colour of ink.
pub fn body_ui(ui: &mut Ui, text: &str) -> Response {
    let ink = theme::tokens(ui.ctx()).ink;
    text_ui(ui, text, Kind::Body, ink)
}

/// Shows secondary text in the soft colour.
pub fn soft_ui(ui: &mut Ui, text: &str, kind: Kind) -> Response {
    let soft = theme::tokens(ui.ctx()).ink_soft;
    text_ui(ui, text, kind, soft)
}

/// Shows a headline, marked as one for assistive technology.
pub fn heading_ui(ui: &mut Ui, text: &str, kind: Kind) -> Response {
    let ink = theme::tokens(ui.ctx()).ink;
    let response = text_ui(ui, text, kind, ink);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(text);
        node.clear_value();
    });
    response
}

/// Shows text of a kind in a colour, wrapped at the width that is left.
pub fn text_ui(ui: &mut Ui, text: &str, kind: Kind, color: Color32) -> Response {
    ui.add(Label::new(kind.job(text, color, ui.available_width())).wrap())
}
