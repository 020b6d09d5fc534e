//! Diagnostics as SARIF 2.1.0, the format in which code hosts and editors take the results of static analysis.
//!
//! The document is one run of one tool: its rules are the codes that were reported, each result one diagnostic. Columns
//! count UTF-16 code units, as SARIF does unless told otherwise. A problem of a whole file has no region, which means all
//! of the file.

use serde_json::{Value, json};

use super::{Class, Code, Diagnostic, Source, Span};

/// Makes the SARIF document of the diagnostics of some sources; `page` gives the long text about a code.
pub fn sarif<'a>(
    reported: impl IntoIterator<Item = (&'a Source, &'a [Diagnostic])>,
    page: impl Fn(Code) -> String,
) -> Value {
    let mut rules: Vec<Code> = Vec::new();
    let mut results = Vec::new();
    for (source, diagnostics) in reported {
        for diagnostic in diagnostics {
            let rule = rules.iter().position(|code| *code == diagnostic.code).unwrap_or_else(|| {
                rules.push(diagnostic.code);
                rules.len() - 1
            });
            results.push(result(diagnostic, source, rule));
        }
    }
    let rules: Vec<_> = rules
        .iter()
        .map(|code| {
            json!({
                "id": code.to_string(),
                "shortDescription": { "text": code.title() },
                "help": { "text": page(*code) },
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    })
}

fn result(diagnostic: &Diagnostic, source: &Source, rule: usize) -> Value {
    let text = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut result = json!({
        "ruleId": diagnostic.code.to_string(),
        "ruleIndex": rule,
        "level": match diagnostic.class {
            Class::Error => "error",
            Class::Proved => "warning",
            Class::Advice => "note",
        },
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(source, diagnostic.span) }],
    });
    if let Some(other) = &diagnostic.other {
        result["relatedLocations"] = json!([{
            "physicalLocation": location(source, Some(other.span)),
            "message": { "text": other.text },
        }]);
    }
    result
}

fn location(source: &Source, span: Option<Span>) -> Value {
    let name = span.map_or(source.name(), |span| source.name_at(span.start));
    let mut location = json!({ "artifactLocation": { "uri": uri(name) } });
    if let Some(Span { start, end }) = span {
        let (first, last) = (source.place(start), source.place(end));
        location["region"] = json!({
            "startLine": first.line,
            "startColumn": utf16(source.line(start), first.column),
            "endLine": last.line,
            "endColumn": utf16(source.line(end), last.column),
        });
    }
    location
}

/// Returns the column in UTF-16 code units of a line's column in characters, both from 1.
fn utf16(line: &str, column: usize) -> usize {
    1 + line.chars().take(column - 1).map(char::len_utf16).sum::<usize>()
}

/// Returns a path as the reference of a URI: what it may not hold is escaped by its bytes.
fn uri(path: &str) -> String {
    let path = if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.to_owned() };
    let file = if path.starts_with('/') { "file://" } else { "" };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
    let escaped = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    file.to_owned() + &path.bytes().map(escaped).collect::<String>()
}
