//! An entry of `allow` does not fit: the code is unknown, cannot be silenced or is not reported, or the reason is missing.
//!
//! `allow` silences one kind of advice in the whole scenario, and says why. Errors cannot be silenced: the scenario
//! would not run. An entry that silences nothing should go, or it hides the next real case.
//!
//! ```ron
//! allow: [("TH0010", "")],
//! ```
//!
//! Mend it by naming a code of advice with a reason, such as `("TH0027", "the second week is not written yet")`.

use crate::diagnostic::{Class, Code, Diagnostic, Span, suggest};
use crate::scenario::model::Scenario;

/// The codes that only ever advise, so that they can be silenced.
const ADVICE: [Code; 13] = [
    Code::WORDS,
    Code::UNUSED,
    Code::UNREACHABLE,
    Code::CHOICES,
    Code::EFFECT,
    Code::LEFTOVER,
    Code::EMPTY,
    Code::SPEAKER,
    Code::HATS,
    Code::STUCK,
    Code::DECIDED,
    Code::UNLISTED,
    Code::BRACES,
];

/// The codes of what is proved, which only exploring can find.
const PROVED: [Code; 6] = [Code::FAILS, Code::NEVER, Code::ENDLESS, Code::SURPASSED, Code::NO_OP, Code::TRAP];

/// Says whether a scenario allows a code, so that it is not reported.
pub fn allows(scenario: &Scenario, code: Code) -> bool {
    let code = code.to_string();
    scenario.allow.iter().any(|(allowed, _)| allowed.value == code)
}

/// Returns what is wrong with entries for what is proved, given the codes of all that was proved about a scenario.
pub fn unneeded(scenario: &Scenario, proved: &[Code]) -> Vec<Diagnostic> {
    let entries =
        scenario.allow.iter().filter_map(|(code, _)| Some((Code::from_text(&code.value)?, code.span)));
    let unneeded = entries.filter(|(code, _)| PROVED.contains(code) && !proved.contains(code));
    unneeded.map(|(code, span)| silences_nothing(code, span)).collect()
}

fn silences_nothing(code: Code, span: Span) -> Diagnostic {
    Diagnostic::advice(Code::ALLOW, span, format!("`{code}` silences nothing")).with_help("remove the entry")
}

/// Takes out what the scenario allows, and adds what is wrong with its `allow`.
pub(super) fn apply(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let mut problems = Vec::new();
    // What an error hides may be what an entry silences.
    let sound = !scenario.broken.any && found.iter().all(|diagnostic| diagnostic.class != Class::Error);
    for (code, reason) in &scenario.allow {
        let error = |message: String| Diagnostic::error(Code::ALLOW, code.span, message);
        match Code::from_text(&code.value) {
            None => {
                let known: Vec<_> = ADVICE.iter().chain(&PROVED).map(Code::to_string).collect();
                let known = known.iter().map(String::as_str);
                let problem = error(format!("`{}` is not a code", code.value));
                problems.push(problem.with_known(&code.value, known.clone()));
                if let Some(meant) = suggest::nearest(&code.value, known) {
                    found.retain(|diagnostic| diagnostic.code.to_string() != meant);
                }
            }
            // Whether it silences anything is known only after exploring: `unneeded` says so.
            Some(silenced) if PROVED.contains(&silenced) => {}
            Some(silenced) if !ADVICE.contains(&silenced) => {
                let help = "errors stop the play; mend what it reports instead";
                problems
                    .push(error(format!("`{silenced}` is an error and cannot be silenced")).with_help(help));
            }
            Some(silenced) => {
                let before = found.len();
                found.retain(|diagnostic| diagnostic.code != silenced || diagnostic.class != Class::Advice);
                if found.len() == before && sound {
                    problems.push(silences_nothing(silenced, code.span));
                }
            }
        }
        if reason.value.trim().is_empty() {
            let problem = Diagnostic::error(Code::ALLOW, reason.span, "the reason is missing");
            problems.push(problem.with_help("say in a few words why this is meant so"));
        }
    }
    found.append(&mut problems);
}
