//! Diagnostics for other programs: one flat record each, with stable field names.

use serde::Serialize;

use super::{Diagnostic, Label, Source, Span};

/// A diagnostic as it is written in JSON. Fields are added, never renamed or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// The stable code, such as `TH0012`.
    pub code: String,
    /// `error` or `advice`.
    pub class: &'static str,
    /// A plain sentence without a full stop.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The name of the source.
    pub file: String,
    /// The line of the first character, from 1.
    pub line: Option<usize>,
    /// The column of the first character, from 1, in characters.
    pub column: Option<usize>,
    /// The line of the character after the last.
    pub end_line: Option<usize>,
    /// The column of the character after the last.
    pub end_column: Option<usize>,
    /// The first byte in the file.
    pub start: Option<u32>,
    /// The byte after the last.
    pub end: Option<u32>,
    /// The other half of a conflict.
    pub other: Option<Other>,
}

/// The other half of a conflict, as it is written in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Other {
    /// What is there, in a few words.
    pub text: String,
    /// The name of the source.
    pub file: String,
    /// The line of the first character, from 1.
    pub line: usize,
    /// The column of the first character, from 1, in characters.
    pub column: usize,
    /// The line of the character after the last.
    pub end_line: usize,
    /// The column of the character after the last.
    pub end_column: usize,
    /// The first byte in the file.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Other {
    fn new(label: &Label, source: &Source) -> Self {
        let (first, last) = (source.place(label.span.start), source.place(label.span.end));
        let Span { start, end } = source.within_file(label.span);
        Self {
            text: label.text.clone(),
            file: source.name_at(label.span.start).to_owned(),
            line: first.line,
            column: first.column,
            end_line: last.line,
            end_column: last.column,
            start,
            end,
        }
    }
}

impl Record {
    /// Makes the record of a diagnostic.
    pub fn new(diagnostic: &Diagnostic, source: &Source) -> Self {
        let start = diagnostic.span.map(|span| source.place(span.start));
        let end = diagnostic.span.map(|span| source.place(span.end));
        let bytes = diagnostic.span.map(|span| source.within_file(span));
        Self {
            code: diagnostic.code.to_string(),
            class: diagnostic.class.word(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            file: diagnostic.span.map_or(source.name(), |span| source.name_at(span.start)).to_owned(),
            line: start.map(|place| place.line),
            column: start.map(|place| place.column),
            end_line: end.map(|place| place.line),
            end_column: end.map(|place| place.column),
            start: bytes.map(|span| span.start),
            end: bytes.map(|span| span.end),
            other: diagnostic.other.as_ref().map(|label| Other::new(label, source)),
        }
    }
}
