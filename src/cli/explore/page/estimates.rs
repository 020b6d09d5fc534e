//! What plays by lot say, apart from what is proved.

use std::io::{self, Write};

use super::NAME;
use super::numbers::numbers;
use crate::analysis::{Estimates, Exploration, Share};
use crate::cli::bars::{fit, widest};

pub(super) fn print(found: &Exploration, estimates: &Estimates, out: &mut dyn Write) -> io::Result<()> {
    let Estimates { plays, endings, faults, given_up, meters, trust, aim, .. } = estimates;
    let titles = found.endings.iter().map(|ending| (ending.title.as_str(), endings.get(&ending.id).copied()));
    let others = [("fails", Some(*faults)), ("does not end", Some(*given_up))];
    let others = others.into_iter().filter(|(_, share)| share.is_some_and(|share| share.plays > 0));
    let shares: Vec<_> = titles.chain(others).filter_map(|(name, share)| Some((name, share?))).collect();
    let labels = numbers(found);
    let means = labels.iter().filter_map(|(name, number)| {
        let of = [meters.get(&number.id), trust.get(&number.id), aim.as_ref()];
        let place = [&found.meters[..], &found.trust[..]]
            .iter()
            .position(|all| all.iter().any(|one| std::ptr::eq(one, *number)));
        Some((name.as_str(), *of[place.unwrap_or(2)]?))
    });
    let means: Vec<_> = means.collect();
    let width = widest(shares.iter().map(|(name, _)| *name).chain(means.iter().map(|(name, _)| *name)), NAME);
    writeln!(
        out,
        "\nEstimates by {plays} plays by lot, policy {}: no proof, and apart from what stands above.",
        found.policy
    )?;
    writeln!(out, "{}     share  95 % interval", fit("Endings", width))?;
    for (name, Share { share, low, high, .. }) in shares {
        let [share, low, high] = [share, low, high].map(|share| 100.0 * share);
        // What is rare is not written as never.
        let digits = if high < 0.1 || low > 99.9 { 3 } else { 1 };
        writeln!(out, "{}  {share:>6.1} %  {low:.digits$} to {high:.digits$} %", fit(name, width))?;
    }
    writeln!(out, "{}      mean  95 % interval", fit("At the end", width))?;
    for (name, interval) in means {
        let (mean, low, high) = (interval.mean, interval.low, interval.high);
        writeln!(out, "{}  {mean:>8.2}  {low:.2} to {high:.2}", fit(name, width))?;
    }
    Ok(())
}
