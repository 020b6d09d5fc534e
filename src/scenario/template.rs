//! Text with values and conditional parts: `Delivery stands at [delivery]. [if late|Too late.|In time.]`

use super::expression::Expression;
use crate::diagnostic::Spanned;

/// A text that reads the state when it is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Template {
    /// The parts, in order.
    pub parts: Vec<Part>,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Words as they are.
    Words(String),
    /// The value of an expression, as a number (or `yes` and `no`).
    Value(Spanned<Expression>),
    /// One of two texts.
    If {
        /// Decides.
        cond: Spanned<Expression>,
        /// Shown when it holds.
        yes: Template,
        /// Shown when it does not; may be empty.
        no: Template,
    },
}
