//! What a RON text says, with the place of every part.

use crate::diagnostic::{Span, Spanned, Text};

/// A name as written: of a field, a struct, a variant.
pub type Name<'a> = Spanned<&'a str>;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// What it says.
    pub value: Value<'a>,
    /// Where it stands, brackets, quotes and name included.
    pub span: Span,
}

/// A RON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Could not be read and was reported; whoever meets it says no more about it.
    Broken,
    /// `true` or `false`.
    Bool(bool),
    /// A number without a fraction.
    Int(Integer),
    /// A number with a point or an exponent, `inf` or `NaN`.
    Float(f64),
    /// `'c'`.
    Char(char),
    /// A string, escapes resolved.
    Text(Text<'a>),
    /// A bare word: a variant without content.
    Word(&'a str),
    /// `()`.
    Unit,
    /// `None`.
    None,
    /// `Some(value)`.
    Some(Box<Node<'a>>),
    /// `Name(field: value, …)`, the name being optional.
    Struct(Option<Name<'a>>, Vec<(Name<'a>, Node<'a>)>),
    /// `Name(value, …)`, the name being optional; without a name there is at least one value.
    Tuple(Option<Name<'a>>, Vec<Node<'a>>),
    /// `[value, …]`.
    List(Vec<Node<'a>>),
    /// `{key: value, …}`.
    Map(Vec<(Node<'a>, Node<'a>)>),
}

/// A whole number within `i64::MIN..=u64::MAX`; packed, since a tree of aligned ones would be a quarter larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(Rust, packed(8))]
pub struct Integer(i128);

impl Integer {
    pub(super) const fn new(value: i128) -> Self {
        Self(value)
    }

    /// Returns the number.
    pub const fn value(self) -> i128 {
        self.0
    }
}

impl Node<'_> {
    /// Says what kind of value this is, for a sentence such as `expected …, found …`.
    pub fn kind(&self) -> String {
        match &self.value {
            Value::Broken => "something unreadable".into(),
            Value::Bool(value) => format!("`{value}`"),
            Value::Int(value) => format!("the number {}", value.value()),
            Value::Float(_) => "a number with a fraction".into(),
            Value::Char(_) => "a character in single quotes".into(),
            Value::Text(_) => "a string".into(),
            Value::Word(word) => format!("the word `{word}`"),
            Value::Unit => "`()`".into(),
            Value::None => "`None`".into(),
            Value::Some(_) => "`Some(…)`".into(),
            Value::Struct(Some(name), _) | Value::Tuple(Some(name), _) => format!("`{}(…)`", name.value),
            Value::Struct(None, _) => "fields in `(…)`".into(),
            Value::Tuple(None, _) => "values in `(…)`".into(),
            Value::List(_) => "a list `[…]`".into(),
            Value::Map(_) => "a map `{…}`".into(),
        }
    }
}
