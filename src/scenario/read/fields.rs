//! The fields of one struct, taken one by one.

use indexmap::IndexMap;

use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::scenario::syntax::{Name, Node, Value};

/// The fields of one struct; what is left at the end is not known.
pub(super) struct Fields<'a> {
    /// What the struct is, for sentences: `scene ‘the_call’`.
    owner: String,
    /// Where the struct is named.
    place: Span,
    given: IndexMap<&'a str, (Span, Node<'a>)>,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Takes the fields of a value that shall be a struct; what else it is gets reported.
    pub(super) fn of(
        reader: &mut Reader,
        node: Node<'a>,
        owner: impl Into<String>,
        place: Span,
    ) -> Option<Self> {
        let owner = owner.into();
        match node.value {
            Value::Struct(_, fields) => Some(Self::new(reader, fields, owner, place)),
            Value::Unit => Some(Self::new(reader, Vec::new(), owner, place)),
            _ => {
                reader.wrong(&node, &format!("the fields of {owner} in `(…)`"));
                None
            }
        }
    }

    /// Takes fields, reporting those that are given twice.
    pub(super) fn new(
        reader: &mut Reader,
        fields: Vec<(Name<'a>, Node<'a>)>,
        owner: impl Into<String>,
        place: Span,
    ) -> Self {
        let owner = owner.into();
        let mut taken = IndexMap::with_capacity(fields.len());
        for (name, node) in fields {
            if let Some((first, _)) = taken.get(name.value) {
                let message = format!("`{}` is given twice in {owner}", name.value);
                reader.report(
                    Diagnostic::error(Code::TWICE, name.span, message)
                        .with_other(*first, "the first is here")
                        .with_help("keep one of them"),
                );
            } else {
                taken.insert(name.value, (name.span, node));
            }
        }
        Self { owner, place, given: taken, known: Vec::new() }
    }

    /// Takes an optional field; `None` counts as not given.
    pub(super) fn optional(&mut self, name: &'static str) -> Option<Node<'a>> {
        self.known.push(name);
        let (_, node) = self.given.swap_remove(name)?;
        match node.value {
            Value::None => None,
            Value::Some(inner) => Some(*inner),
            _ => Some(node),
        }
    }

    /// Takes a field that must be given.
    pub(super) fn required(&mut self, reader: &mut Reader, name: &'static str) -> Option<Node<'a>> {
        let node = self.optional(name);
        if node.is_none() {
            let message = format!("`{name}` is missing from {}", self.owner);
            reader.report(Diagnostic::error(Code::MISSING_FIELD, self.place, message));
        }
        node
    }

    /// Reports the fields that nobody took.
    pub(super) fn finish(self, reader: &mut Reader) {
        for (name, (span, _)) in self.given {
            let message = format!("{} has no field `{name}`", self.owner);
            reader.report(
                Diagnostic::error(Code::UNKNOWN_FIELD, span, message)
                    .with_known(name, self.known.iter().copied()),
            );
        }
    }
}
