//! Changes the text of a scenario, unless that would break it.

use thiserror::Error;

use super::story::Story;
use crate::diagnostic::{Class, Diagnostic};
use crate::scenario::edit::{Edits, EditsError};

/// Why a text is left as it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    /// The edits do not fit the text or each other.
    #[error(transparent)]
    Edits(#[from] EditsError),
    /// The scenario would have errors that it has not.
    #[error("the scenario would be broken: {}", errors.first().map_or("", |error| &error.message))]
    Broken {
        /// What the text would be.
        text: String,
        /// The new errors in it.
        errors: Vec<Diagnostic>,
    },
}

/// Makes edits in the text of a scenario and reads it again: an error that the text has and had not at the same place
/// before refuses them. Errors that were there may stay.
pub fn edit(text: &str, edits: &Edits) -> Result<String, EditError> {
    let edited = edits.apply(text)?;
    let mut before: Vec<_> =
        errors(text).map(|error| (error.code, error.span.map(|span| edits.moved(span)))).collect();
    let mut is_new =
        |error: &Diagnostic| match before.iter().position(|known| *known == (error.code, error.span)) {
            Some(known) => {
                before.swap_remove(known);
                false
            }
            None => true,
        };
    let errors: Vec<_> = errors(&edited).filter(|error| is_new(error)).collect();
    if errors.is_empty() { Ok(edited) } else { Err(EditError::Broken { text: edited, errors }) }
}

fn errors(text: &str) -> impl Iterator<Item = Diagnostic> {
    Story::load(text).1.into_iter().filter(|diagnostic| diagnostic.class == Class::Error)
}
