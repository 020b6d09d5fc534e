//! Reads text files, within bounds.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use thiserror::Error;

/// The largest file that is read: 64 MiB.
pub const MAX_FILE: u64 = 64 << 20;

/// Why a file's text cannot be had.
#[derive(Debug, Error)]
pub enum TextError {
    /// The system refuses.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    /// There is too much.
    #[error("it is larger than {} MiB", MAX_FILE >> 20)]
    TooLarge,
    /// It is something else than text.
    #[error("it is not UTF-8 text (byte {0} is the first that does not fit)")]
    NotUtf8(usize),
}

impl From<io::Error> for TextError {
    /// The reason is part of what is said, and no source of it: who prints sources too would say it twice.
    fn from(reason: io::Error) -> Self {
        Self::Unreadable(reason)
    }
}

/// Reads a whole text file of at most [`MAX_FILE`] bytes.
pub fn read_text(path: &Path) -> Result<String, TextError> {
    let file = File::open(path)?;
    let meta = file.metadata()?;
    if meta.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder").into());
    }
    if meta.len() > MAX_FILE {
        return Err(TextError::TooLarge);
    }
    read_text_from(file)
}

/// Reads all the text of a stream, of at most [`MAX_FILE`] bytes.
pub fn read_text_from(stream: impl Read) -> Result<String, TextError> {
    let mut bytes = Vec::new();
    stream.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(TextError::TooLarge);
    }
    String::from_utf8(bytes).map_err(|error| TextError::NotUtf8(error.utf8_error().valid_up_to()))
}
