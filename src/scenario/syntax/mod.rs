//! Reads RON into a tree with places, going on after errors.
//!
//! The `ron` crate stops at the first error and keeps no places. This reader accepts the same texts (byte strings
//! and ranges apart, which no scenario needs), reports every error it finds and skips only the broken part: to
//! the matching bracket, or to the next comma at the same depth. Strings keep the source offset of each of their
//! bytes, so that an error inside one can be pointed at. `\r\n` in a string reads as `\n`, so that a file means
//! the same whichever line endings it was saved with.
//!
//! It takes time and memory linear in the length of the text, and its stack is bounded by [`MAX_DEPTH`].

mod lexer;
mod number;
mod parser;
mod pieces;
mod quotes;
mod string;
mod tree;

pub(super) use lexer::Bracket;
pub(super) use pieces::{Kind, Piece, pieces};
pub use tree::{Integer, Name, Node, Value};

/// Where trees are built: a tree lives as long as its arena and its text, and is given back in one piece.
pub use bumpalo::Bump as Arena;

use std::ops::Range;

use crate::diagnostic::Diagnostic;

/// How many brackets may be open at once; no scenario needs a tenth of it, and a recursive reader must stop somewhere.
pub const MAX_DEPTH: usize = 128;

/// How many problems are reported before reading stops: a text with so many is not a scenario.
const MAX_PROBLEMS: usize = 1000;

/// Returns the byte behind the white space and comments that stand at a byte of a text.
pub(super) fn skip_blank(text: &str, at: usize) -> usize {
    let arena = Arena::new();
    let mut lexer = lexer::Lexer::new(&arena, text);
    lexer.at = at;
    lexer.skip_blank();
    lexer.at
}

/// Reads a RON document; the tree is missing only where there is no value at all.
pub fn parse<'a>(arena: &'a Arena, text: &'a str) -> (Option<Node<'a>>, Vec<Diagnostic>) {
    parse_part(arena, text, 0..text.len())
}

/// Reads a RON document that stands in a larger text; places are those of the whole.
pub(super) fn parse_part<'a>(
    arena: &'a Arena,
    text: &'a str,
    bytes: Range<usize>,
) -> (Option<Node<'a>>, Vec<Diagnostic>) {
    parser::Parser::new(arena, &text[..bytes.end], bytes.start).document()
}
