//! One situation and how it is left.

use super::choice;
use super::fields::{Fields, Owner};
use super::ids::Kind;
use super::reader::Reader;
use super::{then, times};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::scenario::model::{Exit, Scene};
use crate::scenario::syntax::{Node, Value};

/// Reads a scene.
pub(super) fn scene(reader: &mut Reader, id: &Spanned<String>, node: Node) -> Option<Scene> {
    let whole = id.span.to(node.span);
    let mut fields = Fields::of(reader, node, Owner::named("scene", &id.value), id.span)?;
    let title = fields.optional("title").and_then(|node| reader.string(node));
    let place = fields.optional("place").and_then(|node| reader.word(&node, "a place"));
    let on_stage = reader.list(fields.optional("on_stage"), "a list of people `[\"…\", …]`", Reader::name);
    let heard = reader.list(fields.optional("heard"), "a list of people `[\"…\", …]`", Reader::name);
    let text = fields.required("text").and_then(|node| reader.template(node));
    let shown_at = fields.optional("shown_at").and_then(|node| times::moment(reader, node));
    let discuss = fields.optional("discuss").and_then(|node| reader.string(node));
    let notes = fields.optional("notes").and_then(|node| reader.string(node));
    let on_enter = fields.optional("on_enter");
    let on_enter = reader.effects(on_enter);
    let exit = exit(reader, id, &mut fields);
    fields.finish(reader);
    Some(Scene {
        whole,
        title: title.unwrap_or_default(),
        place,
        on_stage,
        heard,
        text: text.unwrap_or_default(),
        shown_at,
        discuss,
        notes,
        on_enter,
        exit: exit?,
    })
}

fn exit(reader: &mut Reader, id: &Spanned<String>, fields: &mut Fields) -> Option<Exit> {
    let choices = fields.optional("choices");
    let then = fields.optional("then");
    let takes = times::takes(reader, fields);
    let scene = &id.value;
    match (choices, then) {
        (Some(Node { value: Value::Map([]), .. }), None) => {
            no_way_out(reader, id, "its `choices` are empty");
            None
        }
        (None, None) => {
            if !fields.is_meant(["then", "choices"]) {
                no_way_out(reader, id, "it has neither `choices` nor `then`");
            }
            None
        }
        (Some(choices), then) => {
            if let Some(then) = then {
                let message = format!("scene `{scene}` has both `choices` and `then`");
                let help = "the choices say where the story goes; remove `then`, or the choices";
                let opening = Span { end: choices.span.start + 1, ..choices.span };
                reader.report(
                    Diagnostic::error(Code::TWO_WAYS_OUT, then.span, message)
                        .with_other(opening, "the choices begin here")
                        .with_help(help),
                );
            } else if let Some(takes) = takes {
                let message = format!("scene `{scene}` has choices, so each of them says how long it takes");
                let help = "move `takes` into the choices";
                reader.report(Diagnostic::error(Code::TIME, takes.span, message).with_help(help));
            }
            let choices = reader.named(Some(choices), "choice", Kind::Plain, |reader, choice, node| {
                let read = choice::choice(reader, scene, choice, node);
                if read.is_none() {
                    reader.broken.ids.insert(format!("{scene}.{}", choice.value));
                }
                read
            });
            Some(Exit::Choices(choices))
        }
        (None, Some(then)) => then::then(reader, then).map(|then| Exit::Auto { takes, then }),
    }
}

fn no_way_out(reader: &mut Reader, id: &Spanned<String>, why: &str) {
    let message = format!("nothing leads out of scene `{}`: {why}", id.value);
    let help = "give it `choices`, or a `then` such as `Go(\"scene\")`, `End(\"ending\")` or `Verdict`";
    reader.report(Diagnostic::error(Code::NO_WAY_OUT, id.span, message).with_help(help));
}
