//! Changes a scenario's text by places: what is not meant to change stays as it is, to the byte.
//!
//! [`rename`] and [`set`] say which [`Edits`] a change takes; `simulation::edit` makes them, unless the scenario would
//! have errors that it had not. [`migrate`] brings an older format up to date.

mod edits;
mod insert;
mod kind;
mod migrate;
mod names;
mod rename;
mod set;
mod shape;

pub use edits::{Edits, EditsError};
pub use kind::Kind;
pub use migrate::{MigrateError, Migrated, STEPS, Step, migrate};
pub use rename::{Renaming, rename};
pub use set::set;

use super::files::Files;
use super::model::FORMAT;
use super::read::{Opened, format, open};
use super::syntax::{Arena, Node, Value};
use crate::diagnostic::Diagnostic;

/// Reads the tree of a scenario of a format that this program knows.
fn scenario<'a>(arena: &'a Arena, files: &Files<'a>) -> Result<Node<'a>, Diagnostic> {
    let opened = whole(arena, files)?;
    match format::newer(opened.fields, FORMAT) {
        Some(newer) => Err(newer),
        None => Ok(tree(&opened)),
    }
}

/// Reads a scenario's text, which must be whole: with a bracket or a quote missing, nobody could say what belongs where.
fn whole<'a>(arena: &'a Arena, files: &Files<'a>) -> Result<Opened<'a>, Diagnostic> {
    let mut opened = open(arena, files).map_err(|mut problems| problems.swap_remove(0))?;
    if opened.problems.is_empty() { Ok(opened) } else { Err(opened.problems.swap_remove(0)) }
}

fn tree<'a>(opened: &Opened<'a>) -> Node<'a> {
    Node { value: Value::Struct(None, opened.fields), span: opened.span }
}
