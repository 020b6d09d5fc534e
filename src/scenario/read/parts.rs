//! Adds what the parts of a pack hold to its manifest, as if all of it were written there.

use std::mem;

use super::fields::{Fields, Owner};
use super::reader::Reader;
use super::top::{TOP_OF_PART, top};
use super::{FILES, Opened};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::scenario::files::{Files, MANIFEST};
use crate::scenario::syntax::{self, Arena, Name, Node, Value};

/// The fields that parts have too: named things, which can be told apart wherever they stand.
const SHARED: [&str; 8] = ["goals", "meters", "cast", "facts", "scenes", "processes", "events", "endings"];

/// The fields that only the manifest has.
const OF_MANIFEST: [&str; 13] = [
    "format", "id", "title", "summary", "briefing", "minutes", "tags", "aim", "clock", "stage", "start",
    "allow", "files",
];

/// Puts the entries of all parts behind those of the manifest, in the order of the list.
pub(super) fn add<'a>(arena: &'a Arena, files: &Files<'a>, opened: &mut Opened<'a>) {
    if files.parts().is_empty() {
        return;
    }
    let mut reader = Reader::new(mem::take(&mut opened.problems));
    let mut fields = opened.fields.to_vec();
    let parts: Vec<_> = files
        .parts()
        .iter()
        .map(|bytes| {
            let (node, problems) = syntax::parse_part(arena, files.text(), bytes.clone());
            let start = Span::new(bytes.start, bytes.start);
            reader.problems.extend(problems.into_iter().map(|problem| of_part(problem, start)));
            node.map_or([None; SHARED.len()], |node| part(&mut reader, arena, files.text(), node))
        })
        .collect();
    for (of_parts, field) in SHARED.iter().enumerate() {
        let mut values = parts.iter().filter_map(|part| part[of_parts]).peekable();
        let Some(&first) = values.peek() else { continue };
        let there = fields.iter().position(|(name, _)| name.value == *field);
        let mut entries = Vec::new();
        for node in there.map(|there| fields[there].1).into_iter().chain(values) {
            entries.extend_from_slice(map(&mut reader, &node));
        }
        let value = Value::Map(arena.alloc_slice_copy(&entries));
        match there {
            Some(there) => fields[there].1.value = value,
            None => fields.push((Name::new(field, first.span), Node { value, span: first.span })),
        }
    }
    opened.fields = arena.alloc_slice_copy(&fields);
    opened.problems = reader.problems;
}

/// Places what is wrong with a part as a whole at its start: without a place it would be said of the manifest.
fn of_part(problem: Diagnostic, start: Span) -> Diagnostic {
    match problem.span {
        Some(_) => problem,
        None => Diagnostic { span: Some(start), ..problem.with_help(TOP_OF_PART.help) },
    }
}

/// Returns the values of a part's fields, in the order of [`SHARED`].
fn part<'a>(
    reader: &mut Reader,
    arena: &'a Arena,
    text: &str,
    node: Node<'a>,
) -> [Option<Node<'a>>; SHARED.len()] {
    let (place, fields) = match top(text, node, &TOP_OF_PART) {
        Ok(part) => part,
        Err(problem) => {
            reader.problems.extend(problem);
            return [None; SHARED.len()];
        }
    };
    let (foreign, own): (Vec<_>, Vec<_>) =
        fields.iter().copied().partition(|(name, _)| OF_MANIFEST.contains(&name.value));
    for (Name { value: name, span }, _) in foreign {
        let help = if name == FILES {
            format!("only `{MANIFEST}` lists files: no file can lead to itself in a circle")
        } else {
            format!("it belongs to the scenario as a whole: write it in `{MANIFEST}`")
        };
        let message = format!("a part has no field `{name}`");
        reader.report(Diagnostic::error(Code::UNKNOWN_FIELD, span, message).with_help(help));
    }
    let mut fields = Fields::new(arena.alloc_slice_copy(&own), Owner::only("a part"), place);
    let values = SHARED.map(|field| fields.optional(field));
    fields.finish(reader);
    values
}

/// Returns the entries of a map; none of what is another kind of value, which is reported.
fn map<'a>(reader: &mut Reader, node: &Node<'a>) -> &'a [(Node<'a>, Node<'a>)] {
    match node.value {
        Value::Map(entries) => entries,
        Value::Some(inner) => map(reader, inner),
        Value::None => &[],
        _ => {
            reader.wrong(node, "a map `{\"…\": …}`");
            &[]
        }
    }
}
