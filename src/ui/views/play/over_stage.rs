//! What lies over the stage: the days above, the meters below.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::PlayView;
use crate::ui::theme::space;
use crate::ui::widgets::calendar::calendar_ui;
use crate::ui::widgets::meter_card::{self, meter_card_ui};

const AROUND: f32 = 24.0;
const WIDEST: f32 = 264.0;
const NARROWEST: f32 = 200.0;

pub(super) fn over_stage_ui(ui: &mut Ui, stage: Rect, view: &PlayView) {
    let inner = stage.shrink(AROUND);
    if inner.width() < NARROWEST {
        return;
    }
    if let Some(calendar) = &view.calendar {
        let strip = Rect::from_min_size(stage.min + vec2(AROUND, 16.0), vec2(inner.width(), 40.0));
        let mut above = ui.new_child(UiBuilder::new().id_salt("calendar").max_rect(strip));
        calendar_ui(&mut above, calendar);
    }
    let count = view.meters.len();
    if count == 0 {
        return;
    }
    let gap = space::L;
    let fit = (((inner.width() + gap) / (NARROWEST + gap)) as usize).clamp(1, count);
    let rows = count.div_ceil(fit);
    let per_row = count.div_ceil(rows);
    let width = ((inner.width() + gap) / per_row as f32 - gap).min(WIDEST);
    let height = rows as f32 * (meter_card::HEIGHT + gap) - gap;
    let top = inner.bottom() - height;
    for (index, meter) in view.meters.iter().enumerate() {
        let (row, column) = (index / per_row, index % per_row);
        let corner =
            pos2(inner.left() + column as f32 * (width + gap), top + row as f32 * (meter_card::HEIGHT + gap));
        let card = Rect::from_min_size(corner, vec2(width, meter_card::HEIGHT));
        let mut place = ui.new_child(
            UiBuilder::new().id_salt(("meter", index)).max_rect(card).layout(Layout::top_down(Align::Min)),
        );
        meter_card_ui(&mut place, meter, index, width);
    }
}
