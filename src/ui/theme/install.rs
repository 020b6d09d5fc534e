//! Making a context look like this program.

use egui::style::{ScrollStyle, WidgetVisuals};
use egui::{Context, CornerRadius, Id, Margin, Shadow, Stroke, Style, TextStyle, Theme, Visuals, vec2};

use super::{Kind, Tokens, fonts, radius, space};

/// Installs fonts, colours and distances in a context; once, outside of any pass.
///
/// egui takes up new fonts with the next pass, and the screens cannot be drawn without them: a context
/// that already is in a pass skips that one.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    ctx.set_theme(Theme::Light);
    let tokens = Tokens::LIGHT;
    ctx.data_mut(|data| data.insert_temp(key(), tokens));
    ctx.all_styles_mut(|style| restyle(style, &tokens));
}

/// The colours in force in a context.
pub fn tokens(ctx: &Context) -> Tokens {
    ctx.data(|data| data.get_temp(key())).unwrap_or(Tokens::LIGHT)
}

fn key() -> Id {
    Id::new("two-hats tokens")
}

fn restyle(style: &mut Style, tokens: &Tokens) {
    style.text_styles = [
        (TextStyle::Heading, Kind::Heading),
        (TextStyle::Body, Kind::Body),
        (TextStyle::Button, Kind::Body),
        (TextStyle::Small, Kind::Small),
        (TextStyle::Monospace, Kind::Mono),
    ]
    .into_iter()
    .map(|(name, kind)| (name, kind.font()))
    .collect();
    style.visuals = visuals(tokens);
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.25;
    // Nothing moves by itself: a screen at rest asks for no further frame.
    style.animation_time = 0.0;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    style.spacing.item_spacing = vec2(space::S, space::S);
    style.spacing.menu_margin = Margin::same(14);
    style.spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_allocated_width: 0.0,
        dormant_handle_opacity: 0.6,
        active_handle_opacity: 0.9,
        foreground_color: false,
        ..ScrollStyle::floating()
    };
    // A fade is half transparent, and half transparent paper comes out grey where colours are mixed as light.
    style.spacing.scroll.fade.strength = 0.0;
}

fn visuals(tokens: &Tokens) -> Visuals {
    let mut visuals = Visuals::light();
    visuals.override_text_color = Some(tokens.ink);
    visuals.panel_fill = tokens.paper;
    visuals.window_fill = tokens.raised;
    visuals.extreme_bg_color = tokens.well;
    visuals.window_corner_radius = CornerRadius::same(radius::CARD);
    visuals.menu_corner_radius = CornerRadius::same(radius::CARD);
    visuals.window_stroke = Stroke::new(1.0, tokens.line);
    visuals.window_shadow = Shadow { offset: [0, 10], blur: 40, spread: 0, color: tokens.shadow };
    visuals.popup_shadow = Shadow { offset: [0, 4], blur: 18, spread: 0, color: tokens.shadow };
    visuals.selection.bg_fill = tokens.teal_soft;
    visuals.selection.stroke = Stroke::new(1.0, tokens.teal);
    visuals.hyperlink_color = tokens.teal;
    visuals.interact_cursor = Some(egui::CursorIcon::PointingHand);
    let plain = WidgetVisuals {
        bg_fill: tokens.handle,
        weak_bg_fill: tokens.raised,
        bg_stroke: Stroke::new(1.0, tokens.line),
        corner_radius: CornerRadius::same(radius::SMALL),
        fg_stroke: Stroke::new(1.0, tokens.ink),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = plain;
    visuals.widgets.inactive = plain;
    visuals.widgets.open = plain;
    visuals.widgets.hovered = WidgetVisuals { bg_fill: tokens.ink_soft, ..plain };
    visuals.widgets.active = WidgetVisuals { bg_fill: tokens.ink, ..plain };
    visuals
}

/// The space inside a floating paper.
pub(in crate::ui) const DIALOG_MARGIN: Margin = Margin::symmetric(36, 30);
