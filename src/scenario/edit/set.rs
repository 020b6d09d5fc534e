//! Sets one value in a scenario's text.

use std::fmt;

use super::edits::Edits;
use super::insert::insert_field;
use super::scenario;
use super::shape::{SCENARIO, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::scenario::files::Files;
use crate::scenario::syntax::{self, Arena, Node, Value};

/// Finds the edits that set the value at a path, such as `meters.morale.start` or
/// `scenes.tuesday.choices.push_on.effects[0]`, to a value written in RON.
///
/// A field that may stand there and does not is added, behind those that usually stand before it and laid out as they
/// are; in a pack, to the file that holds what it belongs to. What is replaced is replaced whole, with the comments
/// inside it.
///
/// # Errors
///
/// The text has mistakes of syntax or is no scenario; the path leads nowhere, or to what several files of a pack hold
/// together; `value` is not one value.
pub fn set<'a>(files: impl Into<Files<'a>>, path: &str, value: &str) -> Result<Edits, Diagnostic> {
    let (arena, files) = (Arena::new(), files.into());
    let node = scenario(&arena, &files)?;
    let value = literal(value)?;
    let steps = steps(path)?;
    let mut here = Place { node: &node, shape: &SCENARIO, path: String::new() };
    let mut edits = Edits::default();
    for (i, step) in steps.iter().enumerate() {
        match step {
            Step::Name(field) if here.lacks(*step) => {
                if i + 1 < steps.len() {
                    let message = format!("{here} has no `{field}` yet");
                    let problem = Diagnostic::error(Code::MISSING_FIELD, here.node.span, message);
                    return Err(problem.with_help(format!("set `{field}` as a whole first")));
                }
                insert_field(&mut edits, files.text(), here.node(), &here.known(), (*field, value));
                return Ok(edits);
            }
            _ => here = here.down(*step)?,
        }
    }
    if here.is_spread() {
        let message = format!("the entries of {here} stand in several files");
        let problem = Diagnostic::error(Code::PACK, here.node.span, message);
        return Err(problem.with_help("set one of them"));
    }
    edits.replace(here.node.span, value);
    Ok(edits)
}

/// Checks that a text is one value of RON and nothing beside it, and returns it without the blanks around it.
fn literal(value: &str) -> Result<&str, Diagnostic> {
    let value = value.trim();
    let arena = Arena::new();
    let (node, problems) = syntax::parse(&arena, value);
    let whole = node.is_some_and(|node| (node.span.start, node.span.end as usize) == (0, value.len()));
    let what = match problems.first() {
        Some(problem) => &problem.message,
        None if whole => return Ok(value),
        None => "something stands beside it",
    };
    let shown: String = value.chars().take(60).collect();
    let help = "a value is written as in the file: `60`, `\"words\"`, `Go(\"scene\")`";
    Err(Diagnostic::file(Code::SYNTAX, format!("`{shown}` is not one value: {what}")).with_help(help))
}

/// One part of a path.
#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    /// A field or an id.
    Name(&'a str),
    /// An item of a list or of `(…, …)`, from 0.
    Item(usize),
}

fn steps(path: &str) -> Result<Vec<Step<'_>>, Diagnostic> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (name, items) = part.split_at(part.find('[').unwrap_or(part.len()));
        let numbers = items.strip_prefix('[').map(|rest| rest.strip_suffix(']').unwrap_or("").split("]["));
        steps.push(Step::Name(name));
        for number in numbers.into_iter().flatten() {
            let Ok(number) = number.parse() else {
                let problem =
                    Diagnostic::file(Code::UNKNOWN_NAME, format!("`{part}` is not a part of a path"));
                return Err(
                    problem.with_help("a path is written `scenes.tuesday.choices.push_on.effects[0]`")
                );
            };
            steps.push(Step::Item(number));
        }
    }
    Ok(steps)
}

/// Where a path has led so far.
struct Place<'a, 't> {
    node: &'a Node<'t>,
    shape: &'static Shape,
    path: String,
}

impl fmt::Display for Place<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str("the scenario") } else { write!(f, "`{}`", self.path) }
    }
}

