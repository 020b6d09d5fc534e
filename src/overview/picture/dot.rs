//! The map in the language of Graphviz.

use std::fmt::Write as _;

use crate::overview::map::{Kind, Map, Node};
use crate::overview::sheet::words::{along, by_luck, caption};
use crate::scenario::model::Scenario;

/// Returns the map of a scenario as a digraph in DOT.
///
/// Nodes are named by kind and id, such as `scene the_call`.
pub fn dot(scenario: &Scenario) -> String {
    let map = Map::of(scenario);
    let mut out = format!(
        "digraph {} {{\n  label={}; labelloc=t; rankdir=TB;\n  node [fontname=\"Helvetica\", fontsize=11];\n  \
         edge [fontname=\"Helvetica\", fontsize=9];\n",
        quoted(&scenario.id),
        quoted(&scenario.title)
    );
    for node in &map.nodes {
        let (title, small) = caption(node);
        let label = std::iter::once(title).chain(small).collect::<Vec<_>>().join("\n");
        let _ = writeln!(out, "  {} [label={}, {}];", name(node), quoted(&label), look(node.kind));
    }
    for edge in &map.edges {
        let style = if by_luck(edge) { ", style=dotted" } else { "" };
        let label = quoted(&along(&map, edge).join("\n"));
        let (from, to) = (name(&map.nodes[edge.from]), name(&map.nodes[edge.to]));
        let _ = writeln!(out, "  {from} -> {to} [label={label}{style}];");
    }
    out + "}\n"
}

fn name(node: &Node) -> String {
    let kind = match node.kind {
        Kind::Scene { .. } => "scene",
        Kind::Event => "event",
        Kind::Ending(_) => "ending",
        Kind::Verdict | Kind::Back => return quoted(&node.id),
    };
    quoted(&format!("{kind} {}", node.id))
}

const fn look(kind: Kind) -> &'static str {
    match kind {
        Kind::Scene { start: true, .. } => "shape=box, style=bold, penwidth=3",
        Kind::Scene { interlude: true, .. } => "shape=box, style=dashed",
        Kind::Scene { choices: 0, .. } => "shape=box, style=rounded",
        Kind::Scene { .. } => "shape=box",
        Kind::Event => "shape=hexagon, style=dashed",
        Kind::Ending(_) => "shape=box, style=rounded, peripheries=2",
        Kind::Verdict => "shape=trapezium",
        Kind::Back => "shape=oval, style=dashed",
    }
}

/// Writes a text as a string of DOT, where only quotes and backslashes mean something.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out + "\""
}
