//! A source text, and which line and column a byte stands in.

use super::Span;

/// A text with its name, for showing places in it.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    /// The byte at which each line begins.
    lines: Vec<u32>,
}

/// A place as people count: from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl Source {
    /// Takes a text and the name it is shown by, such as its path.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (name, text) = (name.into(), text.into());
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(i, _)| i as u32 + 1);
        // A byte order mark belongs to no line.
        let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let lines = std::iter::once(first).chain(ends).collect();
        Self { name, text, lines }
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the place of a byte; of the end of the text for a byte behind it.
    pub fn place(&self, byte: u32) -> Place {
        let byte = self.boundary(byte);
        let line = self.lines.partition_point(|start| *start as usize <= byte).max(1);
        let start = (self.lines[line - 1] as usize).min(byte);
        Place { line, column: self.text[start..byte].chars().count() + 1 }
    }

    /// Returns the text of a line counted from 1, without its ending; empty for a line that is not there.
    pub fn line(&self, line: usize) -> &str {
        let range = self.line_range(line);
        &self.text[range]
    }

    /// Returns the bytes of a line counted from 1, without its ending.
    pub(super) fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let Some(start) = line.checked_sub(1).and_then(|i| self.lines.get(i)) else { return 0..0 };
        let end = self.lines.get(line).map_or(self.text.len(), |next| *next as usize - 1);
        let (start, end) = (*start as usize, end.max(*start as usize));
        start..start + self.text[start..end].trim_end_matches('\r').len()
    }

    /// Returns the span with both ends inside the text and between characters.
    pub(super) fn within(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.boundary(span.start);
        start..self.boundary(span.end).max(start)
    }

    fn boundary(&self, byte: u32) -> usize {
        let mut byte = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}
