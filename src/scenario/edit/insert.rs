//! Adds a field to those that stand in `(…)`, laid out as they are.

use super::edits::Edits;
use crate::scenario::syntax::{Name, Node, Value, skip_blank};

/// Adds a field with its value to a struct, behind the fields that stand before it in `order`.
pub(super) fn insert_field(
    edits: &mut Edits,
    text: &str,
    node: &Node,
    order: &[&str],
    (field, value): (&str, &str),
) {
    let fields = match node.value {
        Value::Struct(_, fields) => fields,
        _ => &[],
    };
    // Behind a manifest's own fields are those that only the parts of the pack have.
    let own = fields.iter().take_while(|(name, _)| node.span.holds(name.span)).count();
    let fields = &fields[..own];
    let earlier = order.split(|known| *known == field).next().unwrap_or_default();
    let before = fields.iter().rposition(|(name, _)| earlier.contains(&name.value));
    let words = format!("{field}: {value}");
    match before {
        Some(before) => behind(edits, text, &fields[before..], &words),
        None => in_front(edits, text, node, fields.first(), &words),
    }
}

/// Adds words behind the first of some fields.
fn behind(edits: &mut Edits, text: &str, fields: &[(Name, Node)], words: &str) {
    let (name, value) = &fields[0];
    let end = value.span.end as usize;
    let comma = skip_blank(text, end);
    let has_comma = text[comma..].starts_with(',');
    let from = if has_comma { comma + 1 } else { end };
    let next = skip_blank(text, from);
    if text[from..next].contains('\n') {
        // The field ends its line, and so does the new one.
        let begins = |(name, _): &&(Name, Node)| own_line(text, name).trim_start().is_empty();
        let neighbour = fields.get(1).filter(begins).map_or(name, |(next, _)| next);
        let line = line_behind(text, from, next, neighbour);
        if has_comma {
            edits.insert(line.at, format!("{}{words},", line.begin));
        } else {
            edits.insert(end, ",");
            edits.insert(line.at, format!("{}{words}", line.begin));
        }
    } else if has_comma {
        edits.insert(from, format!(" {words},"));
    } else {
        edits.insert(end + text[end..next].trim_end().len(), format!(", {words}"));
    }
}

/// Adds words behind the bracket that opens a struct, before its first field if there is one.
fn in_front(edits: &mut Edits, text: &str, node: &Node, first: Option<&(Name, Node)>, words: &str) {
    let start = node.span.start as usize;
    let name = text[start..].find(|c: char| c == '(' || c == '/' || c.is_whitespace()).unwrap_or(0);
    let open = skip_blank(text, start + name) + 1;
    let Some((first, _)) = first else { return edits.insert(open, words) };
    let begin = first.span.start as usize;
    if text[open..begin].contains('\n') {
        let line = line_behind(text, open, begin, first);
        edits.insert(line.at, format!("{}{words},", line.begin));
    } else {
        edits.insert(begin, format!("{words}, "));
    }
}

/// Where a new line can be put in, and how it begins.
struct Line {
    at: usize,
    begin: String,
}

/// Finds the end of the line at `from`, with the comment there but before `next`; the new line is indented like the
/// one of `like`.
fn line_behind(text: &str, from: usize, next: usize, like: &Name) -> Line {
    let rest = text[from..next].split('\n').next().unwrap_or_default();
    let feed = if rest.ends_with('\r') { "\r\n" } else { "\n" };
    let rest = rest.strip_suffix('\r').unwrap_or(rest);
    // A comment that goes over several lines cannot be cut.
    let is_whole = rest.matches("/*").count() == rest.matches("*/").count();
    let own = own_line(text, like);
    let indent = &own[..own.len() - own.trim_start_matches([' ', '\t']).len()];
    Line { at: from + if is_whole { rest.len() } else { 0 }, begin: format!("{feed}{indent}") }
}

/// Returns what stands before a field in its line.
fn own_line<'a>(text: &'a str, field: &Name) -> &'a str {
    let before = &text[..field.span.start as usize];
    &before[before.rfind('\n').map_or(0, |feed| feed + 1)..]
}
