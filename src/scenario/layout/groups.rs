//! The brackets of a text: which ones the author opened, and which ones opening would help.

use super::gaps::Gap;
use crate::scenario::syntax::{Bracket, Kind, Piece};

/// A bracket with what it holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// Whether a line breaks among its own entries.
    pub(super) open: bool,
    /// Whether it holds more than one entry, or is a map: the first to be opened on a line that is too long.
    pub(super) opens_well: bool,
}

/// Returns all brackets, in the order in which they begin.
pub(super) fn groups(pieces: &[Piece], gaps: &[Gap]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut around: Vec<usize> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let closes = matches!(piece.kind, Kind::Close(_));
        if let Some(&own) = around.last() {
            let left = pieces[at - 1].kind;
            groups[own].open |= gaps[at].is_break();
            groups[own].opens_well |= !closes && matches!(left, Kind::Comma | Kind::Open(Bracket::Curly));
        }
        if closes {
            around.pop();
        } else if matches!(piece.kind, Kind::Open(_)) {
            around.push(groups.len());
            groups.push(Group { open: false, opens_well: false });
        }
    }
    groups
}
