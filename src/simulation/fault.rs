//! What can go wrong in a step although the scenario passed its checks.

use std::fmt;

use super::index::{ChoiceIndex, EndingIndex, EventIndex, ProcessIndex, SceneIndex, SiteIndex};

/// Arithmetic that has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Arithmetic {
    /// Division or remainder by zero.
    DivisionByZero,
    /// A result that does not fit 64 bits.
    Overflow,
}

/// A step that cannot be finished. The state before it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where.
    pub place: FaultPlace,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// Arithmetic without an answer.
    Arithmetic(Arithmetic),
    /// All branches of a chance have zero weight.
    NoWeight,
    /// A scene none of whose choices is available.
    NoChoice,
    /// A verdict for which no ending holds.
    NoEnding,
    /// `Back` with nothing to go back to.
    NothingToResume,
    /// Scenes that went on by themselves too often in one step.
    Endless,
    /// A recorded branch that cannot be taken here.
    ImpossibleBranch,
}

/// The part of the scenario that a fault stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultPlace {
    /// A scene.
    Scene(SceneIndex),
    /// A choice.
    Choice(ChoiceIndex),
    /// A process.
    Process(ProcessIndex),
    /// An event.
    Event(EventIndex),
    /// An ending.
    Ending(EndingIndex),
    /// A chance.
    Chance(SiteIndex),
}

impl Arithmetic {
    /// Puts the fault at a place.
    pub(super) const fn at(self, place: FaultPlace) -> Fault {
        FaultKind::Arithmetic(self).at(place)
    }
}

impl FaultKind {
    /// Puts the fault at a place.
    pub(super) const fn at(self, place: FaultPlace) -> Fault {
        Fault { kind: self, place }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Arithmetic(Arithmetic::DivisionByZero) => "it divides by zero",
            Self::Arithmetic(Arithmetic::Overflow) => "a number grows past 64 bits",
            Self::NoWeight => "every branch of the chance has zero weight",
            Self::NoChoice => "none of its choices is available",
            Self::NoEnding => "no ending's condition holds",
            Self::NothingToResume => "`Back` finds nothing that was interrupted",
            Self::Endless => "scenes go on by themselves without end",
            Self::ImpossibleBranch => "the recorded branch cannot be taken",
        })
    }
}
