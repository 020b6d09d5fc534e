//! Where the story goes.

use super::ids::Kind;
use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned, suggest};
use crate::scenario::expression::Expression;
use crate::scenario::model::{Branch, Then};
use crate::scenario::syntax::{Node, Value};

/// The ways to write it.
const FORMS: [(&str, &str); 6] = [
    ("Go", "Go(\"scene\")"),
    ("Chance", "Chance({\"branch\": (\"weight\", Go(\"scene\"))})"),
    ("First", "First([(\"condition\", Go(\"scene\"))], Go(\"other scene\"))"),
    ("End", "End(\"ending\")"),
    ("Verdict", "Verdict"),
    ("Back", "Back"),
];

/// Reads a way on.
pub(super) fn then(reader: &mut Reader, node: Node) -> Option<Then> {
    let span = node.span;
    match node.value {
        Value::Word("Verdict") => Some(Then::Verdict(span)),
        Value::Word("Back") => Some(Then::Back(span)),
        Value::Tuple(Some(name), values) => called(reader, name, span, values),
        Value::Word(word) => {
            wrong_form(reader, word, span, &format!("the word `{word}`"));
            None
        }
        Value::Text(text) => {
            let problem = Diagnostic::error(Code::WRONG_VALUE, span, "expected a way on, found a string");
            reader.report(problem.with_help(format!("a scene is named by `Go(\"{}\")`", text.value)));
            None
        }
        _ => {
            reader.wrong(&node, "a way on such as `Go(\"scene\")`");
            None
        }
    }
}

/// Reads a form with values in brackets.
fn called(reader: &mut Reader, name: &str, span: Span, values: &[Node]) -> Option<Then> {
    match (name, values) {
        ("Go", [scene]) => reader.name(*scene).map(Then::Go),
        ("End", [ending]) => reader.name(*ending).map(Then::End),
        ("Chance", [branches]) => chance(reader, *branches),
        ("First", [cases, otherwise]) => first(reader, *cases, *otherwise),
        (form, _) => {
            let s = if values.len() == 1 { "" } else { "s" };
            wrong_form(reader, form, span, &format!("`{form}(…)` with {} value{s}", values.len()));
            None
        }
    }
}

fn wrong_form(reader: &mut Reader, form: &str, span: Span, found: &str) {
    let known = || FORMS.iter().map(|(name, _)| *name);
    let problem = Diagnostic::error(Code::WRONG_VALUE, span, format!("expected a way on, found {found}"));
    let written = FORMS.iter().find(|(name, _)| suggest::nearest(form, [*name]).is_some());
    reader.report(match written {
        Some((_, written)) => problem.with_help(format!("it is written `{written}`")),
        None => problem.with_known(form, known().collect::<Vec<_>>()),
    });
}

fn chance(reader: &mut Reader, node: Node) -> Option<Then> {
    let span = node.span;
    if matches!(&node.value, Value::Map(entries) if entries.is_empty()) {
        let help = "give it branches: `{\"late\": (\"risk\", Go(\"truck_late\")), …}`";
        reader
            .report(Diagnostic::error(Code::NO_CHANCE, span, "this chance has no branches").with_help(help));
        return None;
    }
    let branches = reader.named(Some(node), "branch", Kind::Plain, |reader, _, node| {
        let [weight, then] = reader.tuple(node, "`(\"weight\", Go(\"scene\"))`")?;
        let weight = match weight.value {
            Value::Int(number) if i64::try_from(number.value()).is_ok() => {
                Some(Spanned::new(Expression::Int(number.value() as i64), weight.span))
            }
            _ => reader.expression(weight),
        };
        let then = self::then(reader, then);
        Some(Branch { weight: weight?, then: then? })
    });
    (!branches.is_empty()).then_some(Then::Chance(branches))
}

fn first(reader: &mut Reader, cases: Node, otherwise: Node) -> Option<Then> {
    let cases = reader.list(Some(cases), "a list of `(\"condition\", Go(\"scene\"))`", |reader, node| {
        let [when, then] = reader.tuple(node, "`(\"condition\", Go(\"scene\"))`")?;
        let (when, then) = (reader.expression(when), self::then(reader, then));
        Some((when?, then?))
    });
    let otherwise = then(reader, otherwise)?;
    Some(Then::First(cases, Box::new(otherwise)))
}
