//! A name stands in braces in a text, where it would be shown as it is written.
//!
//! A text shows the value of a meter or a fact in brackets: `[risk]`. Braces, as other tools write them, are words like
//! any other, and people would read `{risk}`.
//!
//! ```ron
//! text: "The risk stands at {risk}.",
//! ```
//!
//! Mend it with brackets, here `[risk]`. This is advice: `allow: [("TH0043", "…")]` silences it.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::scenario::model::Scenario;
use crate::scenario::template::Template;
use crate::scenario::walk::words;

/// Looks for meters and facts in braces, once of each.
pub(super) fn check(scenario: &Scenario, text: &Spanned<Template>, found: &mut Vec<Diagnostic>) {
    let mut names = BTreeSet::new();
    words(text, &mut |words| names.extend(in_braces(words)));
    for name in names {
        if scenario.meters.contains_key(name) || scenario.facts.contains_key(name) {
            let message = format!("this text shows `{{{name}}}` as it is written");
            let help = format!("a value stands in brackets: `[{name}]`");
            found.push(Diagnostic::advice(Code::BRACES, text.span, message).with_help(help));
        }
    }
}

/// Returns what stands between braces.
fn in_braces(words: &str) -> impl Iterator<Item = &str> {
    let behind = words.split('{').skip(1);
    behind.filter_map(|behind| Some(behind.split_once('}')?.0.trim()))
}
