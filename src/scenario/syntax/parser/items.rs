//! The items of the groups that are open, until each group is closed.

use crate::scenario::syntax::Arena;
use crate::scenario::syntax::tree::{Name, Node};

/// What stands between commas, by kind.
#[derive(Default)]
pub(super) struct Items<'a> {
    fields: Vec<(Name<'a>, Node<'a>)>,
    entries: Vec<(Node<'a>, Node<'a>)>,
    values: Vec<Node<'a>>,
}

/// The kind of an item.
#[derive(Clone, Copy)]
pub(super) enum Item {
    Field,
    Entry,
    Value,
}

impl<'a> Items<'a> {
    /// Adds a field.
    pub(super) fn field(&mut self, name: Name<'a>, value: Node<'a>) -> Item {
        self.fields.push((name, value));
        Item::Field
    }

    /// Adds an entry of a map.
    pub(super) fn entry(&mut self, key: Node<'a>, value: Node<'a>) -> Item {
        self.entries.push((key, value));
        Item::Entry
    }

    /// Adds a value that stands alone.
    pub(super) fn value(&mut self, value: Node<'a>) -> Item {
        self.values.push(value);
        Item::Value
    }

    /// Returns the value of the item of this kind that came last.
    pub(super) fn last(&mut self, item: Item) -> Option<&mut Node<'a>> {
        match item {
            Item::Field => self.fields.last_mut().map(|(_, value)| value),
            Item::Entry => self.entries.last_mut().map(|(_, value)| value),
            Item::Value => self.values.last_mut(),
        }
    }

    /// Returns the entry that came last.
    pub(super) fn last_entry(&mut self) -> Option<&mut (Node<'a>, Node<'a>)> {
        self.entries.last_mut()
    }

    /// Returns how many there are of each kind.
    pub(super) fn counts(&self) -> [usize; 3] {
        [self.fields.len(), self.entries.len(), self.values.len()]
    }

    /// Moves the items that came after there were so many into the arena.
    pub(super) fn take(&mut self, arena: &'a Arena, [fields, entries, values]: [usize; 3]) -> Group<'a> {
        let group = Group {
            fields: arena.alloc_slice_copy(&self.fields[fields..]),
            entries: arena.alloc_slice_copy(&self.entries[entries..]),
            values: arena.alloc_slice_copy(&self.values[values..]),
        };
        self.fields.truncate(fields);
        self.entries.truncate(entries);
        self.values.truncate(values);
        group
    }
}

/// The items of one group, by kind.
#[derive(Clone, Copy)]
pub(super) struct Group<'a> {
    pub(super) fields: &'a [(Name<'a>, Node<'a>)],
    pub(super) entries: &'a [(Node<'a>, Node<'a>)],
    pub(super) values: &'a [Node<'a>],
}
