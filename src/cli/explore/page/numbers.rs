//! What the numbers come to at the end.

use std::io::{self, Write};

use super::NAME;
use super::words::percent;
use crate::analysis::{Distribution, Expected, Exploration, NumberOdds, Possible};
use crate::cli::bars::{fit, histogram, widest};
use crate::cli::tell::wrapped;
use crate::scenario::model::Good;

/// The columns of a histogram.
const COLUMNS: usize = 20;

/// The numbers with what people call them.
pub(super) fn numbers(found: &Exploration) -> Vec<(String, &NumberOdds)> {
    let meters = found.meters.iter().map(|number| {
        let low = if number.good == Good::Low { ", low is good" } else { "" };
        (format!("{}{low}", number.label), number)
    });
    let trust = found.trust.iter().map(|number| (format!("trust of {}", number.label), number));
    meters.chain(trust).chain([(found.aim.label.clone(), &found.aim)]).collect()
}

pub(super) fn print_ends(found: &Exploration, out: &mut dyn Write) -> io::Result<()> {
    let rows = numbers(found);
    let rows: Vec<_> =
        rows.iter().filter_map(|(name, number)| Some((name, number.distribution.as_ref()?))).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let width = widest(rows.iter().map(|(name, _)| name.as_str()), NAME);
    let scale = fit("0", COLUMNS - 1) + "100";
    writeln!(out, "\n{}    mean    p5  p25  p50  p75  p95  {scale}", fit("At the end", width))?;
    for (name, distribution) in rows {
        let Distribution { mean, p5, p25, p50, p75, p95, histogram: odds } = distribution;
        let drawn = histogram(odds.iter().map(|(value, odds)| (*value, *odds)), COLUMNS);
        let name = fit(name, width);
        writeln!(out, "{name}  {mean:>6.2}  {p5:>4} {p25:>4} {p50:>4} {p75:>4} {p95:>4}  │{drawn}│")?;
    }
    Ok(())
}

pub(super) fn print_reach(found: &Exploration, out: &mut dyn Write) -> io::Result<()> {
    let rows = numbers(found);
    let rows: Vec<_> = rows
        .iter()
        .filter_map(|(name, number)| Some((name, number.possible.as_ref()?, number.expected)))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let width = widest(rows.iter().map(|(name, ..)| name.as_str()), NAME);
    writeln!(out, "\n{}  expected: worst  best    with luck: worst  best", fit("Within reach", width))?;
    for (name, Possible { best, worst }, expected) in rows {
        let expected = expected.map_or_else(
            || format!("{:>15}  {:>4}", "-", "-"),
            |Expected { best, worst }| format!("{worst:>15.2} {best:>5.2}"),
        );
        let name = fit(name, width);
        writeln!(out, "{name}  {expected}    {:>16}  {:>4}", worst.value, best.value)?;
    }
    if !found.faults.is_empty() {
        writeln!(out, "In what is expected, plays that fail count as 0, or 100 where low is good.")?;
    }
    Ok(())
}

pub(super) fn print_distributions(found: &Exploration, out: &mut dyn Write) -> io::Result<()> {
    for (name, number) in numbers(found) {
        let Some(distribution) = &number.distribution else { continue };
        let odds = distribution.histogram.iter().map(|(value, odds)| format!("{value}: {}", percent(*odds)));
        writeln!(out)?;
        wrapped(out, "", &format!("{name} at the end:"))?;
        wrapped(out, "  ", &odds.collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}
