//! Shows diagnostics to people: the sentence, the source line, carets under the place, how to mend it.

use std::fmt::Write as _;
use std::ops::Range;

use unicode_width::UnicodeWidthChar as _;

use super::{Class, Diagnostic, Label, Source, Span};

/// The most columns of a source line that are shown; longer lines are cut around the place.
const COLUMNS: usize = 100;

/// The columns shown before the place in a line that is cut.
const BEFORE: usize = 40;

/// What a tab is shown as.
const TAB: &str = "    ";

/// Shows one diagnostic over several lines, each ended by a line feed.
///
/// With `color`, parts are wrapped in ANSI escapes; whether the reader understands them is the caller's to know.
pub fn render(diagnostic: &Diagnostic, source: &Source, color: bool) -> String {
    let paint =
        |style: &str, text: &str| if color { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() };
    let style = match diagnostic.class {
        Class::Error => "1;31",
        Class::Proved => "1;35",
        Class::Advice => "1;33",
    };
    let mut out = String::new();
    let head = format!("{}[{}]", diagnostic.class.word(), diagnostic.code);
    let _ = writeln!(out, "{}: {}", paint(style, &head), paint("1", &visible(&diagnostic.message)));
    let places = [diagnostic.span, diagnostic.other.as_ref().map(|label| label.span)];
    let last = places.into_iter().flatten().map(|span| source.place(span.start).line).max().unwrap_or(1);
    let gutter = last.to_string().len();
    let mut excerpt = |arrow: &str, span: Span, mark: &str, style: &str, label: &str| {
        let place = source.place(span.start);
        let (line, marked) = cut(source, span);
        let name = visible(source.name_at(span.start));
        let (blank, bar) = (" ".repeat(gutter), paint("34", "|"));
        let _ = writeln!(out, "{blank}{} {name}:{}:{}", paint("34", arrow), place.line, place.column);
        let _ = writeln!(out, "{blank} {bar}");
        let number = paint("34", &format!("{:>gutter$} |", place.line));
        let _ = writeln!(out, "{}", format!("{number} {line}").trim_end());
        let marks = format!("{} {}", mark.repeat(marked.len()), visible(label));
        let _ = writeln!(out, "{blank} {bar} {}{}", " ".repeat(marked.start), paint(style, marks.trim_end()));
    };
    if let Some(span) = diagnostic.span {
        excerpt("-->", span, "^", style, "");
    }
    if let Some(Label { span, text }) = &diagnostic.other {
        excerpt(":::", *span, "-", "1;34", text);
    }
    if diagnostic.span.is_none() {
        let _ = writeln!(out, " {} {}", paint("34", "-->"), visible(source.name()));
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(
            out,
            "{} {} {}",
            " ".repeat(gutter),
            paint("34", "="),
            paint("36", &format!("help: {}", visible(help)))
        );
    }
    out
}

/// Shows all diagnostics, an empty line after each, and a closing line that counts them.
pub fn render_all(diagnostics: &[Diagnostic], source: &Source, color: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&render(diagnostic, source, color));
        out.push('\n');
    }
    out.push_str(&summary(diagnostics));
    out.push('\n');
    out
}

/// Counts diagnostics in words: `2 errors, 1 advice`; `no problems` without any.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |class| diagnostics.iter().filter(|diagnostic| diagnostic.class == class).count();
    let (errors, proved, advice) = (count(Class::Error), count(Class::Proved), count(Class::Advice));
    let plural = if errors == 1 { "" } else { "s" };
    let counts = [(errors, format!("error{plural}")), (proved, "proved".into()), (advice, "advice".into())];
    let words: Vec<_> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if words.is_empty() { "no problems".into() } else { words.join(", ") }
}

/// Returns what is shown of a span's first line, and the columns in it that the span covers (at least one).
fn cut(source: &Source, span: Span) -> (String, Range<usize>) {
    let range = source.line_range(span.start);
    let span = source.within(span);
    let start = span.start.clamp(range.start, range.end);
    let end = span.end.clamp(start, range.end);
    let text = source.text();
    let (before, marked, after) = (&text[range.start..start], &text[start..end], &text[end..range.end]);
    let fits = range.len() <= 4 * COLUMNS && width(&text[range]) <= COLUMNS;
    let keep = if fits { COLUMNS } else { BEFORE };
    let before = last_columns(before, keep);
    let mut shown = before.clone();
    let column = width(&shown);
    shown.push_str(&first_columns(marked, COLUMNS - column));
    let marked = width(&shown) - column;
    // Where the place itself was cut, what follows it is cut already.
    if column + marked <= COLUMNS {
        shown.push_str(&first_columns(after, COLUMNS - column - marked));
    }
    (shown.trim_end().to_owned(), column..column + marked.max(1))
}

/// Shows the start of a text, cut with an ellipsis where it is wider than `columns`.
fn first_columns(text: &str, columns: usize) -> String {
    let mut shown = String::new();
    let mut used = 0;
    for c in text.chars() {
        let (c, wide) = glyph(c);
        if used + wide > columns {
            shown.push('…');
            break;
        }
        shown.push_str(&c);
        used += wide;
    }
    shown
}

/// Shows the end of a text, cut with an ellipsis where it is wider than `columns`.
fn last_columns(text: &str, columns: usize) -> String {
    let mut glyphs = Vec::new();
    let mut used = 0;
    for c in text.chars().rev() {
        let (c, wide) = glyph(c);
        if used + wide > columns {
            glyphs.push("…".to_owned());
            break;
        }
        glyphs.push(c);
        used += wide;
    }
    glyphs.into_iter().rev().collect()
}

/// Returns what is shown for a character and how many columns that takes: nothing that moves the cursor, hides
/// text or turns its direction gets through.
fn glyph(c: char) -> (String, usize) {
    match c {
        '\t' => (TAB.into(), TAB.len()),
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
            ("�".into(), 1)
        }
        _ => c.width().map_or_else(|| ("�".into(), 1), |wide| (c.into(), wide)),
    }
}

fn width(text: &str) -> usize {
    text.chars().map(|c| glyph(c).1).sum()
}

/// Shows a sentence that may quote the source.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { " ".into() } else { glyph(c).0 }).collect()
}
