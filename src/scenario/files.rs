//! The files that a scenario is written in: one, or the manifest and the parts of a pack.

use std::ops::Range;

use crate::diagnostic::Source;

/// The name of the file that lists the other files of a pack.
pub const MANIFEST: &str = "scenario.ron";

/// The text of a scenario: that of its file, or those of a pack's files one behind another, as a [`Source`] holds them.
#[derive(Debug, Clone)]
pub struct Files<'a> {
    text: &'a str,
    /// The bytes of the file that is the scenario itself.
    main: Range<usize>,
    /// The bytes of each part behind it.
    parts: Vec<Range<usize>>,
    /// The paths of files that lie beside those of the pack and are not listed.
    unlisted: &'a [String],
}

impl<'a> Files<'a> {
    /// Adds the paths of files that lie beside those of the pack and are not listed, for advice about them.
    #[must_use]
    pub const fn with_unlisted(mut self, unlisted: &'a [String]) -> Self {
        self.unlisted = unlisted;
        self
    }

    pub(super) const fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn main(&self) -> Range<usize> {
        self.main.clone()
    }

    pub(super) fn parts(&self) -> &[Range<usize>] {
        &self.parts
    }

    pub(super) const fn unlisted(&self) -> &'a [String] {
        self.unlisted
    }
}

impl<'a, T: AsRef<str> + ?Sized> From<&'a T> for Files<'a> {
    fn from(text: &'a T) -> Self {
        let text = text.as_ref();
        Self { text, main: 0..text.len(), parts: Vec::new(), unlisted: &[] }
    }
}

impl<'a> From<&'a Source> for Files<'a> {
    fn from(source: &'a Source) -> Self {
        let mut files = source.parts();
        let main = files.next().unwrap_or_default();
        Self { text: source.text(), main, parts: files.collect(), unlisted: &[] }
    }
}
