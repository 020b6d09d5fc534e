//! Numbers: `12`, `-0x1F`, `1_000`, `2.5e3`, with Rust's type suffixes.

use super::tree::{Integer, Value};
use crate::diagnostic::Code;

/// Why a run of characters is no number.
pub(super) struct BadNumber {
    /// What kind of problem.
    pub(super) code: Code,
    /// A sentence.
    pub(super) message: String,
}

/// The integer types a suffix can name, with their ranges.
const INTEGERS: [(&str, i128, i128); 8] = [
    ("i8", i8::MIN as i128, i8::MAX as i128),
    ("i16", i16::MIN as i128, i16::MAX as i128),
    ("i32", i32::MIN as i128, i32::MAX as i128),
    ("i64", i64::MIN as i128, i64::MAX as i128),
    ("u8", 0, u8::MAX as i128),
    ("u16", 0, u16::MAX as i128),
    ("u32", 0, u32::MAX as i128),
    ("u64", 0, u64::MAX as i128),
];

/// Returns the length of the run of characters at the start of `text` that was meant as one number.
pub(super) fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let prefixed = matches!(bytes.get(at..at + 2), Some(b"0x" | b"0b" | b"0o"));
    while let Some(&byte) = bytes.get(at) {
        let exponent_sign =
            matches!(byte, b'+' | b'-') && !prefixed && at > 0 && matches!(bytes[at - 1], b'e' | b'E');
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.') || exponent_sign) {
            break;
        }
        at += 1;
    }
    at
}

/// Reads a run of characters as a number.
pub(super) fn parse(run: &str) -> Result<Value<'static>, BadNumber> {
    let bad = |message: String| BadNumber { code: Code::SYNTAX, message };
    let (negative, rest) = match run.as_bytes().first() {
        Some(b'-') => (true, &run[1..]),
        Some(b'+') => (false, &run[1..]),
        _ => (false, run),
    };
    let (base, rest) = match rest.get(..2) {
        Some("0x") => (16, &rest[2..]),
        Some("0b") => (2, &rest[2..]),
        Some("0o") => (8, &rest[2..]),
        _ => (10, rest),
    };
    let suffix = INTEGERS.iter().find(|(suffix, ..)| rest.len() > suffix.len() && rest.ends_with(suffix));
    let (digits, least, most) = match suffix {
        Some((suffix, least, most)) => (&rest[..rest.len() - suffix.len()], *least, *most),
        None => (rest, i128::from(i64::MIN), i128::from(u64::MAX)),
    };
    if base == 10 && suffix.is_none() && is_float(rest) {
        return float(run).map(Value::Float).ok_or_else(|| bad(format!("`{run}` is not a number")));
    }
    if !digits.starts_with(|c: char| c.is_ascii_hexdigit()) {
        return Err(bad(format!("`{run}` is not a number")));
    }
    let mut value = 0_i128;
    for c in digits.chars().filter(|c| *c != '_') {
        let digit =
            c.to_digit(base).ok_or_else(|| bad(format!("`{c}` is not a digit of the number `{run}`")))?;
        value = value.saturating_mul(i128::from(base)).saturating_add(i128::from(digit));
    }
    let value = if negative { -value } else { value };
    if (least..=most).contains(&value) {
        Ok(Value::Int(Integer::new(value)))
    } else {
        let message = format!("`{run}` is too {} to be read", if negative { "small" } else { "large" });
        Err(BadNumber { code: Code::OUT_OF_RANGE, message })
    }
}

fn is_float(digits: &str) -> bool {
    digits.contains(['.', 'e', 'E'])
        || matches!(digits, "inf" | "NaN")
        || digits.ends_with("f32")
        || digits.ends_with("f64")
}

fn float(run: &str) -> Option<f64> {
    let digits = run.strip_suffix("f32").or_else(|| run.strip_suffix("f64")).unwrap_or(run);
    let digits: String = digits.chars().filter(|c| *c != '_').collect();
    digits.parse().ok()
}
