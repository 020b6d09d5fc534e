//! What is wrong with the file, as the studio lists it.

use std::path::Path;

use crate::diagnostic::{Class, Diagnostic};
use crate::game::studio::Studio;
use crate::ui::views::studio::ProblemView;

/// The most problems that are listed; who has more begins with these.
const MOST: usize = 200;

/// Returns the problems of what was saved last, errors first, each kind in the order of the text.
pub(super) fn problems(studio: &Studio) -> Vec<ProblemView> {
    let all = || studio.loaded().diagnostics.iter().enumerate();
    let of = |class: Class| all().filter(move |(_, diagnostic)| diagnostic.class == class);
    let sorted = of(Class::Error).chain(of(Class::Advice)).take(MOST);
    sorted.map(|(number, diagnostic)| problem(studio, number, diagnostic)).collect()
}

fn problem(studio: &Studio, number: usize, diagnostic: &Diagnostic) -> ProblemView {
    let source = &studio.loaded().source;
    let at = diagnostic.span.map(|span| span.start);
    let owner = at.and_then(|byte| studio.places().name(byte)).map(str::to_owned);
    // In a pack, which file it is.
    let file = at.map(|byte| source.name_at(byte)).filter(|file| *file != source.name());
    let file = file.and_then(|file| Some(Path::new(file).file_name()?.to_string_lossy().into_owned()));
    let line = at.map(|byte| format!("line {}", source.place(byte).line));
    let place = [Some(diagnostic.code.to_string()), owner, file, line];
    let place: Vec<_> = place.into_iter().flatten().collect();
    ProblemView {
        number,
        error: diagnostic.class == Class::Error,
        place: place.join(" · "),
        message: diagnostic.message.clone(),
        line: at.map_or_else(String::new, |byte| source.line(byte).trim().to_owned()),
        help: diagnostic.help.clone().unwrap_or_default(),
        byte: at,
    }
}
