//! Replacements in a text, made all at once.

use thiserror::Error;

use crate::diagnostic::{Source, Span};

/// Pieces of a scenario's text and what shall stand in their place; everything else stays as it is, to the byte.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// By place; those at one place in the order in which they were added.
    edits: Vec<(Span, String)>,
}

/// Why edits cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EditsError {
    /// Both would change the same bytes.
    #[error("the bytes from {} to {} would be changed twice", .0.start, .0.end)]
    Overlap(Span),
    /// The text has no such place, or it lies inside a character.
    #[error("the text cannot be cut at the bytes {} and {}", .0.start, .0.end)]
    Outside(Span),
}

impl Edits {
    /// Adds the replacement of a piece by other words.
    pub fn replace(&mut self, piece: Span, words: impl Into<String>) {
        let at = self.edits.partition_point(|(span, _)| (span.start, span.end) <= (piece.start, piece.end));
        self.edits.insert(at, (piece, words.into()));
    }

    /// Adds words before a byte.
    pub fn insert(&mut self, at: usize, words: impl Into<String>) {
        self.replace(Span::new(at, at), words);
    }

    /// Returns the places that change, in order.
    pub fn places(&self) -> impl ExactSizeIterator<Item = Span> {
        self.edits.iter().map(|(span, _)| *span)
    }

    /// Makes every edit in the files that they are for.
    ///
    /// # Errors
    ///
    /// Two edits change the same bytes, or an edit does not lie within one file.
    pub(crate) fn apply(&self, source: &Source) -> Result<Source, EditsError> {
        let text = source.text();
        let mut edits = self.edits.iter().peekable();
        let mut files = Vec::new();
        for bytes in source.parts() {
            let name = source.name_at(bytes.start as u32).to_owned();
            let mut edited = String::with_capacity(bytes.len());
            let mut done = bytes.start;
            while let Some((span, words)) = edits.next_if(|(span, _)| span.start as usize <= bytes.end) {
                let (start, end) = (span.start as usize, span.end as usize);
                let inside = (bytes.start..=end).contains(&start) && end <= bytes.end;
                if !inside || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
                    return Err(EditsError::Outside(*span));
                }
                if start < done {
                    return Err(EditsError::Overlap(*span));
                }
                edited.push_str(&text[done..start]);
                edited.push_str(words);
                done = end;
            }
            edited.push_str(&text[done..bytes.end]);
            files.push((name, edited));
        }
        match edits.next() {
            Some((span, _)) => Err(EditsError::Outside(*span)),
            None => Ok(Source::of_files(files)),
        }
    }

    /// Returns where a piece of the text stands after the edits; what was replaced is all of what replaced it.
    pub(crate) fn moved(&self, piece: Span) -> Span {
        let (mut start, mut end) = (i64::from(piece.start), i64::from(piece.end));
        for (span, words) in &self.edits {
            let (from, to) = (i64::from(span.start), i64::from(span.end));
            let longer = words.len() as i64 - (to - from);
            if span.end <= piece.start {
                start += longer;
            } else if span.start < piece.start {
                start -= i64::from(piece.start) - from;
            }
            if span.end <= piece.end && (span.end > span.start || span.end < piece.end) {
                end += longer;
            } else if span.start < piece.end && span.end > piece.end {
                end += to - i64::from(piece.end) + longer;
            }
        }
        Span { start: start as u32, end: end.max(start) as u32 }
    }
}
