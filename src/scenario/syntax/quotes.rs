//! Quotes inside texts that lack their backslash: `"She says "no" to it."`
//!
//! All this is asked only where a text is already known to be wrong.

use super::lexer::{closing_quote, is_blank, is_word_continue, is_word_start};

/// How far behind a quote the end of its text is looked for, in bytes; it bounds what is looked at twice.
const FAR: usize = 4096;

/// Tells whether this may stand right behind the closing quote of a text.
///
/// What separates values, rightly or wrongly, may: it has reports of its own.
pub(super) fn may_follow(behind: &str) -> bool {
    let Some(c) = behind.chars().next() else { return true };
    is_blank(c) || ",:)]};=".contains(c) || behind.starts_with("//") || behind.starts_with("/*")
}

/// Tells whether a quote between these texts begins a value, rather than standing in prose.
pub(super) fn begins_value(before: &str, behind: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    let after_separator = |text: &str| text.is_empty() || text.ends_with([',', ':', '(', '[', '{']);
    let Some(last) = line.chars().next_back() else {
        // At the start of a line stands a name, or an item of a list.
        let behind = near(behind, 0);
        return closing_quote(behind, true).is_some_and(|end| {
            let rest = behind[end + 1..].trim_start_matches([' ', '\t']);
            rest.starts_with([':', ']', ')']) || rest.starts_with(",\n") || rest.starts_with(",\r")
        });
    };
    let rest = &line[..line.len() - last.len_utf8()];
    match last {
        '[' | '{' => true,
        // `Go("tuesday")`, `: ("risk", …)`; in prose a blank and a word stand before it.
        '(' => !rest.ends_with(is_blank) || after_separator(rest.trim_end()),
        ':' | '=' => {
            let name = rest.trim_end();
            let before = name.trim_end_matches(is_word_continue);
            name[before.len()..].starts_with(char::is_lowercase) && after_separator(before.trim_end())
        }
        _ => false,
    }
}

/// Finds the byte behind the quote that ends a text which goes on at byte `at`: the first one that is followed by what
/// follows a value. `in_fields` says that fields stand around it.
pub(super) fn end_of_text(text: &str, at: usize, in_fields: bool) -> Option<usize> {
    let text = near(text, at);
    let mut end = at;
    loop {
        let quote = closing_quote(&text[end..], false)?;
        if text[end..end + quote].lines().skip(1).any(begins_field) {
            return None;
        }
        end += quote + 1;
        if ends_value(&text[end..], in_fields) {
            return Some(end);
        }
    }
}

/// Finds the quote that ends a text which began with a quote of print, and where it stands.
pub(super) fn end_of_printed(text: &str) -> Option<(usize, char)> {
    let text = near(text, 0);
    let mut quotes = text.char_indices().filter(|(_, c)| matches!(c, '“' | '”' | '«' | '»' | '"'));
    quotes
        .find(|(at, c)| ends_key(&text[at + c.len_utf8()..]) || ends_value(&text[at + c.len_utf8()..], false))
}

/// Tells whether what stands behind a quote shows that the name of an entry ended there.
fn ends_key(behind: &str) -> bool {
    behind.trim_start_matches([' ', '\t']).starts_with(':')
}

/// Cuts off what is far behind a byte.
fn near(text: &str, at: usize) -> &str {
    &text[..text.floor_char_boundary(at + FAR)]
}

/// Tells whether a line begins with a name and a colon.
fn begins_field(line: &str) -> bool {
    let line = line.trim_start();
    let rest = line.trim_start_matches(is_word_continue);
    line.starts_with(char::is_lowercase) && rest.starts_with(':')
}

/// Tells whether what stands behind a quote shows that a value ended there.
fn ends_value(behind: &str, in_fields: bool) -> bool {
    let rest = behind.trim_start_matches(is_blank);
    match rest.chars().next() {
        None => true,
        Some(',') => begins_item(&rest[1..], in_fields),
        Some(')' | ']' | '}') => {
            let rest = rest.trim_start_matches(|c| is_blank(c) || ")]}".contains(c));
            rest.is_empty() || rest.strip_prefix(',').is_some_and(|rest| begins_item(rest, false))
        }
        Some(_) => rest.starts_with("//"),
    }
}

/// Tells whether an item begins here, or nothing more comes.
fn begins_item(text: &str, in_fields: bool) -> bool {
    let mut rest = text.trim_start_matches(is_blank);
    while let Some(comment) = rest.strip_prefix("//") {
        rest = comment.split_once('\n').map_or("", |(_, rest)| rest).trim_start_matches(is_blank);
    }
    match rest.chars().next() {
        None | Some(')' | ']' | '}') => true,
        Some('"' | '(') => !in_fields,
        Some(c) if is_word_start(c) => {
            let behind = rest.trim_start_matches(is_word_continue).trim_start_matches(is_blank);
            behind.starts_with(':') || (!in_fields && behind.starts_with('('))
        }
        Some(_) => false,
    }
}
