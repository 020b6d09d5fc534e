//! People and how they are drawn.

use super::fields::{Fields, Owner};
use super::reader::Reader;
use crate::diagnostic::Spanned;
use crate::scenario::model::{Look, Person};
use crate::scenario::syntax::Node;

/// Reads somebody.
pub(super) fn person(reader: &mut Reader, id: &Spanned<String>, node: Node) -> Option<Person> {
    let mut fields = Fields::of(reader, node, Owner::named("person", &id.value), id.span)?;
    let name = fields.required("name").and_then(|node| reader.string(node));
    let role = fields.optional("role").and_then(|node| reader.string(node));
    let trust = fields.optional("trust").and_then(|node| reader.integer(&node, "`trust`", 0..=100));
    let look = fields.optional("look").map(|node| look(reader, &id.value, node)).unwrap_or_default();
    fields.finish(reader);
    Some(Person {
        name: name.unwrap_or_default(),
        role: role.unwrap_or_default(),
        trust: trust.unwrap_or(50),
        look,
    })
}

fn look(reader: &mut Reader, person: &str, node: Node) -> Look {
    let place = node.span;
    let Some(mut fields) = Fields::of(reader, node, Owner::named("the look of", person), place) else {
        return Look::default();
    };
    let look = Look {
        skin: fields
            .optional("skin")
            .and_then(|node| reader.integer(&node, "`skin`", 1..=6))
            .map(|skin| skin as u8),
        hair: fields.optional("hair").and_then(|node| reader.word(&node, "a cut of hair")),
        hair_color: fields.optional("hair_color").and_then(|node| reader.word(&node, "a colour of hair")),
        build: fields.optional("build").and_then(|node| reader.word(&node, "a build")),
        top: fields.optional("top").and_then(|node| reader.word(&node, "a colour of a top")),
        beard: fields.optional("beard").and_then(|node| reader.boolean(&node)),
        glasses: fields.optional("glasses").and_then(|node| reader.boolean(&node)),
    };
    fields.finish(reader);
    look
}
