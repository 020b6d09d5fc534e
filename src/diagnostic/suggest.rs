//! Did you mean …?

use super::distance::distance;

/// How many names a help line lists at most.
const LISTED: usize = 24;

/// How many known names are compared; scenarios have fewer, and a hostile file shall not cost more.
const COMPARED: usize = 2000;

/// Returns the known name that was probably meant by `word`, the first of the nearest, if one is near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    if length > 64 {
        return None;
    }
    let allowed = (length / 3).clamp(1, 3);
    // With every letter another one, it is another word.
    let mut limit = allowed.min(length.checked_sub(1)?);
    let mut nearest = None;
    for name in known.into_iter().take(COMPARED) {
        let same = name.eq_ignore_ascii_case(word);
        if let Some(distance) = if same { Some(0) } else { distance(word, name, limit) } {
            nearest = Some(name);
            // What comes later has to be nearer.
            let Some(less) = distance.checked_sub(1) else { break };
            limit = less;
        }
    }
    nearest
}

/// Returns ``did you mean `x`?`` for the known name that was probably meant, if one is near.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(question)
}

/// Asks whether a name was meant.
pub fn question(name: &str) -> String {
    format!("did you mean `{name}`?")
}

/// Lists names for a sentence.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Returns a help line: the name that was probably meant, otherwise the names there are; none without any.
pub fn help<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    did_you_mean(word, known.clone()).or_else(|| self::known(known))
}

/// Returns a help line with the names there are; none without any.
pub fn known<'a>(known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut listed: Vec<String> =
        known.into_iter().take(LISTED + 1).map(|name| format!("`{name}`")).collect();
    if listed.len() > LISTED {
        listed[LISTED] = "…".into();
    }
    (!listed.is_empty()).then(|| format!("known: {}", listed.join(", ")))
}
