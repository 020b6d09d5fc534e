//! Plays that show what was found.

use std::sync::Arc;

use serde::Serialize;

use crate::analysis::route::Routes;
use crate::analysis::space::{NodeId, Space};
use crate::simulation::{Action, ChoiceIndex, Recording, Session, Story};

/// A play that shows something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Witnessed {
    /// Whether the dice of its seed fall that way by themselves; otherwise only a replay goes that way.
    pub natural: bool,
    /// The play.
    pub recording: Recording,
}

/// Finds plays in a space.
pub(super) struct Plays<'a> {
    pub(super) story: &'a Arc<Story>,
    pub(super) space: &'a Space,
    pub(super) routes: Option<Routes>,
}

impl<'a> Plays<'a> {
    /// Looks for plays only where they are wanted.
    pub(super) fn new(story: &'a Arc<Story>, space: &'a Space, wanted: bool) -> Self {
        Self { story, space, routes: wanted.then(|| Routes::of(space)) }
    }

    /// A shortest play to a node; for a fault, with the pick that fails.
    pub(super) fn to(&self, node: NodeId) -> Option<Witnessed> {
        let recording = self.routes.as_ref()?.to(self.space, node).recording(self.story, self.space)?;
        Witnessed::of(self.story, recording)
    }

    /// A shortest play to a node in which a choice is picked there.
    pub(super) fn picking(&self, node: NodeId, choice: ChoiceIndex) -> Option<Recording> {
        self.routes.as_ref()?.picking(self.space, node, choice)?.recording(self.story, self.space)
    }

    /// The last pick of such a play, by full name.
    pub(super) fn last_pick(&self, node: NodeId) -> Option<String> {
        let (choice, _) = *self.routes.as_ref()?.to(self.space, node).steps.last()?;
        Some(self.story.choice_path(choice))
    }
}

impl Witnessed {
    /// Finds out whether a recording is natural.
    pub(super) fn of(story: &Arc<Story>, recording: Recording) -> Option<Self> {
        let mut session = Session::new(Arc::clone(story), recording.seed).ok()?;
        let natural = recording.picks().all(|pick| session.act(&Action::Pick(pick.to_owned())).is_ok())
            && session.recording() == recording;
        Some(Self { natural, recording })
    }
}
