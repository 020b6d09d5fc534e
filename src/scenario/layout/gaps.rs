//! What stands between two pieces, before anything is opened.

use crate::scenario::syntax::{Bracket, Kind, Piece};

/// What stands before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    Nothing,
    Blank,
    /// A blank, and the piece is a comment that ends the line.
    Behind,
    Break,
    /// A line break and an empty line.
    EmptyLine,
}

impl Gap {
    pub(super) fn is_break(self) -> bool {
        matches!(self, Self::Break | Self::EmptyLine)
    }
}

/// Returns what stands before each piece where the author's line breaks are kept and no others added.
pub(super) fn gaps(pieces: &[Piece]) -> Vec<Gap> {
    let mut gaps = vec![Gap::Nothing; pieces.len()];
    // Backwards, because whether a comment ends its line depends on what follows.
    let mut line_ends = true;
    for at in (1..pieces.len()).rev() {
        let piece = &pieces[at];
        gaps[at] = if line_ends && piece.kind.is_comment() && piece.breaks == 0 {
            Gap::Behind
        } else {
            gap(pieces[at - 1].kind, piece)
        };
        line_ends = gaps[at] == Gap::Behind || gaps[at].is_break();
    }
    gaps
}

fn gap(left: Kind, piece: &Piece) -> Gap {
    use Kind::{Attribute, Close, Colon, Comma, LineComment, Open, Word};
    let right = piece.kind;
    let broken = piece.breaks > 0;
    match (left, right) {
        (LineComment | Attribute, _) => line_break(left, piece),
        _ if broken && (left.is_comment() || right.is_comment()) => line_break(left, piece),
        (Open(_), Close(_)) => Gap::Nothing,
        (Open(_), _) | (_, Close(_)) if broken => line_break(left, piece),
        (Open(Bracket::Curly), _) | (_, Close(Bracket::Curly)) => Gap::Blank,
        (Open(_), _) | (_, Close(_) | Comma | Colon) | (Word, Open(Bracket::Round)) => Gap::Nothing,
        (Colon, _) => Gap::Blank,
        _ if broken => line_break(left, piece),
        _ => Gap::Blank,
    }
}

fn line_break(left: Kind, piece: &Piece) -> Gap {
    let at_bracket = matches!(left, Kind::Open(_)) || matches!(piece.kind, Kind::Close(_));
    if piece.breaks > 1 && !at_bracket { Gap::EmptyLine } else { Gap::Break }
}
