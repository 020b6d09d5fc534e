//! The words and signs of the expression language.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A whole number.
    Int(i64),
    /// A number too large for 64 bits.
    TooLarge,
    /// A name or a keyword.
    Name(&'a str),
    /// A quoted name.
    Quoted(&'a str),
    /// A quote that never closes.
    Unclosed,
    /// An operator or a bracket.
    Sign(&'static str),
    /// Something that does not belong here.
    Strange(char),
    /// Past the last token.
    End,
}

/// Cuts the token that starts at or after `from`, with its place.
pub(super) fn next(text: &str, from: usize) -> (Token<'_>, Range<usize>) {
    let rest = text[from..].trim_start();
    let start = text.len() - rest.len();
    let Some(first) = rest.chars().next() else {
        return (Token::End, start..start);
    };
    let while_ = |keep: fn(char) -> bool| start + rest.find(|c| !keep(c)).unwrap_or(rest.len());
    if first.is_ascii_digit() {
        let end = while_(|c| c.is_ascii_digit() || c == '_');
        return (number(&text[start..end]).map_or(Token::TooLarge, Token::Int), start..end);
    }
    if first.is_ascii_alphabetic() || first == '_' {
        let end = while_(|c| c.is_ascii_alphanumeric() || c == '_');
        return (Token::Name(&text[start..end]), start..end);
    }
    if first == '"' || first == '\'' {
        return match rest[1..].find(first) {
            Some(length) => (Token::Quoted(&rest[1..=length]), start..start + length + 2),
            None => (Token::Unclosed, start..text.len()),
        };
    }
    match sign(rest) {
        Some(sign) => (Token::Sign(sign), start..start + sign.len()),
        None => (Token::Strange(first), start..start + first.len_utf8()),
    }
}

/// Reads digits with `_` between them; nothing where the number has more than 64 bits.
fn number(digits: &str) -> Option<i64> {
    digits
        .bytes()
        .filter(|digit| *digit != b'_')
        .try_fold(0_i64, |number, digit| number.checked_mul(10)?.checked_add(i64::from(digit - b'0')))
}

/// Returns the operator or bracket at the start of a text.
fn sign(text: &str) -> Option<&'static str> {
    Some(match text.as_bytes() {
        [b'+', b'=', ..] => "+=",
        [b'-', b'=', ..] => "-=",
        [b'=', b'=', ..] => "==",
        [b'!', b'=', ..] => "!=",
        [b'<', b'=', ..] => "<=",
        [b'>', b'=', ..] => ">=",
        [b'<', ..] => "<",
        [b'>', ..] => ">",
        [b'=', ..] => "=",
        [b'+', ..] => "+",
        [b'-', ..] => "-",
        [b'*', ..] => "*",
        [b'/', ..] => "/",
        [b'%', ..] => "%",
        [b'(', ..] => "(",
        [b')', ..] => ")",
        [b',', ..] => ",",
        [b'.', ..] => ".",
        [b':', ..] => ":",
        _ => return None,
    })
}
