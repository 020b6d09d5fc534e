//! How odds and counts are written.

/// Says odds in percent, with as many digits as tell them from none and from all.
pub(super) fn percent(odds: f64) -> String {
    let far = odds.min(1.0 - odds);
    if odds <= 0.0 {
        "0 %".to_owned()
    } else if far < 1e-12 && odds > 0.5 {
        "100 %".to_owned()
    } else if far < 1e-6 && odds < 0.5 {
        format!("{:.0e} %", 100.0 * odds)
    } else {
        let digits = (1.0 - (100.0 * far).log10().floor()).clamp(1.0, 12.0) as usize;
        format!("{:.digits$} %", 100.0 * odds)
    }
}

/// Writes a whole number with its thousands apart; one of many digits also in short.
pub(super) fn grouped(number: &str) -> String {
    let groups = number.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
    let whole = groups.collect::<Vec<_>>().join(",");
    match number.len() {
        0..=15 => whole,
        digits => format!("{whole}, about {}e{}", &number[..1], digits - 1),
    }
}
