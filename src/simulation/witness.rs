//! What a step tells whoever watches it.

use super::index::{ChoiceIndex, EndingIndex, EventIndex, ProcessIndex, SceneIndex, SiteIndex};
use super::program::Program;
use super::state::State;

/// Something that happens within a step, in the order in which it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// A choice was picked; the state is the one before it.
    Picked(ChoiceIndex),
    /// Its effects and its time are done: what people say and the feedback read this state.
    Done(ChoiceIndex),
    /// A process acted.
    Acted(ProcessIndex),
    /// A timed event became due.
    Due(EventIndex),
    /// A timed event was dropped, because its condition was false when it was first looked at.
    Dropped(EventIndex),
    /// A chance fell.
    Rolled {
        /// Where.
        site: SiteIndex,
        /// The branch that was taken, by position.
        branch: usize,
        /// Its weight.
        weight: u64,
        /// The sum of all weights.
        total: u64,
    },
    /// The story came to a scene; its `on_enter` has not run yet.
    Arrived(SceneIndex),
    /// An event interrupts; arriving at its scene follows.
    Interrupted(EventIndex),
    /// The interrupted scene goes on.
    Resumed(SceneIndex),
    /// A scene is read: its text reads this state.
    Shown(SceneIndex),
    /// The play ended: the ending's text reads this state.
    Ended(EndingIndex),
}

/// Watches a step.
pub trait Witness {
    /// Takes note of something that just happened; `state` is the state at that point.
    fn see(&mut self, program: &Program, state: &State, what: Happening);
}

/// Nobody watches.
impl Witness for () {
    #[inline]
    fn see(&mut self, _: &Program, _: &State, _: Happening) {}
}
