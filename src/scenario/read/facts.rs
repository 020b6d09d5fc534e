//! Flags and counts.

use super::fields::{Fields, Owner};
use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::scenario::model::Fact;
use crate::scenario::syntax::{Node, Value};

/// How far a count may go from zero: far enough for money in euros, and products of two fit an `i64`.
const MOST: i64 = 1_000_000;

/// Reads `Flag(false)` or `Count(max: 20)`.
pub(super) fn fact(reader: &mut Reader, id: &Spanned<String>, node: Node) -> Option<Fact> {
    let kind = match node.value {
        Value::Struct(Some(name), _) => name,
        Value::Tuple(Some(name), values) if values.len() == 1 => name,
        _ => "",
    };
    match (kind, node.value) {
        ("Flag", Value::Tuple(_, values)) => reader.boolean(values.first()?).map(Fact::Flag),
        ("Count", value @ Value::Struct(..)) => number(reader, id, Node { value, span: node.span }),
        (_, value) => {
            reader.wrong(&Node { value, span: node.span }, "`Flag(false)` or `Count(max: 20)`");
            None
        }
    }
}

fn number(reader: &mut Reader, id: &Spanned<String>, node: Node) -> Option<Fact> {
    let mut fields = Fields::of(reader, node, Owner::named("count", &id.value), id.span)?;
    let mut at = id.span;
    let start = fields.optional("start").and_then(|node| {
        at = node.span;
        reader.integer(&node, "`start`", -MOST..=MOST)
    });
    let min =
        fields.optional("min").and_then(|node| reader.integer(&node, "`min`", -MOST..=MOST)).unwrap_or(0);
    let max = fields.required("max").and_then(|node| reader.integer(&node, "`max`", -MOST..=MOST));
    fields.finish(reader);
    let (max, start) = (max?, start.unwrap_or(0));
    if min > max {
        let message = format!("`min` is {min} and `max` is {max}: no number lies between them");
        reader.report(
            Diagnostic::error(Code::OUT_OF_RANGE, id.span, message).with_help("`min` must not exceed `max`"),
        );
    } else if !(min..=max).contains(&start) {
        let message = format!("`start` is {start}; it lies between {min} and {max}");
        reader.report(Diagnostic::error(Code::OUT_OF_RANGE, at, message));
    }
    Some(Fact::Count { start: start.clamp(min.min(max), max), min: min.min(max), max })
}
