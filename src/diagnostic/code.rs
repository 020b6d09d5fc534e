//! The stable codes of everything that can be said about a scenario.

/// A stable code, shown as `TH0012`; a code is never used again for something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16);

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TH{:04}", self.0)
    }
}

impl Code {
    /// The code that a text such as `TH0012` names.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.to_string() == text)
    }

    /// What the code is about, in a few words.
    pub fn title(self) -> &'static str {
        TITLES.iter().find(|(code, _)| *code == self).map_or("", |(_, title)| title)
    }
}

macro_rules! codes {
    ($($name:ident = $number:literal, $title:literal;)+) => {
        impl Code {
            $(#[doc = concat!("TH", stringify!($number), ": ", $title, ".")]
            pub const $name: Self = Self($number);)+

            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }

        const TITLES: &[(Code, &str)] = &[$((Code::$name, $title)),+];
    };
}

codes! {
    SYNTAX = 1, "the file is not RON";
    NESTING = 2, "nested too deeply";
    MISSING_FIELD = 3, "a field is missing";
    UNKNOWN_FIELD = 4, "no such field";
    WRONG_VALUE = 5, "another kind of value belongs here";
    TWICE = 6, "the same name twice";
    BAD_ID = 7, "not a usable id";
    OUT_OF_RANGE = 8, "a number out of range";
    NEWER_FORMAT = 9, "written for a newer version";
    UNKNOWN_NAME = 10, "no such name";
    EXPRESSION = 11, "an expression that cannot be read";
    TYPE = 12, "an expression of the wrong type";
    UNKNOWN_VARIABLE = 13, "no such name in an expression";
    TEMPLATE = 14, "a text that cannot be read";
    TIME = 15, "a time that cannot be read";
    CLOCK = 16, "a time that does not fit the clock";
    NO_WAY_OUT = 17, "a scene without a way out";
    TWO_WAYS_OUT = 18, "a scene with two ways out";
    VERDICT = 19, "a verdict that may find no ending";
    BACK = 20, "`Back` where nothing was interrupted";
    AUTO_CYCLE = 21, "scenes that go on by themselves in a circle";
    TOO_MUCH_STATE = 22, "too much to remember";
    TRAITS = 23, "traits that do not add up";
    NO_CHANCE = 24, "a chance that cannot fall";
    WORDS = 25, "too many or too few words";
    UNUSED = 26, "something that nothing uses";
    UNREACHABLE = 27, "a scene that nothing leads to";
    ALLOW = 28, "an `allow` that does not fit";
    TOO_LARGE = 29, "a file that is too large";
    NOT_UTF8 = 30, "a file that is not UTF-8 text";
    UNREADABLE = 31, "a file that cannot be read";
    CHOICES = 32, "too few or too many choices";
    EFFECT = 33, "an effect that nothing can see";
    LEFTOVER = 34, "a note to oneself in a text";
    EMPTY = 35, "a text without words";
    SPEAKER = 36, "somebody who speaks without being there, or never speaks";
    HATS = 37, "too little to see of leading or managing";
    STUCK = 38, "a scene from which no ending can be reached";
    DECIDED = 39, "a condition that is always so, or never";
    PACK = 40, "a list of files that makes no pack";
    PART = 41, "a part of a pack without the rest";
    UNLISTED = 42, "a file that its pack does not list";
    BRACES = 43, "a value in braces, which a text shows as they are";
    FAILS = 44, "a play that fails";
    NEVER = 45, "something that no play comes to";
    ENDLESS = 46, "a point from which no ending can be reached";
    SURPASSED = 47, "a choice that another surpasses";
    NO_OP = 48, "a choice that changes nothing";
    TRAP = 49, "a choice that always loses";
}
