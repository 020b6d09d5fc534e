//! One problem in a text: its code, its place, a sentence, and how to mend it.

mod code;
mod distance;
mod record;
mod render;
mod sarif;
mod source;
mod span;
pub mod suggest;

pub use code::Code;
pub use record::{Other, Record};
pub use render::{render, render_all, summary};
pub use sarif::sarif;
pub use source::{Place, Source};
pub use span::{Span, Spanned, Text};

/// How sure and how grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The scenario cannot run.
    Error,
    /// It runs; that this is so was proved by looking at everything that can happen.
    Proved,
    /// It runs; a careful author would look again.
    Advice,
}

impl Class {
    /// The word that people and programs read.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Proved => "proved",
            Self::Advice => "advice",
        }
    }
}

/// One problem in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem.
    pub code: Code,
    /// How grave.
    pub class: Class,
    /// Where, in bytes of the source; the whole file where there is none.
    pub span: Option<Span>,
    /// A plain sentence without a full stop.
    pub message: String,
    /// The other half of a conflict, if there is one.
    pub other: Option<Label>,
    /// How to mend it, if that can be said.
    pub help: Option<String>,
}

/// A second place, with what to say about it in a few words: `first given here`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where, in bytes of the source.
    pub span: Span,
    /// What is there.
    pub text: String,
}

impl Diagnostic {
    /// Makes an error at a place.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, class: Class::Error, span: Some(span), message: message.into(), other: None, help: None }
    }

    /// Makes an advice at a place.
    pub fn advice(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { class: Class::Advice, ..Self::error(code, span, message) }
    }

    /// Makes a finding at a place that was proved.
    pub fn proved(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { class: Class::Proved, ..Self::error(code, span, message) }
    }

    /// Makes an error about the file as a whole.
    pub fn file(code: Code, message: impl Into<String>) -> Self {
        Self { span: None, ..Self::error(code, Span::default(), message) }
    }

    /// Adds the other half of a conflict.
    #[must_use]
    pub fn with_other(mut self, span: Span, text: impl Into<String>) -> Self {
        self.other = Some(Label { span, text: text.into() });
        self
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the name that was probably meant by `word`, otherwise the names there are.
    #[must_use]
    pub fn with_known<'a>(mut self, word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Self {
        self.help = suggest::help(word, known);
        self
    }
}
