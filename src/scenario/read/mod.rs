//! Reads a scenario: from the tree of its text to the model, reporting everything that is wrong on the way.

mod cast;
mod choice;
mod clock;
mod facts;
mod fields;
mod ids;
mod reader;
mod scenario;
mod scene;
mod then;
mod times;

use super::model::{FORMAT, Scenario};
use super::syntax::{self, Name, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Span, suggest};
use reader::Reader;

/// How large a text may be, in bytes; a place in a text is kept in 32 bits.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Reads a scenario and reports everything that is wrong with it, in the order of the text.
///
/// The scenario is returned also where parts of it could not be read, for further checks to report more; it runs only
/// if nothing was reported. There is none where the text is no scenario, or is written for a newer format.
pub fn read(text: &str) -> (Option<Scenario>, Vec<Diagnostic>) {
    if text.len() > MAX_BYTES {
        let message = format!("the text has {} bytes; a scenario has at most {MAX_BYTES}", text.len());
        return (None, vec![Diagnostic::file(Code::TOO_LARGE, message)]);
    }
    let (node, mut problems) = syntax::parse(text);
    let Some(node) = node else { return (None, problems) };
    let fields = match top(node) {
        Ok(fields) => fields,
        Err(None) => return (None, problems),
        Err(Some(problem)) => {
            problems.insert(0, problem);
            return (None, problems);
        }
    };
    if let Some(newer) = newer_format(&fields.1) {
        return (None, vec![newer]);
    }
    let mut reader = Reader::new(problems);
    let mut scenario = scenario::scenario(&mut reader, fields.0, fields.1);
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.span.map(|span| (span.start, span.end)));
    scenario.broken = reader.broken;
    scenario.broken.any = !problems.is_empty();
    (Some(scenario), problems)
}

type Fields<'a> = Vec<(Name<'a>, Node<'a>)>;

/// Returns the fields of `Scenario(…)`, or what there is instead, if that was not reported yet.
fn top(node: Node<'_>) -> Result<(Span, Fields<'_>), Option<Diagnostic>> {
    let span = node.span;
    let help = "a scenario is written `Scenario(format: 1, id: \"…\", title: \"…\", …)`";
    let name = match &node.value {
        Value::Broken => return Err(None),
        Value::Struct(name, _) => *name,
        Value::Tuple(name @ Some(_), values) if values.is_empty() => *name,
        _ => {
            let message = format!("expected a scenario, found {}", node.kind());
            let start = Span { end: span.start + 1, ..span };
            return Err(Some(Diagnostic::error(Code::WRONG_VALUE, start, message).with_help(help)));
        }
    };
    if let Some(name) = name.filter(|name| name.value != "Scenario") {
        let message = format!("expected `Scenario(…)`, found `{}(…)`", name.value);
        let near = suggest::nearest(name.value, ["Scenario"]).map(|n| format!("did you mean `{n}`?"));
        let help = near.unwrap_or_else(|| help.into());
        return Err(Some(Diagnostic::error(Code::WRONG_VALUE, name.span, message).with_help(help)));
    }
    let place = name.map_or(Span { end: span.start + 1, ..span }, |name| name.span);
    match node.value {
        Value::Struct(_, fields) => Ok((place, fields)),
        _ => Ok((place, Vec::new())),
    }
}

/// Reports a format that this program does not know, where nothing else could be said reliably.
fn newer_format(fields: &[(Name, Node)]) -> Option<Diagnostic> {
    let (_, node) = fields.iter().find(|(name, _)| name.value == "format")?;
    match node.value {
        Value::Int(format) if format.value() > i128::from(FORMAT) => {
            let format = format.value();
            let message =
                format!("this scenario is written for format {format}; this program reads up to {FORMAT}");
            let help =
                "get a newer version of the program, or ask the author for an older version of the scenario";
            Some(Diagnostic::error(Code::NEWER_FORMAT, node.span, message).with_help(help))
        }
        _ => None,
    }
}
