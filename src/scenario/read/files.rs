//! The list of a pack's files.

use std::collections::BTreeMap;

use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::scenario::files::MANIFEST;
use crate::scenario::syntax::{Node, Value};

/// Reads the list, leaving out what names no other file of the folder.
pub(super) fn files(reader: &mut Reader, node: Option<Node>) -> Vec<Spanned<String>> {
    let mut met: BTreeMap<&str, Span> = BTreeMap::new();
    reader.list(node, "a list of files `[\"monday.ron\", …]`", |reader, node| {
        let text = reader.text(node)?;
        let file = Spanned::new(text.value.to_owned(), text.span);
        if let Some(problem) = problem(&file) {
            reader.report(problem);
            return None;
        }
        if let Some(first) = met.get(text.value) {
            reader.report(
                Diagnostic::error(Code::TWICE, text.span, format!("`{}` is listed twice", text.value))
                    .with_other(*first, "the first is here")
                    .with_help("remove one of them"),
            );
            return None;
        }
        met.insert(text.value, text.span);
        Some(file)
    })
}

/// Reports a list of files in a scenario that was read without any.
pub(super) fn alone(reader: &mut Reader, list: Option<&Node>) {
    if let Some(Node { value: Value::List([_, ..]), span }) = list {
        let message = "the files of this list are not read";
        let help = format!(
            "a pack is a folder of its own, and the file in it that lists the others is called `{MANIFEST}`"
        );
        reader.report(Diagnostic::error(Code::PACK, *span, message).with_help(help));
    }
}

fn problem(file: &Spanned<String>) -> Option<Diagnostic> {
    let bad =
        |message: String, help: &str| Some(Diagnostic::error(Code::PACK, file.span, message).with_help(help));
    if file.value == MANIFEST {
        return bad(format!("`{MANIFEST}` lists itself"), "list the other files of the pack");
    }
    // Strange on one system and plain on another; a pack is read alike on all.
    let plain = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['\\', ':', '\0']);
    if !file.value.split('/').all(plain) {
        let help = "write the path from the folder of the pack, with `/` behind folders: `people/cast.ron`";
        return bad(format!("`{}` is not the path of a file in the folder of the pack", file.value), help);
    }
    None
}
