//! Pages of the documentation: their fenced blocks, and scenarios that a block is put into.

use two_hats::diagnostic::Span;
use two_hats::scenario::syntax::{Arena, Node, Value, parse};

/// A fenced block of a page.
pub(crate) struct Block {
    /// The line it begins in.
    pub(crate) line: usize,
    /// The nearest heading above it.
    pub(crate) heading: String,
    /// The words behind the three backticks.
    pub(crate) info: String,
    /// What stands in it.
    pub(crate) text: String,
}

/// Returns the fenced blocks of a page, in order.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let mut heading = String::new();
    for (number, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                let (heading, info) = (heading.clone(), info.to_owned());
                open = Some(Block { line: number + 1, heading, info, text: String::new() });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text = format!("{}{line}\n", block.text),
            (None, None) if line.starts_with('#') => line.clone_into(&mut heading),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is never closed");
    blocks
}

/// Returns the headings of a page, each as it begins its line.
pub(crate) fn headings(page: &str) -> Vec<&str> {
    let mut inside = false;
    let outside = page.lines().filter(|line| {
        inside ^= line.starts_with("```");
        !inside
    });
    outside.filter(|line| line.starts_with('#')).collect()
}

/// Puts items (fields of a struct, entries of a map) into a scenario, at a place such as `scenes.here`; `top` is the
/// scenario itself.
///
/// An item whose name is there already takes its place; others come first, each on lines of its own. A scene's `then`
/// takes the place of its choices too.
pub(crate) fn put(scenario: &str, place: &str, items: &str) -> String {
    let arena = Arena::new();
    let tree = parse(&arena, scenario).0.expect("the scenario has a value");
    let container = place.split('.').skip_while(|name| *name == "top").fold(&tree, |node, name| {
        let named = members(node).into_iter().find(|member| member.name == name);
        named.unwrap_or_else(|| panic!("no `{name}` on the way to `{place}`")).value
    });
    let open = span_of(scenario, container).start + 1;
    let there = members(container);
    let margin = there.first().map_or(0, |member| column(scenario, member.start));
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    let mut first = Vec::new();
    let new = cut(items);
    for (name, text) in &new {
        let text = indent(text, margin);
        match there.iter().find(|member| member.name == *name) {
            Some(old) => edits.push((old.start, old.end(scenario), text)),
            None => first.push(format!("\n{}{text}", " ".repeat(margin))),
        }
        if name == "then" && !new.iter().any(|(name, _)| name == "choices") {
            let choices = there.iter().filter(|member| member.name == "choices");
            edits.extend(choices.map(|old| (old.start, old.end(scenario), String::new())));
        }
    }
    edits.push((open, open, first.concat()));
    edits.sort();
    edits.iter().rev().fold(scenario.to_owned(), |text, (start, end, new)| {
        format!("{}{new}{}", &text[..*start], &text[*end..])
    })
}

/// A field or an entry: its name, where it starts, and its value.
struct Member<'a> {
    name: String,
    start: usize,
    value: &'a Node<'a>,
}

impl Member<'_> {
    /// Returns where it ends, a comma behind it included.
    fn end(&self, text: &str) -> usize {
        let end = self.value.span.end as usize;
        end + usize::from(text[end..].starts_with(','))
    }
}

fn members<'a>(node: &'a Node<'a>) -> Vec<Member<'a>> {
    let member =
        |name: &str, span: Span, value| Member { name: name.to_owned(), start: span.start as usize, value };
    match &node.value {
        Value::Struct(_, fields) => {
            fields.iter().map(|(name, value)| member(name.value, name.span, value)).collect()
        }
        Value::Map(entries) => {
            let named = entries.iter().map(|(key, value)| match &key.value {
                Value::Text(text) => member(text.value, key.span, value),
                other => panic!("no id: {other:?}"),
            });
            named.collect()
        }
        Value::Unit => Vec::new(),
        other => panic!("nothing can be put into {other:?}"),
    }
}

/// Returns where a container's brackets stand.
fn span_of(text: &str, node: &Node<'_>) -> std::ops::Range<usize> {
    let (start, end) = (node.span.start as usize, node.span.end as usize);
    start + text[start..end].find(['(', '{']).expect("a bracket")..end
}

/// Cuts a block into its items, name and text: each begins at the start of a line.
pub(crate) fn cut(items: &str) -> Vec<(String, String)> {
    let mut cut: Vec<(String, String)> = Vec::new();
    for line in items.lines() {
        let name = line.split_once(':').map(|(name, _)| name.trim_matches('"'));
        match name.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')) {
            Some(name) => cut.push((name.to_owned(), line.to_owned())),
            None => match cut.last_mut() {
                Some((_, text)) => text.extend(["\n", line]),
                None => assert!(line.trim().is_empty(), "no item: {line}"),
            },
        }
    }
    cut
}

fn column(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..].len() - text[line..].trim_start_matches(' ').len()
}

/// Moves every line but the first to the right.
fn indent(text: &str, margin: usize) -> String {
    text.replace('\n', &format!("\n{}", " ".repeat(margin)))
}
