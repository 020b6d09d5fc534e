//! Gives something another id, wherever the text names it.

use super::edits::Edits;
use super::kind::Kind;
use super::names::{Found, Names};
use super::scenario;
use crate::diagnostic::suggest::listed;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::scenario::files::Files;
use crate::scenario::read::ids;
use crate::scenario::syntax::Arena;

/// What renaming something takes.
#[derive(Debug, Clone)]
pub struct Renaming {
    /// What is renamed.
    pub kind: Kind,
    /// Its full name before, such as `the_call.hand_out`.
    pub old: String,
    /// Its full name after.
    pub new: String,
    /// Where its id stands, and the new one.
    pub edits: Edits,
    /// The places that could not be read, where the old id may still stand.
    pub unread: Vec<Span>,
}

/// Finds everything that giving something another id takes. Only the bytes of its id change.
///
/// `old` is the full name of what is renamed: `scene` or, for what is told apart only within something else,
/// `scene.choice`, `scene.choice.line`. Where several things are called so, the kind stands before it: `scene:tuesday`.
/// `new` is the id alone, or the full name with nothing else changed.
///
/// # Errors
///
/// The text has mistakes of syntax or is no scenario; nothing is called `old`, or several things are; `new` cannot be
/// used as an id, or something is called so already.
pub fn rename<'a>(files: impl Into<Files<'a>>, old: &str, new: &str) -> Result<Renaming, Diagnostic> {
    let (arena, files) = (Arena::new(), files.into());
    let Names { found, unread, .. } = Names::of(files.text(), &scenario(&arena, &files)?);
    let (kind, old) = find(&found, old)?;
    let scope = old.rfind('.').filter(|_| kind.is_local()).map_or("", |dot| &old[..=dot]);
    let id = new.strip_prefix(scope).unwrap_or(new);
    let new = format!("{scope}{id}");
    if let Some(problem) = ids::problem(&Spanned::new(id.to_owned(), Span::default()), kind.usable()) {
        return Err(Diagnostic { span: None, ..problem });
    }
    let others = found.iter().filter(|other| other.kind.shares_ids_with(kind) && other.name == new);
    if let Some(other) = others.max_by_key(|other| other.declared) {
        return Err(taken(other));
    }
    let mut edits = Edits::default();
    for found in found.iter().filter(|found| found.kind == kind && found.name == old) {
        edits.replace(found.span, id);
    }
    Ok(Renaming { kind, old, new, edits, unread })
}

/// Finds the one thing that is meant by a name, with its kind before it or without.
fn find(found: &[Found], name: &str) -> Result<(Kind, String), Diagnostic> {
    let (kind, name) = match name.split_once(':') {
        Some((word, name)) => (Some(kind(word)?), name),
        None => (None, name),
    };
    let declared = || found.iter().filter(|found| found.declared && kind.is_none_or(|k| k == found.kind));
    let mut kinds: Vec<Kind> =
        declared().filter(|found| found.name == name).map(|found| found.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    match kinds[..] {
        [kind] => Ok((kind, name.to_owned())),
        [] => {
            let what = kind.map_or("nothing is called".into(), |kind| format!("there is no {}", kind.word()));
            let problem = Diagnostic::file(Code::UNKNOWN_NAME, format!("{what} `{name}`"));
            let names = || declared().map(|found| found.name.as_str());
            let full: Vec<_> = names().filter(|full| full.rsplit('.').next() == Some(name)).collect();
            Err(match full[..] {
                [] => problem.with_known(name, names().collect::<Vec<_>>()),
                _ => problem.with_help(format!("write its full name: {}", listed(full))),
            })
        }
        _ => {
            let message = format!("several things are called `{name}`");
            let written: Vec<_> = kinds.iter().map(|kind| format!("{}:{name}", kind.word())).collect();
            let help = format!("say which one: {}", listed(written.iter().map(String::as_str)));
            Err(Diagnostic::file(Code::TWICE, message).with_help(help))
        }
    }
}

fn kind(word: &str) -> Result<Kind, Diagnostic> {
    Kind::from_word(word).ok_or_else(|| {
        let message = format!("`{word}` is not a kind of things with ids");
        let known = Kind::ALL.iter().map(|kind| kind.word());
        Diagnostic::file(Code::UNKNOWN_NAME, message).with_known(word, known)
    })
}

fn taken(other: &Found) -> Diagnostic {
    let Found { kind, name, span, .. } = other;
    if other.declared {
        let message = format!("there is already a {} `{name}`", kind.word());
        return Diagnostic::error(Code::TWICE, *span, message).with_help("choose another id");
    }
    // What is named here is missing; it would come to be something that its author did not mean.
    let what = if *kind == Kind::Fact { "meter or fact" } else { kind.word() };
    let message = format!("`{name}` is named here already, though there is no such {what}");
    Diagnostic::error(Code::UNKNOWN_NAME, *span, message)
        .with_help("mend this place first, or choose another id")
}
