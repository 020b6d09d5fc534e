//! How likely each ending is.

use std::io::{self, Write};

use super::NAME;
use super::words::percent;
use crate::analysis::Exploration;
use crate::cli::bars::{bar, fit, widest};

/// The letters of a whole bar.
const BAR: usize = 20;

pub(super) fn print(found: &Exploration, out: &mut dyn Write) -> io::Result<()> {
    let outcomes = found.outcomes.iter().map(|odds| odds.outcome.word().to_owned());
    let names: Vec<_> = found.endings.iter().map(|ending| ending.title.clone()).chain(outcomes).collect();
    let width = widest(names.iter().map(String::as_str), NAME);
    let policy = format!("policy {}", found.policy);
    writeln!(out, "\n{}  {:>9}  {:>9}    {:<9}  {policy}", fit("Endings", width), "odds", "least", "most")?;
    for ending in &found.endings {
        let outcome = ending.outcome.word().to_lowercase();
        let odds = match (ending.possible, ending.probability) {
            (Some(false), _) => "never".to_owned(),
            (Some(true), None) => "possible".to_owned(),
            (_, odds) => odds.map_or_else(|| "?".to_owned(), percent),
        };
        let bounds = if ending.possible == Some(false) { None } else { ending.least.zip(ending.most) };
        print_odds(&fit(&ending.title, width), &odds, bounds, ending.probability, &outcome, out)?;
    }
    if found.endings.iter().any(|ending| ending.probability.is_some()) {
        writeln!(out)?;
        for odds in &found.outcomes {
            let bounds = odds.least.zip(odds.most);
            let words = odds.probability.map_or_else(String::new, percent);
            print_odds(&fit(odds.outcome.word(), width), &words, bounds, odds.probability, "", out)?;
        }
    }
    Ok(())
}

fn print_odds(
    name: &str,
    odds: &str,
    bounds: Option<(f64, f64)>,
    share: Option<f64>,
    outcome: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let bounds = bounds.map_or_else(
        || " ".repeat(22),
        |(least, most)| format!("{:>9} to {:<9}", percent(least), percent(most)),
    );
    let bar = fit(&bar(share.unwrap_or(0.0), BAR), BAR);
    writeln!(out, "{}", format!("{name}  {odds:>9}  {bounds}  {bar}  {outcome}").trim_end())
}
