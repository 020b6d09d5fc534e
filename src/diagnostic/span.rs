//! Places in a source text.

/// A range of bytes in a source text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Makes a span from byte offsets; sources are at most 64 MiB, so offsets fit.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// Returns the smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Tells whether all of another span lies within this one.
    pub const fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A value with its place in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts a value and its place together.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// The words inside a string literal, with the place of each byte in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    /// The words, escapes resolved; those of the source where it has none.
    pub value: &'a str,
    /// The place of the words, without the quotes.
    pub span: Span,
    /// The source offset of each byte of `value` and of its end; only where an escape moved them.
    pub offsets: Option<&'a &'a [u32]>,
}

impl Text<'_> {
    /// Returns the place in the source of a range of bytes of [`value`](Self::value).
    pub fn place(&self, range: std::ops::Range<usize>) -> Span {
        let at = |i: usize| match self.offsets {
            Some(offsets) => offsets.get(i).copied().unwrap_or(self.span.end),
            None => (self.span.start + i as u32).min(self.span.end),
        };
        Span { start: at(range.start), end: at(range.end) }
    }
}
