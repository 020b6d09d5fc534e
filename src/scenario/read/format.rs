//! The version of the format that a scenario is written for.

use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::scenario::syntax::{Name, Node, Value};

/// Reads the field `format`, which lies in `1..=newest`; `place` is where the scenario is named.
pub(in crate::scenario) fn format(
    place: Span,
    fields: &[(Name, Node)],
    newest: u32,
) -> Result<Spanned<u32>, Diagnostic> {
    let Some(node) = field(fields) else {
        let message = "`format` is missing from the scenario";
        return Err(Diagnostic::error(Code::MISSING_FIELD, place, message));
    };
    if let Some(newer) = newer(fields, newest) {
        return Err(newer);
    }
    let mut reader = Reader::new(Vec::new());
    let format = reader.integer(node, "`format`", 1..=i64::from(newest));
    match (format, reader.problems.pop()) {
        (_, Some(problem)) => Err(problem),
        (format, None) => Ok(Spanned::new(format.map_or(newest, |format| format as u32), node.span)),
    }
}

/// Reports a format that this program does not know, where nothing else could be said reliably.
pub(in crate::scenario) fn newer(fields: &[(Name, Node)], newest: u32) -> Option<Diagnostic> {
    let node = field(fields)?;
    match node.value {
        Value::Int(format) if format.value() > i128::from(newest) => {
            let format = format.value();
            let message =
                format!("this scenario is written for format {format}; this program reads up to {newest}");
            let help =
                "get a newer version of the program, or ask the author for an older version of the scenario";
            Some(Diagnostic::error(Code::NEWER_FORMAT, node.span, message).with_help(help))
        }
        _ => None,
    }
}

/// Returns the value of the field, which may be written `Some(…)`.
fn field<'f, 'a>(fields: &'f [(Name<'a>, Node<'a>)]) -> Option<&'f Node<'a>> {
    let (_, node) = fields.iter().find(|(name, _)| name.value == "format")?;
    match &node.value {
        Value::None => None,
        Value::Some(inner) => Some(inner),
        _ => Some(node),
    }
}
