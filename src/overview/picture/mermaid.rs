//! The map in the language of Mermaid, which many wikis and repositories draw.

use std::fmt::Write as _;

use crate::overview::map::{Kind, Map};
use crate::overview::sheet::words::{along, by_luck, caption};
use crate::scenario::model::{Outcome, Scenario};

/// Returns the map of a scenario as a flowchart in Mermaid.
pub fn mermaid(scenario: &Scenario) -> String {
    let map = Map::of(scenario);
    // A comment of one line: the title block would be YAML, with rules of its own.
    let title: String = scenario.title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out = format!("flowchart TD\n  %% {}\n", title.replace(['{', '}'], ""));
    for (number, node) in map.nodes.iter().enumerate() {
        let (title, small) = caption(node);
        let mut label = escaped(&title);
        for line in small {
            let _ = write!(label, "<br/><small>{}</small>", escaped(&line));
        }
        let (open, close, class) = shape(node.kind);
        let _ = writeln!(out, "  n{number}{open}\"{label}\"{close}:::{class}");
    }
    for edge in &map.edges {
        let label = along(&map, edge).iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br/>");
        let label = if label.is_empty() { label } else { format!("|\"{label}\"|") };
        let arrow = if by_luck(edge) { "-.->" } else { "-->" };
        let _ = writeln!(out, "  n{} {arrow}{label} n{}", edge.from, edge.to);
    }
    out + CLASSES
}

const CLASSES: &str = "  classDef scene fill:#fff,stroke:#1d2430
  classDef start fill:#1d2430,stroke:#1d2430,color:#fff
  classDef passing fill:#f1eee6,stroke:#8a8f98
  classDef interlude fill:#eef3fa,stroke:#1d2430,stroke-dasharray:5 3
  classDef success fill:#d8eee2,stroke:#1d2430,stroke-width:2px
  classDef mixed fill:#f6eac8,stroke:#1d2430,stroke-width:2px
  classDef failure fill:#f4d6cf,stroke:#1d2430,stroke-width:2px
";

const fn shape(kind: Kind) -> (&'static str, &'static str, &'static str) {
    match kind {
        Kind::Scene { start: true, .. } => ("[", "]", "start"),
        Kind::Scene { interlude: true, .. } => ("[", "]", "interlude"),
        Kind::Scene { choices: 0, .. } => ("(", ")", "passing"),
        Kind::Scene { .. } => ("[", "]", "scene"),
        Kind::Event => ("{{", "}}", "interlude"),
        Kind::Ending(Outcome::Success) => ("([", "])", "success"),
        Kind::Ending(Outcome::Mixed) => ("([", "])", "mixed"),
        Kind::Ending(Outcome::Failure) => ("([", "])", "failure"),
        Kind::Verdict => ("{", "}", "scene"),
        Kind::Back => ("([", "])", "interlude"),
    }
}

/// Writes a text so that nothing in it means something: not to Mermaid, HTML or Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in text.chars() {
        // A number with a dot, and a dash at the beginning, would begin a list.
        let plain = match c {
            '.' => !before.is_ascii_digit(),
            '-' => !before.is_whitespace(),
            _ => c.is_alphanumeric() || " ,_!?:’“”…–—·/()'".contains(c),
        };
        if plain || c.is_control() {
            out.push(if plain { c } else { ' ' });
        } else {
            let _ = write!(out, "#{};", u32::from(c));
        }
        before = c;
    }
    out
}
