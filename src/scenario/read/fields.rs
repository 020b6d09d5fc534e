//! The fields of one struct, taken one by one.

use std::collections::BTreeMap;
use std::{fmt, mem};

use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Span, suggest};
use crate::scenario::syntax::{Name, Node, Value};

/// What a struct is, for sentences; shown as ``scene `the_call` ``.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner<'o> {
    what: &'static str,
    id: Option<&'o str>,
    /// The scene around it, for what is named within a scene only.
    scene: Option<&'o str>,
}

impl<'o> Owner<'o> {
    /// Names something that has no id of its own.
    pub(super) const fn only(what: &'static str) -> Self {
        Self { what, id: None, scene: None }
    }

    /// Names something by its id.
    pub(super) const fn named(what: &'static str, id: &'o str) -> Self {
        Self { what, id: Some(id), scene: None }
    }

    /// Adds the scene around it.
    pub(super) const fn of_scene(self, scene: &'o str) -> Self {
        Self { scene: Some(scene), ..self }
    }
}

impl fmt::Display for Owner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)?;
        if let Some(id) = self.id {
            write!(f, " `{id}`")?;
        }
        self.scene.map_or(Ok(()), |scene| write!(f, " of scene `{scene}`"))
    }
}

/// The fields of one struct; what is left at the end is not known, or given twice.
pub(super) struct Fields<'a, 'o> {
    owner: Owner<'o>,
    /// Where the struct is named.
    place: Span,
    /// The fields that nobody took, in the order of the text.
    left: Vec<&'a (Name<'a>, Node<'a>)>,
    /// The names that were asked for, and where they were given.
    known: Vec<(&'static str, Option<Span>)>,
    /// Those that must be given and are not.
    missing: Vec<&'static str>,
}

impl<'a, 'o> Fields<'a, 'o> {
    /// Takes the fields of a value that shall be a struct; what else it is gets reported.
    pub(super) fn of(reader: &mut Reader, node: Node<'a>, owner: Owner<'o>, place: Span) -> Option<Self> {
        match node.value {
            Value::Struct(_, fields) => Some(Self::new(fields, owner, place)),
            Value::Unit => Some(Self::new(&[], owner, place)),
            _ => {
                reader.wrong(&node, &format!("the fields of {owner} in `(…)`"));
                None
            }
        }
    }

    /// Takes fields.
    pub(super) fn new(fields: &'a [(Name<'a>, Node<'a>)], owner: Owner<'o>, place: Span) -> Self {
        Self {
            owner,
            place,
            left: fields.iter().collect(),
            known: Vec::with_capacity(16),
            missing: Vec::new(),
        }
    }

    /// Takes an optional field; `None` counts as not given.
    pub(super) fn optional(&mut self, name: &'static str) -> Option<Node<'a>> {
        let given = self.left.iter().position(|(given, _)| given.value == name);
        self.known.push((name, given.map(|given| self.left[given].0.span)));
        let (_, node) = self.left.remove(given?);
        match node.value {
            Value::None => None,
            Value::Some(inner) => Some(*inner),
            _ => Some(*node),
        }
    }

    /// Takes a field that must be given; [`finish`](Self::finish) reports it where it is not.
    pub(super) fn required(&mut self, name: &'static str) -> Option<Node<'a>> {
        let node = self.optional(name);
        if node.is_none() {
            self.missing.push(name);
        }
        node
    }

    /// Has [`finish`](Self::finish) report that the only field that is not known was meant to be one of those of which
    /// one must be given, the first where it is unlike them all; tells whether it does.
    pub(super) fn is_meant(&mut self, one_of: [&'static str; 2]) -> bool {
        let &[(given, _)] = self.left.as_slice() else { return false };
        if self.known.iter().any(|(known, _)| *known == given.value) {
            return false;
        }
        let meant = match self.near(given.value) {
            Some(near) if one_of.contains(&near) => near,
            None if self.missing.is_empty() => one_of[0],
            _ => return false,
        };
        self.missing.push(meant);
        true
    }

    /// Returns the field near in writing to one that is not known, among those that were not given.
    fn near(&self, name: &str) -> Option<&'static str> {
        let open = self.known.iter().filter(|(_, given)| given.is_none());
        suggest::nearest(name, open.map(|(known, _)| *known))
    }

    /// Reports the fields that nobody took, those given twice and those that are not known, and the fields that are
    /// missing, unless one that is not known was meant to be it: one near in writing, or the only one.
    pub(super) fn finish(mut self, reader: &mut Reader) {
        let mut met: BTreeMap<&str, Span> = BTreeMap::new();
        let single = match (self.left.as_slice(), self.missing.as_slice()) {
            ([_], [missing]) => Some(*missing),
            _ => None,
        };
        for &(Name { value: name, span }, _) in mem::take(&mut self.left) {
            let taken = self.known.iter().find(|(known, _)| *known == name).and_then(|(_, first)| *first);
            if let Some(first) = taken.or_else(|| met.get(name).copied()) {
                let message = format!("`{name}` is given twice in {}", self.owner);
                reader.report(
                    Diagnostic::error(Code::TWICE, span, message)
                        .with_other(first, "the first is here")
                        .with_help("keep one of them"),
                );
            } else {
                met.insert(name, span);
                let message = format!("{} has no field `{name}`", self.owner);
                let problem = Diagnostic::error(Code::UNKNOWN_FIELD, span, message);
                let meant = self.near(name);
                let help = match (meant, single) {
                    (Some(meant), _) => Some(suggest::question(meant)),
                    (None, Some(missing)) => Some(format!("`{missing}` is missing; is it meant by this?")),
                    (None, None) => suggest::known(self.known.iter().map(|(known, _)| *known)),
                };
                self.missing.retain(|missing| meant.or(single) != Some(*missing));
                reader.report(Diagnostic { help, ..problem });
            }
        }
        for name in self.missing {
            let message = format!("`{name}` is missing from {}", self.owner);
            reader.report(Diagnostic::error(Code::MISSING_FIELD, self.place, message));
        }
    }
}
