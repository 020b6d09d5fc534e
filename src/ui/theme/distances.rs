//! Distances and corners, in points.

/// Distances.
pub mod space {
    /// Between things that belong together.
    pub const XS: f32 = 4.0;
    /// Between neighbours.
    pub const S: f32 = 8.0;
    /// Between cards; inside small cards.
    pub const M: f32 = 12.0;
    /// Between paragraphs; inside cards.
    pub const L: f32 = 16.0;
    /// Between groups.
    pub const XL: f32 = 24.0;
    /// Around a page.
    pub const PAGE: f32 = 40.0;
    /// The widest that running text is set: about 75 letters of the body size.
    pub const MEASURE: f32 = 700.0;
    /// The widest that a page of lists and figures is set.
    pub const PAGE_WIDTH: f32 = 960.0;
}

/// The radii of corners.
pub mod radius {
    /// Badges, pills and keys.
    pub const SMALL: u8 = 6;
    /// Buttons.
    pub const BUTTON: u8 = 10;
    /// Cards and papers.
    pub const CARD: u8 = 12;
}
