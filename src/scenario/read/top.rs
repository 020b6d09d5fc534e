//! What a file holds at its top: `Scenario(…)`, or `Part(…)` where a manifest lists it.

use crate::diagnostic::{Code, Diagnostic, Span, suggest};
use crate::scenario::files::MANIFEST;
use crate::scenario::syntax::{Name, Node, Value};

type Fields<'a> = &'a [(Name<'a>, Node<'a>)];

/// What the value of a file is.
pub(super) struct Top {
    /// The name before its fields.
    name: &'static str,
    /// Whether the name may be left out.
    may_lack_name: bool,
    /// What there shall be, for a sentence.
    what: &'static str,
    pub(super) help: &'static str,
}

/// That of a scenario's own file.
pub(super) const TOP: Top = Top {
    name: "Scenario",
    may_lack_name: true,
    what: "a scenario",
    help: "a scenario is written `Scenario(format: 1, id: \"…\", title: \"…\", …)`",
};

/// That of a file which a manifest lists.
pub(super) const TOP_OF_PART: Top = Top {
    name: PART,
    may_lack_name: false,
    what: "a part of a pack",
    help: "a listed file holds `Part(scenes: {…}, …)`; the scenario itself stands in `scenario.ron`",
};

/// The name before the fields of a part.
const PART: &str = "Part";

/// Returns the fields of the value of a file, or what there is instead, if that was not reported yet.
pub(super) fn top<'a>(
    text: &str,
    node: Node<'a>,
    expected: &Top,
) -> Result<(Span, Fields<'a>), Option<Diagnostic>> {
    let Top { name: expected, may_lack_name, what, help } = *expected;
    let span = node.span;
    let name = match &node.value {
        Value::Broken => return Err(None),
        Value::Struct(name, _) | Value::Tuple(name @ Some(_), []) if name.is_some() || may_lack_name => *name,
        _ => {
            let message = format!("expected {what}, found {}", node.kind());
            let start = Span { end: span.start + 1, ..span };
            return Err(Some(Diagnostic::error(Code::WRONG_VALUE, start, message).with_help(help)));
        }
    };
    let place = place(text, span, name);
    if name == Some(PART) && expected != PART {
        let message = "this is a part of a pack, not a scenario of its own";
        let help = format!("name the folder of the pack, where `{MANIFEST}` lists this file");
        return Err(Some(Diagnostic::error(Code::PART, place, message).with_help(help)));
    }
    if let Some(name) = name.filter(|name| *name != expected) {
        let message = format!("expected `{expected}(…)`, found `{name}(…)`");
        let help = suggest::did_you_mean(name, [expected]).unwrap_or_else(|| help.into());
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
