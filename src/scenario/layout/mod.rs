//! Lays a text out evenly: only white space changes.
//!
//! The author decides where lines break, the layout what follows from it:
//!
//! * **Line breaks** between entries stay where the author put them; lines are never joined. A bracket with a line
//!   break among its own entries is *open*: it also has one behind its opening and one before its closing bracket.
//!   What stands on one line stays there, and so does `Chance({` with an open map inside round brackets that have
//!   no break of their own. A name, its `:` and its value stay together.
//! * **Long lines**, of more than [`WIDTH`] characters, are broken only where that helps: not if they would fit without
//!   the longest thing on them, which is a text that people read and cannot be broken. Where several entries of an
//!   open bracket share such a line, each gets a line; else the first bracket on it that is a map or holds more than
//!   one entry is opened, with a line for each entry.
//! * **Indentation** is four spaces for each line whose brackets are still open, and four more for a value that a
//!   comment keeps away from its `:`.
//! * **Blanks**: one after `:` and `,`, one inside `{ }`, none inside `( )` and `[ ]`, none at the end of a line. One empty
//!   line between entries stays; more become one, and those next to a bracket go.
//! * **Comments** stand on a line of their own where they did, as deep as what follows, and behind something, after
//!   one blank, where they stood behind it. What is inside comments, strings and `#![…]` is not touched.
//! * **Line ends** are `\r\n` if all were, else `\n`; the last line has one. A byte order mark stays.
//!
//! Commas are never added or taken away, so the last entry of a bracket that was opened has none unless the author
//! wrote it. It takes time and memory linear in the length of what it reads and writes.

mod gaps;
mod groups;
mod writer;

use super::read::too_large;
use super::syntax::{parse, pieces};
use crate::diagnostic::Diagnostic;

/// How many characters a line has before it is looked at whether it should be broken.
pub const WIDTH: usize = 120;

/// Returns the text laid out anew; what it says, its comments and their order are the same.
///
/// Other mistakes than in syntax do not matter. Where a token cannot be read or the brackets do not match, a layout
/// would be a guess: all mistakes in syntax are returned instead, at least one.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    if let Some(problem) = too_large(text) {
        return Err(vec![problem]);
    }
    match pieces(text) {
        Some(pieces) => Ok(writer::Writer::new(text, &pieces).write()),
        None => Err(parse(text).1),
    }
}
