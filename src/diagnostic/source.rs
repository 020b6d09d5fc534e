//! A source text, which file, line and column a byte stands in.

use std::ops::Range;

use super::Span;

/// A text of one or more files, for showing places in it.
///
/// Several files stand one behind another, with a line feed between them; spans count the bytes of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    text: String,
    files: Vec<File>,
    /// The byte at which each line begins.
    lines: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct File {
    name: String,
    start: u32,
    /// How many lines stand before it in the whole text.
    lines_before: usize,
}

/// A place in a file as people count: from 1, the column in characters.
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
        Self::of_files([(name.into(), text.into())])
    }

    /// Takes the names and texts of the files that belong together, the main one first.
    pub fn of_files(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut source = Self { text: String::new(), files: Vec::new(), lines: Vec::new() };
        for (name, text) in files {
            if !source.files.is_empty() {
                source.text.push('\n');
            }
            let start = source.text.len();
            source.files.push(File { name, start: start as u32, lines_before: source.lines.len() });
            // A byte order mark belongs to no line.
            let first = start + if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            source.lines.push(first as u32);
            source.lines.extend(ends.map(|(i, _)| (start + i + 1) as u32));
            source.text.push_str(&text);
        }
        source
    }

    /// Returns the name of the main file.
    pub fn name(&self) -> &str {
        self.files.first().map_or("", |file| &file.name)
    }

    /// Returns the name of the file in which a byte stands.
    pub fn name_at(&self, byte: u32) -> &str {
        self.file(byte).map_or("", |file| &file.name)
    }

    /// Returns a span as it is counted in the file in which it begins.
    pub(super) fn within_file(&self, span: Span) -> Span {
        let start = self.file(span.start).map_or(0, |file| file.start);
        Span { start: span.start - start, end: span.end.saturating_sub(start) }
    }

    /// Returns the whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the bytes of each file, in order.
    pub fn parts(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = self.files.iter().map(|file| file.start as usize);
        let ends = self.files.iter().skip(1).map(|next| next.start as usize - 1).chain([self.text.len()]);
        starts.zip(ends).map(|(start, end)| start..end)
    }

    /// Returns the place of a byte; of the end of the text for a byte behind it.
    pub fn place(&self, byte: u32) -> Place {
        let (line, byte) = (self.line_of(byte), self.boundary(byte));
        let before = self.file(byte as u32).map_or(0, |file| file.lines_before);
        let start = (self.lines.get(line).copied().unwrap_or(0) as usize).min(byte);
        Place { line: line + 1 - before, column: self.text[start..byte].chars().count() + 1 }
    }

    /// Returns the text of the line in which a byte stands, without its ending.
    pub fn line(&self, byte: u32) -> &str {
        &self.text[self.line_range(byte)]
    }

    /// Returns the bytes of the line in which a byte stands, without its ending.
    pub(super) fn line_range(&self, byte: u32) -> Range<usize> {
        let line = self.line_of(byte);
        let start = self.lines.get(line).copied().unwrap_or(0) as usize;
        let end = self.lines.get(line + 1).map_or(self.text.len(), |next| *next as usize);
        let text = &self.text[start..end.max(start)];
        start..start + text.split('\n').next().unwrap_or(text).trim_end_matches('\r').len()
    }

    /// Returns the text at a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[self.within(span)]
    }

    /// Returns the span with both ends inside the text and between characters.
    pub(super) fn within(&self, span: Span) -> Range<usize> {
        let start = self.boundary(span.start);
        start..self.boundary(span.end).max(start)
    }

    /// Returns the file in which a byte stands.
    fn file(&self, byte: u32) -> Option<&File> {
        let behind = self.files.partition_point(|file| file.start <= byte);
        self.files.get(behind.saturating_sub(1))
    }

    /// Returns the position in `lines` of the line in which a byte stands.
    fn line_of(&self, byte: u32) -> usize {
        let byte = self.boundary(byte) as u32;
        let line = self.lines.partition_point(|start| *start <= byte).saturating_sub(1);
        // Before the first line of its file stands only its byte order mark.
        self.file(byte).map_or(line, |file| line.max(file.lines_before))
    }

    fn boundary(&self, byte: u32) -> usize {
        let mut byte = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}
