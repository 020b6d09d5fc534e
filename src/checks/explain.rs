//! The pages about single codes.

use crate::diagnostic::Code;

/// The code of each page, and the source that begins with it.
const PAGES: &[(Code, &str)] = &[
    (Code::UNKNOWN_NAME, include_str!("names.rs")),
    (Code::CLOCK, include_str!("clock.rs")),
    (Code::VERDICT, include_str!("verdict.rs")),
    (Code::BACK, include_str!("back.rs")),
    (Code::AUTO_CYCLE, include_str!("circles.rs")),
    (Code::TRAITS, include_str!("traits.rs")),
    (Code::NO_CHANCE, include_str!("chance.rs")),
    (Code::WORDS, include_str!("words.rs")),
    (Code::UNUSED, include_str!("unused.rs")),
    (Code::UNREACHABLE, include_str!("reach.rs")),
    (Code::ALLOW, include_str!("allow.rs")),
    (Code::CHOICES, include_str!("choices.rs")),
    (Code::EFFECT, include_str!("effects.rs")),
    (Code::LEFTOVER, include_str!("leftover.rs")),
    (Code::EMPTY, include_str!("empty.rs")),
    (Code::SPEAKER, include_str!("speakers.rs")),
    (Code::HATS, include_str!("hats.rs")),
    (Code::STUCK, include_str!("stuck.rs")),
    (Code::DECIDED, include_str!("always.rs")),
    (Code::UNLISTED, include_str!("unlisted.rs")),
    (Code::BRACES, include_str!("braces.rs")),
    (Code::FAILS, include_str!("../analysis/findings/fails.rs")),
    (Code::NEVER, include_str!("../analysis/findings/never.rs")),
    (Code::ENDLESS, include_str!("../analysis/findings/endless.rs")),
    (Code::SURPASSED, include_str!("../analysis/findings/surpassed.rs")),
    (Code::NO_OP, include_str!("../analysis/findings/noop.rs")),
    (Code::TRAP, include_str!("../analysis/findings/trap.rs")),
];

/// The pages about what is found before the checks, each below a heading with its code.
const OTHERS: &str = include_str!("pages.md");

/// Returns the page about a code: what it says, why, an example, how to mend it.
pub fn explain(code: Code) -> String {
    let page = PAGES.iter().find(|(known, _)| *known == code);
    let body = page.map_or_else(|| section(code), |(_, source)| header(source));
    format!("{code}: {}\n\n{}\n", code.title(), body.trim())
}

/// Returns the documentation at the top of a source.
fn header(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// Returns the section of the other pages that is about a code.
fn section(code: Code) -> String {
    let heading = format!("# {code}");
    let lines = OTHERS.lines().skip_while(|line| *line != heading).skip(1);
    lines.take_while(|line| !line.starts_with("# TH")).collect::<Vec<_>>().join("\n")
}
