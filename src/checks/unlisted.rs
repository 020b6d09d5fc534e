//! A file lies in the folder of a pack, or in one of its folders, and the pack does not list it.
//!
//! What is not listed is not read: a new file is easily forgotten, and all that stands in it.
//!
//! ```ron
//! files: ["monday.ron"],    // and `tuesday.ron` lies beside it
//! ```
//!
//! Mend it by adding the file to `files`, or by moving it elsewhere. This is advice: `allow: [("TH0042", "…")]` silences it.

use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::scenario::model::Scenario;

/// Reports each file.
pub(super) fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let advise = |file: &Spanned<String>| {
        let message = format!("`{}` lies in the folder of the pack and is not listed", file.value);
        Diagnostic::advice(Code::UNLISTED, file.span, message)
            .with_help("add it to the list, or move it elsewhere")
    };
    scenario.unlisted.iter().map(advise).collect()
}
