//! What the history and the debrief have in common about a decision.

use crate::ui::widgets::change_list::Change;

/// The words before going back to a decision.
pub(super) const REWIND: &str = "You go back to this decision. What you did after it is set aside.";

/// One decision that was taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// When: "Tuesday, 14:00"; may be empty.
    pub when: String,
    /// The scene's headline.
    pub scene: String,
    /// What was chosen.
    pub chosen: String,
    /// What it changed.
    pub changes: Vec<Change>,
}

impl Decision {
    /// Its number, when and where, in one line.
    pub(super) fn place(&self, number: usize) -> String {
        let parts = [number.to_string(), self.when.clone(), self.scene.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ·  ")
    }
}
