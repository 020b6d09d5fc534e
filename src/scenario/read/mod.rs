//! Reads a scenario: from the tree of its text to the model, reporting everything that is wrong on the way.

mod cast;
mod choice;
mod clock;
mod facts;
mod fields;
mod files;
pub(super) mod format;
pub(super) mod ids;
mod parts;
mod reader;
mod scenario;
mod scene;
mod then;
mod times;
mod top;

use super::files::Files;
use super::model::{FORMAT, Scenario};
use super::syntax::{self, Arena, Name, Node};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use reader::Reader;
use top::{TOP, top};

/// How large a text may be, in bytes; a place in a text is kept in 32 bits.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The field that lists the files of a pack.
const FILES: &str = "files";

/// Reads a scenario and reports everything that is wrong with it, in the order of the text.
///
/// The scenario is returned also where parts of it could not be read, for further checks to report more; it runs only
/// if nothing was reported. There is none where the text is no scenario, or is written for a newer format.
pub fn read<'a>(files: impl Into<Files<'a>>) -> (Option<Scenario>, Vec<Diagnostic>) {
    let (arena, files) = (Arena::new(), files.into());
    let Opened { place, fields, problems, .. } = match open(&arena, &files) {
        Ok(opened) => opened,
        Err(problems) => return (None, problems),
    };
    if let Some(newer) = format::newer(fields, FORMAT) {
        return (None, vec![newer]);
    }
    let mut reader = Reader::new(problems);
    let mut scenario = scenario::scenario(&mut reader, place, fields, &files);
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.span.map(|span| (span.start, span.end)));
    scenario.broken = reader.broken;
    scenario.broken.any = !problems.is_empty();
    (Some(scenario), problems)
}

/// Returns the files that a manifest lists, and what is wrong with the list; nothing where there is none.
pub fn listed(manifest: &str) -> Option<(Vec<Spanned<String>>, Vec<Diagnostic>)> {
    // Few scenarios list files; the others are not read twice.
    if !manifest.contains(FILES) {
        return None;
    }
    let arena = Arena::new();
    let opened = open(&arena, &manifest.into()).ok()?;
    if format::newer(opened.fields, FORMAT).is_some() {
        return None;
    }
    let (_, list) = opened.fields.iter().find(|(name, _)| name.value == FILES)?;
    let mut reader = Reader::new(Vec::new());
    let files = files::files(&mut reader, Some(*list));
    Some((files, reader.problems))
}

/// Tells whether a text lists files, or would if it could be read.
pub fn lists_files(text: &str) -> bool {
    let of_fields = |opened: Opened| opened.fields.iter().any(|(name, _)| name.value == FILES);
    text.contains(FILES) && open(&Arena::new(), &text.into()).map_or(true, of_fields)
}

/// Reports a text of more than [`MAX_BYTES`].
pub(super) fn too_large(text: &str) -> Option<Diagnostic> {
    let message = || format!("the text has {} bytes; a scenario has at most {MAX_BYTES}", text.len());
    (text.len() > MAX_BYTES).then(|| Diagnostic::file(Code::TOO_LARGE, message()))
}

/// A text that holds a scenario, whatever is in it.
pub(super) struct Opened<'a> {
    /// All of `Scenario(…)`.
    pub(super) span: Span,
    /// Where it is named.
    pub(super) place: Span,
    /// Its fields.
    pub(super) fields: &'a [(Name<'a>, Node<'a>)],
    /// What is wrong with the text as RON.
    pub(super) problems: Vec<Diagnostic>,
}

/// Reads a scenario's text as far as `Scenario(…)` and the tree of what stands in it and in the parts of its pack.
pub(super) fn open<'a>(arena: &'a Arena, files: &Files<'a>) -> Result<Opened<'a>, Vec<Diagnostic>> {
    let text = files.text();
    if let Some(problem) = too_large(text) {
        return Err(vec![problem]);
    }
    let (node, mut problems) = syntax::parse_part(arena, text, files.main());
    let Some(node) = node else { return Err(problems) };
    let span = node.span;
    match top(text, node, &TOP) {
        Ok((place, fields)) => {
            let mut opened = Opened { span, place, fields, problems };
            parts::add(arena, files, &mut opened);
            Ok(opened)
        }
        Err(problem) => {
            problems.splice(..0, problem);
            Err(problems)
        }
    }
}
