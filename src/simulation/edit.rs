//! Changes the text of a scenario, unless that would break it.

use thiserror::Error;

use super::story::Story;
use crate::diagnostic::{Class, Diagnostic, Source};
use crate::scenario::edit::{Edits, EditsError};

/// Why a scenario is left as it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    /// The edits do not fit the text or each other.
    #[error(transparent)]
    Edits(#[from] EditsError),
    /// The scenario would have errors that it has not.
    #[error("the scenario would be broken: {}", errors.first().map_or("", |error| &error.message))]
    Broken {
        /// What its files would be.
        edited: Source,
        /// The new errors in them.
        errors: Vec<Diagnostic>,
    },
}

/// Makes edits in the files of a scenario and reads them again: an error that they have and had not at the same place
/// before refuses the edits. Errors that were there may stay.
pub fn edit(source: &Source, edits: &Edits) -> Result<Source, EditError> {
    let edited = edits.apply(source)?;
    let mut before: Vec<_> =
        errors(source).map(|error| (error.code, error.span.map(|span| edits.moved(span)))).collect();
    let mut is_new =
        |error: &Diagnostic| match before.iter().position(|known| *known == (error.code, error.span)) {
            Some(known) => {
                before.swap_remove(known);
                false
            }
            None => true,
        };
    let errors: Vec<_> = errors(&edited).filter(|error| is_new(error)).collect();
    if errors.is_empty() { Ok(edited) } else { Err(EditError::Broken { edited, errors }) }
}

fn errors(source: &Source) -> impl Iterator<Item = Diagnostic> {
    Story::load(source).1.into_iter().filter(|diagnostic| diagnostic.class == Class::Error)
}
