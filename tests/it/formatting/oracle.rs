//! What may not change when a text is laid out.

use two_hats::scenario::read;

/// Cuts a text into tokens and comments by rules of its own, much simpler than the program's.
pub(super) fn solid(text: &str) -> Vec<&str> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-');
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let raw = rest.strip_prefix('r').map(|rest| rest.trim_start_matches('#'));
        let length = match raw.filter(|rest| rest.starts_with('"')) {
            Some(words) => {
                let hashes = rest.len() - 1 - words.len();
                let end = format!("\"{}", "#".repeat(hashes));
                2 + hashes + words[1..].find(&end).unwrap() + end.len()
            }
            None if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            None if rest.starts_with("/*") => block_comment(rest),
            None if first == '"' || (first == '\'' && rest.len() > 2) => quoted(rest, first),
            None if word(first) => rest.find(|c| !word(c)).unwrap_or(rest.len()),
            None => first.len_utf8(),
        };
        found.push(rest[..length].trim_end());
        rest = rest[length..]
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}'));
    }
    found
}

/// Says everything that is read from a text, and what is wrong with it, except where it stands.
pub(super) fn read_without_places(text: &str) -> (String, Vec<String>) {
    let (scenario, problems) = read(text);
    let mut problems: Vec<_> =
        problems.iter().map(|problem| without_places(&format!("{problem:?}"))).collect();
    // Two mistakes at one place have no order.
    problems.sort();
    (without_places(&format!("{scenario:?}")), problems)
}

fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.unwrap().0 + 1
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    loop {
        match &text.as_bytes()[at..at + 2] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
}

fn without_places(said: &str) -> String {
    let cut = |said: &str, from: &str, to: char| {
        let mut parts = said.split(from);
        let first = parts.next().unwrap().to_owned();
        parts.fold(first, |out, part| out + part.split_once(to).unwrap().1)
    };
    cut(&cut(said, "Span { ", '}'), "offsets: Some([", ']')
}
