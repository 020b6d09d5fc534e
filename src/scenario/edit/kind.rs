//! The kinds of things that have ids.

use crate::scenario::read::ids;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $word:literal),+ $(,)?) => {
        /// What an id names.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $name),+ }

        impl Kind {
            /// Every kind, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word for it.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }
        }
    };
}

kinds! {
    /// What a player is meant to learn.
    Goal "goal",
    /// A number that everybody sees.
    Meter "meter",
    /// Somebody.
    Person "person",
    /// What else is remembered.
    Fact "fact",
    /// A situation.
    Scene "scene",
    /// Something that a player can do; its full name is `scene.choice`.
    Choice "choice",
    /// What somebody says; its full name is `scene.choice.line`.
    Line "line",
    /// A way that a chance can fall; its full name is the path of its chance, a dot and its id.
    Branch "branch",
    /// What happens again and again.
    Process "process",
    /// What interrupts.
    Event "event",
    /// How a play can end.
    Ending "ending",
}

impl Kind {
    /// Returns the kind that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// Tells whether ids of this kind are told apart only within what they stand in, so that a full name has its id too.
    pub(super) const fn is_local(self) -> bool {
        matches!(self, Self::Choice | Self::Line | Self::Branch)
    }

    /// Tells whether ids of both kinds must differ.
    pub(super) fn shares_ids_with(self, other: Self) -> bool {
        let value = |kind| matches!(kind, Self::Meter | Self::Fact);
        self == other || (value(self) && value(other))
    }

    /// Returns which ids can be used.
    pub(super) const fn usable(self) -> ids::Kind {
        match self {
            Self::Meter | Self::Fact => ids::Kind::InExpressions,
            Self::Person => ids::Kind::Person,
            _ => ids::Kind::Plain,
        }
    }
}
