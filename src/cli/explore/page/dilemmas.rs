//! How many decisions are dilemmas, and which choices make none.

use std::io::{self, Write};

use crate::analysis::{Dilemmas, Exploration, Witnessed};
use crate::cli::tell::{decisions, listed, wrapped};

/// Choices, each with a play that shows it.
type Flaws<'a> = Vec<(String, Option<&'a Witnessed>)>;

pub(super) fn print(found: &Exploration, details: bool, out: &mut dyn Write) -> io::Result<()> {
    let Some(dilemmas) = &found.dilemmas else { return Ok(()) };
    let (all, flaws) = (&dilemmas.decisions, flaws(dilemmas));
    let real = all.iter().filter(|decision| decision.dilemma).count();
    let mut words = match all.len() {
        0 => "Dilemmas: none; no play ever has two choices open at once.".to_owned(),
        count => format!("Dilemmas: in {real} of {}.", decisions(count)),
    };
    if flaws.iter().all(|(_, flaws)| flaws.is_empty()) {
        words += " No choice is surpassed, changes nothing or is a trap.";
    }
    writeln!(out)?;
    wrapped(out, "", &words)?;
    let none = all.iter().filter(|decision| !decision.dilemma).map(|decision| decision.scene.clone());
    print_names("no dilemma", &none.collect::<Vec<_>>(), details, out)?;
    for (kind, flaws) in flaws {
        let names: Vec<_> = flaws.into_iter().map(|(name, _)| name).collect();
        print_names(kind, &names, details, out)?;
    }
    Ok(())
}

/// What is wrong with choices, in words: each kind, with the choices and the plays that show it.
pub(super) fn flaws(dilemmas: &Dilemmas) -> [(&'static str, Flaws<'_>); 3] {
    let named = |name: String, allowed: bool| if allowed { format!("{name} (allowed)") } else { name };
    let surpassed = dilemmas.surpassed.iter();
    let surpassed = surpassed
        .map(|flaw| (named(format!("{} by {}", flaw.choice, flaw.by), flaw.allowed), flaw.witness.as_ref()));
    let no_change = dilemmas.no_change.iter().map(|flaw| {
        let same = flaw.same_as.as_ref().map(|other| format!(" like {other}")).unwrap_or_default();
        (named(format!("{}{same}", flaw.choice), flaw.allowed), flaw.witness.as_ref())
    });
    let traps = dilemmas.traps.iter();
    let traps = traps.map(|flaw| (named(flaw.choice.clone(), flaw.allowed), flaw.witness.as_ref()));
    [("surpassed", surpassed.collect()), ("changes nothing", no_change.collect()), ("trap", traps.collect())]
}

fn print_names(kind: &str, names: &[String], details: bool, out: &mut dyn Write) -> io::Result<()> {
    if names.is_empty() { Ok(()) } else { wrapped(out, "  ", &format!("{kind}: {}", listed(names, details))) }
}
