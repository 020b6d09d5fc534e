//! Finds the names in an expression or effect by their tokens alone, so that one that cannot be read has them too.

use std::ops::Range;

use super::token::{Token, next};

/// What a name in an expression is the id of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A meter or a fact, or a word of the clock.
    Value,
    /// A person, after `trust.` or `level.`.
    Person,
    /// A scene, in `seen(…)`.
    Scene,
    /// A choice with its scene, as in `chose("scene.choice")`.
    Choice,
}

/// The words that are no names wherever they stand.
const WORDS: &[&str] = &["and", "clamp", "false", "if", "max", "min", "not", "or", "true"];

/// Returns every name in a range of bytes of a string, in order, without the quotes around it.
pub fn uses(words: &str, range: Range<usize>) -> Vec<(Use, Range<usize>)> {
    let words = &words[..range.end];
    let mut found = Vec::new();
    let mut at = range.start;
    loop {
        let (token, place) = next(words, at);
        at = place.end;
        let (used, sign) = match token {
            Token::End => return found,
            Token::Name("trust" | "level") => (Use::Person, "."),
            Token::Name("seen") => (Use::Scene, "("),
            Token::Name("chose") => (Use::Choice, "("),
            Token::Name(name) if !WORDS.contains(&name) => {
                found.push((Use::Value, place));
                continue;
            }
            _ => continue,
        };
        let (between, behind) = next(words, at);
        let (name, place) = next(words, behind.end);
        if between != Token::Sign(sign) {
            continue;
        }
        match name {
            Token::Name(_) if sign == "." => found.push((used, place.clone())),
            Token::Quoted(_) if sign == "(" => found.push((used, place.start + 1..place.end - 1)),
            _ => continue,
        }
        at = place.end;
    }
}
