//! Guesses what a mistyped name was meant to be.

/// Returns ``did you mean `x`?`` for the nearest name, if one is near enough.
pub fn did_you_mean<'a>(name: &str, all: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = all
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .min_by_key(|(distance, _)| *distance)?;
    let allowed = (name.chars().count().max(near.1.chars().count()) / 3).max(1);
    (near.0 <= allowed).then(|| format!("did you mean `{}`?", near.1))
}
