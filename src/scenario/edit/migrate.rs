//! Brings a scenario's text from an older format to the newest, comments and layout kept.

use thiserror::Error;

use super::edits::{Edits, EditsError};
use super::{tree, whole};
use crate::diagnostic::{Diagnostic, Source};
use crate::scenario::model::FORMAT;
use crate::scenario::read::format;
use crate::scenario::syntax::{Arena, Node};

/// Finds what differs between one format and the next in the tree of a text. The field `format` is not its business.
pub type Step = fn(&Node, &mut Edits);

/// The steps from each format to the next, from format 1 on. There is one format so far.
pub const STEPS: &[Step] = &[];

const _: () =
    assert!(FORMAT as usize == STEPS.len() + 1, "each format but the newest has a step to the next");

/// A scenario of the newest format.
#[derive(Debug, Clone)]
pub struct Migrated {
    /// The format that it was written for.
    pub from: u32,
    /// The format that it is written for now.
    pub to: u32,
    /// Its files; the same where the formats are.
    pub source: Source,
}

/// Why a text cannot be brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MigrateError {
    /// The text is no scenario, has mistakes of syntax, or is of a format that is not known.
    #[error("{}", .0.message)]
    Text(Diagnostic),
    /// A step is wrong.
    #[error("the step from format {0} fails: {1}")]
    Step(u32, EditsError),
}

/// Brings a scenario's files up to date by the steps from each format to the next; [`STEPS`] has those of this program.
pub fn migrate(source: &Source, steps: &[Step]) -> Result<Migrated, MigrateError> {
    let newest = steps.len() as u32 + 1;
    let mut source = source.clone();
    let mut from = None;
    loop {
        let arena = Arena::new();
        let opened = whole(&arena, &(&source).into()).map_err(MigrateError::Text)?;
        let format = format::format(opened.place, opened.fields, newest).map_err(MigrateError::Text)?;
        let to = format.value;
        let from = *from.get_or_insert(to);
        let Some(step) = steps.get(to as usize - 1) else { return Ok(Migrated { from, to, source }) };
        let mut edits = Edits::default();
        edits.replace(format.span, (to + 1).to_string());
        step(&tree(&opened), &mut edits);
        source = edits.apply(&source).map_err(|error| MigrateError::Step(to, error))?;
    }
}
