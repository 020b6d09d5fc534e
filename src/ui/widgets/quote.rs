//! What somebody says.

use egui::{Rect, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::scenario::model::Top;
use crate::ui::theme::{self, Kind};

/// What somebody says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The speaker's name.
    pub who: String,
    /// What the speaker wears: the colour of the rule and the name.
    pub top: Top,
    /// The words, with their quotation marks.
    pub words: String,
}

const RULE: f32 = 4.0;
const INDENT: f32 = 18.0;

/// Shows the words beside a rule in the speaker's colour, under the speaker's name.
pub fn quote_ui(ui: &mut Ui, quote: &Quote) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let color = tokens.person(quote.top);
    let width = ui.available_width();
    let name = ui.painter().layout_job(Kind::SmallStrong.job(&quote.who, color, width - INDENT));
    let words = ui.painter().layout_job(Kind::Body.job(&quote.words, tokens.ink, width - INDENT));
    let height = name.size().y + words.size().y - 1.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Label, true, format!("{}: {}", quote.who, quote.words))
    });
    let rule = Rect::from_min_size(rect.min, vec2(RULE, rect.height()));
    ui.painter().rect_filled(rule, 2, color);
    let below = rect.top() + 1.0 + name.size().y;
    ui.painter().galley(pos2(rect.left() + INDENT, rect.top() + 1.0), name, color);
    ui.painter().galley(pos2(rect.left() + INDENT, below), words, tokens.ink);
    response
}
