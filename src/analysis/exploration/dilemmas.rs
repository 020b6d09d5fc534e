//! Which decisions are dilemmas, told by name.

use std::sync::Arc;

use serde::Serialize;

use super::witnessed::Witnessed;
use crate::analysis::dilemmas::{self, Flaw, FlawKind};
use crate::checks::allows;
use crate::diagnostic::Code;
use crate::simulation::Story;

/// Which decisions are dilemmas, and which choices make none. Choices are told of by full name, in declared order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Dilemmas {
    /// The scenes in which some play has two choices open at once, in declared order.
    pub decisions: Vec<Decision>,
    /// The choices that another surpasses.
    pub surpassed: Vec<Surpassed>,
    /// The choices that change nothing.
    pub no_change: Vec<NoChange>,
    /// The choices that always lose.
    pub traps: Vec<Trap>,
}

/// A scene in which somebody decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Its id.
    pub scene: String,
    /// Whether two choices can be open at once that are neither surpassed nor a trap and change something.
    pub dilemma: bool,
}

/// A choice that another of its scene surpasses: that one is open wherever this one is, never worse, and sometimes better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Surpassed {
    /// The choice.
    pub choice: String,
    /// The other one.
    pub by: String,
    /// Whether the scenario says that this is meant.
    pub allowed: bool,
    /// A play that picks it where the other one is better.
    pub witness: Option<Witnessed>,
}

/// A choice that changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoChange {
    /// The choice.
    pub choice: String,
    /// The one that leads to the same wherever both are open; nothing where the choice leads back to where it was picked.
    pub same_as: Option<String>,
    /// Whether the scenario says that this is meant.
    pub allowed: bool,
    /// A play that picks it.
    pub witness: Option<Witnessed>,
}

/// A choice after which no play ends at least mixed, though one after another choice would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trap {
    /// The choice.
    pub choice: String,
    /// Whether the scenario says that this is meant.
    pub allowed: bool,
    /// A play that picks it.
    pub witness: Option<Witnessed>,
}

impl Dilemmas {
    /// Gives what was found its names.
    pub(super) fn of(story: &Arc<Story>, found: dilemmas::Dilemmas) -> Self {
        let decision = |(scene, dilemma)| Decision { scene: story.scene(scene).0.to_owned(), dilemma };
        let mut named =
            Self { decisions: found.decisions.into_iter().map(decision).collect(), ..Self::default() };
        for Flaw { choice, kind, play } in found.flaws {
            let name = |choice| story.choice_path(choice);
            let choice = name(choice);
            let witness = play.and_then(|play| Witnessed::of(story, play));
            let allowed = allows(story.scenario(), kind.code());
            match kind {
                FlawKind::Surpassed(by) => {
                    named.surpassed.push(Surpassed { choice, by: name(by), allowed, witness });
                }
                FlawKind::Stays => {
                    named.no_change.push(NoChange { choice, same_as: None, allowed, witness });
                }
                FlawKind::Same(other) => {
                    named.no_change.push(NoChange { choice, same_as: Some(name(other)), allowed, witness });
                }
                FlawKind::Trap => named.traps.push(Trap { choice, allowed, witness }),
            }
        }
        named
    }
}

impl FlawKind {
    /// The code of the finding, which a scenario may allow.
    const fn code(self) -> Code {
        match self {
            Self::Stays | Self::Same(_) => Code::NO_OP,
            Self::Surpassed(_) => Code::SURPASSED,
            Self::Trap => Code::TRAP,
        }
    }
}
