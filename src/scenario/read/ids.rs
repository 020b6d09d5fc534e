//! Which ids can be used.

use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::scenario::expression::RESERVED;

/// The most characters of an id.
const MAX_LENGTH: usize = 64;

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scenario) enum Kind {
    /// Something that only fields name, such as a scene.
    Plain,
    /// Something that expressions name, such as a meter: no `-`, which would be a minus there.
    InExpressions,
    /// A person, named in expressions after a dot, where no word is reserved.
    Person,
}

/// Says what is wrong with an id.
pub(in crate::scenario) fn problem(id: &Spanned<String>, kind: Kind) -> Option<Diagnostic> {
    let bad = |message: String| Some(Diagnostic::error(Code::BAD_ID, id.span, message));
    let shown = || -> String { id.value.chars().take(MAX_LENGTH).collect() };
    if id.value.is_empty() {
        return bad("an id cannot be empty".into());
    }
    if id.value.len() > MAX_LENGTH && id.value.chars().count() > MAX_LENGTH {
        return bad(format!("the id `{}…` has more than {MAX_LENGTH} characters", shown()));
    }
    let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    if !id.value.bytes().all(allowed) || !id.value.starts_with(|c: char| c.is_ascii_lowercase()) {
        let help = "an id has lowercase letters, digits, `_` and `-`, and starts with a letter";
        let usable = usable(&id.value, kind);
        let help = usable.map_or_else(|| help.into(), |usable| format!("{help}: `{usable}`"));
        return bad(format!("`{}` is not usable as an id", shown())).map(|d| d.with_help(help));
    }
    if kind != Kind::Plain && id.value.contains('-') {
        let help = format!("expressions would read `-` as a minus; write `{}`", id.value.replace('-', "_"));
        return bad(format!("`{}` cannot be named in expressions", shown())).map(|d| d.with_help(help));
    }
    if kind == Kind::InExpressions && RESERVED.contains(&id.value.as_str()) {
        return bad(format!("`{}` has a meaning of its own", shown()))
            .map(|d| d.with_help("choose another id"));
    }
    None
}

/// Makes a usable id of one that is not, if something is left of it.
fn usable(id: &str, kind: Kind) -> Option<String> {
    let plain: String = id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || (c == '-' && kind == Kind::Plain) {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    let plain = plain.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    plain.starts_with(|c: char| c.is_ascii_lowercase()).then(|| plain.to_owned())
}
