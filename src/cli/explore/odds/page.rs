//! The odds at a point of a play as a page for people.

use std::io::{self, Write};

use super::{Arguments, Run};
use crate::analysis::{Explored, Move, Standing};
use crate::cli::bars::{bar, fit, widest};
use crate::cli::tell::{decisions, paragraph};
use crate::scenario::model::{Good, Outcome};
use crate::simulation::{Note, Session, Story};

/// The columns of a name: at least and at most.
const NAME: (usize, usize) = (12, 40);
/// The first line of a play's decisions.
const BEGINNING: &str = "(at the beginning)";
/// The letters of a whole bar.
const BAR: usize = 20;

pub(super) fn print(
    session: &Session,
    notes: &[Note],
    (now, moves): (&Standing, &[Move]),
    Explored { states, complete }: Explored,
    (Arguments { policy, effort, .. }, run): (&Arguments, Run),
    out: &mut dyn Write,
) -> io::Result<()> {
    let scenario = session.story().scenario();
    writeln!(out, "{}\n", scenario.title)?;
    for note in notes {
        paragraph(out, "! ", &note.to_string())?;
    }
    let after = decisions(session.turns().len());
    writeln!(out, "After {after}, policy {policy}; {states} states explored in {:.2} s.", run.seconds)?;
    if !complete {
        let met = effort.stopped(run);
        writeln!(
            out,
            "Partial: this stopped at {met}. What is missing was not explored; any odds may be higher."
        )?;
    }
    print_moves(moves, out)?;
    print_standing(session.story(), now, out)
}

/// Prints how every decision and every luck moved the odds of a good ending.
fn print_moves(moves: &[Move], out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = moves.first() else { return Ok(()) };
    let names = moves.iter().map(|one| one.choice.as_str());
    let width = widest(names.chain([BEGINNING]), NAME) + 1;
    writeln!(out, "\n{}  works   mixed   fails    by picking    by luck", fit("    Decision", width + 4))?;
    let odds = |standing: &Standing| {
        let percent = |outcome: &Outcome| format!("{:>5.1} %", 100.0 * standing.odds_of(*outcome));
        Outcome::ALL.iter().map(percent).collect::<Vec<_>>().join(" ")
    };
    writeln!(out, "    {}{}", fit(BEGINNING, width), odds(&first.before))?;
    for (number, Move { choice, before, picked, after }) in moves.iter().enumerate() {
        let by_much = |from: &Standing, to: &Standing| {
            let by = 100.0 * (to.odds_of(Outcome::Success) - from.odds_of(Outcome::Success));
            if by.abs() < 0.05 { format!("{:>9}", "·") } else { format!("{by:>+9.1}") }
        };
        let (name, odds) = (fit(choice, width), odds(after));
        writeln!(
            out,
            "{:>2}  {name}{odds}     {}  {}",
            number + 1,
            by_much(before, picked),
            by_much(picked, after)
        )?;
    }
    Ok(())
}

/// Prints how likely every ending is, and what the numbers come to.
pub(super) fn print_standing(story: &Story, standing: &Standing, out: &mut dyn Write) -> io::Result<()> {
    let mut rows: Vec<_> = standing
        .endings
        .values()
        .map(|ending| (ending.title.as_str(), ending.odds, ending.outcome.word().to_lowercase()))
        .collect();
    for (name, odds, kind) in [
        ("never ends", standing.endless, "no end"),
        ("the scenario fails", standing.faults, "fails"),
        ("not explored", standing.unexplored, "unknown"),
    ] {
        if odds > 0.0 {
            rows.push((name, odds, kind.to_owned()));
        }
    }
    let width = widest(rows.iter().map(|(name, ..)| *name), NAME);
    writeln!(out, "\n{}     odds", fit("Endings", width))?;
    for (name, odds, kind) in rows {
        let (name, bar) = (fit(name, width), fit(&bar(odds, BAR), BAR));
        writeln!(out, "{name}  {:>7.3} %  {bar}  {kind}", 100.0 * odds)?;
    }
    let rows = means(story, standing);
    if !rows.is_empty() {
        let width = widest(rows.iter().map(|(name, _)| name.as_str()), NAME);
        writeln!(out, "\n{}    mean", fit("At the end", width))?;
        for (name, mean) in rows {
            writeln!(out, "{}  {mean:>6.2}", fit(&name, width))?;
        }
    }
    writeln!(out, "\nDecisions still to come: {:.1} on average.", standing.decisions)
}

/// The means of the numbers that people know, with their names.
fn means(story: &Story, standing: &Standing) -> Vec<(String, f64)> {
    let scenario = story.scenario();
    let meters = scenario.meters.iter().filter_map(|(id, meter)| {
        let low = if meter.value.good == Good::Low { ", low is good" } else { "" };
        Some((format!("{}{low}", meter.value.label), *standing.meters.get(id)?))
    });
    let trust = scenario.cast.iter().filter_map(|(id, person)| {
        Some((format!("trust of {}", person.value.name), *standing.trust.get(id)?))
    });
    meters.chain(trust).chain(standing.aim.map(|aim| ("aim".to_owned(), aim))).collect()
}
