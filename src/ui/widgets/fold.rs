//! Parts that are shown on request: whether each is open is remembered by the context, as the place of a scroll bar is.

use egui::{Id, Ui};

/// Whether a part is open.
pub fn is_open(ui: &Ui, part: Id) -> bool {
    ui.data(|data| data.get_temp(part)).unwrap_or(false)
}

/// Opens a part, or closes it.
pub fn toggle(ui: &Ui, part: Id) {
    let open = is_open(ui, part);
    ui.data_mut(|data| data.insert_temp(part, !open));
    // Nothing else asks for the frame in which it is seen.
    ui.ctx().request_repaint();
}
