//! Where people stand or sit, by how many there are.

/// Somebody's place in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Across the stage, in design units.
    pub x: f32,
    /// How far above (negative) or below the base line.
    pub rise: f32,
    /// The size; 1 for one of three.
    pub scale: f32,
    /// Where the head points when nobody speaks: -1 (left) ..= 1 (right).
    pub turn: f32,
    /// Behind the others: painted first.
    pub behind: bool,
}

/// The most people for whom there is room.
pub const MOST: usize = 5;

/// The spots for so many people (at most [`MOST`]), from left to right.
pub fn spots(count: usize) -> &'static [Spot] {
    #[rustfmt::skip]
    const SPOTS: [&[Spot]; MOST + 1] = [
        &[],
        &[Spot { x: 520.0, rise: 0.0, scale: 1.17, turn: 0.18, behind: false }],
        &[
            Spot { x: 318.0, rise: 4.0, scale: 1.08, turn: 0.55, behind: false },
            Spot { x: 690.0, rise: -4.0, scale: 1.05, turn: -0.5, behind: false },
        ],
        &[
            Spot { x: 205.0, rise: 4.0, scale: 1.02, turn: 0.5, behind: false },
            Spot { x: 508.0, rise: -14.0, scale: 0.97, turn: -0.12, behind: true },
            Spot { x: 800.0, rise: 4.0, scale: 1.0, turn: -0.5, behind: false },
        ],
        &[
            Spot { x: 148.0, rise: 6.0, scale: 0.90, turn: 0.55, behind: false },
            Spot { x: 392.0, rise: -14.0, scale: 0.82, turn: 0.2, behind: true },
            Spot { x: 622.0, rise: -10.0, scale: 0.83, turn: -0.25, behind: true },
            Spot { x: 858.0, rise: 6.0, scale: 0.89, turn: -0.55, behind: false },
        ],
        &[
            Spot { x: 112.0, rise: 8.0, scale: 0.83, turn: 0.6, behind: false },
            Spot { x: 306.0, rise: -30.0, scale: 0.73, turn: 0.3, behind: true },
            Spot { x: 506.0, rise: 2.0, scale: 0.79, turn: -0.1, behind: false },
            Spot { x: 702.0, rise: -30.0, scale: 0.73, turn: -0.3, behind: true },
            Spot { x: 890.0, rise: 8.0, scale: 0.82, turn: -0.6, behind: false },
        ],
    ];
    SPOTS[count.min(MOST)]
}
