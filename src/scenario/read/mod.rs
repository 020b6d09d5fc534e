//! Reads a scenario: from the tree of its text to the model, reporting everything that is wrong on the way.

mod cast;
mod choice;
mod clock;
mod facts;
mod fields;
pub(super) mod format;
pub(super) mod ids;
mod reader;
mod scenario;
mod scene;
mod then;
mod times;

use super::model::{FORMAT, Scenario};
use super::syntax::{self, Arena, Name, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Span, suggest};
use reader::Reader;

/// How large a text may be, in bytes; a place in a text is kept in 32 bits.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Reads a scenario and reports everything that is wrong with it, in the order of the text.
///
/// The scenario is returned also where parts of it could not be read, for further checks to report more; it runs only
/// if nothing was reported. There is none where the text is no scenario, or is written for a newer format.
pub fn read(text: &str) -> (Option<Scenario>, Vec<Diagnostic>) {
    let arena = Arena::new();
    let Opened { place, fields, problems, .. } = match open(&arena, text) {
        Ok(opened) => opened,
        Err(problems) => return (None, problems),
    };
    if let Some(newer) = format::newer(fields, FORMAT) {
        return (None, vec![newer]);
    }
    let mut reader = Reader::new(problems);
    let mut scenario = scenario::scenario(&mut reader, place, fields);
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.span.map(|span| (span.start, span.end)));
    scenario.broken = reader.broken;
    scenario.broken.any = !problems.is_empty();
    (Some(scenario), problems)
}

/// Reports a text of more than [`MAX_BYTES`].
pub(super) fn too_large(text: &str) -> Option<Diagnostic> {
    let message = || format!("the text has {} bytes; a scenario has at most {MAX_BYTES}", text.len());
    (text.len() > MAX_BYTES).then(|| Diagnostic::file(Code::TOO_LARGE, message()))
}

/// A text that holds a scenario, whatever is in it.
pub(super) struct Opened<'a> {
    /// All of `Scenario(…)`.
    pub(super) span: Span,
    /// Where it is named.
    pub(super) place: Span,
    /// Its fields.
    pub(super) fields: Fields<'a>,
    /// What is wrong with the text as RON.
    pub(super) problems: Vec<Diagnostic>,
}

/// Reads a text as far as `Scenario(…)` and the tree of what stands in it.
pub(super) fn open<'a>(arena: &'a Arena, text: &'a str) -> Result<Opened<'a>, Vec<Diagnostic>> {
    if let Some(problem) = too_large(text) {
        return Err(vec![problem]);
    }
    let (node, mut problems) = syntax::parse(arena, text);
    let Some(node) = node else { return Err(problems) };
    let span = node.span;
    match top(text, node) {
        Ok((place, fields)) => Ok(Opened { span, place, fields, problems }),
        Err(problem) => {
            problems.splice(..0, problem);
            Err(problems)
        }
    }
}

type Fields<'a> = &'a [(Name<'a>, Node<'a>)];

/// Returns the fields of `Scenario(…)`, or what there is instead, if that was not reported yet.
fn top<'a>(text: &str, node: Node<'a>) -> Result<(Span, Fields<'a>), Option<Diagnostic>> {
    let span = node.span;
    let help = "a scenario is written `Scenario(format: 1, id: \"…\", title: \"…\", …)`";
    let name = match &node.value {
        Value::Broken => return Err(None),
        Value::Struct(name, _) | Value::Tuple(name @ Some(_), []) => *name,
        _ => {
            let message = format!("expected a scenario, found {}", node.kind());
            let start = Span { end: span.start + 1, ..span };
            return Err(Some(Diagnostic::error(Code::WRONG_VALUE, start, message).with_help(help)));
        }
    };
    let place = place(text, span, name);
    if let Some(name) = name.filter(|name| *name != "Scenario") {
        let message = format!("expected `Scenario(…)`, found `{name}(…)`");
        let near = suggest::nearest(name, ["Scenario"]).map(|n| format!("did you mean `{n}`?"));
        let help = near.unwrap_or_else(|| help.into());
        return Err(Some(Diagnostic::error(Code::WRONG_VALUE, place, message).with_help(help)));
    }
    match node.value {
        Value::Struct(_, fields) => Ok((place, fields)),
        _ => Ok((place, &[])),
    }
}

/// Returns the place of the name that a struct begins with, or of its bracket.
fn place(text: &str, whole: Span, name: Option<&str>) -> Span {
    let start = whole.start as usize;
    let raw = if text[start..].starts_with("r#") { "r#" } else { "" };
    Span::new(start, start + name.map_or("(".len(), |name| raw.len() + name.len()))
}
