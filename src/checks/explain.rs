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
];

/// Returns a page about a code: what it says, why, an example, how to mend it; its title where there is no more.
pub fn explain(code: Code) -> String {
    let page = PAGES.iter().find(|(known, _)| *known == code).map_or("", |(_, source)| source);
    let lines = page.lines().map_while(|line| line.strip_prefix("//!"));
    let lines: Vec<_> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    format!("{code}: {}\n\n{}", code.title(), lines.join("\n")).trim_end().to_owned() + "\n"
}
