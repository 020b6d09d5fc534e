//! The commands of a model: what may happen in which states.

use super::term::Term;

/// What variables become, by position, all at once.
pub(super) type Updates = Vec<(usize, Term)>;

/// What happens at one place of the model.
pub(super) struct Group {
    /// What of the scenario it comes from.
    pub(super) comment: String,
    /// The name of the player's act; empty where nobody acts.
    pub(super) action: String,
    /// Where it happens.
    pub(super) guard: Term,
    /// Of these, exactly one is possible in each state.
    pub(super) cases: Vec<Case>,
}

/// What happens under a condition.
pub(super) struct Case {
    pub(super) when: Term,
    /// One of these by lot.
    pub(super) branches: Vec<Branch>,
}

/// One way that a lot can fall.
pub(super) struct Branch {
    /// What of the scenario it comes from, where that is not all of the group.
    pub(super) comment: String,
    pub(super) odds: Odds,
    pub(super) to: Updates,
}

/// A probability: a fraction under a condition, without which it is 0.
#[derive(Clone)]
pub(super) struct Odds {
    pub(super) given: Term,
    pub(super) top: Term,
    /// The factors of the bottom.
    pub(super) bottom: Vec<Term>,
}

impl Case {
    /// Returns the case in which one thing is certain.
    pub(super) fn certain(when: Term, to: Updates) -> Self {
        let odds = Odds { given: Term::truth(true), top: Term::number(1), bottom: Vec::new() };
        Self { when, branches: vec![Branch { comment: String::new(), odds, to }] }
    }
}
