//! Pictures of a map: SVG for people, DOT and Mermaid for other programs.

mod days;
mod dot;
mod legend;
mod mermaid;
mod shapes;
mod svg;

pub use dot::dot;
pub use mermaid::mermaid;
pub use svg::svg;
