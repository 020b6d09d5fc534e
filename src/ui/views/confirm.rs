//! Asking once before something that sets work aside.

use egui::{Id, Ui};

use crate::ui::theme::{self, Kind, space};
use crate::ui::widgets::{button, text};

/// The question that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    item: usize,
    fresh: bool,
}

/// Shows `ask` as a quiet button; once pressed, what would happen, with `yes` and Cancel instead.
/// Says whether `yes` was pressed. Only one question of a `group` is open at a time.
pub(super) fn confirm_ui(ui: &mut Ui, group: &str, item: usize, ask: &str, what: &str, yes: &str) -> bool {
    let key = Id::new(("confirm", group));
    let asked = ui.data(|data| data.get_temp::<Asked>(key)).filter(|asked| asked.item == item);
    let Some(asked) = asked else {
        let pressed = ui.push_id((group, item), |ui| button::quiet_button_ui(ui, ask).clicked()).inner;
        if pressed {
            ui.data_mut(|data| data.insert_temp(key, Asked { item, fresh: true }));
            ui.ctx().request_repaint();
        }
        return false;
    };
    let tokens = theme::tokens(ui.ctx());
    egui::Frame::new()
        .fill(tokens.amber_soft)
        .corner_radius(theme::radius::BUTTON)
        .inner_margin(space::M)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            text::text_ui(ui, what, Kind::Small, tokens.ink);
            let (sure, cancel) = ui
                .horizontal(|ui| {
                    let sure = button::secondary_button_ui(ui, yes, "");
                    if asked.fresh {
                        sure.request_focus();
                        sure.scroll_to_me(None);
                        ui.data_mut(|data| data.insert_temp(key, Asked { item, fresh: false }));
                        ui.ctx().request_repaint();
                    }
                    (sure.clicked(), button::quiet_button_ui(ui, "Cancel").clicked())
                })
                .inner;
            if sure || cancel {
                ui.data_mut(|data| data.remove::<Asked>(key));
            }
            sure
        })
        .inner
}

/// Closes the question of a `group`, if one is open: the next visit begins without it.
pub(super) fn forget(ui: &Ui, group: &str) {
    ui.data_mut(|data| data.remove::<Asked>(Id::new(("confirm", group))));
}
