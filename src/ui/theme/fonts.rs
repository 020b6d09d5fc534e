//! The typefaces: a serif for headings, a sans for what is read, a fixed width for files and code.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// The family of headings.
pub(super) const HEADING: &str = "heading";
/// The family of emphasised text.
pub(super) const BOLD: &str = "bold";

/// The faces by family, with what egui brings behind them for signs that they lack.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallbacks = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let faces = [
        ("DejaVu Sans", dejavu::sans::regular(), FontFamily::Proportional),
        ("DejaVu Sans Bold", dejavu::sans::bold(), FontFamily::Name(BOLD.into())),
        ("DejaVu Serif Bold", dejavu::serif::bold(), FontFamily::Name(HEADING.into())),
        ("DejaVu Sans Mono", dejavu::sans_mono::regular(), FontFamily::Monospace),
    ];
    for (name, bytes, family) in faces {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let mut order = vec![name.to_owned(), "DejaVu Sans".to_owned()];
        order.extend(fallbacks.iter().cloned());
        order.dedup();
        fonts.families.insert(family, order);
    }
    fonts
}
