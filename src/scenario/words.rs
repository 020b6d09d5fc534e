//! Closed sets of words that authors write without quotes: places, faces, looks.

/// A closed set of words that authors write without quotes.
pub trait Word: Sized {
    /// The words, in the order of the declaration.
    const WORDS: &'static [&'static str];
    /// The value that a word names.
    fn from_word(word: &str) -> Option<Self>;
}

/// Declares an enum whose variants authors write by name, with the list of those names.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that an author writes.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),+ }
            }
        }

        impl $crate::scenario::words::Word for $name {
            const WORDS: &'static [&'static str] = &[$(stringify!($variant)),+];
            fn from_word(word: &str) -> Option<Self> {
                match word {
                    $(stringify!($variant) => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use words;
