//! Who sets and who reads the numbers of what is selected.

use crate::diagnostic::Span;
use crate::game::studio::Studio;
use crate::ui::views::studio::{Link, NameView};

/// The most places that are listed for one number; the search finds the others.
const MOST: usize = 24;

/// Returns, for each number used within a part of the text, all places that set or read it, one link for each place.
pub(super) fn uses(studio: &Studio, whole: Span) -> Vec<NameView> {
    let inside = |span: &Span| whole.start <= span.start && span.end <= whole.end;
    let used = studio.uses().iter();
    used.filter(|(_, uses)| uses.sets.iter().chain(&uses.reads).any(inside))
        .map(|(name, uses)| NameView {
            name: name.to_owned(),
            sets: links(studio, &uses.sets),
            reads: links(studio, &uses.reads),
        })
        .collect()
}

fn links(studio: &Studio, spans: &[Span]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for span in spans {
        if links.len() == MOST {
            break;
        }
        let name = studio.places().name(span.start).unwrap_or("the scenario");
        if links.iter().all(|link| link.text != name) {
            links.push(Link {
                text: name.to_owned(),
                node: studio.places().node(span.start),
                byte: span.start,
            });
        }
    }
    links
}
