//! Positions in a program's tables, one type for each table.

macro_rules! indexes {
    ($($(#[$doc:meta])* $vis:vis $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $name(pub(in crate::simulation) u32);

        impl $name {
            /// The position, for tables kept beside the program.
            $vis const fn index(self) -> usize {
                self.0 as usize
            }

            pub(crate) const fn new(index: usize) -> Self {
                Self(index as u32)
            }
        }
    )+};
}

impl ChoiceIndex {
    /// No choice.
    pub(crate) const NONE: Self = Self(u32::MAX);
}

indexes! {
    /// A scene, in declared order.
    pub SceneIndex,
    /// A choice; those of a scene follow one another in declared order.
    pub ChoiceIndex,
    /// A process, in declared order.
    pub ProcessIndex,
    /// An event, in declared order.
    pub EventIndex,
    /// An ending, in declared order.
    pub EndingIndex,
    /// A place where a chance falls.
    pub SiteIndex,
    /// An expression.
    pub(super) NodeIndex,
    /// A way on.
    pub(super) ThenIndex,
}
