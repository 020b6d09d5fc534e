//! The words beside boxes and lines, the same in every format.

use crate::overview::map::{Edge, Kind, Map, Node, Via};

/// The most characters of the ids of choices beside a line; past that they are counted.
const CHOICES: usize = 36;

/// Returns a node's headline and what stands in small letters below.
pub(in crate::overview) fn caption(node: &Node) -> (String, Vec<String>) {
    let title = if node.title.is_empty() { node.id.clone() } else { node.title.clone() };
    let id = (!node.title.is_empty()).then(|| node.id.clone());
    match node.kind {
        Kind::Scene { choices, .. } => {
            let choices = match choices {
                0 => None,
                1 => Some("1\u{a0}choice".into()),
                _ => Some(format!("{choices}\u{a0}choices")),
            };
            (title, id.into_iter().chain(choices).collect())
        }
        Kind::Event => (title, vec![node.at.map_or_else(|| "on a condition".into(), |at| at.to_string())]),
        Kind::Ending(outcome) => (title, id.into_iter().chain([outcome.word().to_lowercase()]).collect()),
        Kind::Verdict => ("Verdict".into(), vec!["first ending that fits".into()]),
        Kind::Back => ("Back".into(), vec!["to the interrupted scene".into()]),
    }
}

/// Returns the lines of text beside an edge: the choices that take it, unless all of the scene's do; then the forks.
pub(in crate::overview) fn along(map: &Map, edge: &Edge) -> Vec<String> {
    let mut lines = Vec::new();
    let mut choices: Vec<&str> = edge.ways.iter().filter_map(|way| way.choice.as_deref()).collect();
    choices.dedup();
    let of = match map.nodes[edge.from].kind {
        Kind::Scene { choices, .. } => choices,
        _ => 0,
    };
    if choices.len() < of {
        let joined = choices.join(", ");
        let counted = format!("{} of {of} choices", choices.len());
        lines.push(if joined.len() > CHOICES { counted } else { joined });
    }
    let vias = || edge.ways.iter().flat_map(|way| &way.via);
    let mut forks: Vec<&str> = Vec::new();
    for via in vias() {
        if let Via::Branch(id) = via
            && !forks.contains(&id.as_str())
        {
            forks.push(id);
        }
    }
    // Both sides of a condition together say nothing.
    match (vias().any(|via| matches!(via, Via::Case(_))), vias().any(|via| *via == Via::Otherwise)) {
        (true, false) => forks.insert(0, "if"),
        (false, true) => forks.insert(0, "else"),
        (true, true) | (false, false) => {}
    }
    lines.extend((!forks.is_empty()).then(|| forks.join(", ")));
    lines
}

/// Says whether luck has a part in an edge.
pub fn by_luck(edge: &Edge) -> bool {
    edge.ways.iter().flat_map(|way| &way.via).any(|via| matches!(via, Via::Branch(_)))
}
