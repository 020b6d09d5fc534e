//! Gives a file that its author made another text.

use std::fs;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::{WriteError, write_atomically};

/// Why a file keeps its text.
#[derive(Debug, Error)]
pub enum RewriteError {
    /// It is a link: the new text would stand in its place, and the file it leads to would keep the old one.
    #[error("`{}` is a link to `{}`; name that file instead", .0.display(), .1.display())]
    Link(PathBuf, PathBuf),
    /// Its author protected it.
    #[error("`{}` is read-only; make it writable first", .0.display())]
    ReadOnly(PathBuf),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Writes another text to a file as [`write_atomically`] does, which by itself would replace links and read-only files.
pub fn rewrite_atomically(path: &Path, text: &str) -> Result<(), RewriteError> {
    if let Ok(target) = fs::read_link(path) {
        return Err(RewriteError::Link(path.to_owned(), target));
    }
    if fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly()) {
        return Err(RewriteError::ReadOnly(path.to_owned()));
    }
    Ok(write_atomically(path, text)?)
}
