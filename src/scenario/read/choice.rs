//! One thing the player can do.

use super::fields::{Fields, Owner};
use super::ids::Kind;
use super::reader::Reader;
use super::{then, times};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::scenario::model::{Choice, Line, Locked};
use crate::scenario::syntax::{Node, Value};
use crate::scenario::traits::Trait;

/// Reads a choice.
pub(super) fn choice(reader: &mut Reader, scene: &str, id: &Spanned<String>, node: Node) -> Option<Choice> {
    let owner = Owner::named("choice", &id.value).of_scene(scene);
    let whole = id.span.to(node.span);
    let mut fields = Fields::of(reader, node, owner, id.span)?;
    let text = fields.required("text").and_then(|node| reader.template(node));
    let when = fields.optional("when");
    let locked = fields.optional("locked").and_then(|node| locked(reader, node, when.is_some()));
    let when = when.and_then(|node| reader.expression(node));
    let once = fields.optional("once").and_then(|node| reader.boolean(&node));
    let (shows, shows_at) = shows(reader, fields.optional("shows"), id.span);
    let effects = fields.optional("effects");
    let effects = reader.effects(effects);
    let takes = times::takes(reader, &mut fields);
    let says = reader.named(fields.optional("says"), "line", Kind::Plain, line);
    let feedback = fields.optional("feedback").and_then(|node| reader.template(node));
    let notes = fields.optional("notes").and_then(|node| reader.string(node));
    let then = fields.required("then").and_then(|node| then::then(reader, node));
    fields.finish(reader);
    Some(Choice {
        whole,
        text: text.unwrap_or_default(),
        when,
        locked: locked.unwrap_or(Locked::Hidden),
        once: once.unwrap_or(false),
        shows,
        shows_at,
        effects,
        takes,
        says,
        feedback,
        notes,
        then: then?,
    })
}

fn locked(reader: &mut Reader, node: Node, has_when: bool) -> Option<Locked> {
    if !has_when && node.value != Value::Broken {
        let message = "`locked` says how a failed `when` is shown, but there is no `when`";
        let help = "add a `when`, or remove `locked`";
        reader.report(Diagnostic::error(Code::MISSING_FIELD, node.span, message).with_help(help));
    }
    match node.value {
        Value::Word("Why") => Some(Locked::Why),
        Value::Word("Hidden") => Some(Locked::Hidden),
        Value::Text(_) => reader.template(node).map(Locked::Text),
        _ => {
            reader.wrong(&node, "`Why`, `Hidden` or a string");
            None
        }
    }
}

fn shows(reader: &mut Reader, node: Option<Node>, choice: Span) -> (Vec<(Trait, i64)>, Span) {
    let place = node.as_ref().map_or(choice, |node| node.span);
    let entries = reader.entries(node, "trait");
    let mut shows = Vec::with_capacity(entries.len());
    for (word, weight) in entries {
        let Some(word) = Reader::key(word) else { continue };
        let known = Trait::from_word(word.value);
        if known.is_none() {
            let problem =
                Diagnostic::error(Code::WRONG_VALUE, word.span, format!("`{}` is not a trait", word.value));
            reader.report(problem.with_known(word.value, Trait::ALL.iter().map(|known| known.word())));
        }
        let weight = reader.integer(weight, format_args!("the weight of `{}`", word.value), 1..=3);
        shows.extend(known.zip(weight));
    }
    (shows, place)
}

fn line(reader: &mut Reader, id: &Spanned<String>, node: Node) -> Option<Line> {
    let mut fields = Fields::of(reader, node, Owner::named("line", &id.value), id.span)?;
    let who = fields.required("who").and_then(|node| reader.name(node));
    let when = fields.optional("when").and_then(|node| reader.expression(node));
    let text = fields.required("text").and_then(|node| reader.template(node));
    let face = fields.optional("face").and_then(|node| reader.word(&node, "a face"));
    fields.finish(reader);
    Some(Line { who: who?, when, text: text.unwrap_or_default(), face })
}
