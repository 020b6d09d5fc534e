//! The twenty traits of the style model: ten axes, each with a leader and a manager pole.

/// The side of the work that a trait belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pole {
    /// Leading.
    Leader,
    /// Managing.
    Manager,
}

macro_rules! axes {
    ($($axis:ident: $leader:ident $leader_word:literal, $manager:ident $manager_word:literal;)+) => {
        /// An axis of the style model; both its poles count up from zero.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the style model's own names; the poles explain them")]
        pub enum Axis { $($axis),+ }

        /// Something that a choice can show about how the player acts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "docs/format.md says when to use each")]
        pub enum Trait { $($leader, $manager),+ }

        impl Axis {
            /// Every axis, in the order of the style model.
            pub const ALL: &'static [Self] = &[$(Self::$axis),+];

            /// The leader pole and the manager pole.
            pub const fn poles(self) -> (Trait, Trait) {
                match self { $(Self::$axis => (Trait::$leader, Trait::$manager)),+ }
            }
        }

        impl Trait {
            /// Every trait, leader pole before manager pole, axis by axis.
            pub const ALL: &'static [Self] = &[$(Self::$leader, Self::$manager),+];

            /// The axis that the trait is a pole of.
            pub const fn axis(self) -> Axis {
                match self { $(Self::$leader | Self::$manager => Axis::$axis),+ }
            }

            /// The side that the trait belongs to.
            pub const fn pole(self) -> Pole {
                match self { $(Self::$leader => Pole::Leader, Self::$manager => Pole::Manager),+ }
            }

            /// The word that authors write and people read.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$leader => $leader_word, Self::$manager => $manager_word),+ }
            }

            /// The trait that a word names.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|t| t.word() == word)
            }
        }
    };
}

axes! {
    Direction: Vision "vision", Execution "execution";
    Motivation: Inspiration "inspiration", Supervision "supervision";
    Change: Challenge "challenge", Stability "stability";
    People: Connection "connection", Process "process";
    Risk: Daring "daring", Caution "caution";
    Horizon: Future "future", Present "present";
    Power: Influence "influence", Authority "authority";
    Trust: Empowerment "empowerment", Accountability "accountability";
    Inquiry: Understanding "understanding", Resolution "resolution";
    Voice: Warmth "warmth", Clarity "clarity";
}
