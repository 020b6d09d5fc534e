//! Bars and small histograms made of letters.

use textwrap::core::display_width;

/// The eighths of a letter, from the left.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// The eighths of a letter, from below.
const HEIGHTS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws a share, 0 to 1, as a bar that is so many letters long at 1. What is over 0 is seen.
pub(super) fn bar(share: f64, letters: usize) -> String {
    let eighths = (share.clamp(0.0, 1.0) * (8 * letters) as f64).round() as usize;
    let eighths = if share > 0.0 { eighths.max(1) } else { 0 };
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

/// Draws how often the values 0 to 100 were met, from left to right, as so many columns; the highest is the most frequent one.
/// A column of which nothing was met is empty; values outside are drawn at the ends.
pub(super) fn histogram(counts: impl Iterator<Item = (i64, f64)>, columns: usize) -> String {
    let mut sums = vec![0.0; columns];
    for (value, count) in counts {
        sums[value.clamp(0, 100) as usize * columns / 101] += count;
    }
    let most = sums.iter().copied().fold(0.0, f64::max);
    let height = |sum: f64| HEIGHTS[((8.0 * sum / most).ceil() as usize).clamp(1, 8) - 1];
    sums.into_iter().map(|sum| if sum > 0.0 { height(sum) } else { " " }).collect()
}

/// Fills a text up with spaces on its right; one that is too wide is cut and ends in `…`.
pub(super) fn fit(text: &str, width: usize) -> String {
    let mut fitted = text.to_owned();
    if display_width(text) > width {
        while display_width(&fitted) >= width.max(1) {
            fitted.pop();
        }
        fitted.push('…');
    }
    let room = width.saturating_sub(display_width(&fitted));
    fitted + &" ".repeat(room)
}

/// Returns how wide the widest of some texts is, at least the one given and at most the other.
pub(super) fn widest<'a>(texts: impl Iterator<Item = &'a str>, (least, most): (usize, usize)) -> usize {
    texts.map(display_width).max().unwrap_or(0).clamp(least, most)
}
