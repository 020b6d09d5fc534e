//! Conditions, values and effects: the small language inside a scenario's strings.

mod parse;
mod token;
pub mod types;
mod uses;

pub use parse::{RESERVED, effect, expression, expression_at};
pub use uses::{Use, uses};

use crate::diagnostic::Spanned;

/// An expression as parsed; names are not yet resolved.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A whole number.
    Int(i64),
    /// `true` or `false`.
    Bool(bool),
    /// A meter, a fact, or one of the clock's words (`day`, `hour`, `left`, `late`).
    Name(String),
    /// `trust.anna`: 0..=100.
    Trust(String),
    /// `level.anna`: 1, 2 or 3.
    Level(String),
    /// `seen("scene")`: whether the scene was left.
    Seen(String),
    /// `chose("scene.choice")`: whether the choice was picked.
    Chose(String),
    /// `not x` or `-x`.
    Unary(Unary, Box<Spanned<Expression>>),
    /// `a op b`.
    Binary(Binary, Box<Spanned<Expression>>, Box<Spanned<Expression>>),
    /// `min(a, b)` and the like.
    Call(Function, Vec<Spanned<Expression>>),
}

/// An operator with one operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named after what they do")]
pub enum Unary {
    Not,
    Negate,
}

/// An operator with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named after what they do")]
pub enum Binary {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// A function of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named after what they do")]
pub enum Function {
    Min,
    Max,
    Clamp,
}

/// What an effect does to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Assign {
    /// `=`
    Set,
    /// `+=`
    Add,
    /// `-=`
    Subtract,
}

/// `[if condition:] target op value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// The condition, if any.
    pub when: Option<Spanned<Expression>>,
    /// What changes: a meter, a fact or somebody's trust.
    pub target: Spanned<Expression>,
    /// How.
    pub assign: Assign,
    /// The value on the right.
    pub value: Spanned<Expression>,
}