impl<'a, 't> Place<'a, 't> {
    /// Returns what stands here, which may be written `Some(…)`.
    fn node(&self) -> &'a Node<'t> {
        let mut node = self.node;
        while let Value::Some(inner) = &node.value {
            node = inner;
        }
        node
    }

    /// Returns the fields that may stand here, if this holds fields.
    fn known(&self) -> Vec<&'static str> {
        match (self.shape, &self.node().value) {
            (Shape::Fields(known), Value::Struct(..) | Value::Unit) => {
                known.iter().map(|(name, _)| *name).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Tells whether some of what stands here stands in another file.
    fn is_spread(&self) -> bool {
        let Value::Map(entries) = self.node().value else { return false };
        entries.iter().any(|(_, value)| !self.node.span.holds(value.span))
    }

    /// Tells whether a step names a field that may stand here and does not.
    fn lacks(&self, step: Step) -> bool {
        let Step::Name(name) = step else { return false };
        let given = match &self.node().value {
            Value::Struct(_, fields) => fields.iter().any(|(field, _)| field.value == name),
            _ => false,
        };
        !given && self.known().contains(&name)
    }

    /// Goes one part further.
    fn down(self, step: Step) -> Result<Self, Diagnostic> {
        let found = match (step, &self.node().value) {
            (Step::Name(name), Value::Struct(_, fields)) => {
                fields.iter().find(|(field, _)| field.value == name).map(|(_, node)| node)
            }
            (Step::Name(name), Value::Map(entries)) => {
                let named = |key: &Node| matches!(&key.value, Value::Text(text) if text.value == name);
                entries.iter().find(|(key, _)| named(key)).map(|(_, node)| node)
            }
            (Step::Item(item), Value::List(items) | Value::Tuple(_, items)) => items.get(item),
            _ => None,
        };
        let Some(node) = found else { return Err(self.no_such(step)) };
        let shape = match (self.shape, step) {
            (Shape::Fields(known), Step::Name(name)) => {
                known.iter().find(|(field, _)| *field == name).map_or(&Shape::Plain, |(_, shape)| shape)
            }
            (Shape::Named(_, shape), Step::Name(_)) | (Shape::List(shape), Step::Item(_)) => shape,
            _ => &Shape::Plain,
        };
        let path = match step {
            Step::Item(item) => format!("{}[{item}]", self.path),
            Step::Name(name) if self.path.is_empty() => name.to_owned(),
            Step::Name(name) => format!("{}.{name}", self.path),
        };
        Ok(Self { node, shape, path })
    }

    /// Says that a step leads nowhere, and where one could go instead.
    fn no_such(&self, step: Step) -> Diagnostic {
        let node = self.node();
        let problem = |code, message| Diagnostic::error(code, node.span, message);
        match (step, &node.value) {
            (Step::Name(name), Value::Struct(_, fields)) => {
                let given = fields.iter().map(|(field, _)| field.value);
                let known: Vec<_> = if self.known().is_empty() { given.collect() } else { self.known() };
                problem(Code::UNKNOWN_FIELD, format!("{self} has no field `{name}`")).with_known(name, known)
            }
            (Step::Name(name), Value::Map(entries)) => {
                let keys = entries.iter().filter_map(|(key, _)| match &key.value {
                    Value::Text(text) => Some(text.value),
                    _ => None,
                });
                problem(Code::UNKNOWN_NAME, format!("{self} has no `{name}`"))
                    .with_known(name, keys.collect::<Vec<_>>())
            }
            (Step::Item(item), Value::List(items) | Value::Tuple(_, items)) => {
                let count = items.len();
                let message = format!("{self} has no item {item}: it has {count}, counted from 0");
                problem(Code::OUT_OF_RANGE, message)
            }
            (Step::Name(name), _) => {
                problem(Code::WRONG_VALUE, format!("{self} is {}, which has no `{name}`", node.kind()))
            }
            (Step::Item(_), _) => {
                problem(Code::WRONG_VALUE, format!("{self} is {}, which has no items", node.kind()))
            }
        }
    }
}
